"""Votes: what the studies of a topic say, one study one vote."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from kg.judge.conflicts.stands import CHANGE, NO_CHANGE
from kg.judge.context import COMPARED

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kg.judge.conflicts.stands import Stand
    from kg.judge.context import Side, World
    from kg.store.records import ClaimRow, EvidenceRow, Qualifiers

Way = Literal["increase", "decrease", "none"]


class Vote(NamedTuple):
    """What one study says.

    Attributes:
        way: the change it found; None if its lines disagree.
        design: its design, or several.
        values: its conditions: as studied, where a line states none as its claim does.
        sides: the same in normal form.
    """

    way: Way | None
    design: str | None
    values: Qualifiers
    sides: dict[str, Side]


class Ballot(NamedTuple):
    """All votes of a topic.

    Attributes:
        votes: one a study.
        of: `studies`; `claims` where no claim has a live supporting line, so each claim votes.
    """

    votes: tuple[Vote, ...]
    of: Literal["studies", "claims"]


def way_of(stand: Stand, *, turned: bool = False) -> Way | None:
    """The way that a claim's support speaks; None for denials and unsigned changes."""
    effect = (stand.turned() if turned else stand).effect
    if stand.negated or effect not in CHANGE | NO_CHANGE:
        return None
    if effect in NO_CHANGE:
        return "none"
    return "increase" if effect == "increase" else "decrease"


def ballot(
    claims: Sequence[tuple[ClaimRow, Way]],
    evidence: Mapping[str, tuple[EvidenceRow, ...]],
    world: World,
) -> Ballot:
    """Count the studies behind claims of one topic.

    Args:
        claims: claims with the way that they speak.
        evidence: live supporting lines by claim.
        world: makes normal forms.

    Returns:
        The votes. Lines that share a study, or a source where none is recorded, are one vote.
    """
    cast = [(claim, way, line) for claim, way in claims for line in evidence.get(claim.ref.iri, ())]
    if not cast:
        return Ballot(
            tuple(_vote(way, None, [claim.qualifiers], world) for claim, way in claims), "claims"
        )
    found = []
    for members in _origins([line for _, _, line in cast]):
        mine = [cast[place] for place in members]
        ways = {way for _, way, _ in mine}
        designs = sorted({line.design or line.source.design or "" for *_, line in mine} - {""})
        contexts = [{**claim.qualifiers, **line.qualifiers} for claim, _, line in mine]
        way = ways.pop() if len(ways) == 1 else None
        found.append(_vote(way, ", ".join(designs) or None, contexts, world))
    return Ballot(tuple(found), "studies")


def _vote(
    way: Way | None, design: str | None, contexts: Iterable[Qualifiers], world: World
) -> Vote:
    values: Qualifiers = {}
    for one in contexts:
        for name in COMPARED:
            if one.get(name):
                values[name] = tuple(dict.fromkeys((*values.get(name, ()), *one[name])))
    sides = {name: world.side(name, stated) for name, stated in values.items()}
    return Vote(way, design, values, {n: side for n, side in sides.items() if side is not None})


def _origins(lines: Sequence[EvidenceRow]) -> list[list[int]]:
    """Places of lines that share a study, or a source; a study that several share joins them."""
    first: dict[str, int] = {}
    root = [*range(len(lines))]

    def top(place: int) -> int:
        while root[place] != place:
            root[place] = root[root[place]]
            place = root[place]
        return place

    for place, line in enumerate(lines):
        for origin in line.study or (line.source.ref.iri,):
            other = first.setdefault(origin, place)
            root[top(place)] = top(other)
    found: dict[int, list[int]] = {}
    for place in range(len(lines)):
        found.setdefault(top(place), []).append(place)
    return [*found.values()]


def tally(votes: Iterable[Vote]) -> dict[str, int]:
    """How many votes go each way; `mixed` are studies whose lines disagree."""
    found = {"increase": 0, "decrease": 0, "none": 0, "mixed": 0}
    for vote in votes:
        found[vote.way or "mixed"] += 1
    return found
