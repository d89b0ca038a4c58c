"""The case before the rules: the statements, the ledger, and judgements made once for all rules."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from kg.judge.context import Hierarchy, World
from kg.store.lines import evidence_of

if TYPE_CHECKING:
    from kg.auditing.statement import Statement
    from kg.model.finding import Span
    from kg.store.records import ClaimRow, EvidenceRow
    from kg.store.selection import Selection
    from kg.text.reading import Reading
    from kg.text.references import Reference


@dataclass(frozen=True, slots=True)
class LostQuote:
    """A passage that the ledger keeps of this document and that no longer stands in it.

    Attributes:
        assertion: local id of the assertion.
        claim: local id of the claim.
        words: the quote, or nothing where only its hash is kept.
        status: changed, ambiguous or lost.
        near: where something like it stands.
    """

    assertion: str
    claim: str
    words: str
    status: str
    near: Span | None


@dataclass(frozen=True)
class Case:
    """One document under audit.

    Attributes:
        path: as the user named it.
        statements: in order of place.
        view: the ledger that it is held against, None if there is none.
        has_references: the document gives a source anywhere.
        lost: passages that were not found.
        reading: its text, None if a ledger's own record of it is audited.
        references: the entries of its reference lists.
    """

    path: str
    statements: tuple[Statement, ...]
    view: Selection | None
    has_references: bool = True
    lost: tuple[LostQuote, ...] = ()
    reading: Reading | None = None
    references: tuple[Reference, ...] = ()

    @cached_property
    def hierarchy(self) -> Hierarchy:
        """The ledger's concepts."""
        return self.world.hierarchy

    @cached_property
    def world(self) -> World:
        """What comparing conditions needs to know of the ledger."""
        return World.of_ledger(self.view.ledger) if self.view else World()

    def status(self, claim: ClaimRow) -> str:
        """Computed status of a claim."""
        assert self.view is not None
        return self.view.status(claim.ref.iri)

    def lines(self, claim: ClaimRow) -> tuple[EvidenceRow, ...]:
        """Evidence lines of a claim."""
        assert self.view is not None
        return self.view.evidence(claim.ref.iri)

    def lines_of(self, source: str) -> tuple[EvidenceRow, ...]:
        """Evidence lines of a source, on any claim.

        Args:
            source: IRI of a document.
        """
        if self.view is None:
            return ()
        if source not in self._of_source:
            index = self.view.ledger.index
            rows = index.rows("SELECT DISTINCT claim FROM evidence_line WHERE source = ?", source)
            lines = evidence_of(self.view.ledger, [str(claim) for (claim,) in rows])
            self._of_source[source] = tuple(
                line for some in lines.values() for line in some if line.source.ref.iri == source
            )
        return self._of_source[source]

    @cached_property
    def _of_source(self) -> dict[str, tuple[EvidenceRow, ...]]:
        """Lines of the sources that were asked for."""
        return {}

    def certainty(self, claim: ClaimRow) -> str | None:
        """Computed certainty of a claim."""
        assert self.view is not None
        return self.view.certainty(claim.ref.iri)
