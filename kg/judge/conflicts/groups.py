"""Groups: a topic as a whole, with what its studies say and what separates them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple

from kg.judge.conflicts.separating import separation
from kg.judge.conflicts.studied import live_support
from kg.judge.conflicts.votes import ballot, tally, way_of
from kg.store import fetch
from kg.store.lines import evidence_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kg.judge.conflicts.search import Search, Tally
    from kg.judge.conflicts.separating import Separation
    from kg.judge.conflicts.stands import Kind
    from kg.judge.conflicts.votes import Vote, Way
    from kg.judge.context import Verdict
    from kg.store.ledger import Ledger
    from kg.store.records import ClaimRow, EvidenceRow, Ref


_PAGE: Final = 200
"""Groups whose claims are read at once."""


class Studies(NamedTuple):
    """What the studies of a group say.

    Attributes:
        of: `studies`, or `claims` where no live line stands behind any.
        ways: votes by way; `mixed` are studies whose lines disagree.
        designs: the same by study design.
        separation: the dimension that separates the ways best; None if none does.
    """

    of: str
    ways: dict[str, int]
    designs: dict[str, dict[str, int]]
    separation: Separation | None


class Group:
    """All claims of change of one subject and object that has opposite ones.

    Attributes:
        subject: the subject.
        object: the object.
        against: the comparator, in a group of comparisons in both directions.
        increase: claims of an increase.
        decrease: claims of a decrease.
        none: claims of no difference.
        counts: pairs by kind and verdict.
        heavy: its pairs are listed on demand only.
    """

    def __init__(
        self,
        ledger: Ledger,
        search: Search,
        tally: Tally,
        refs: Mapping[str, Ref],
        *,
        heavy: bool,
    ) -> None:
        topic = tally.topic
        self.subject: Ref = refs[topic.subject]
        self.object: Ref = refs[topic.object]
        self.against: Ref | None = None if topic.against is None else refs[topic.against]
        self.counts = tally.counts
        self.heavy = heavy
        self.tally = tally
        self.ledger = ledger
        self._search = search
        self._studies: Studies | None = None
        ways = Counter(self.ways().values())
        self.increase, self.decrease, self.none = (
            ways[way] for way in ("increase", "decrease", "none")
        )

    @property
    def pairs(self) -> int:
        """How many pairs there are."""
        return self.counts.total()

    def count(self, verdict: Verdict, kind: Kind | None = None) -> int:
        """How many pairs have a verdict, of one kind or of all."""
        return sum(n for (k, v), n in self.counts.items() if v == verdict and kind in {None, k})

    @property
    def verdict(self) -> Verdict:
        """The gravest verdict of its pairs: one conflict is a conflict of the group."""
        if self.count("conflict"):
            return "conflict"
        return "undetermined" if self.count("undetermined") else "explained"

    @property
    def separates_best(self) -> str | None:
        """The dimension that separates the sides best."""
        found = self.studies.separation
        return found.dimension if found else None

    @property
    def studies(self) -> Studies:
        """What the studies say; read when first asked for."""
        if self._studies is None:
            weigh([self])
        assert self._studies is not None
        return self._studies

    def weigh(
        self, claims: Mapping[str, ClaimRow], evidence: Mapping[str, tuple[EvidenceRow, ...]]
    ) -> None:
        """Count the studies.

        Args:
            claims: its claims, by IRI.
            evidence: their live support.
        """
        index = self.ledger.index
        ways = {index.whole(iri): way for iri, way in self.ways().items()}
        cast = sorted((iri, way) for iri, way in ways.items() if iri in claims)
        found = ballot([(claims[iri], way) for iri, way in cast], evidence, self._search.world)
        designs: dict[str, list[Vote]] = {}
        for vote in found.votes:
            designs.setdefault(vote.design or "not recorded", []).append(vote)
        names = sorted(designs, key=lambda name: (-len(designs[name]), name))
        self._studies = Studies(
            found.of,
            tally(found.votes),
            {name: tally(designs[name]) for name in names},
            separation(found.votes),
        )

    def ways(self) -> dict[str, Way]:
        """The way of each claim that has one, as the index keeps claims."""
        claims = self._search.claims
        found: dict[str, Way] = {}
        for part in self.tally.topic.parts:
            for claim in part.claims:
                stand = claims.stands[claims.at[claim]]
                way = way_of(stand, turned=part.turned)
                if way is not None:
                    found[claims.iris[claim]] = way
        return found


def weigh(groups: Sequence[Group]) -> None:
    """Count the studies of groups, read in few questions.

    Args:
        groups: groups of one ledger.
    """
    for start in range(0, len(groups), _PAGE):
        page = groups[start : start + _PAGE]
        ledger = page[0].ledger
        wanted = sorted({ledger.index.whole(iri) for group in page for iri in group.ways()})
        claims = {claim.ref.iri: claim for claim in fetch.claims(ledger.index, wanted)}
        evidence = {iri: live_support(lines) for iri, lines in evidence_of(ledger, wanted).items()}
        for group in page:
            group.weigh(claims, evidence)
