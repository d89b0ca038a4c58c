"""The context algebra: laws, and the cases that people meet."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.judge.context import COMPARED, Hierarchy, compare, compare_dimension, read
from kg.store.records import Qualifiers, Ref, ValueRow


def concept(name: str) -> ValueRow:
    return ValueRow(text=name, concept=Ref(f"https://x.example/#{name}", name, name))


def amount(low: str | None, high: str | None, unit: str = "mg/kg") -> ValueRow:
    return ValueRow(text=f"{low}-{high} {unit}", low=low, high=high, unit=unit)


def level(word: str) -> ValueRow:
    return ValueRow(text=word, level=word)


HIERARCHY = Hierarchy(
    broader={
        "https://x.example/#sad": ("https://x.example/#patients",),
        "https://x.example/#ptsd": ("https://x.example/#patients",),
    },
    disjoint={"https://x.example/#healthy": ("https://x.example/#patients",)},
)

numbers = st.decimals(0, 100, places=2, allow_nan=False, allow_infinity=False).map(str)


@st.composite
def amounts(draw: st.DrawFn) -> ValueRow:
    first, second = sorted((draw(numbers), draw(numbers)), key=float)
    unit = draw(st.sampled_from(["mg/kg", "mg", "h", "d"]))
    low_open, high_open = draw(st.booleans()), draw(st.booleans())
    if first == second:
        low_open = high_open = False
    return ValueRow(
        text=f"{first}-{second} {unit}",
        low=first,
        high=second,
        low_open=low_open,
        high_open=high_open,
        unit=unit,
    )


values = st.one_of(
    amounts(),
    st.sampled_from(["low", "medium", "high"]).map(level),
    st.sampled_from(["sad", "ptsd", "healthy", "patients"]).map(concept),
    st.text(max_size=5).map(lambda words: ValueRow(text=words, unread=True)),
)
sides = st.lists(values, max_size=4).map(tuple)


@given(sides, sides)
def test_symmetric(a: tuple[ValueRow, ...], b: tuple[ValueRow, ...]) -> None:
    there = compare_dimension("dose", a, b, HIERARCHY)
    back = compare_dimension("dose", b, a, HIERARCHY)
    assert there.relation == back.relation


@given(sides)
def test_overlaps_itself(a: tuple[ValueRow, ...]) -> None:
    relation = compare_dimension("dose", a, a, HIERARCHY).relation
    assert relation == ("overlap" if a else "unstated")


@given(sides, sides)
def test_one_side_alone_is_unknown_and_never_disjoint(
    a: tuple[ValueRow, ...], b: tuple[ValueRow, ...]
) -> None:
    relation = compare_dimension("dose", a, b, HIERARCHY).relation
    if bool(a) != bool(b):
        assert relation == "unknown"
    if relation == "disjoint":
        assert a
        assert b


@given(sides, sides, values)
def test_no_further_value_makes_an_overlap_unknown(
    a: tuple[ValueRow, ...], b: tuple[ValueRow, ...], more: ValueRow
) -> None:
    """It may make it disjoint: `low` on both sides, and then 0.5 mg against 1 mg."""
    if compare_dimension("dose", a, b, HIERARCHY).relation == "overlap":
        found = compare_dimension("dose", (*a, more), b, HIERARCHY).relation
        assert found in {"overlap", "disjoint"}


@pytest.mark.parametrize(
    ("a", "b", "relation"),
    [
        (level("low"), level("high"), "disjoint"),
        (level("low"), level("low"), "overlap"),
        (level("low"), amount("0.5", "0.5"), "unknown"),
        (amount("0.5", "0.5"), amount("0.25", "1"), "overlap"),
        (amount("0.5", "0.5"), amount("0.50", "0.50"), "overlap"),
        (amount("0.5", "0.5"), amount("0.6", None), "disjoint"),
        (amount(None, "1"), amount("0.5", None), "overlap"),
        (amount("0.5", "0.5"), amount("50", "200", "ng/mL"), "unknown"),
        (amount("0.5", "0.5"), amount("0.5", "0.5", "mg"), "unknown"),
        (amount("24", "24", "h"), amount("1", "1", "d"), "overlap"),
        (amount("2", "2", "wk"), amount("14", "14", "d"), "overlap"),
        (amount("1", "1", "mo"), amount("30", "30", "d"), "overlap"),
        (amount("3", "3", "mo"), amount("27.5", "27.5", "d"), "disjoint"),
        (concept("sad"), concept("patients"), "overlap"),
        (concept("sad"), concept("ptsd"), "unknown"),
        (concept("sad"), concept("healthy"), "disjoint"),
        (ValueRow(text="Rapid", unread=True), ValueRow(text="rapid ", unread=True), "overlap"),
        (ValueRow(text="rapid", unread=True), ValueRow(text="slow", unread=True), "unknown"),
    ],
)
def test_pairs(a: ValueRow, b: ValueRow, relation: str) -> None:
    found = compare_dimension("dose", (a,), (b,), HIERARCHY)
    assert found.relation == relation
    assert found.reason


def test_open_bounds_touch_without_overlap() -> None:
    below = ValueRow(text="<12 h", low=None, high="12", high_open=True, unit="h")
    from_there = ValueRow(text="12 h", low="12", high="12", unit="h")
    assert compare_dimension("timepoint", (below,), (from_there,), HIERARCHY).relation == "disjoint"


def test_verdicts() -> None:
    low: Qualifiers = {"dose": (level("low"),)}
    high: Qualifiers = {"dose": (level("high"),), "population": (concept("healthy"),)}
    assert read(compare(low, high, HIERARCHY)).verdict == "explained"
    assert read(compare(low, high, HIERARCHY)).because == ("dose",)
    assert read(compare(low, {}, HIERARCHY)).verdict == "undetermined"
    assert read(compare({}, {}, HIERARCHY)).verdict == "conflict"
    assert read(compare(low, low, HIERARCHY)).verdict == "conflict"


def test_other_separates_nothing() -> None:
    assert "other" not in COMPARED
    often: Qualifiers = {"other": (ValueRow(text="frequency: often", unread=True),)}
    assert read(compare(often, {}, HIERARCHY)).verdict == "conflict"


def test_a_cycle_of_kinds_ends() -> None:
    ring = Hierarchy(broader={"a": ("b",), "b": ("a",)})
    assert ring.kinds_of("a") == {"a", "b"}
    assert ring.overlap("a", "b")
    assert not ring.are_disjoint("a", "b")
