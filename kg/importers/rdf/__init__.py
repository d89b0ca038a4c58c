"""RDF of our own model, in any syntax: blank nodes get names, unknown triples are kept."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.errors import EntityError
from kg.importers.rdf.skolem import skolem_names
from kg.importers.table.sheets import read_bytes
from kg.model.curation import Activity
from kg.model.entity import Curated
from kg.model.identity import digest
from kg.model.values import LangText
from kg.rdf.codec import decode
from kg.rdf.imported import Imported
from kg.rdf.parse import FORMATS, parse_quads

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kg.model.entity import Entity
    from kg.rdf.imported import Request

SUFFIXES = tuple(FORMATS)


def read(path: str, request: Request) -> Imported:
    """Import a graph.

    Args:
        path: Turtle, N-Triples, N-Quads, TriG, RDF/XML or JSON-LD.
        request: the ledger's namespace, in which blank nodes are named after what they say.

    Returns:
        Entities and the triples that no field takes; the name of a named graph becomes the
        activity that its entities come from.

    Raises:
        ReadError: the file is missing or of no RDF format.
        SyntaxFault: it breaks its grammar.
        EntityError: it breaks the model, or uses unknown terms of our namespace.
    """
    quads = list(parse_quads(path))
    names = skolem_names(quads, request.base)
    try:
        decoded = decode(_named(quads, names))
    except EntityError as error:
        raise EntityError(f"{path}: {error.message}", error.hint) from error
    graphs = _graphs(quads, names)
    activities = {graph: _activity(graph, request.base) for graph in set(graphs.values())}
    entities = [
        _with_origin(entity, activities, graphs.get(iri))
        for iri, entity in decoded.entities.items()
    ]
    data = read_bytes(path)
    return Imported(
        (*activities.values(), *entities),
        tuple(decoded.leftovers),
        files={Path(path).name: hashlib.sha256(data).hexdigest()},
    )


def _named(quads: list[ox.Quad], names: Mapping[str, str]) -> Iterator[ox.Triple]:
    for quad in quads:
        subject, found = quad.subject, quad.object
        if isinstance(subject, ox.BlankNode):
            subject = ox.NamedNode(names[subject.value])
        if isinstance(found, ox.BlankNode):
            found = ox.NamedNode(names[found.value])
        yield ox.Triple(subject, quad.predicate, found)


def _graphs(quads: list[ox.Quad], names: Mapping[str, str]) -> dict[str, str]:
    """The named graph that each subject stands in; of several the first."""
    found: dict[str, str] = {}
    for quad in quads:
        graph = quad.graph_name
        if isinstance(graph, ox.DefaultGraph):
            continue
        name = names.get(graph.value, graph.value)
        subject = quad.subject
        if isinstance(subject, ox.NamedNode | ox.BlankNode):
            found.setdefault(names.get(subject.value, subject.value), name)
    return found


def _activity(graph: str, base: str) -> Activity:
    label = LangText(text=f"import of the graph {graph}")
    return Activity(iri=f"{base}graph-{digest(graph, 8)}", label=(label,), used=(graph,))


def _with_origin(entity: Entity, activities: Mapping[str, Activity], graph: str | None) -> Entity:
    if graph is None or not isinstance(entity, Curated) or entity.generated_by:
        return entity
    return entity.model_copy(update={"generated_by": activities[graph].iri})
