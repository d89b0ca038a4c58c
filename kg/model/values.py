"""Checked scalar values: what a literal or an IRI may hold, so that every writer can rely on it."""

from __future__ import annotations

import calendar
import re
from datetime import datetime
from decimal import Decimal
from ipaddress import AddressValueError, IPv6Address
from typing import Annotated, Final

from pydantic import AfterValidator, BaseModel, ConfigDict

DECIMAL: Final = r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)"
"""Lexical form of a decimal number; these patterns also stand in the shapes and JSON Schemas."""

PARTIAL_DATE: Final = (
    r"-?(?:[1-9][0-9]{3,8}|0[0-9]{3})(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?)?"
)
"""Lexical form of a year, a month or a day (XML Schema 1.1; at most nine digits of year)."""

TIMESTAMP: Final = r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]+)?Z"
"""Lexical form of a moment in UTC."""

SHA256: Final = r"[0-9a-f]{64}"
"""Lexical form of a SHA-256."""

_DECIMAL = re.compile(DECIMAL)
_PARTIAL_DATE = re.compile(PARTIAL_DATE)
_TIMESTAMP = re.compile(TIMESTAMP)
_SHA256 = re.compile(SHA256)

# RFC 5646, section 2.1, without its irregular tags of old
_LANGUAGE = re.compile(
    r"(?:[a-z]{2,3}(?:-[a-z]{3}){0,3}|[a-z]{4,8})(?:-[a-z]{4})?(?:-(?:[a-z]{2}|[0-9]{3}))?"
    r"(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*(?:-[0-9a-wy-z](?:-[a-z0-9]{2,8})+)*"
    r"(?:-x(?:-[a-z0-9]{1,8})+)?|x(?:-[a-z0-9]{1,8})+"
)

# RFC 3987, section 2.2: what every RDF reader takes
_ILLEGAL_IN_IRI = re.compile(r"[\x00-\x20<>\"{}|^`\\\ud800-\udfff]")
_ABSOLUTE_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_BEYOND_ASCII = "\xa0-\ud7ff\uf900-\ufdcf\ufdf0-\uffef\U000e1000-\U000efffd" + "".join(
    f"{chr(plane << 16)}-{chr((plane << 16) + 0xFFFD)}" for plane in range(1, 14)
)
_PRIVATE = "\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd"
_NAME = rf"A-Za-z0-9._~!$&'()*+,;={_BEYOND_ASCII}\-"
_ESCAPE = "%[0-9A-Fa-f]{2}"
_IRI = re.compile(  # `++` never tries a shorter stretch again: time stays linear
    rf"[A-Za-z][A-Za-z0-9+.-]*:(?://(?:(?:[{_NAME}:]++|{_ESCAPE})*+@)?"
    rf"(?:\[(?P<address>[0-9A-Fa-f:.]+)\]|(?:[{_NAME}]++|{_ESCAPE})*+)(?::[0-9]*+)?"
    rf"(?=[/?#]|\Z)|(?!//))(?:[{_NAME}:@/]++|{_ESCAPE})*+"
    rf"(?:\?(?:[{_NAME}:@/?{_PRIVATE}]++|{_ESCAPE})*+)?(?:\#(?:[{_NAME}:@/?]++|{_ESCAPE})*+)?"
)


def check_iri(value: str) -> str:
    """Refuse what no RDF syntax can write between angle brackets, and relative IRIs."""
    whole = _IRI.fullmatch(value)
    if whole is None:
        found = _ILLEGAL_IN_IRI.search(value)
        if found:
            raise ValueError(f"not an IRI: it holds {found.group()!r}")
        if not _ABSOLUTE_IRI.match(value):
            raise ValueError("not an absolute IRI")
        raise ValueError("not an IRI: a character, an escape or a port breaks RFC 3987")
    if whole["address"]:
        try:
            IPv6Address(whole["address"])
        except AddressValueError as error:
            raise ValueError(f"not an IRI: {error}") from error
    return value


def check_text(value: str) -> str:
    """Refuse U+0000 and lone surrogates, which no Turtle file can carry; keep the rest as it is."""
    if "\x00" in value:
        raise ValueError("text holds the character U+0000")
    if not value.isascii() and any("\ud800" <= character <= "\udfff" for character in value):
        raise ValueError("text holds a lone surrogate")
    return value


def _check_filled(value: str) -> str:
    if not value.strip():
        raise ValueError("text is empty")
    return check_text(value)


def _check_decimal(value: str) -> str:
    if not _DECIMAL.fullmatch(value):
        raise ValueError(f"not a decimal number: {value!r}")
    return value


def _check_date(value: str) -> str:
    if not _PARTIAL_DATE.fullmatch(value):
        raise ValueError(f"not a year, month or day: {value!r}")
    year, *rest = value.lstrip("-").split("-")
    if len(rest) == 2:  # noqa: PLR2004 - a month and a day
        # the calendar repeats every 400 years
        days = calendar.monthrange(2000 + int(year) % 400, int(rest[0]))[1]
        if int(rest[1]) > days:
            raise ValueError(f"no such day: {value}")
    return value


def _check_timestamp(value: str) -> str:
    if not _TIMESTAMP.fullmatch(value):
        raise ValueError(f"not a time in UTC such as 2026-01-31T12:00:00Z: {value!r}")
    try:
        datetime.fromisoformat(value[:19])
    except ValueError as error:
        raise ValueError(f"no such time: {value}: {error}") from error
    return value


def _check_sha256(value: str) -> str:
    if not _SHA256.fullmatch(value):
        raise ValueError("not a SHA-256 in 64 lower-case hexadecimal digits")
    return value


def _check_language(value: str) -> str:
    """Tags are compared without regard to case, and RDF stores keep them in lower case."""
    lowered = value.lower()
    if not value.isascii() or not _LANGUAGE.fullmatch(lowered):
        raise ValueError(f"not a language tag: {value!r}")
    return lowered


Iri = Annotated[str, AfterValidator(check_iri)]
"""An absolute IRI, kept character for character."""

Text = Annotated[str, AfterValidator(check_text)]
"""Untagged text, never normalised; may be empty."""

FilledText = Annotated[str, AfterValidator(_check_filled)]
"""Untagged text with at least one visible character."""

Decimals = Annotated[str, AfterValidator(_check_decimal)]
"""A decimal number in its lexical form: `0.50` stays `0.50`."""

PartialDate = Annotated[str, AfterValidator(_check_date)]
"""A date as precise as known: `2018`, `2018-03` or `2018-03-31`."""

Timestamp = Annotated[str, AfterValidator(_check_timestamp)]
"""A moment in UTC, ISO 8601 with `Z`."""

Sha256 = Annotated[str, AfterValidator(_check_sha256)]
"""A SHA-256 in lower-case hexadecimal digits."""

Language = Annotated[str, AfterValidator(_check_language)]
"""A well-formed language tag (BCP 47), kept in lower case."""

ENGLISH: Final = "en"


class LangText(BaseModel):
    """Text in a language: a label, a definition, a note."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: FilledText
    lang: Language = ENGLISH

    def __str__(self) -> str:
        return self.text


def by_value(number: str) -> Decimal:
    """The number that a lexical form stands for, for comparison.

    Args:
        number: a decimal in lexical form.

    Returns:
        The exact value; `0.50` and `0.5` give equal values.
    """
    return Decimal(number)
