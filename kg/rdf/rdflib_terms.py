"""Terms of rdflib and of pyoxigraph, each as the other.

Nothing passes through a text: rdflib rewrites the lexical forms that it parses (`01` becomes `1`),
unless it is told not to.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pyoxigraph as ox
import rdflib
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID

from kg.errors import EntityError
from kg.rdf.iris import fault_of, is_absolute, mended

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from rdflib.term import Node

_STRING: Final = "http://www.w3.org/2001/XMLSchema#string"
_DEFAULT: Final = str(DATASET_DEFAULT_GRAPH_ID)


def to_graph(triples: Iterable[ox.Triple], prefixes: Mapping[str, str]) -> rdflib.Graph:
    """Triples as an rdflib graph, lexical forms as they stand.

    Args:
        triples: without triples inside triples.
        prefixes: prefix to namespace; bound in the graph.

    Returns:
        The graph.
    """
    graph = rdflib.Graph(bind_namespaces="none")
    for prefix, namespace in prefixes.items():
        graph.bind(prefix, namespace)
    for triple in triples:
        subject, found = _theirs(triple.subject), _theirs(triple.object)
        graph.add((subject, rdflib.URIRef(triple.predicate.value), found))
    return graph


def _theirs(term: object) -> rdflib.URIRef | rdflib.BNode | rdflib.Literal:
    if isinstance(term, ox.NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return rdflib.BNode(term.value)
    assert isinstance(term, ox.Literal)
    if term.language is not None:
        return rdflib.Literal(term.value, lang=term.language)
    if term.datatype.value == _STRING:
        return rdflib.Literal(term.value)
    return rdflib.Literal(term.value, datatype=rdflib.URIRef(term.datatype.value), normalize=False)


def quads_of(graph: rdflib.Graph) -> Iterator[ox.Quad]:
    """The statements of a graph, or of all graphs of a dataset with their names.

    Args:
        graph: a graph or a dataset.

    Yields:
        Quads; language tags are in lower case.

    Raises:
        EntityError: an IRI or a language tag is invalid, or a term is none of RDF.
    """
    if isinstance(graph, rdflib.Dataset):
        for subject, predicate, found, name in graph.quads():
            identifier = name.identifier if isinstance(name, rdflib.Graph) else name
            inside = ox.DefaultGraph()
            if identifier is not None and str(identifier) != _DEFAULT:
                yield _quad(subject, predicate, found, _ours(identifier))
            else:
                yield _quad(subject, predicate, found, inside)
        return
    for subject, predicate, found in graph:
        yield _quad(subject, predicate, found, ox.DefaultGraph())


def _quad(subject: Node, predicate: Node, found: Node, graph: object) -> ox.Quad:
    try:
        return ox.Quad(_ours(subject), _ours(predicate), _ours(found), graph)  # type: ignore[arg-type]  # a wrong kind of term is refused by it
    except TypeError as error:
        raise EntityError(
            f"the graph: {subject.n3()} {predicate.n3()} {found.n3()} is no statement of RDF",
            "take it out of the graph",
        ) from error


def _ours(term: object) -> ox.NamedNode | ox.BlankNode | ox.Literal:
    if isinstance(term, rdflib.URIRef):
        return _named(str(term))
    if isinstance(term, rdflib.BNode):
        return _blank(str(term))
    if isinstance(term, rdflib.Literal):
        return _literal(term)
    raise EntityError(f"the graph: {term!r} is no term of RDF", "take it out of the graph")


def _named(iri: str) -> ox.NamedNode:
    said = fault_of(iri)
    if said:
        better = mended(iri)
        valid = is_absolute(iri) and not fault_of(better)
        raise EntityError(
            f"the graph: {iri!r} is no IRI: {said}", f"write {better}" if valid else "correct it"
        )
    return ox.NamedNode(iri)


def _blank(label: str) -> ox.BlankNode:
    try:
        return ox.BlankNode(label)
    except ValueError:  # rdflib takes any text for a label
        return ox.BlankNode("x" + label.encode("utf-8", "surrogatepass").hex())


def _literal(term: rdflib.Literal) -> ox.Literal:
    text = str(term)
    try:
        text.encode()
        if term.language:
            return ox.Literal(text, language=term.language)
        if term.datatype is None:
            return ox.Literal(text)
        return ox.Literal(text, datatype=_named(str(term.datatype)))
    except ValueError as error:  # also a lone surrogate
        raise EntityError(f"the graph: {term!r}: {error}", "correct it") from error
