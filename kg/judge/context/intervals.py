"""Intervals with open ends, compared exactly."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Final, NamedTuple

_DIGITS: Final = 400
"""A number of more digits than this is no measurement; it stays words."""


class Interval(NamedTuple):
    """Numbers of one unit between two bounds; None is no bound."""

    low: Fraction | None
    high: Fraction | None
    low_open: bool = False
    high_open: bool = False

    @property
    def is_point(self) -> bool:
        """One number."""
        return self.low is not None and self.low == self.high

    def overlaps(self, other: Interval) -> bool:
        """Some number lies in both."""
        return not (self._lies_below(other) or other._lies_below(self))

    def shares_stretch(self, other: Interval) -> bool:
        """The two overlap in more than an end: 0 to 3 months and 3 to 12 months do not.

        A single number shares what it lies in.
        """
        if not self.overlaps(other):
            return False
        if self.is_point or other.is_point:
            return True
        return not (self._ends_at(other) or other._ends_at(self))

    def times(self, least: int | Fraction, most: int | Fraction | None = None) -> Interval:
        """All products with a factor, or with all factors from one to another (not below 0)."""
        most = least if most is None else most
        low, high = self.low, self.high
        return Interval(
            None if low is None else low * (least if low >= 0 else most),
            None if high is None else high * (most if high >= 0 else least),
            self.low_open,
            self.high_open,
        )

    def _lies_below(self, other: Interval) -> bool:
        if self.high is None or other.low is None:
            return False
        if self.high == other.low:
            return self.high_open or other.low_open
        return self.high < other.low

    def _ends_at(self, other: Interval) -> bool:
        return self.high is not None and self.high == other.low


def interval(
    low: Fraction | None, high: Fraction | None, *, low_open: bool = False, high_open: bool = False
) -> Interval | None:
    """An interval that holds at least one number.

    Returns:
        None if there is no bound, or the bounds lie the wrong way round. An open bound that would
        leave nothing between two equal ones counts as closed.
    """
    if low is None and high is None:
        return None
    if low is not None and high is not None and low >= high:
        return Interval(low, high) if low == high else None
    return Interval(low, high, low is not None and low_open, high is not None and high_open)


def number(lexical: str | None) -> Fraction | None:
    """A decimal as an exact number; None for nothing.

    Raises:
        ValueError: it is no finite number, or one of absurdly many digits.
    """
    if lexical is None:
        return None
    try:
        read = Decimal(lexical)
    except InvalidOperation:
        raise ValueError(lexical) from None
    if not read.is_finite() or abs(read.adjusted()) + len(read.as_tuple().digits) > _DIGITS:
        raise ValueError(lexical)
    return Fraction(read)
