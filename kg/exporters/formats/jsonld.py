"""JSON-LD: the selection in the words of the models, with its context inside, one entity a line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode

from kg.exporters.closure import triples_of
from kg.terms import NAMESPACES, RDF_TYPE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import BinaryIO

    from pyoxigraph import Triple

    from kg.graph.view import View
    from kg.model.entity import Entity
    from kg.rdf.context import Json

NAME: Final = "jsonld"
SUFFIXES: Final = (".jsonld",)
MEDIA_TYPE: Final = "application/ld+json"

_STRING: Final = NAMESPACES["xsd"] + "string"


def write(view: View, stream: BinaryIO) -> None:
    """Write the selected claims and everything that they rest on as JSON-LD.

    What the models have no word for (terms of others, unusual datatypes) is written with full
    IRIs, so that nothing of the Turtle export is missing; `kg` itself reads such nodes from Turtle
    only.

    Args:
        view: the selection.
        stream: where the bytes go.

    Raises:
        EntityError: a record of the ledger breaks the model.
    """
    from kg.rdf.context import context

    head = json.dumps(context(), ensure_ascii=False)
    stream.write(f'{{\n"@context": {head},\n"@graph": ['.encode())
    separator = "\n"
    for node in _nodes(list(triples_of(view))):
        stream.write(f"{separator}{json.dumps(node, ensure_ascii=False)}".encode())
        separator = ",\n"
    stream.write(b"\n]\n}\n")


def _nodes(triples: list[Triple]) -> Iterator[Json]:
    """Entities in the words of the models, then what these words leave out."""
    from kg.model.kinds import KINDS
    from kg.rdf.codec import decode, encode
    from kg.rdf.jsonld import to_jsonld

    held = set(triples)
    said: set[Triple] = set()
    faithful: list[Entity] = []
    for entity in decode(triples).entities.values():
        own = set(encode(entity))
        if own <= held:  # otherwise a literal would change its datatype: full IRIs keep it
            said |= own
            faithful.append(entity)
    place = {kind: rank for rank, kind in enumerate(KINDS)}
    faithful.sort(key=lambda entity: (place[type(entity)], entity.iri))
    graph = to_jsonld(faithful, embed_context=False)["@graph"]
    assert isinstance(graph, list)
    yield from graph
    yield from _spelt_out(triple for triple in triples if triple not in said)


def _spelt_out(triples: Iterable[Triple]) -> Iterator[Json]:
    """Triples as nodes whose keys are full IRIs."""
    blocks: dict[str, dict[str, list[Json]]] = {}
    for triple in sorted(set(triples), key=str):
        subject, found = triple.subject, triple.object
        assert isinstance(subject, NamedNode)
        assert isinstance(found, NamedNode | Literal)
        block = blocks.setdefault(subject.value, {})
        if triple.predicate.value == RDF_TYPE:
            block.setdefault("@type", []).append(found.value)
        else:
            block.setdefault(triple.predicate.value, []).append(_object(found))
    for subject_iri, block in blocks.items():
        node: dict[str, Json] = {"@id": subject_iri}
        node |= block
        yield node


def _object(found: NamedNode | Literal) -> Json:
    if isinstance(found, NamedNode):
        return {"@id": found.value}
    if found.language:
        return {"@value": found.value, "@language": found.language}
    if found.datatype.value == _STRING:
        return {"@value": found.value}
    return {"@value": found.value, "@type": found.datatype.value}
