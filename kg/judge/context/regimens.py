"""Regimens: how often an amount is given, once or repeatedly, and at what distance."""

from __future__ import annotations

from fractions import Fraction
from typing import Final, NamedTuple

from kg.judge.context.intervals import Interval

_DAY: Final = 24


class Regimen(NamedTuple):
    """How often an amount is given.

    Attributes:
        single: once, several times, or not told.
        hours: hours from one to the next, None if not told.
    """

    single: bool | None
    hours: Interval | None


def regimens_differ(a: Regimen | None, b: Regimen | None) -> bool:
    """Both are told and cannot be one: once against repeatedly, or other distances."""
    if a is None or b is None:
        return False
    if a.single is not None and b.single is not None and a.single != b.single:
        return True
    return a.hours is not None and b.hours is not None and not a.hours.overlaps(b.hours)


def per_day(one: Regimen | None) -> Interval | None:
    """How often a day, None if the distance is not told."""
    if one is None or one.hours is None or not one.hours.low or not one.hours.high:
        return None
    return Interval(Fraction(_DAY) / one.hours.high, Fraction(_DAY) / one.hours.low)
