"""A topic as bit masks: verdicts of all pairs at the cost of a few operations a claim.

Each claim is a bit. For every dimension and every value in it one mask says which claims are
disjoint with it, and one which of them cannot be compared, so that the verdicts of one claim
against all others are a handful of `|` and `&` over whole numbers, and counting is `bit_count`.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

from kg.judge.conflicts.near import Near
from kg.judge.conflicts.stands import opposition
from kg.judge.context import COMPARED
from kg.judge.context.grounds import Marks, marks, strangers
from kg.judge.context.norms import Named
from kg.judge.context.relate import ground

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kg.judge.conflicts.conditions import Stated, Studied
    from kg.judge.conflicts.stands import Kind, Stand
    from kg.judge.context import Relation, Side, Verdict, World

_FEW: Final = 8
"""So few values are compared each with each."""


class Member(NamedTuple):
    """A claim of a topic.

    Attributes:
        claim: its number.
        stand: where it stands, turned round where the claim is.
        stated: its conditions.
        studied: those of its live support; empty if none tells any.
        subject: it names the subject of the topic itself, not a kind of it.
        object: the same of the object.
        turned: it compares the other way round; None where the topic is no comparison.
        inverse: its outcome, if that rises as the one of the topic falls; else empty.
    """

    claim: int
    stand: Stand
    stated: Stated
    studied: Studied
    subject: bool = True
    object: bool = True
    turned: bool | None = None
    inverse: str = ""


class Verdicts(NamedTuple):
    """Masks of the claims that stand in a verdict to one; in no mask are those in conflict."""

    explained: int
    undetermined: int


class Sheet:
    """The claims of one topic.

    Args:
        members: the claims.
        known: compares their conditions.
    """

    def __init__(self, members: list[Member], known: Known) -> None:
        self.members = members
        self._all = (1 << len(members)) - 1
        self._stated = _Mask(known)
        self._studied = _Mask(known)
        self._known = self._subject = self._object = self._turned = 0
        self._plain = 0
        self._inverse: dict[str, int] = {}
        self._by_stand: dict[Stand, int] = {}
        for place, one in enumerate(members):
            self._add(1 << place, one)
        self._seen: dict[tuple[Stated, Studied], Verdicts] = {}

    def _add(self, bit: int, one: Member) -> None:
        for place, side in one.stated:
            self._stated.add(place, side, bit)
        for place, sides in one.studied:
            for side in sides:
                self._studied.add(place, side, bit)
        self._known |= bit if one.studied else 0
        self._subject |= bit if one.subject else 0
        self._object |= bit if one.object else 0
        self._turned |= bit if one.turned else 0
        if one.inverse:
            self._inverse[one.inverse] = self._inverse.get(one.inverse, 0) | bit
        else:
            self._plain |= bit
        self._by_stand[one.stand] = self._by_stand.get(one.stand, 0) | bit

    def fields(self) -> Iterator[tuple[Kind, int, int]]:
        """Masks of claims that exclude each other, the smaller side first, with how they do."""
        stands = [*self._by_stand.items()]
        for place, (stand, mask) in enumerate(stands):
            for other, against in stands[place + 1 :]:
                kind = opposition(stand, other)
                if kind is not None:
                    small, large = sorted((mask, against), key=int.bit_count)
                    yield kind, small, large

    def related(self, place: int) -> int:
        """The claims that a claim can be paired with, as far as subject and object go."""
        one = self.members[place]
        mask = self._all if one.subject else self._subject
        mask &= self._all if one.object else self._object
        if one.inverse:  # two outcomes that are inverse to a third are not one
            mask &= self._plain | self._inverse[one.inverse]
        if one.turned is not None:
            mask &= self._all & ~self._turned if one.turned else self._turned
        return mask

    def verdicts(self, place: int) -> Verdicts:
        """How a claim stands to all others: as studied where both sides tell, else as stated."""
        one = self.members[place]
        key = (one.stated, one.studied)
        found = self._seen.get(key)
        if found is None:
            found = self._stated.verdicts([(p, (side,)) for p, side in one.stated])
            if one.studied and self._known:
                known, studied = self._known, self._studied.verdicts(one.studied)
                found = Verdicts(
                    found.explained & ~known | studied.explained & known,
                    found.undetermined & ~known | studied.undetermined & known,
                )
            self._seen[key] = found
        return found

    def verdict(self, place: int, other: int) -> Verdict:
        """The verdict of one pair."""
        found = self.verdicts(place)
        if found.explained >> other & 1:
            return "explained"
        return "undetermined" if found.undetermined >> other & 1 else "conflict"


class _Relations(NamedTuple):
    disjoint: int
    unknown: int
    overlap: int


class Known:
    """How sides lie to each other, each two compared once.

    Args:
        world: compares them.
    """

    def __init__(self, world: World) -> None:
        self._world = world
        self._known: dict[tuple[int, Side], dict[Side, Relation]] = {}
        self._marks: dict[tuple[int, Side], Marks | None] = {}

    def marks(self, place: int, side: Side) -> Marks | None:
        """The marks of a side that is one concept; None for all others."""
        key = (place, side)
        if key not in self._marks:
            norms = [norm for found in side.forms.values() for norm in found]
            one = norms[0] if len(norms) == 1 else None
            self._marks[key] = (
                marks(one, COMPARED[place], self._world.hierarchy)
                if isinstance(one, Named)
                else None
            )
        return self._marks[key]

    def of(self, place: int, side: Side) -> dict[Side, Relation]:
        """What is known of a side, by the other side."""
        return self._known.setdefault((place, side), {})

    def find(self, place: int, side: Side, other: Side) -> Relation:
        """Compare two sides; the relation has no direction."""
        relation = self._strangers(place, side, other)
        if relation is None:
            relation = ground(COMPARED[place], side, other, self._world).relation  # kept here alone
        self.of(place, side)[other] = self.of(place, other)[side] = relation
        return relation

    def _strangers(self, place: int, side: Side, other: Side) -> Relation | None:
        """How two concepts lie that have nothing in common: most have not, and few steps tell."""
        one, two = self.marks(place, side), self.marks(place, other)
        return None if one is None or two is None else strangers(one, two)


class _Mask:
    """Which claims say what, and how all of them lie to a value."""

    def __init__(self, known: Known) -> None:
        self._relations = known
        self._sides: dict[int, dict[Side, int]] = {}
        self._states: dict[int, int] = {}
        self._known: dict[tuple[int, Side], _Relations] = {}
        self._silent: dict[int, int] = {}
        self._compared: dict[int, Near] = {}

    def add(self, place: int, side: Side, bit: int) -> None:
        """Note that a claim says a value."""
        sides = self._sides.setdefault(place, {})
        sides[side] = sides.get(side, 0) | bit
        self._states[place] = self._states.get(place, 0) | bit

    def verdicts(self, context: Studied | list[tuple[int, tuple[Side, ...]]]) -> Verdicts:
        """How all claims stand to a context."""
        explained, named = 0, 0
        unknown = 0
        for place, sides in context:
            named |= 1 << place
            states = self._states.get(place, 0)
            found = self._over(place, sides)
            explained |= found.disjoint
            unknown |= found.unknown | ~states
        unknown |= self._beside(named)
        return Verdicts(explained, unknown & ~explained)

    def _over(self, place: int, sides: tuple[Side, ...]) -> _Relations:
        """Several values of one side: overlap if any does, disjoint only if each is."""
        if len(sides) == 1 and (place, sides[0]) in self._known:
            return self._known[place, sides[0]]
        overlap = unknown = 0
        for side in sides:
            found = self._of(place, side)
            overlap |= found.overlap
            unknown |= found.unknown
        unknown &= ~overlap
        return _Relations(self._states.get(place, 0) & ~overlap & ~unknown, unknown, overlap)

    def _of(self, place: int, side: Side) -> _Relations:
        found = self._known.get((place, side))
        if found is None:
            masks: dict[Relation, int] = {"overlap": 0, "unknown": 0, "disjoint": 0}
            relations = self._relations.of(place, side)
            sides, states = self._sides.get(place, {}), self._states.get(place, 0)
            near = self._near(place, sides) if len(sides) > _FEW else None
            others = sides if near is None else near.of(side)
            for other in others:
                relation = relations.get(other) or self._relations.find(place, side, other)
                masks[relation] |= sides[other]
            if near is not None and others is not sides:
                masks["unknown"] |= (
                    near.unknown_beside(side, others)
                    if masks["disjoint"]
                    else near.unknown(side, others, states)
                )
            overlap, unknown = masks["overlap"], masks["unknown"] & ~masks["overlap"]
            found = _Relations(states & ~overlap & ~unknown, unknown, overlap)
            self._known[place, side] = found
        return found

    def _near(self, place: int, sides: Mapping[Side, int]) -> Near:
        found = self._compared.get(place)
        if found is None:
            found = Near(sides, partial(self._relations.marks, place))
            self._compared[place] = found
        return found

    def _beside(self, named: int) -> int:
        """Claims that state a dimension of which the context says nothing."""
        found = self._silent.get(named)
        if found is None:
            found = 0
            for place, states in self._states.items():
                if not named >> place & 1:
                    found |= states
            self._silent[named] = found
        return found
