"""Groups: one study one vote, what separates them, and whether chance does as well."""

from __future__ import annotations

from math import comb, log2
from random import Random
from typing import TYPE_CHECKING

import pytest
from opposed import Line, Said, written

from kg.judge.conflicts import conflicts, separating
from kg.judge.conflicts.separating import separation
from kg.judge.conflicts.votes import Vote, tally
from kg.judge.context import World
from kg.store.ledger import open_ledger
from kg.store.records import ValueRow

if TYPE_CHECKING:
    from pathlib import Path

    from kg.judge.conflicts.votes import Way
    from kg.store.records import Qualifiers

WORLD = World()


def votes(table: dict[str, dict[tuple[Way, str], int]]) -> list[Vote]:
    """Votes by dimension, value and way; an empty value is not stated."""
    found: list[Vote] = []
    for name, cells in table.items():
        for (way, words), number in cells.items():
            values: Qualifiers = {name: (ValueRow(words, unread=True),)} if words else {}
            sides = {n: s for n, v in values.items() if (s := WORLD.side(n, v)) is not None}
            found += [Vote(way, None, values, sides)] * number
    return found


def test_gain_is_that_of_the_textbook() -> None:
    # the weather of Quinlan 1986: 14 days, 9 play, 5 not; outlook gains 0.247 bits
    weather: dict[tuple[Way, str], int] = {
        ("increase", "sunny"): 2,
        ("decrease", "sunny"): 3,
        ("increase", "overcast"): 4,
        ("increase", "rain"): 3,
        ("decrease", "rain"): 2,
    }
    found = separation(votes({"place": weather}))
    assert found is not None
    assert (found.dimension, round(found.gain, 3), found.stating) == ("place", 0.247, 14)
    assert found.shares[0] == ("rain", 3, 2, 0)
    assert found.shares[2] == ("overcast", 4, 0, 0)


def test_votes_that_do_not_state_it_make_it_weaker() -> None:
    half: dict[tuple[Way, str], int] = {
        ("increase", "a"): 2,
        ("decrease", "b"): 2,
        ("increase", ""): 2,
        ("decrease", ""): 2,
    }
    found = separation(votes({"place": half}))
    assert found is not None
    assert (found.gain, found.stating) == (0.5, 4)


def dosed(way: Way, *doses: ValueRow) -> Vote:
    values: Qualifiers = {"dose": doses}
    sides = {n: s for n, v in values.items() if (s := WORLD.side(n, v)) is not None}
    return Vote(way, None, values, sides)


def amount(number: str, unit: str) -> ValueRow:
    return ValueRow(f"{number} {unit}", low=number, high=number, unit=unit)


def test_values_that_cannot_be_compared_separate_nothing() -> None:
    level = ValueRow("low", level="low")
    apart = [
        dosed("increase", amount("100", "ng/mL")),
        dosed("decrease", amount("0.5", "mg/kg")),
        dosed("decrease", level),
    ]
    assert separation(apart) is None
    told = [*apart, dosed("increase", amount("2", "mg/kg"))]
    found = separation(told)
    assert found is not None
    assert (found.dimension, found.gain, found.stating) == ("dose", 0.5, 4)
    # a side that has both forms lets the others be compared by way of it
    joined = separation([*apart[1:], dosed("increase", level, amount("2", "mg/kg"))])
    assert joined is not None
    assert round(joined.gain, 3) == 0.918


def test_nothing_tells_sides_apart_that_say_the_same() -> None:
    same: dict[tuple[Way, str], int] = {("increase", "a"): 3, ("decrease", "a"): 3}
    even: dict[tuple[Way, str], int] = {
        ("increase", "a"): 2,
        ("decrease", "a"): 2,
        ("increase", "b"): 2,
        ("decrease", "b"): 2,
    }
    assert separation(votes({"place": same})) is None
    assert separation(votes({"place": even})) is None
    assert separation([]) is None


def test_p_is_that_of_all_permutations() -> None:
    apart: dict[tuple[Way, str], int] = {("increase", "a"): 5, ("decrease", "b"): 5}
    found = separation(votes({"place": apart}), permutations=9_999)
    assert found is not None
    assert found.p == pytest.approx(2 / comb(10, 5), abs=0.005)
    assert found.permutations < 9_999  # plain after twenty that are as good
    larger: dict[tuple[Way, str], int] = {("increase", "a"): 12, ("decrease", "b"): 12}
    sure = separation(votes({"place": larger}))
    assert sure is not None
    assert (sure.p, sure.permutations) == (1 / 1000, 999)
    few: dict[tuple[Way, str], int] = {("increase", "a"): 2, ("decrease", "b"): 2}
    small = separation(votes({"place": few}))
    assert small is not None
    assert (small.p, small.permutations) == (None, 0)


def test_p_of_noise_is_spread_evenly() -> None:
    """A test of level 0.1 refuses at most one in ten, however many dimensions are tried."""
    random = Random(5)
    refused = 0
    rounds = 200
    for _ in range(rounds):
        found = []
        for _ in range(16):
            values: Qualifiers = {
                name: (ValueRow(random.choice("abc"), unread=True),)
                for name in ("place", "population", "route", "species")
            }
            sides = {n: s for n, v in values.items() if (s := WORLD.side(n, v)) is not None}
            way: Way = random.choice(("increase", "decrease"))
            found.append(Vote(way, None, values, sides))
        best = separation(found, permutations=199)
        refused += best is not None and best.p is not None and best.p <= 0.1
    assert refused / rounds <= 0.1 + 3 * (0.1 * 0.9 / rounds) ** 0.5


def test_sets_are_drawn_evenly() -> None:
    random = Random(3)
    counts = [0] * 8
    among = 0b10111011
    for _ in range(6_000):
        drawn = separating._drawn(random, among, 2)
        assert drawn.bit_count() == 2
        assert drawn & ~among == 0
        for place in range(8):
            counts[place] += drawn >> place & 1
    expected = 6_000 * 2 / among.bit_count()
    assert all(
        abs(n - expected) < 5 * expected**0.5 for p, n in enumerate(counts) if among >> p & 1
    )
    assert separating._drawn(random, among, 0) == 0
    assert separating._drawn(random, among, 6) == among


def test_one_study_one_vote(tmp_path: Path) -> None:
    rats, people = (("population", "rats"),), (("population", "people"),)
    twice = (Line("Supports", "good", conditions=rats), Line("Supports", "good", conditions=rats))
    said = [
        Said("increase", lines=twice),
        Said("increase", lines=(Line("Supports", "good", conditions=rats),)),
        Said("decrease", lines=(Line("Supports", "fine", conditions=people),)),
        Said("decrease", lines=(Line("Supports", "gone", conditions=people),)),
        Said("no-difference-found"),
    ]
    (group,) = conflicts(open_ledger(written(tmp_path, said)).select()).groups
    assert (group.increase, group.decrease, group.none) == (2, 2, 1)
    assert group.studies.ways == {"increase": 1, "decrease": 1, "none": 0, "mixed": 0}
    assert group.separates_best == "population"
    assert group.verdict == "conflict"  # as stated, of those without studies
    mixed = [Said("increase", lines=twice), Said("decrease", lines=twice)]
    (group,) = conflicts(open_ledger(written(tmp_path, mixed, "y.ttl")).select()).groups
    assert group.studies.ways["mixed"] == 1
    assert group.separates_best is None


def test_claims_vote_where_no_study_stands_behind_any(tmp_path: Path) -> None:
    said = [
        Said("increase", conditions=(("population", "rats"),)),
        Said("decrease", conditions=(("population", "people"),)),
    ]
    (group,) = conflicts(open_ledger(written(tmp_path, said)).select()).groups
    assert group.studies.of == "claims"
    assert group.studies.separation is not None
    assert group.studies.separation.gain == log2(2)


def test_a_crowded_topic_is_told_as_a_group(tmp_path: Path) -> None:
    said = [Said("increase"), Said("decrease")] * 30
    view = open_ledger(written(tmp_path, said)).select()
    found = conflicts(view)
    assert found.total == 900
    assert found.pairs == ()
    assert [group.heavy for group in found.groups] == [True]
    assert len(conflicts(view, every=True).first(7)) == 7
    assert len(conflicts(view, every=True).pairs) == 900


def test_a_tally_counts_each_study() -> None:
    ways: tuple[Way | None, ...] = ("increase", "increase", "none", None, None, None)
    told = tally(Vote(way, None, {}, {}) for way in ways)
    assert told == {"increase": 2, "decrease": 0, "none": 1, "mixed": 3}
