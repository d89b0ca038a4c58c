"""One projection of a selection to nodes and edges, for every graph tool.

`full` shows claims as nodes, with the concepts they are about and the documents that state them or
bear evidence on them. `concepts` shows claims as edges between the concepts they are about.
"""

from __future__ import annotations

from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Final

from kg.errors import FilterError
from kg.graph.attributes import of_assertion, of_claim, of_document, of_evidence
from kg.graph.element import Edge, Node
from kg.graph.view import claim_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kg.graph.view import View
    from kg.store.records import ClaimRow, DocumentRow, Ref

MODES: Final = ("full", "concepts")
"""How a selection can be drawn."""

_NO_ATTRIBUTES: Final[dict[str, str]] = {}


def project(
    view: View, mode: str = "full", certainty: Mapping[str, str] | None = None
) -> Iterator[Node | Edge]:
    """A selection as a directed multigraph.

    Every node comes once and before the first edge that touches it; ids of nodes are local ids of
    the ledger. A claim that a selected one speaks of or refines is a node with `selected` false:
    its terms are shown, its evidence is not.

    Args:
        view: the selection.
        mode: `full` or `concepts`.
        certainty: computed certainty by claim IRI, where it is wanted.

    Yields:
        Nodes and edges.

    Raises:
        FilterError: there is no such mode.
    """
    if mode not in MODES:
        raise FilterError(f"no graph mode is called {mode!r}", f"choose from: {', '.join(MODES)}")
    nodes = _Nodes(view, certainty or {})
    return _full(view, nodes) if mode == "full" else _concepts(view, nodes)


class _Nodes:
    """Gives out each node once, and keeps the claims whose terms are still to be shown."""

    def __init__(self, view: View, certainty: Mapping[str, str]) -> None:
        self.view = view
        self.certainty = certainty
        self.pending: list[ClaimRow] = []
        self._seen: set[str] = set()

    @cached_property
    def _selected(self) -> frozenset[str]:
        """Asked for only where claims speak of claims."""
        return frozenset(self.view.claim_iris)

    def claim(self, claim: ClaimRow, *, selected: bool) -> Iterator[Node]:
        if self._new(claim.ref.iri):
            certainty = self.certainty.get(claim.ref.iri)
            attributes = of_claim(self.view, claim, certainty, selected=selected)
            yield Node(claim.ref.id, "claim", claim.text, attributes)
            if not selected:
                self.pending.append(claim)

    def document(self, document: DocumentRow) -> Iterator[Node]:
        if self._new(document.ref.iri):
            label = document.title or document.ref.label
            yield Node(document.ref.id, "document", label, of_document(document))

    def term(self, ref: Ref) -> Iterator[Node]:
        """A concept, or the claim that stands in its place."""
        if ref.iri in self._seen:
            return
        claim = claim_of(self.view.ledger, ref.iri)
        if claim is not None:
            yield from self.claim(claim, selected=ref.iri in self._selected)
        elif self._new(ref.iri):
            yield Node(ref.id, "concept", ref.label, {"iri": ref.iri})

    def _new(self, iri: str) -> bool:
        if iri in self._seen:
            return False
        self._seen.add(iri)
        return True


def _full(view: View, nodes: _Nodes) -> Iterator[Node | Edge]:
    for claim in chain.from_iterable(view.pages()):
        yield from nodes.claim(claim, selected=True)
        yield from _terms(claim, nodes)
        yield from _evidence(claim, nodes)
        for assertion in view.assertions(claim.ref.iri):
            document = view.ledger.document(assertion.document)
            yield from nodes.document(document)
            attributes = of_assertion(assertion)
            yield Edge(assertion.id, document.ref.id, claim.ref.id, "asserts", attributes)
    while nodes.pending:
        yield from _terms(nodes.pending.pop(), nodes)


def _terms(claim: ClaimRow, nodes: _Nodes) -> Iterator[Node | Edge]:
    roles = (
        ("subject", claim.subjects),
        ("object", claim.objects),
        ("via", claim.via),
        ("refines", claim.refines),
    )
    for role, refs in roles:
        for ref in refs:
            yield from nodes.term(ref)
            name = edge_name(claim.ref.id, role, ref.id)
            yield Edge(name, claim.ref.id, ref.id, role, _NO_ATTRIBUTES)


def _evidence(claim: ClaimRow, nodes: _Nodes) -> Iterator[Node | Edge]:
    for line in nodes.view.evidence(claim.ref.iri):
        yield from nodes.document(line.source)
        attributes = of_evidence(line, nodes.view.ledger.base)
        yield Edge(line.id, line.source.ref.id, claim.ref.id, line.direction, attributes)


def _concepts(view: View, nodes: _Nodes) -> Iterator[Node | Edge]:
    for claim in chain.from_iterable(view.pages()):
        certainty = nodes.certainty.get(claim.ref.iri)
        attributes = of_claim(view, claim, certainty, selected=True)
        attributes |= {"claim": claim.ref.id}
        if claim.via:
            attributes["via"] = "; ".join(ref.label for ref in claim.via)
        ends: list[str] = []
        for ref in claim.objects:
            yield from nodes.term(ref)
            ends.append(ref.id)
        if claim.value is not None and not ends:
            ends.append(edge_name(claim.ref.id, "value"))
            yield Node(ends[0], "value", claim.value.text, _NO_ATTRIBUTES)
        kind = claim.effect or "relates"
        for ref in claim.subjects:
            yield from nodes.term(ref)
            for end in ends:
                yield Edge(edge_name(claim.ref.id, ref.id, end), ref.id, end, kind, attributes)


def edge_name(*parts: str) -> str:
    """The id of an edge or node that the ledger itself has no name for.

    Args:
        parts: ids and roles.

    Returns:
        The parts joined by points; points within a part are written `%2E`, so that different
        parts never give the same name.
    """
    return ".".join(part.replace("%", "%25").replace(".", "%2E") for part in parts)
