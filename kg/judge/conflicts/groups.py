"""Groups: a topic as a whole, with what its studies say and what separates them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from kg.judge.conflicts.separating import separation
from kg.judge.conflicts.studied import live_support
from kg.judge.conflicts.votes import Ballot, ballot, tally, way_of
from kg.store import fetch
from kg.store.lines import evidence_of

if TYPE_CHECKING:
    from kg.judge.conflicts.search import Search, Tally
    from kg.judge.conflicts.separating import Separation
    from kg.judge.conflicts.stands import Kind
    from kg.judge.context import Verdict
    from kg.store.ledger import Ledger
    from kg.store.records import Ref


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

    def __init__(self, ledger: Ledger, search: Search, tally: Tally, *, heavy: bool) -> None:
        topic = tally.topic
        index = ledger.index
        names = (topic.subject, topic.object, topic.against)
        whole = [None if one is None else index.whole(one) for one in names]
        refs = index.refs(one for one in whole if one is not None)
        self.subject: Ref = refs[str(whole[0])]
        self.object: Ref = refs[str(whole[1])]
        self.against: Ref | None = None if whole[2] is None else refs[whole[2]]
        self.counts = tally.counts
        self.heavy = heavy
        self.tally = tally
        self._ledger = ledger
        self._search = search
        self._studies: Studies | None = None
        ways = Counter(self._ways().values())
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
            found = self._ballot()
            designs: dict[str, list[int]] = {}
            for place, vote in enumerate(found.votes):
                designs.setdefault(vote.design or "not recorded", []).append(place)
            self._studies = Studies(
                found.of,
                tally(found.votes),
                {
                    name: tally(found.votes[place] for place in designs[name])
                    for name in sorted(designs, key=lambda n: (-len(designs[n]), n))
                },
                separation(found.votes),
            )
        return self._studies

    def _ways(self) -> dict[str, str]:
        """The way of each claim that has one, as the index keeps claims."""
        claims = self._search.claims
        found = {}
        for part in self.tally.topic.parts:
            for claim in part.claims:
                stand = claims.stands[claims.at[claim]]
                way = way_of(stand, turned=part.turned)
                if way is not None:
                    found[claims.iris[claim]] = str(way)
        return found

    def _ballot(self) -> Ballot:
        index = self._ledger.index
        ways = {index.whole(iri): way for iri, way in self._ways().items()}
        claims = fetch.claims(index, ways)
        evidence = {
            iri: live_support(lines) for iri, lines in evidence_of(self._ledger, ways).items()
        }
        cast = [(claim, ways[claim.ref.iri]) for claim in claims]
        return ballot(cast, evidence, self._search.world)  # type: ignore[arg-type]  # ways are ways
