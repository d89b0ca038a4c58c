"""Amounts and intervals as people write them: `0.5 mg/kg`, `0.1..0.5 mg/kg`, `<= 20 mg`."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

_NUMBER: Final = r"(\d+(?:[.,]\d+)?|\.\d+)"
_AMOUNT: Final = re.compile(
    rf"\s*(?P<sign><=|>=|<|>|≤|≥|=)?\s*(?P<low>{_NUMBER})"
    rf"(?:\s*(?:\.\.|[-\u2013\u2014]|to)\s*(?P<high>{_NUMBER}))?\s*(?![eE][+-]?\d)(?P<unit>[^\d\s<>=.,;-][^<>=]*)"
)
_LONGEST: Final = 200
_DIGITS: Final = 30


@dataclass(frozen=True, slots=True)
class Amount:
    """An interval in one unit.

    Attributes:
        low: lower bound, None if there is none.
        high: upper bound, None if there is none.
        low_open: the lower bound itself is excluded.
        high_open: the upper bound itself is excluded.
        unit: the unit's spelling without blanks, micro signs unified.
    """

    low: Decimal | None
    high: Decimal | None
    low_open: bool
    high_open: bool
    unit: str

    def overlaps(self, other: Amount) -> bool:
        """Some amount lies in both; never where the units are spelt differently."""
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
        text: such as `0.5 mg/kg`, `0.1..0.5 mg/kg`, `0.1-1 mg/kg`, `<= 20 mg`.

    Returns:
        The interval, None if the text is none.
    """
    found = _AMOUNT.fullmatch(text) if len(text) <= _LONGEST else None
    if found is None or len(found["low"]) > _DIGITS or len(found["high"] or "") > _DIGITS:
        return None
    sign, low, unit = found["sign"], _decimal(found["low"]), plain_unit(found["unit"])
    high = _decimal(found["high"]) if found["high"] else None
    if high is not None:
        if sign not in {None, "="} or high < low:
            return None
        return Amount(low, high, low_open=False, high_open=False, unit=unit)
    if sign in {"<", "<=", "≤"}:
        return Amount(None, low, low_open=False, high_open=sign == "<", unit=unit)
    if sign in {">", ">=", "≥"}:
        return Amount(low, None, low_open=sign == ">", high_open=False, unit=unit)
    return Amount(low, low, low_open=False, high_open=False, unit=unit)


def _decimal(text: str) -> Decimal:
    return Decimal(text.replace(",", "."))


def plain_unit(text: str) -> str:
    """The spelling by which units are compared: no blanks, compatibility characters unified."""
    return "".join(unicodedata.normalize("NFKC", text).split())
