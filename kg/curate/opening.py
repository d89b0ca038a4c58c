"""A ledger of a graph that somebody has in memory."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kg.curate.importing import canonical
from kg.errors import LedgerError
from kg.importers.rdf import graph_of
from kg.store.held import HeldLedger
from kg.terms import KG, RDF_TYPE

if TYPE_CHECKING:
    import rdflib

    from kg.store.ledger import Ledger

_NAME: Final = "<graph>"
_NAMESPACE: Final = re.compile(r".*[#/]")


def from_rdflib(graph: rdflib.Graph, base: str | None = None) -> Ledger:
    """A ledger of an rdflib graph; nothing is written.

    Args:
        graph: a graph or a dataset; the names of its graphs become provenance.
        base: namespace of the ledger's names, in which blank nodes are named. If not given: that
            of the prefix `:` of the graph, else that of its `kg:Ledger`.

    Returns:
        The ledger, in memory: it can be searched, audited, compared and exported.
        Lexical forms are those that the graph holds; rdflib itself rewrites many when it parses,
        unless `rdflib.NORMALIZE_LITERALS` is off. Language tags are in lower case.

    Raises:
        EntityError: a record breaks the model, a term of our namespace is unknown, or an IRI is
            invalid.
        LedgerError: no base is given, and the graph names none.
    """
    from kg.rdf.rdflib_terms import quads_of

    base = base or _base_of(graph)
    found = graph_of(list(quads_of(graph)), base, _NAME)
    text = canonical(found.entities, found.leftovers, base)
    return HeldLedger(text.encode(), _NAME)


def _base_of(graph: rdflib.Graph) -> str:
    from rdflib import URIRef

    for prefix, namespace in graph.namespaces():
        if not prefix:
            return str(namespace)
    for header in graph.subjects(URIRef(RDF_TYPE), URIRef(f"{KG}Ledger")):
        found = _NAMESPACE.match(str(header))
        if found:
            return found.group()
    raise LedgerError(
        "the graph names no base for the names of its ledger",
        'give one: base="https://example.org/mine#", or bind the empty prefix to it',
    )
