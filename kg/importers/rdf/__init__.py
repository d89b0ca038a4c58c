"""RDF of our own model, in any syntax: blank nodes get names, unknown triples are kept."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from kg.importers.rdf.checked import checked
from kg.importers.rdf.foreign import fitted
from kg.importers.rdf.skolem import skolem_names
from kg.importers.table.sheets import read_bytes
from kg.model.curation import Activity
from kg.model.entity import Curated
from kg.model.identity import digest
from kg.model.values import LangText
from kg.rdf.codec import decode_of
from kg.rdf.imported import Imported
from kg.rdf.parse import FORMATS, parse_quads
from kg.terms import expand

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kg.model.entity import Entity
    from kg.rdf.imported import Request

SUFFIXES = tuple(FORMATS)

_SOURCE: Final = ox.NamedNode(expand("dcterms:source"))


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
        SyntaxFault: it breaks its grammar, or an IRI or a language tag is invalid.
        EntityError: it breaks the model, or uses unknown terms of our namespace.
    """
    parsing = parse_quads(path, lenient=True, contexts=request.contexts)
    quads = list(dict.fromkeys(parsing))  # a file may say one thing a million times
    quads, notes = checked(path, quads, mend=request.lenient)
    found = graph_of(quads, request.base, path)
    data = read_bytes(path)
    return replace(
        found,
        files={Path(path).name: hashlib.sha256(data).hexdigest()},
        notes=(*parsing.notes, *notes, *found.notes),
    )


def graph_of(quads: list[ox.Quad], base: str, place: str) -> Imported:
    """What the quads of a graph say, without blank nodes and graph names.

    Args:
        quads: valid quads.
        base: the ledger's namespace.
        place: what the graph is called in messages.

    Returns:
        See `read`.

    Raises:
        EntityError: see `read`.
    """
    names = skolem_names(quads, base)
    triples, notes = fitted(_named(quads, names))
    decoded = decode_of(place, triples)
    graphs = _graphs(quads, names)
    ours = [found for iri in decoded.entities if (found := _named_only(graphs.get(iri, ())))]
    single = [(graph,) for found in graphs.values() for graph in _named_only(found)]
    activities = {found: _activity(found, base) for found in (*single, *ours)}
    entities = [
        _with_origin(entity, activities, _named_only(graphs.get(iri, ())))
        for iri, entity in decoded.entities.items()
    ]
    kept = dict.fromkeys(decoded.leftovers)
    for name in {_name(triple.subject) for triple in kept} - decoded.entities.keys():
        kept |= dict.fromkeys(_from_graphs(name, _named_only(graphs.get(name, ()))))
    notes = [*notes, *_of_several(graphs)]
    return Imported((*activities.values(), *entities), tuple(kept), notes=tuple(notes))


def _name(subject: object) -> str:
    assert isinstance(subject, ox.NamedNode)  # blank nodes have been named
    return subject.value


def _named(quads: list[ox.Quad], names: Mapping[str, str]) -> Iterator[ox.Triple]:
    for quad in quads:
        subject, found = quad.subject, quad.object
        if isinstance(subject, ox.BlankNode):
            subject = ox.NamedNode(names[subject.value])
        if isinstance(found, ox.BlankNode):
            found = ox.NamedNode(names[found.value])
        yield ox.Triple(subject, quad.predicate, found)


def _graphs(quads: list[ox.Quad], names: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """The graphs that each subject stands in, in alphabetical order; the default one is empty."""
    found: dict[str, set[str]] = {}
    for quad in quads:
        graph, subject = quad.graph_name, quad.subject
        name = "" if isinstance(graph, ox.DefaultGraph) else names.get(graph.value, graph.value)
        if isinstance(subject, ox.NamedNode | ox.BlankNode):
            found.setdefault(names.get(subject.value, subject.value), set()).add(name)
    return {subject: tuple(sorted(graphs)) for subject, graphs in found.items()}


def _named_only(graphs: Iterable[str]) -> tuple[str, ...]:
    """Without the default graph, which has no name to be kept."""
    return tuple(graph for graph in graphs if graph)


def _of_several(graphs: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """What is said of things whose statements stand in several graphs."""
    several = sorted(subject for subject, found in graphs.items() if len(found) > 1)
    if several:
        more = f" and {len(several) - 1} more" if several[1:] else ""
        yield (
            f"{several[0]}{more}: described in several graphs; which they are is kept, "
            "but not which statement stood in which"
        )


def _from_graphs(subject: str, graphs: Iterable[str]) -> Iterator[ox.Triple]:
    """Where a thing that is none of ours is described; ours name their activity."""
    for graph in graphs:
        yield ox.Triple(ox.NamedNode(subject), _SOURCE, ox.NamedNode(graph))


def _activity(graphs: tuple[str, ...], base: str) -> Activity:
    label = LangText(text=f"import of the graph {' and '.join(graphs)}")
    name = f"graph-{digest(' '.join(graphs), 8)}"
    return Activity(iri=base + name, label=(label,), used=graphs)


def _with_origin(
    entity: Entity, activities: Mapping[tuple[str, ...], Activity], graphs: tuple[str, ...]
) -> Entity:
    if not graphs or not isinstance(entity, Curated) or entity.generated_by:
        return entity
    return entity.model_copy(update={"generated_by": activities[graphs].iri})
