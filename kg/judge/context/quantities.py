"""Recorded quantities in normal form: amounts in the measure of their kind, times in seconds."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from kg.judge.context.intervals import Interval, interval, number
from kg.judge.context.norms import Amount, Time
from kg.judge.context.regimens import per_day
from kg.text.unit_factors import FACTORS

if TYPE_CHECKING:
    from kg.judge.context.regimens import Regimen
    from kg.store.records import ValueRow

DAY: Final = 86_400
TIMES: Final[dict[str, tuple[int, int]]] = {
    "s": (1, 1),
    "min": (60, 60),
    "h": (3600, 3600),
    "d": (DAY, DAY),
    "wk": (7 * DAY, 7 * DAY),
    "mo": (28 * DAY, 31 * DAY),
    "y": (365 * DAY, 366 * DAY),
}
"""Seconds in a unit of time, least and most: a month is 28 to 31 days."""
MONTHS: Final = {"mo": 1, "y": 12}
"""Months in those units that are not a fixed number of seconds."""
_HINTS: Final = (
    "after",
    "post",
    "before",
    "pr",
    "following",
    "since",
    "from",
    "gest",
    "old",
    "age",
)
"""One of them stands in all words that name an event."""
_RATES: Final = {"mass": ("mg", "mg/d"), "mass/mass": ("mg/kg", "mg/kg/d")}
"""For kinds that are given: a unit, and the unit of as much a day."""


def quantity(row: ValueRow) -> Amount | Time | None:
    """The normal form of a value in numbers.

    Args:
        row: any value.

    Returns:
        The amount or time; None where there are no numbers, or they make no sense.
    """
    try:
        low, high = number(row.low), number(row.high)
    except ValueError:
        return None
    found = interval(low, high, low_open=row.low_open, high_open=row.high_open)
    if found is None:
        return None
    unit = _canonical(row.unit or "", row.unit_iri or "")
    if unit in TIMES:
        return time(found, unit, _event(row.text))
    kind, factor = FACTORS.get(unit, (f"in {unit}" if unit else "number", 1))
    return Amount(kind, found.times(factor), _regimen(row))


def _event(text: str) -> str:
    """The event that a time counts from; the grammar is loaded only where words hint at one."""
    if not any(hint in text.casefold() for hint in _HINTS):
        return ""
    from kg.judge.context.time_words import anchor

    return anchor(text)


def _regimen(row: ValueRow) -> Regimen | None:
    if row.times is None and row.regimen is None:
        return None
    from kg.judge.context.regimen_words import regimen

    return regimen(row.times, row.regimen)


def time(length: Interval, unit: str, event: str = "") -> Time:
    """A length of time, or a time after an event (before it: `before` and the event).

    Args:
        length: in the unit; without a lower bound it begins at 0.
        unit: a key of `TIMES`.
        event: normal words of the event it is counted from.

    Returns:
        The normal form, in seconds and, for months and years, in months as well.
    """
    if length.low is None and (length.high is None or length.high > 0):
        length = length._replace(low=Fraction(0), low_open=True)
    month = MONTHS.get(unit)
    months = None if month is None else length.times(month)
    seconds = length.times(*TIMES[unit])
    if event.startswith("before "):
        seconds, months = _mirrored(seconds), months and _mirrored(months)
        event = event.removeprefix("before ")
    return Time(seconds, months, event)


def rate(amount: Amount) -> Amount | None:
    """As much a day, for an amount whose regimen tells how often it is given."""
    often = per_day(amount.regimen)
    units = _RATES.get(amount.kind)
    if often is None or units is None or often.low is None or often.high is None:
        return None
    unit, daily = units
    kind, factor = FACTORS[daily]
    scale = Fraction(factor, FACTORS[unit][1])
    return Amount(kind, amount.interval.times(scale * often.low, scale * often.high))


def _mirrored(one: Interval) -> Interval:
    low, high = one.low, one.high
    return Interval(
        None if high is None else -high, None if low is None else -low, one.high_open, one.low_open
    )


@lru_cache(maxsize=1024)
def _canonical(unit: str, iri: str) -> str:
    """The unit as `kg.text.units` writes it, else its own spelling without blanks."""
    from kg.store.amounts import plain_unit
    from kg.text.units import UNITS

    short = plain_unit(unit) if unit else ""
    if short in UNITS:
        return short
    name = iri.rpartition("/")[2] or unit
    named = (key for key, (qudt, _) in UNITS.items() if qudt and qudt == name)
    return next(named, short)
