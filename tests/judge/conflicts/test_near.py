"""A sheet that leaves strangers out finds what comparing every two values finds."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.judge.conflicts import sheet
from kg.judge.conflicts.conditions import PLACE
from kg.judge.conflicts.sheet import Known, Member, Sheet
from kg.judge.conflicts.stands import Stand
from kg.judge.context import Hierarchy, World, relate
from kg.judge.context.grounds import strangers
from kg.store.records import Ref, ValueRow

NAMES = (
    *("adults", "old adults", "patients with asthma", "patients without asthma", "children"),
    *("placebo", "saline", "control", "comparator 1", "comparator 2", "drug 7", "drug 8", "drug"),
    *("non-responders", "responders", "pain", "pain relief", "mortality", "group", "the dose"),
)
DIMENSIONS = ("population", "comparator", "intervention", "outcome", "co_intervention", "route")
STANDS = tuple(
    Stand(effect, negated=False, predicate="affects") for effect in ("increase", "decrease")
)


def iri(name: str) -> str:
    return f"https://x.example/#{name}"


HIERARCHY = Hierarchy(
    broader={iri("old adults"): (iri("adults"),), iri("drug 7"): (iri("drug"),)},
    disjoint={
        iri("children"): (iri("adults"),),
        iri("comparator 1"): (iri("comparator 2"),),
        iri("drug"): (iri("drug 8"),),
    },
)


def value(name: str, *, concept: bool) -> ValueRow:
    return ValueRow(text=name, concept=Ref(iri(name), name, name) if concept else None)


values = st.builds(
    lambda name, concept: value(name, concept=concept),
    st.sampled_from(NAMES),
    st.sampled_from((True, True, False)),
)
conditions = st.lists(values, min_size=1, max_size=3).map(tuple)
lines = st.lists(conditions, max_size=2)


def member(
    world: World,
    dimension: str,
    number: int,
    stated: tuple[ValueRow, ...],
    studied: list[tuple[ValueRow, ...]],
) -> Member:
    place = PLACE[dimension]
    side = world.side(dimension, stated)
    assert side is not None
    sides = [one for values in studied if (one := world.side(dimension, values)) is not None]
    lines = ((place, tuple(dict.fromkeys(sides))),) if sides else ()
    return Member(number, STANDS[number % 2], ((place, side),), lines)


@pytest.mark.parametrize("dimension", DIMENSIONS)
@given(told=st.lists(st.tuples(conditions, lines), min_size=2, max_size=24))
def test_leaving_strangers_out_changes_no_verdict(
    dimension: str, told: list[tuple[tuple[ValueRow, ...], list[tuple[ValueRow, ...]]]]
) -> None:
    world = World(HIERARCHY)
    members = [member(world, dimension, n, *one) for n, one in enumerate(told)]
    verdicts = []
    for few in (0, 1_000):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(sheet, "_FEW", few)
            topic = Sheet(members, Known(world))
            verdicts.append([topic.verdicts(number) for number in range(len(members))])
    assert verdicts[0] == verdicts[1]


@pytest.mark.parametrize("dimension", DIMENSIONS)
def test_strangers_lie_as_comparing_them_says(dimension: str) -> None:
    world = World(HIERARCHY)
    known, place = Known(world), PLACE[dimension]
    sides = [world.side(dimension, (value(name, concept=True),)) for name in NAMES]
    told = 0
    for x, y in product(sides, sides):
        assert x is not None
        assert y is not None
        one, two = known.marks(place, x), known.marks(place, y)
        relation = None if one is None or two is None else strangers(one, two)
        told += relation is not None
        assert relation in {None, relate(dimension, x, y, world)}
    assert bool(told) == (dimension not in {"outcome", "co_intervention"})
