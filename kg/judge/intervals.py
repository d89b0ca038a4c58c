"""Intervals with open ends, compared exactly."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from kg.store.amounts import HOURS

if TYPE_CHECKING:
    from kg.store.records import ValueRow


class Interval(NamedTuple):
    """Numbers of one unit between two bounds; None is no bound."""

    low: Decimal | None
    high: Decimal | None
    low_open: bool
    high_open: bool
    unit: str

    def overlaps(self, other: Interval) -> bool:
        """Some number lies in both; the units must be equal."""
        return not (self._lies_below(other) or other._lies_below(self))

    def _lies_below(self, other: Interval) -> bool:
        if self.high is None or other.low is None:
            return False
        if self.high == other.low:
            return self.high_open or other.low_open
        return self.high < other.low


def interval_of(value: ValueRow) -> Interval | None:
    """The interval that a value states.

    Args:
        value: any qualifier value.

    Returns:
        The interval in its own unit, times in hours; None for words, concepts and dose levels.
    """
    if value.low is None and value.high is None:
        return None
    low = None if value.low is None else Decimal(value.low)
    high = None if value.high is None else Decimal(value.high)
    unit = value.unit or ""
    if unit in HOURS:
        least, most = HOURS[unit]
        low = None if low is None else low * least
        high = None if high is None else high * most
        unit = "h"
    return Interval(low, high, value.low_open, value.high_open, unit)
