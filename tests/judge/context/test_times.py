"""Durations and time points, in numbers and in words."""

from __future__ import annotations

import time

import pytest

from kg.judge.context import World, compare_dimension
from kg.judge.context.norms import Time
from kg.judge.context.quantities import quantity
from kg.judge.context.time_words import anchor, read_times
from kg.store.records import ValueRow


def words(text: str) -> ValueRow:
    return ValueRow(text=text, unread=True)


def length(low: str | None, high: str | None, unit: str, text: str = "") -> ValueRow:
    return ValueRow(text=text or f"{low}-{high} {unit}", low=low, high=high, unit=unit)


def point(number: str, unit: str, text: str = "") -> ValueRow:
    return length(number, number, unit, text or f"{number} {unit}")


@pytest.mark.parametrize(
    ("a", "b", "relation"),
    [
        (words("week 28"), words("week 38"), "disjoint"),
        (words("(week 28)"), words("at 28 weeks"), "overlap"),
        (words("week 28"), words("week 29"), "disjoint"),
        (words("day 7"), words("7-14 days"), "overlap"),
        (words("day 7"), length("7", "14", "d"), "overlap"),
        (words("day 7"), words("day 7"), "overlap"),
        (words("day 7"), words("day 8-14"), "disjoint"),
        (words("week 12"), point("3", "mo"), "overlap"),
        (words("at 24 weeks"), words("at the end of 36 weeks"), "disjoint"),
        (words("months 0-3"), words("months 3-12"), "disjoint"),
        (words("0–3 months"), words("3-month follow-up"), "overlap"),
        (words("3 to 6 months"), words("at 12 months"), "disjoint"),
        (words("12 weeks"), point("3", "mo"), "overlap"),
        (words("12 weeks"), point("12", "wk"), "overlap"),
        (words("12th week"), words("week 12"), "overlap"),
        (words("11 months"), words("12 months"), "disjoint"),
        (words("1 year"), point("12", "mo"), "overlap"),
        (words("1 year"), words("365 days"), "overlap"),
        (words("6 months follow-up"), words("6 mos"), "overlap"),
        (words("up to 12 months"), words("6 months"), "overlap"),
        (words("> 35 weeks"), words("between 26 and 35 weeks"), "disjoint"),
        (words("3 months and 6 months"), words("at 12 months"), "disjoint"),
        (words("at 3, 6 and 12 months"), words("6-month follow-up"), "overlap"),
        (words("at 3, 6 and 12 months"), words("4 months"), "disjoint"),
        (words("3–12 and 12–18 months"), words("0–3 months"), "disjoint"),
        (words("day 7 and 14"), words("days 10 to 12"), "disjoint"),
        (words("after four weeks of treatment"), point("4", "wk"), "overlap"),
        (words("during the first 6 months"), words("3 months"), "overlap"),
        (words("during the first 6 months"), words("at one year"), "disjoint"),
        (words("48 h postoperatively"), words("24 h after birth"), "unknown"),
        (words("for postoperative 6 hours"), words("24 hours post-op"), "disjoint"),
        (words("weeks later"), point("1", "h"), "disjoint"),
        (words("weeks later"), point("4", "wk"), "overlap"),
        (words("within minutes"), words("24 h"), "disjoint"),
        (words("within minutes"), words("30 min"), "overlap"),
        (words("during infusion"), words("weeks later"), "disjoint"),
        (words("during the infusion"), point("7", "d"), "disjoint"),
        (words("during infusion"), point("1", "h"), "unknown"),
        (words("during infusion"), words("During infusion"), "overlap"),
        (words("acute"), words("weeks later"), "disjoint"),
        (words("acute"), words("rapid"), "unknown"),
        (words("rapid"), words("durable"), "unknown"),
        (words("baseline"), words("at 4 weeks"), "disjoint"),
        (words("2 h before surgery"), words("2 h after surgery"), "disjoint"),
        (words("24 h after surgery"), words("24 h post-op"), "overlap"),
        (words("24 h after surgery"), words("24 h after birth"), "unknown"),
        (words("24 h after surgery"), words("48 h after birth"), "unknown"),
        (words("24 h after surgery"), point("24", "h"), "overlap"),
        (words("24 h after surgery"), point("24", "h", "24 h after birth"), "unknown"),
        (words("to age 26"), words("at 4 weeks"), "unknown"),
        (length("0", "3", "mo"), length("3", "12", "mo"), "disjoint"),
        (length(None, "12", "h"), point("12", "h"), "overlap"),
        (length("26", "35", "wk"), point("35", "wk"), "overlap"),
        (length("4", None, "wk"), words("week 28"), "overlap"),
        (words("12 weeks"), ValueRow(text="often", unread=True), "unknown"),
    ],
)
@pytest.mark.parametrize("name", ["timepoint", "duration"])
def test_pairs(name: str, a: ValueRow, b: ValueRow, relation: str) -> None:
    for one, other in ((a, b), (b, a)):
        assert compare_dimension(name, (one,), (other,), World()).relation == relation


def test_reasons_name_what_stands_in_the_way() -> None:
    at = World()
    surgery, birth = words("24 h after surgery"), words("24 h after birth")
    found = compare_dimension("timepoint", (surgery,), (birth,), at)
    assert "counted from different events: surgery, birth" in found.reason
    found = compare_dimension("timepoint", (words("during infusion"),), (point("1", "h"),), at)
    assert 'how long "during infusion" lasts is not recorded' in found.reason


def test_times_are_read_in_time_dimensions_only() -> None:
    a, b = words("week 28"), words("week 38")
    assert compare_dimension("population", (a,), (b,), World()).relation == "unknown"


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("24 h after surgery", "surgery"),
        ("24 h post-op", "surgery"),
        ("24 h after the infusion", "dose"),
        ("35 wk gestation", "conception"),
        ("12 years old", "birth"),
        ("6 months of age", "birth"),
        ("6 months of pregnancy", "conception"),
        ("2 h prior to surgery", "before surgery"),
        ("4 weeks following discharge", "discharge"),
        ("4 weeks from randomisation", "randomization"),
        ("4 weeks since baseline", "baseline"),
        ("1 h before dosing", "before dose"),
        ("4 weeks", ""),
        ("4 weeks post", ""),
    ],
)
def test_events(text: str, event: str) -> None:
    assert anchor(text) == event
    read = quantity(point("1", "d", text))
    assert isinstance(read, Time)
    assert read.anchor == event.removeprefix("before ")


@pytest.mark.parametrize(
    "text",
    [
        "rapid",
        "",
        "3 weeks and misery",
        "12 weeks of misery",
        "5 to 3 weeks",
        "week",
        "1" * 199,
        "...",
    ],
)
def test_words_that_are_no_time_stay_words(text: str) -> None:
    assert read_times(text) == ()


@pytest.mark.parametrize("piece", ["1", "1 ", "week ", "after ", "1 week ", " ", "a", "-1"])
def test_long_words_cost_little(piece: str) -> None:
    short, long = (time.process_time(), piece * 50_000)
    assert read_times(long) == ()
    assert anchor(long) == ""
    compare_dimension("timepoint", (words(long),), (words(long + "x"),), World())
    assert time.process_time() - short < 2


@pytest.mark.parametrize(
    ("text", "low", "high", "open_ends"),
    [
        ("week 1", 0, 7, (False, False)),
        ("week 2", 7, 14, (False, False)),
        ("weeks 1-2", 7, 14, (False, False)),
        ("< 2 days", 0, 2, (True, True)),
        ("up to 2 days", 0, 2, (True, False)),
        ("> 2 days", 2, None, (True, False)),
        ("at least 2 days", 2, None, (False, False)),
    ],
)
def test_bounds_of_lengths_in_words(
    text: str, low: int, high: int | None, open_ends: tuple[bool, bool]
) -> None:
    (found,) = read_times(text)
    assert isinstance(found, Time)
    day = 24 * 3600
    assert found.seconds.low == low * day
    assert found.seconds.high == (None if high is None else high * day)
    assert (found.seconds.low_open, found.seconds.high_open) == open_ends
