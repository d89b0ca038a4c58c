"""Amounts, times, shares, numbers of people, p values, populations and species, as found."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final, Literal, cast

from kg.text.lexicons import parts
from kg.text.quantities import find_amounts
from kg.text.tokens import PatternTable, tokens
from kg.text.units import kind_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.text.quantities import Amount

MentionKind = Literal[
    "dose", "amount", "duration", "percentage", "sample-size", "p-value", "population", "species"
]


@dataclass(frozen=True, slots=True)
class Mention:
    """Something found in a sentence.

    Attributes:
        kind: what it is.
        text: the words as they stand.
        start: code-point offset into the text.
        end: end of it, exclusive.
        low: lower end of a number, None if it is open or no number.
        high: upper end.
        unit: a key of `kg.text.units.UNITS`, empty without one.
    """

    kind: MentionKind
    text: str
    start: int
    end: int
    low: str | None = None
    high: str | None = None
    unit: str = ""


_N: Final = re.compile(
    r"(?<!\w)[nN]\s?=\s?(?P<n>\d{1,3}(?:[, ]\d{3}){1,3}|\d{1,9})(?![.\d])"
    r"|(?<![\d.,])(?P<count>\d{1,3}(?:,\d{3}){1,3}|\d{1,9}) (?:[a-z-]{1,20} ){0,2}"
    r"(?:patients|participants|adults|children|women|men|people|volunteers|subjects|individuals)\b"
)
_P: Final = re.compile(
    r"(?<!\w)[pP](?:[ -]?values?)?\s?(?P<sign>[=<>≤≥])\s?(?P<p>0?[.·]\d{1,9}|[01])(?!\d)"
)
_NUMBERS: Final = "one two three four five six seven eight nine ten eleven twelve"
_COUNTED: Final = {word: str(at) for at, word in enumerate(_NUMBERS.split(), 1)}
_SPELT: Final = re.compile(
    rf"(?<!\w)(?P<number>{'|'.join(_COUNTED)})[ -](?P<unit>hour|day|week|month|year)s?(?!\w)",
    re.IGNORECASE,
)
_SPANS: Final = {"hour": "h", "day": "d", "week": "wk", "month": "mo", "year": "y"}
_DOSES: Final = frozenset({"mass", "mass-per-mass", "mass-per-mass-per-time", "mass-per-area"})
_TAIL: Final = re.compile(
    r" (?:aged|over|under|above|below|older than|younger than) (?:the age of )?\d{1,3}"
    r"(?:(?: to | and |-|\u2013)\d{1,3})?(?: years?)?"
)


def mentions(text: str, start: int = 0, end: int | None = None) -> tuple[Mention, ...]:
    """What a sentence says of amounts and of whom.

    Args:
        text: canonical text.
        start: start of the sentence.
        end: its end, exclusive; None for the end of the text.

    Returns:
        In order of place; those of one kind do not overlap.
    """
    stop = len(text) if end is None else end
    found = [_of_amount(amount) for amount in find_amounts(text, start, stop)]
    found += _counts(text, start, stop)
    found += _named(text, start, stop)
    return tuple(sorted(found, key=lambda one: (one.start, one.end, one.kind)))


def _of_amount(amount: Amount) -> Mention:
    of_unit = kind_of(amount.unit)
    kind: MentionKind = "amount"
    if of_unit == "time":
        kind = "duration"
    elif of_unit == "percent":
        kind = "percentage"
    elif of_unit in _DOSES and amount.unit != "kg":
        kind = "dose"
    place = (amount.start, amount.end)
    return Mention(kind, amount.words, *place, amount.low, amount.high, amount.unit)


def _counts(text: str, start: int, stop: int) -> Iterator[Mention]:
    for match in _N.finditer(text, start, stop):
        number = re.sub(r"[, ]", "", match["n"] or match["count"])
        yield Mention("sample-size", match.group(), *match.span(), number, number)
    for match in _SPELT.finditer(text, start, stop):
        number = _COUNTED[match["number"].lower()]
        unit = _SPANS[match["unit"].lower()]
        yield Mention("duration", match.group(), *match.span(), number, number, unit)
    for match in _P.finditer(text, start, stop):
        value = match["p"].replace("·", ".")
        low = None if match["sign"] in "<≤" else value
        high = None if match["sign"] in ">≥" else value
        yield Mention("p-value", match.group(), *match.span(), low, high)


def _named(text: str, start: int, stop: int) -> Iterator[Mention]:
    """Populations and species, by the lexicon."""
    table = _table()
    words = tokens(text, start, stop)
    index = 0
    while index < len(words):
        behind, kind = index + 1, ""
        for last, found in table.at(text, words, index):
            behind, kind = last, found
        if kind:
            first, last = words[index].start, words[behind - 1].end
            tail = _TAIL.match(text, last, stop) if kind == "population" else None
            last = tail.end() if tail else last
            yield Mention(cast("MentionKind", kind), text[first:last], first, last)
        index = behind


@cache
def _table() -> PatternTable[str]:
    table: PatternTable[str] = PatternTable()
    for family in parts("mentions"):
        for entry in family["entry"]:
            kind = "" if "ignore" in entry else str(family["kind"])
            for phrase in entry["phrases"]:
                table.add(phrase, kind)
    return table
