"""Dates and stretches of time as people write them: `2015`, `2015..2020`, `..2010`, `>=2018-03`."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

_DATE: Final = r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?"
_DATES: Final = re.compile(
    rf"(?:(?P<sign><=|>=|<|>|≤|≥|=)?\s*(?P<one>{_DATE})"
    rf"|(?P<low>{_DATE})?\s*(?:\.\.|\u2013|-|to)\s*(?P<high>{_DATE})"
    rf"|(?P<least>{_DATE})\s*\.\.)"
)
_LONGEST: Final = 60


class Dates(NamedTuple):
    """A stretch of time between two dates, each as precise as known.

    Attributes:
        low: first date, None if there is none.
        high: last date, None if there is none.
        low_open: the first date itself is excluded.
        high_open: the last date itself is excluded.
    """

    low: str | None = None
    high: str | None = None
    low_open: bool = False
    high_open: bool = False

    def among(self, start: str, end: str) -> tuple[str, tuple[str, ...]]:
        """The SQL condition that a recorded stretch shares a day with this one.

        Dates are compared as far as both are known: 2018 shares a day with 2018-03.

        Args:
            start: the column of its first date; a missing one is no bound.
            end: the column of its last date.

        Returns:
            A condition in brackets, true only if one of the columns is filled; its values.
        """
        parts = [f"coalesce({start}, {end}) IS NOT NULL"]
        values: list[str] = []
        for bound, column, sign, is_open in (
            (self.low, end, ">=", self.low_open),
            (self.high, start, "<=", self.high_open),
        ):
            if bound is None:
                continue
            fits = f"substr({column}, 1, length(?)) {sign} substr(?, 1, length({column}))"
            values += (bound, bound)
            if is_open:  # a vaguer date has days on either side of a finer bound
                fits += f" AND substr({column}, 1, length(?)) <> ?"
                values += (bound, bound)
            parts.append(f"({column} IS NULL OR {fits})")
        return f"({' AND '.join(parts)})", tuple(values)


def read_dates(text: str) -> Dates | None:
    """A date or a stretch of time.

    Args:
        text: such as `2015`, `2015..2020`, `2015-2020`, `..2010`, `2018..`, `>= 2018-03`.

    Returns:
        The stretch, None if the text is none.
    """
    found = _DATES.fullmatch(text.strip()) if len(text) <= _LONGEST else None
    if found is None:
        return None
    one, sign = found["one"], found["sign"]
    if one is None:
        low, high = found["low"] or found["least"], found["high"]
        if low and high and low[: len(high)] > high[: len(low)]:
            return None
        return Dates(low, high)
    if sign in {"<", "<=", "≤"}:
        return Dates(high=one, high_open=sign == "<")
    if sign in {">", ">=", "≥"}:
        return Dates(low=one, low_open=sign == ">")
    return Dates(one, one)
