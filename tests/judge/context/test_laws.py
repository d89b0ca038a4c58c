"""Laws of the context algebra, over values of every form that a ledger may hold."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kg.judge.context import COMPARED, Band, Hierarchy, World, compare, read, relate
from kg.judge.context.compare import compare_dimension
from kg.store.records import Ref, ValueRow
from kg.text.unit_factors import FACTORS

if TYPE_CHECKING:
    from decimal import Decimal

BASE = "https://x.example/#"
CONCEPTS = (
    *("patients", "sad", "ptsd", "healthy", "adults", "responders", "non-responders"),
    *("placebo", "saline", "midazolam", "propofol", "pain", "pain score", "mortality"),
)
HIERARCHY = Hierarchy(
    broader={
        f"{BASE}sad": (f"{BASE}patients",),
        f"{BASE}ptsd": (f"{BASE}patients",),
        f"{BASE}saline": (f"{BASE}placebo",),
    },
    disjoint={f"{BASE}healthy": (f"{BASE}patients",)},
)
DRUG = f"{BASE}ketamine"


def band(level: str, low: str | None, high: str | None) -> Band:
    amount = ValueRow(text=level, low=low, high=high, unit="mg/kg", high_open=low is None)
    return Band(f"{level}-ketamine", DRUG, level, amount)


def world() -> World:
    return World(HIERARCHY, (band("low", None, "0.5"), band("high", "0.5", None)))


def concept(name: str) -> ValueRow:
    return ValueRow(text=name, concept=Ref(f"{BASE}{name}", name, name))


numbers = st.decimals(0, 50, places=2, allow_nan=False, allow_infinity=False)
units = st.sampled_from(
    [
        *("mg/kg", "ug/kg", "mg", "g", "mg/d", "ng/mL", "mmol/L", "IU", "%", "", "h"),
    ]
)
times = st.sampled_from(["min", "h", "d", "wk", "mo", "y"])
regimens = st.sampled_from([None, None, "single", "daily", "twice weekly", "weekly", "over 40 min"])


@st.composite
def quantities(draw: st.DrawFn, unit: st.SearchStrategy[str] = units) -> ValueRow:
    low, high = sorted((draw(numbers), draw(numbers)))
    ends = draw(st.sampled_from(["point", "range", "from", "to"]))
    least = None if ends == "to" else str(low)
    most = {"point": str(low), "from": None}.get(ends, str(high))
    return ValueRow(
        text=f"{least}..{most}",
        low=least,
        high=most,
        low_open=draw(st.booleans()),
        high_open=draw(st.booleans()),
        unit=draw(unit),
        times=draw(st.sampled_from([None, None, 1, 8])),
        regimen=draw(regimens),
    )


@st.composite
def periods(draw: st.DrawFn) -> ValueRow:
    start, end = sorted((draw(st.integers(1990, 2020)), draw(st.integers(1990, 2020))))
    month = draw(st.sampled_from(["", "-06"]))
    return ValueRow(
        text="period", start=f"{start}{month}", end=draw(st.sampled_from([None, str(end)]))
    )


def unread(texts: st.SearchStrategy[str]) -> st.SearchStrategy[ValueRow]:
    return texts.map(lambda text: ValueRow(text=text, unread=True))


levels = st.sampled_from(["low", "medium", "high"]).map(lambda one: ValueRow(text=one, level=one))
time_words = st.sampled_from(
    [
        *("week 28", "months 3-12", "weeks later", "during infusion", "acute", "rapid"),
        *("24 h after surgery", "24 h after birth", "baseline", "within minutes"),
        "2 h before surgery",
    ]
)
phrases = st.sampled_from(
    [
        *("with asthma", "without asthma", "Children", "child", "usual care", "control", "vehicle"),
        *("no treatment", "none", "lower dose", "baseline", "placebo or midazolam", "responders"),
    ]
)
values = st.one_of(
    quantities(),
    quantities(times),
    levels,
    st.sampled_from(CONCEPTS).map(concept),
    unread(phrases),
    unread(time_words),
    unread(st.text(max_size=6)),
    periods(),
)
sides = st.lists(values, max_size=4).map(tuple)
stated = st.lists(values, min_size=1, max_size=4).map(tuple)
dimensions = st.sampled_from(COMPARED)
Values = tuple[ValueRow, ...]


def relation(at: World, name: str, a: Values, b: Values) -> str:
    x, y = (
        at.side(name, one, at.bounds({name: one}, (DRUG,)) if name == "dose" else ())
        for one in (a, b)
    )
    return relate(name, x, y, at)


@given(dimensions, sides, sides)
def test_symmetric(name: str, a: Values, b: Values) -> None:
    at = world()
    assert relation(at, name, a, b) == relation(at, name, b, a)
    assert relation(world(), name, b, a) == relation(at, name, a, b)


@given(dimensions, sides)
def test_overlaps_itself(name: str, a: Values) -> None:
    assert relation(world(), name, a, a) == ("overlap" if a else "unstated")
    assert relation(world(), name, a, a[::-1]) == ("overlap" if a else "unstated")


@given(dimensions, stated)
def test_every_single_value_overlaps_itself_without_the_shortcut(name: str, a: Values) -> None:
    """The rules themselves say so, not only the test for identity."""
    at = world()
    a = a[:1] if name == "co_intervention" else a  # several may exclude each other
    other = (*a, ValueRow(text="yet something else", unread=True))
    assert relation(at, name, a, other) == "overlap"


@given(dimensions, sides, sides, st.randoms())
def test_order_and_repetition_of_values_do_not_matter(
    name: str, a: Values, b: Values, random: object
) -> None:
    shuffled = list(a) * 2
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis types it as a protocol
    assert relation(world(), name, tuple(shuffled), b) == relation(world(), name, a, b)


@given(dimensions, sides, sides)
def test_one_side_alone_is_unknown_and_none_unstated(name: str, a: Values, b: Values) -> None:
    found = relation(world(), name, a, b)
    assert (found == "unstated") == (not a and not b)
    if bool(a) != bool(b):
        assert found == "unknown"


@st.composite
def decided(draw: st.DrawFn) -> tuple[str, Values, Values, ValueRow]:
    """Two sides that often share a value or a form, and a further value."""
    name, a, more = draw(dimensions), draw(stated), draw(values)
    like = draw(st.sampled_from([quantities(st.just("mg/kg")), levels, st.just(a[0])]))
    return name, a, (draw(like), *draw(sides)), more


@given(decided())
def test_another_form_of_statement_never_makes_a_decided_dimension_unknown(
    drawn: tuple[str, Values, Values, ValueRow],
) -> None:
    """The law of information: a further statement on one thing only tells more of it."""
    name, a, b, more = drawn
    at = world()
    before = relation(at, name, a, b)
    assume(before != "unknown")
    one, new = at.side(name, a), at.side(name, (more,))
    assert one is not None
    assert new is not None
    assume(name == "co_intervention" or not set(one.forms) & set(new.forms))
    assert relation(at, name, (*a, more), b) in {"overlap", "disjoint"}


alike = st.sampled_from(
    [
        quantities(st.just("mg")),
        quantities(times),
        levels,
        periods(),
        st.sampled_from(CONCEPTS).map(concept),
        unread(st.sampled_from(["with asthma", "without asthma", "child", "others"])),
    ]
).flatmap(lambda one: st.tuples(*[st.lists(one, min_size=1, max_size=3).map(tuple)] * 2, one))


@given(dimensions, alike)
def test_an_alternative_widens(name: str, drawn: tuple[Values, Values, ValueRow]) -> None:
    """What overlapped still does, what was disjoint stays so unless the alternative is not."""
    a, b, more = drawn
    at = world()
    one, new = at.side(name, a), at.side(name, (more,))
    assert one is not None
    assert new is not None
    assume(name != "co_intervention" and list(one.forms) == list(new.forms))
    assume(len(one.forms) == 1)
    before, alone = relation(at, name, a, b), relation(at, name, (more,), b)
    after = relation(at, name, (*a, more), b)
    if "overlap" in {before, alone}:
        assert after == "overlap"
    else:
        assert after == ("disjoint" if before == alone == "disjoint" else "unknown")


@given(sides, sides, dimensions, values)
def test_a_statement_in_one_dimension_changes_no_other(
    a: Values, b: Values, name: str, more: ValueRow
) -> None:
    here, there = {"population": a}, {"population": b}
    assume(name not in {"population", "intervention", "route"})
    at = world()
    before = at.relations(at.context(here), at.context(there))
    after = at.relations(at.context({**here, name: (more,)}), at.context(there))
    index = COMPARED.index(name)
    assert before[index] == "unstated"
    assert after[index] == "unknown"
    assert before[:index] + before[index + 1 :] == after[:index] + after[index + 1 :]


_KINDS = {
    kind: [unit for unit, (one, _) in FACTORS.items() if one == kind]
    for kind in dict.fromkeys(kind for kind, _ in FACTORS.values())
}
_SCALES = [
    (unit, smaller)
    for units in _KINDS.values()
    for unit in units
    for smaller in units
    if FACTORS[unit][1] % FACTORS[smaller][1] == 0
]


@given(st.sampled_from(_SCALES), numbers, stated)
def test_conversion_within_a_kind_changes_nothing(
    scale: tuple[str, str], number: Decimal, b: Values
) -> None:
    unit, smaller = scale
    converted = str(number * (FACTORS[unit][1] // FACTORS[smaller][1]))
    one = ValueRow(text="a", low=str(number), high=str(number), unit=unit)
    other = ValueRow(text="b", low=converted, high=converted, unit=smaller)
    at = world()
    name = "duration" if FACTORS[unit][0] == "time" else "dose"
    assert at.side(name, (one,)) is at.side(name, (other,))
    assert relation(at, name, (one,), b) == relation(at, name, (other,), b)


@pytest.mark.parametrize(("one", "other"), list(combinations(sorted(_KINDS), 2)))
def test_amounts_of_two_kinds_are_never_compared(one: str, other: str) -> None:
    a, b = (
        ValueRow(text=f"1 {_KINDS[kind][0]}", low="1", high="1", unit=_KINDS[kind][0])
        for kind in (one, other)
    )
    found = compare_dimension("dose", (a,), (b,), world())
    assert found.relation == "unknown"
    if "time" not in {one, other}:
        assert "the first side gives" in found.reason


@given(dimensions, st.text(), st.text())
def test_other_words_alone_never_make_a_difference(name: str, a: str, b: str) -> None:
    one, other = ValueRow(text=a, unread=True), ValueRow(text=b, unread=True)
    found = world().ground(name, *(world().side(name, (v,)) for v in (one, other)))
    assert found.relation != "disjoint" or found.cause == "denial"


@given(st.dictionaries(dimensions, stated), st.dictionaries(dimensions, stated))
def test_the_quick_verdict_is_that_of_the_reading(
    a: dict[str, Values], b: dict[str, Values]
) -> None:
    at = world()
    slow = compare(a, b, at, ((DRUG,), (DRUG,)))
    quick = at.relations(at.context(a, (DRUG,)), at.context(b, (DRUG,)))
    assert tuple(d.relation for d in slow) == quick
    assert at.verdict(at.context(a, (DRUG,)), at.context(b, (DRUG,))) == read(slow).verdict
    assert all(d.reason for d in slow)
