"""The order of a ledger file, read off the models."""

from __future__ import annotations

from functools import cache

from kg.model.kinds import KINDS, VALUE_NODES
from kg.rdf.fields import fields_of
from kg.rdf.layout import Kind, Layout
from kg.terms import NAMESPACES, expand

_LABELS = ("skos:prefLabel", "rdfs:label", "dcterms:title")


@cache
def ledger_layout() -> Layout:
    """Order of prefixes, kinds and predicates, and which nodes are written beneath their owner."""
    rank: dict[str, int] = {}
    for cls in (*KINDS, *VALUE_NODES):
        for bound in fields_of(cls):
            rank.setdefault(bound.term.iri, len(rank))
    kinds = tuple(
        Kind(kind.kind, kind.kind.replace("-", " ").capitalize(), (expand(kind.rdf_type),))
        for kind in KINDS
    )
    return Layout(
        prefixes=dict(NAMESPACES),
        kinds=kinds,
        predicate_rank=rank,
        owned=frozenset(expand(node.rdf_type) for node in VALUE_NODES),
        label_predicates=tuple(expand(label) for label in _LABELS),
    )
