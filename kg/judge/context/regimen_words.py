"""Regimens in words: `twice weekly`, `8 infusions`, `b.i.d.`, `single`."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache
from typing import Final

from kg.judge.context.intervals import Interval
from kg.judge.context.regimens import Regimen
from kg.text.wording import normal_words

_DAY: Final = 24
_HOURS: Final = {
    "hour": (1, 1),
    "h": (1, 1),
    "day": (_DAY, _DAY),
    "d": (_DAY, _DAY),
    "night": (_DAY, _DAY),
    "week": (7 * _DAY, 7 * _DAY),
    "wk": (7 * _DAY, 7 * _DAY),
    "month": (28 * _DAY, 31 * _DAY),
}
_ADVERBS: Final = {
    "hourly": "hour",
    "daily": "day",
    "nightly": "night",
    "weekly": "week",
    "monthly": "month",
}
_NUMBERS: Final = {"once": 1, "one": 1, "twice": 2, "two": 2, "thrice": 3, "three": 3, "four": 4}
_LATIN: Final = {"qd": 1, "od": 1, "bid": 2, "bd": 2, "tid": 3, "tds": 3, "qid": 4, "qds": 4}
_COUNT: Final = rf"(?P<n>{'|'.join(_NUMBERS)}|\d{{1,2}})(?: ?time| ?x|\u00d7)?"
_RATE: Final = re.compile(
    rf"(?:{_COUNT} ?)?(?:(?:a|per|every|each|/) ?(?P<unit>{'|'.join(_HOURS)})"
    rf"|(?P<adverb>{'|'.join(_ADVERBS)}))"
)
_EVERY: Final = re.compile(
    rf"every (?P<n>other|second|two|three|four|\d{{1,3}}) (?P<unit>{'|'.join(_HOURS)})"
    r"|(?P<alternate>alternate day|on alternate day)"
)
_SINGLE: Final = re.compile(
    r"(?:a )?(?:single|one|1)(?: (?:dose|infusion|injection|administration|session))?"
    r"|once|one off|once only"
)
_SEVERAL: Final = re.compile(r"(?P<n>\d{1,3}) (?:dose|infusion|injection|administration|session)")
_LASTS: Final = re.compile(r" for \d{1,3} (?:day|week|month)$")
_REPEATED: Final = frozenset({"repeated", "chronic", "repeatedly", "multiple dose"})


@lru_cache(maxsize=4096)
def regimen(times: int | None, words: str | None) -> Regimen | None:
    """What is said of how often an amount is given.

    Args:
        times: number of administrations.
        words: the regimen in words, pieces parted by commas.

    Returns:
        The regimen; None if the words tell neither number nor distance (`over 40 min`, `IV`).
    """
    single = None if times is None else times == 1
    hours: Interval | None = None
    for piece in (words or "").split(","):
        key = _LASTS.sub("", normal_words(piece.replace(".", "")))
        if _SINGLE.fullmatch(key):
            single = True if single is None else single
        elif key in _REPEATED:
            single = False
        elif several := _SEVERAL.fullmatch(key):
            single = int(several["n"]) == 1
        elif found := _distance(key):
            hours, single = found, False
    return None if single is None and hours is None else Regimen(single, hours)


def _distance(key: str) -> Interval | None:
    """Hours from one administration to the next."""
    if key in _LATIN:
        return _hours("day", Fraction(1, _LATIN[key]))
    if found := _EVERY.fullmatch(key):
        if found["alternate"]:
            return _hours("day", Fraction(2))
        many = {"other": 2, "second": 2}.get(found["n"]) or _count(found["n"])
        return _hours(found["unit"], Fraction(many)) if many else None
    if found := _RATE.fullmatch(key):
        often = _count(found["n"]) if found["n"] else 1
        unit = found["unit"] or _ADVERBS[found["adverb"]]
        return _hours(unit, Fraction(1, often)) if often else None
    return None


def _count(word: str) -> int:
    return _NUMBERS.get(word) or int(word)


def _hours(unit: str, factor: Fraction) -> Interval:
    least, most = _HOURS[unit]
    return Interval(least * factor, most * factor)
