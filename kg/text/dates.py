"""Dates in running words, as precise as they are given."""

from __future__ import annotations

import calendar
import re
from typing import Final

_MONTHS: Final = {
    name.lower(): f"{number:02}"
    for number in range(1, 13)
    for name in (calendar.month_name[number], calendar.month_abbr[number])
} | {"sept": "09"}
_MONTH: Final = "|".join(sorted(_MONTHS, key=len, reverse=True))

_FORMS: Final = (
    re.compile(r"(?<!\d)(?P<y>\d{4})-(?P<n>0[1-9]|1[0-2])-(?P<d>0[1-9]|[12]\d|3[01])(?!\d)"),
    re.compile(
        rf"(?<!\d)(?P<d>\d{{1,2}})(?:st|nd|rd|th)? (?P<m>{_MONTH})\.?,? (?P<y>\d{{4}})(?!\d)"
    ),
    re.compile(rf"\b(?P<m>{_MONTH})\.? (?P<d>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<y>\d{{4}})(?!\d)"),
    re.compile(r"(?<!\d)(?P<y>\d{4})-(?P<n>0[1-9]|1[0-2])(?![\d-])"),
    re.compile(rf"\b(?P<m>{_MONTH})\.? (?P<y>\d{{4}})(?!\d)"),
    re.compile(r"(?<![\d.,])(?P<y>1[5-9]\d\d|2[01]\d\d)(?![\d])"),
)
"""Forms of a date in English and in ISO 8601, the most precise first."""


def read_date(words: str) -> str | None:
    """The first date in words, by the most precise form that occurs.

    Args:
        words: such as `RETRACTED 31 March 2026 by the editors`, `2018-03`, `May 2019`.

    Returns:
        `2026-03-31`, `2018-03`, `2019`; None if there is no date, or none of the calendar.
    """
    for form in _FORMS:
        match = form.search(words.lower())
        if match is None:
            continue
        parts = match.groupdict()
        month = parts.get("n") or _MONTHS.get(parts.get("m") or "", "")
        day = f"{int(parts['d']):02}" if parts.get("d") else ""
        if day and not 1 <= int(day) <= calendar.monthrange(int(parts["y"]) or 4, int(month))[1]:
            continue
        return "-".join(part for part in (parts["y"], month, day) if part)
    return None
