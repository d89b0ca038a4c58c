"""The case before the rules: the statements, the ledger, and judgements made once for all rules."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from kg.judge.context import Hierarchy, World

if TYPE_CHECKING:
    from kg.auditing.statement import Statement
    from kg.model.finding import Span
    from kg.store.records import ClaimRow, EvidenceRow
    from kg.store.selection import Selection


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
    """

    path: str
    statements: tuple[Statement, ...]
    view: Selection | None
    has_references: bool = True
    lost: tuple[LostQuote, ...] = ()

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

    def certainty(self, claim: ClaimRow) -> str | None:
        """Computed certainty of a claim."""
        assert self.view is not None
        return self.view.certainty(claim.ref.iri)
