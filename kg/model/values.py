"""Checked scalar values: what a literal or an IRI may hold, so that every writer can rely on it."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Annotated, Final

from pydantic import AfterValidator, BaseModel, ConfigDict

_ILLEGAL_IN_IRI = re.compile(r"[\x00-\x20<>\"{}|^`\\\ud800-\udfff]")
_ABSOLUTE_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_LANGUAGE = re.compile(r"[a-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
_DECIMAL = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)")
_TIMESTAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z")
_PARTIAL_DATE = re.compile(r"-?\d{4,}(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?")
_SHA256 = re.compile(r"[0-9a-f]{64}")


def check_iri(value: str) -> str:
    """Refuse what no RDF syntax can write between angle brackets, and relative IRIs."""
    found = _ILLEGAL_IN_IRI.search(value)
    if found:
        raise ValueError(f"not an IRI: it holds {found.group()!r}")
    if not _ABSOLUTE_IRI.match(value):
        raise ValueError("not an absolute IRI")
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
    return value


def _check_timestamp(value: str) -> str:
    if not _TIMESTAMP.fullmatch(value):
        raise ValueError(f"not a time in UTC such as 2026-01-31T12:00:00Z: {value!r}")
    return value


def _check_sha256(value: str) -> str:
    if not _SHA256.fullmatch(value):
        raise ValueError("not a SHA-256 in 64 lower-case hexadecimal digits")
    return value


def _check_language(value: str) -> str:
    if not _LANGUAGE.fullmatch(value):
        raise ValueError(f"not a language tag: {value!r}")
    return value


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
"""A language tag (BCP 47), its primary part in lower case."""

ENGLISH: Final = "en"


class LangText(BaseModel):
    """Text in a language: a label, a definition, a note."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: Text
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
