from __future__ import annotations

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st
from naive import days

from kg.store.dates import Dates, read_dates


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("2015", Dates("2015", "2015")),
        ("2015..2020", Dates("2015", "2020")),
        ("2015-2020", Dates("2015", "2020")),
        ("2015 to 2020-03", Dates("2015", "2020-03")),
        ("..2010", Dates(high="2010")),
        ("2018-05 ..", Dates(low="2018-05")),
        (" >= 2018", Dates(low="2018")),
        ("<2018-02", Dates(high="2018-02", high_open=True)),
        ("2015-10", Dates("2015-10", "2015-10")),
    ],
)
def test_dates_are_read(text: str, dates: Dates) -> None:
    assert read_dates(text) == dates


@pytest.mark.parametrize(
    "text", ["", "15", "2020..2015", "2015-13", "soon", "..", ">=", "20155", "2015;", "9" * 1000]
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert read_dates(text) is None


_dates = st.builds(
    lambda year, month, day, size: f"{year}-{month:02}-{day:02}"[:size],
    st.integers(2014, 2016),
    st.integers(1, 3),
    st.integers(1, 3),
    st.sampled_from([4, 7, 10]),
)
_bound = st.one_of(st.none(), _dates)


@given(_bound, _bound, _bound, _bound)
def test_stretches_share_a_day_or_not(
    start: str | None, end: str | None, low: str | None, high: str | None
) -> None:
    sql, values = Dates(low, high).among("?1", "?2")
    sql, place = sql.replace("?1", "\x00").replace("?2", "\x01"), iter(range(3, 99))
    sql = "".join(f"?{next(place)}" if c == "?" else c for c in sql)
    sql = sql.replace("\x00", "?1").replace("\x01", "?2")
    found = sqlite3.connect(":memory:").execute(f"SELECT {sql}", (start, end, *values)).fetchone()
    first, last = days(start)[0] if start else "", days(end)[1] if end else "9"
    expected = (not low or last >= days(low)[0]) and (not high or first <= days(high)[1])
    assert bool(found[0]) == (expected and bool(start or end))
