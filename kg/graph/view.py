"""What a graph or an export needs to see: a selection of claims and the ledger behind it.

`kg.store.selection.Selection` is such a view; a test or a plug-in may bring another.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pyoxigraph import Triple

    from kg.store.records import AssertionRow, ClaimRow, DocumentRow, EvidenceRow


class Tallied(Protocol):
    """Live evidence lines of a claim, by direction."""

    @property
    def supports(self) -> int:
        """Lines that support."""

    @property
    def disputes(self) -> int:
        """Lines that dispute."""

    @property
    def qualifies(self) -> int:
        """Lines that hold under narrower or other conditions only."""

    @property
    def neutral(self) -> int:
        """Lines that say neither."""


class Home(Protocol):
    """The ledger that a view was selected from."""

    @property
    def path(self) -> Path | None:
        """The ledger's file, None for one in memory."""

    @property
    def base(self) -> str:
        """IRI of the prefix `:`."""

    def kind_of(self, iri: str) -> str | None:
        """The kind of an entity, such as `claims`; None if it is not in the ledger."""

    def claim(self, name: str) -> ClaimRow:
        """The claim of that IRI; LedgerError if there is none."""

    def document(self, name: str) -> DocumentRow:
        """The document of that IRI; LedgerError if there is none."""

    def triples(self) -> Iterator[Triple]:
        """All triples of the ledger, lexical forms untouched; can be asked for repeatedly."""


class View(Protocol):
    """Some claims of a ledger with what was said about them."""

    @property
    def ledger(self) -> Home:
        """Where the claims come from."""

    @property
    def claims(self) -> tuple[ClaimRow, ...]:
        """The selected claims, in the order in which they are shown."""

    @property
    def claim_iris(self) -> tuple[str, ...]:
        """IRIs of the selected claims."""

    def pages(self) -> Iterator[tuple[ClaimRow, ...]]:
        """The selected claims in the same order, some at a time.

        Whoever goes through them so, and asks for the lines and assertions of those at hand only,
        holds no more than a page.
        """

    def evidence(self, claim_iri: str, /) -> tuple[EvidenceRow, ...]:
        """Evidence lines of a claim."""

    def assertions(self, claim_iri: str, /) -> tuple[AssertionRow, ...]:
        """Assertions of a claim."""

    def status(self, claim_iri: str, /) -> str:
        """Computed status of a claim."""

    def tallies(self, claim_iri: str, /) -> Tallied:
        """Live evidence lines of a claim, counted."""


def claim_of(home: Home, iri: str) -> ClaimRow | None:
    """The claim that a term is, if it is one.

    Args:
        home: the ledger.
        iri: subject, object or mediator of a claim.

    Returns:
        The claim, withdrawn or not; None for a concept and for what the ledger does not hold.
    """
    return home.claim(iri) if home.kind_of(iri) == "claims" else None
