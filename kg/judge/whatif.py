"""What would change if sources were retracted, or evidence lines were not there."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kg.errors import LedgerError
from kg.judge.certainty import certainties
from kg.judge.conflicts import conflicts
from kg.store.supposing import suppose, touched

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.judge.certainty import Certainty
    from kg.judge.conflicts import Pair
    from kg.store.ledger import Ledger
    from kg.store.records import ClaimRow, Ref
    from kg.store.selection import Selection


class Standing(NamedTuple):
    """Where a claim stands.

    Attributes:
        status: its computed status.
        certainty: its certainty with the derivation.
        supports: live supporting lines.
    """

    status: str
    certainty: Certainty
    supports: int


class Touched(NamedTuple):
    """A claim that rests on what is supposed gone.

    Attributes:
        claim: the claim.
        before: where it stands.
        after: where it would stand.
    """

    claim: ClaimRow
    before: Standing
    after: Standing

    @property
    def changes(self) -> bool:
        """Status, certainty or direction would be others."""
        return self._told(self.before) != self._told(self.after)

    @property
    def loses_support(self) -> bool:
        """It would lose its only live support."""
        return self.before.supports > 0 and self.after.supports == 0

    @staticmethod
    def _told(one: Standing) -> tuple[str | None, ...]:
        found = one.certainty
        return one.status, found.word, found.against, found.direction


class Turned(NamedTuple):
    """A pair of opposite claims whose verdict would change.

    Attributes:
        a: the first claim.
        b: the second claim.
        before: its verdict.
        after: what it would be.
    """

    a: Ref
    b: Ref
    before: str
    after: str


class WhatIf(NamedTuple):
    """What a supposition would change.

    Attributes:
        retracted: the sources supposed retracted.
        without: the evidence lines supposed absent.
        already: those of the sources that are retracted as it is.
        claims: the claims that rest on them, those that change first, then by label.
        pairs: pairs of opposite claims whose verdict would change.
    """

    retracted: tuple[Ref, ...]
    without: tuple[Ref, ...]
    already: tuple[Ref, ...]
    claims: tuple[Touched, ...]
    pairs: tuple[Turned, ...]


def whatif(ledger: Ledger, retract: Iterable[str] = (), without: Iterable[str] = ()) -> WhatIf:
    """What would change; nothing is written.

    Args:
        ledger: the ledger as it is.
        retract: names of documents to suppose retracted.
        without: names of evidence lines to suppose absent.

    Returns:
        Claims and pairs before and after.

    Raises:
        LedgerError: nothing bears a name, or several things do, or neither is given.
    """
    sources = tuple(ledger.resolve(name, "documents") for name in retract)
    lines = tuple(ledger.resolve(name, "evidence") for name in without)
    if not sources and not lines:
        raise LedgerError("nothing is supposed", "name a source (--retract) or a line (--without)")
    gone = [ref.iri for ref in sources], [ref.iri for ref in lines]
    iris = touched(ledger, *gone)
    supposed = suppose(ledger, *gone)
    before, after = _standings(ledger, iris), _standings(supposed, iris)
    claims = [
        Touched(claim, before[claim.ref.iri], after[claim.ref.iri])
        for claim in ledger.claims_by_iri(iris)
    ]
    claims.sort(key=lambda one: not one.changes)
    pairs = tuple(_turned(ledger, supposed, claims))
    documents = ledger.documents_by_iri(ref.iri for ref in sources)
    already = tuple(ref for ref in sources if documents[ref.iri].retracted)
    return WhatIf(sources, lines, already, tuple(claims), pairs)


def _standings(ledger: Ledger, iris: tuple[str, ...]) -> dict[str, Standing]:
    view = ledger.select()
    found = certainties(ledger, iris)
    return {iri: Standing(view.status(iri), found[iri], view.tallies(iri).supports) for iri in iris}


def _turned(ledger: Ledger, supposed: Ledger, claims: list[Touched]) -> Iterator[Turned]:
    """Pairs whose verdict changes: only those with a claim that is touched can."""
    chosen = {one.claim.ref.iri for one in claims}
    topics = {
        tuple((name, iri) for name, iri in said if ledger.kind_of(iri) == "concepts")
        for one in claims
        for subject in one.claim.subjects
        for thing in one.claim.objects
        for said in [(("subject", subject.iri), ("object", thing.iri))]
    }
    before: dict[tuple[str, str], Pair] = {}
    after: dict[tuple[str, str], Pair] = {}
    for named in sorted(topics):  # a claim of a claim is looked for by what is a concept
        topic = dict(named)
        before |= _pairs(ledger.select(**topic), chosen)
        after |= _pairs(supposed.select(**topic), chosen)
    for key in sorted(before.keys() & after.keys()):
        was, then = before[key].verdict, after[key].verdict
        if was != then:
            yield Turned(before[key].a.ref, before[key].b.ref, was, then)


def _pairs(view: Selection, chosen: set[str]) -> dict[tuple[str, str], Pair]:
    return {
        (pair.a.ref.iri, pair.b.ref.iri): pair
        for pair in conflicts(view).pairs
        if {pair.a.ref.iri, pair.b.ref.iri} & chosen
    }
