"""Amounts and intervals as people write them: `0.5 mg/kg`, `1..7 d`, `<= 24 h`, `4.. weeks`.

Units are those of the importers (`kg.text.units`); their grammar of whole sentences is not needed
here, and compiling it takes as long as answering.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal, InvalidOperation
from typing import Final, NamedTuple

_NUMBER: Final = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:[.,]\d+)?|\.\d+)"
_UNIT: Final = r"(?![eE][+-]?\d)(?!.*\.\.)(?P<unit>[^\d\s<>=.,;-][^<>=]*)"
_SIGN: Final = "<=|>=|<|>|≤|≥|="
_BETWEEN: Final = r"\s*(?:\.\.|[-\u2013\u2014]|to)\s*"
_AMOUNT: Final = re.compile(
    rf"\s*(?:(?P<sign>{_SIGN})?\s*(?P<low>{_NUMBER})(?:{_BETWEEN}(?P<high>{_NUMBER}))?"
    rf"|\.\.\s*(?P<most>{_NUMBER})|(?P<least>{_NUMBER})\s*\.\.)\s*{_UNIT}"
)
_THOUSANDS: Final = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_LONGEST: Final = 200
_DIGITS: Final = 30

HOURS: Final[dict[str, tuple[Decimal, Decimal]]] = {
    "s": (Decimal(1) / 3600, Decimal(1) / 3600),
    "min": (Decimal(1) / 60, Decimal(1) / 60),
    "h": (Decimal(1), Decimal(1)),
    "d": (Decimal(24), Decimal(24)),
    "wk": (Decimal(168), Decimal(168)),
    "mo": (Decimal(28 * 24), Decimal(31 * 24)),
    "y": (Decimal(365 * 24), Decimal(366 * 24)),
}
"""Hours in a unit of time, least and most: a month is 28 to 31 days."""


class Amount(NamedTuple):
    """An interval in one unit.

    Attributes:
        low: lower bound, None if there is none.
        high: upper bound, None if there is none.
        low_open: the lower bound itself is excluded.
        high_open: the upper bound itself is excluded.
        unit: the unit as the importers write it, else its spelling without blanks; `h` for times.
    """

    low: Decimal | None
    high: Decimal | None
    low_open: bool
    high_open: bool
    unit: str

    def overlaps(self, other: Amount) -> bool:
        """Some amount lies in both; never where the units differ."""
        return self.unit == other.unit and not (self._below(other) or other._below(self))

    def _below(self, other: Amount) -> bool:
        if self.high is None or other.low is None:
            return False
        return self.high < other.low or (
            self.high == other.low and (self.high_open or other.low_open)
        )


def read_amount(text: str) -> Amount | None:
    """An amount or interval with its unit.

    Args:
        text: such as `0.5 mg/kg`, `0.1..0.5 mg/kg`, `0.1-1 mg/kg`, `<= 20 mg`, `..4 weeks`.

    Returns:
        The interval, None if the text is none.
    """
    found = _AMOUNT.fullmatch(text) if len(text) <= _LONGEST else None
    if found is None or any(len(number or "") > _DIGITS for number in found.groups()[1:5]):
        return None
    sign, unit = found["sign"] or "=", found["unit"]
    low, high, most, least = (
        _decimal(found[name]) if found[name] else None for name in ("low", "high", "most", "least")
    )
    if low is None:
        return amount(unit, least, most)
    if high is not None:
        return amount(unit, low, high) if sign == "=" and low <= high else None
    if sign in "<=≤" and sign != "=":
        return amount(unit, None, low, high_open=sign == "<")
    if sign in ">=≥" and sign != "=":
        return amount(unit, low, None, low_open=sign == ">")
    return amount(unit, low, low)


def amount(
    unit: str,
    low: Decimal | None,
    high: Decimal | None,
    *,
    low_open: bool = False,
    high_open: bool = False,
) -> Amount:
    """An interval with its unit in one spelling, times in hours.

    Args:
        unit: the unit in any spelling.
        low: lower bound, None if there is none.
        high: upper bound, None if there is none.
        low_open: the lower bound itself is excluded.
        high_open: the upper bound itself is excluded.

    Returns:
        The interval; a month or a year as long as it may be.
    """
    unit = plain_unit(unit)
    if unit in HOURS:
        least, most = HOURS[unit]
        low, high = low if low is None else low * least, high if high is None else high * most
        unit = "h"
    return Amount(low, high, low_open, high_open, unit)


def recorded_amount(
    low: object, high: object, unit: str | None, *, low_open: bool, high_open: bool
) -> Amount | None:
    """A recorded quantity as an interval; None where it has no unit, or its numbers are none."""
    try:
        least, most = (None if b is None else Decimal(str(b)) for b in (low, high))
    except InvalidOperation:
        return None
    if unit is None or any(bound is not None and not bound.is_finite() for bound in (least, most)):
        return None
    return amount(unit, least, most, low_open=low_open, high_open=high_open)


def _decimal(text: str) -> Decimal:
    if _THOUSANDS.fullmatch(text):
        return Decimal(text.replace(",", ""))
    return Decimal(text.replace(",", "."))


def plain_unit(text: str) -> str:
    """The spelling by which units are compared.

    Args:
        text: a unit as somebody wrote it.

    Returns:
        As the importers write it (`wk` for weeks); else without blanks, compatibility characters
        unified.
    """
    from kg.text.units import canonical_unit

    words = unicodedata.normalize("NFKC", text).strip()
    joined = "".join(words.split())
    spellings = (words, words.lower(), joined)
    return next((unit for one in spellings if (unit := canonical_unit(one))), joined)
