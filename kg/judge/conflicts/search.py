"""The search: topics of a selection, their verdicts counted, their pairs on demand."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from kg.judge.conflicts.claimed import claimed
from kg.judge.conflicts.conditions import PLACE, Conditions
from kg.judge.conflicts.pairs import GIVEN
from kg.judge.conflicts.polarity import inverse_outcomes
from kg.judge.conflicts.sheet import Known, Member, Sheet
from kg.judge.conflicts.topics import Links, above, topics
from kg.judge.context import World
from kg.rdf.pausing import collection_paused
from kg.store.records import ValueRow

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.judge.conflicts.conditions import Stated, Studied
    from kg.judge.conflicts.stands import Kind
    from kg.judge.conflicts.topics import Part, Topic
    from kg.judge.context import Side, Verdict
    from kg.store.selection import Selection

Counts = Counter[tuple["Kind", "Verdict"]]
How = Literal["same", "kind-of", "swapped", "inverse-outcome"]
"""How two claims speak of one thing: the same subject and object; one of a kind of the other's;
comparisons of two things with each other; outcomes of which one rises as the other falls."""
_COMPARATOR: Final = PLACE["comparator"]
_GIVEN: Final = frozenset(PLACE[name] for name in GIVEN)


class Tally(NamedTuple):
    """A topic with its pairs counted.

    Attributes:
        topic: the topic.
        counts: pairs by kind and verdict.
        barred: for a place on the sheet those that it met in an earlier topic.
    """

    topic: Topic
    counts: Counts
    barred: dict[int, int]

    @property
    def pairs(self) -> int:
        """How many pairs there are."""
        return self.counts.total()


class Met(NamedTuple):
    """A pair as numbers of claims.

    Attributes:
        a: one claim.
        b: the other.
        kind: how they exclude each other.
        verdict: what their contexts say.
        topic: where they meet.
        how: how they speak of one thing.
    """

    a: int
    b: int
    kind: Kind
    verdict: Verdict
    topic: Topic
    how: How


class Search:
    """Opposite claims of a selection, as numbers and masks.

    Args:
        selection: both claims of a pair lie in it.

    Attributes:
        claims: the claims as numbers.
        conditions: the conditions of those in topics.
        tallies: topics that hold pairs, counted.
    """

    def __init__(self, selection: Selection) -> None:
        self.index = selection.ledger.index
        with collection_paused():  # very many small objects, none of them in a cycle
            self._find(selection)

    def _find(self, selection: Selection) -> None:
        self.claims = claimed(selection)
        self.world = World.of_ledger(selection.ledger)
        self._links = self._linked(selection)
        self._known = Known(self.world)
        found = [*topics(self.claims, self._links)]
        self.conditions = Conditions(self.index, self.world)
        self._read(found)
        self._met: set[tuple[int, int]] = set()
        self.tallies = [tally for topic in found if (tally := self._tally(topic)).pairs]
        self._met.clear()

    def _linked(self, selection: Selection) -> Links:
        subjects = {subject for subject, _ in self.claims.said}
        objects = {thing for _, thing in self.claims.said}
        whole = {one: self.index.whole(one) for one in subjects | objects}
        hierarchy = self.world.hierarchy
        return Links(
            above(subjects, whole, hierarchy),
            above(objects, whole, hierarchy),
            inverse_outcomes(selection.ledger, objects),
        )

    def _read(self, found: list[Topic]) -> None:
        numbers = {claim for topic in found for part in topic.parts for claim in part.claims}
        subjects: dict[str, list[str]] = {}
        if self.world.bands:
            for (subject, _), claims in self.claims.said.items():
                for claim in claims:
                    named = subjects.setdefault(self.claims.iris[claim], [])
                    named.append(self.index.whole(subject))
        self.conditions.read([self.claims.iris[one] for one in sorted(numbers)], subjects)

    def sheet(self, topic: Topic) -> Sheet:
        """A topic as bit masks."""
        return Sheet(
            [one for part in topic.parts for one in self._members(topic, part)], self._known
        )

    def _members(self, topic: Topic, part: Part) -> Iterator[Member]:
        claims, conditions = self.claims, self.conditions
        swaps = topic.against is not None
        outcome = self._links.inverse.get(part.object, part.object)
        own = (swaps or part.subject == topic.subject, swaps or outcome == topic.object)
        by = self._side(topic.against) if topic.against and part.turned else None
        for claim in part.claims:
            iri = claims.iris[claim]
            stand = claims.stands[claims.at[claim]]
            stated, studied = conditions.stated.get(iri, ()), conditions.studied.get(iri, ())
            if by is not None:
                stated, studied = _from_behind(stated, studied, by)
            yield Member(
                claim,
                stand.turned() if part.turned else stand,
                stated,
                studied,
                *own,
                turned=part.turned if swaps else None,
                inverse=part.object if part.turned and not swaps else "",
            )

    def _side(self, against: str) -> Side:
        ref = self.index.ref(self.index.whole(against))
        side = self.world.side("comparator", (ValueRow(text=ref.label, concept=ref),))
        assert side is not None
        return side

    def _tally(self, topic: Topic) -> Tally:
        sheet = self.sheet(topic)
        several = self._several(sheet)
        counts: Counts = Counter()
        barred: dict[int, int] = {}
        for kind, few, many in sheet.fields():
            for place in bits(few):
                others = many & sheet.related(place)
                if several:
                    met = self._met_before(sheet, place, others, several)
                    if met:
                        barred[place] = barred.get(place, 0) | met
                        others &= ~met
                if not others:
                    continue
                found = sheet.verdicts(place)
                explained = (found.explained & others).bit_count()
                undetermined = (found.undetermined & others).bit_count()
                counts[kind, "explained"] += explained
                counts[kind, "undetermined"] += undetermined
                counts[kind, "conflict"] += others.bit_count() - explained - undetermined
        return Tally(topic, counts, barred)

    def _several(self, sheet: Sheet) -> int:
        """The members that may meet others in several topics."""
        several = self.claims.several
        if not several:
            return 0
        return sum(1 << p for p, one in enumerate(sheet.members) if one.claim in several)

    def _met_before(self, sheet: Sheet, place: int, others: int, several: int) -> int:
        mine = sheet.members[place].claim
        met = 0
        for other in bits(others if several >> place & 1 else others & several):
            theirs = sheet.members[other].claim
            pair = (mine, theirs) if mine < theirs else (theirs, mine)
            if pair in self._met:
                met |= 1 << other
            self._met.add(pair)
        return met

    def pairs(self, tally: Tally) -> Iterator[Met]:
        """The pairs of a topic, one by one."""
        sheet = self.sheet(tally.topic)
        for kind, few, many in sheet.fields():
            for place in bits(few):
                others = many & sheet.related(place) & ~tally.barred.get(place, 0)
                mine = sheet.members[place]
                for other in bits(others):
                    verdict, theirs = sheet.verdict(place, other), sheet.members[other]
                    yield Met(
                        mine.claim, theirs.claim, kind, verdict, tally.topic, _how(mine, theirs)
                    )


def _how(a: Member, b: Member) -> How:
    if a.turned is not None:
        return "swapped"
    if bool(a.inverse) != bool(b.inverse):
        return "inverse-outcome"
    return "same" if a.subject and b.subject and a.object and b.object else "kind-of"


def bits(mask: int) -> Iterator[int]:
    """The places of the bits that are set."""
    text = bin(mask)[:1:-1]
    place = text.find("1")
    while place >= 0:
        yield place
        place = text.find("1", place + 1)


def _from_behind(stated: Stated, studied: Studied, by: Side) -> tuple[Stated, Studied]:
    """Conditions of a comparison seen from the comparator: how the subject was given says nothing.

    Args:
        stated: as stated; its comparator is the one that the topic turns round.
        studied: of the lines; other comparators than that are left as they are.
        by: its own subject, which is the comparator now.
    """
    own = next((side for place, side in stated if place == _COMPARATOR), None)
    turned = tuple(
        (place, by if place == _COMPARATOR else side)
        for place, side in stated
        if place not in _GIVEN
    )
    lines = tuple(
        (
            place,
            tuple(by if place == _COMPARATOR and side is own else side for side in sides),
        )
        for place, sides in studied
        if place not in _GIVEN
    )
    return turned, lines
