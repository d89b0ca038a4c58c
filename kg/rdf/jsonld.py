"""Entities as JSON-LD and back, in the words of the models.

Reading is by pyoxigraph: it keeps every lexical form and knows contexts of a class, while rdflib
7.6 rewrites numbers and times, and costs 150 ms to import.
No context is ever fetched: a document names ours, or carries it, or is refused.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final

from pyoxigraph import NamedNode, Quad, RdfFormat, Triple, parse

from kg.errors import EntityError
from kg.model.entity import Entity
from kg.model.quantity import Words
from kg.model.values import LangText
from kg.rdf.codec import Decoded, decode
from kg.rdf.context import CONTEXT_IRI, Json, context
from kg.rdf.fields import stated
from kg.rdf.own_form import checked_nodes

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_INTEGER: Final = re.compile(r"[+-]?[0-9]+")
_SAFE_INTEGER: Final = 2**53
_PRECISIONS: Final = ("gYear", "gYearMonth", "")


def to_jsonld(entities: Iterable[Entity], *, embed_context: bool = True) -> dict[str, Json]:
    """Entities as one JSON-LD document.

    Args:
        entities: any nouns; value nodes stand inside their owners.
        embed_context: carry the whole context; else only its name.

    Returns:
        A document that expands to the same triples as the codec gives.
    """
    graph: list[Json] = [_node(entity) for entity in entities]
    return {"@context": context() if embed_context else CONTEXT_IRI, "@graph": graph}


def _node(entity: Entity) -> dict[str, Json]:
    found: dict[str, Json] = {"iri": entity.iri, "type": type(entity).__name__}
    for bound, values in stated(entity):
        written = [_value(one, bound.term.form) for one in values]
        found[bound.name] = written if bound.many else written[0]
    return found


def _value(value: object, form: str) -> Json:
    if isinstance(value, Entity):
        return _node(value)
    if isinstance(value, LangText):
        return {"text": value.text, "lang": value.lang}
    if isinstance(value, Words):
        return {"text": value.text}
    if isinstance(value, int):  # beyond 2^53 a JSON number is not exact everywhere
        return value if abs(value) < _SAFE_INTEGER else str(value)
    lexical = str(value)
    datatype = _unusual(lexical, form)
    return {"text": lexical, "type": datatype} if datatype else lexical


def _unusual(lexical: str, form: str) -> str:
    """The datatype, where it is not the one that the context gives to the field."""
    if form == "decimal" and _INTEGER.fullmatch(lexical):
        return "integer"
    if form == "date":
        return _PRECISIONS[lexical.lstrip("-").count("-")]
    return ""


def from_jsonld(document: Mapping[str, Json]) -> Decoded:
    """The entities of a document in our own form.

    Args:
        document: parsed JSON; its context is ours, by name or whole.

    Returns:
        What the codec reads of its triples.

    Raises:
        EntityError: a foreign context, an unknown key (with the nearest known), a relative IRI,
            or a record that breaks the model; the message names the place.
    """
    return decode(triples_of(document))


def triples_of(document: Mapping[str, Json]) -> list[Triple]:
    """The triples of a document in our own form, each node once.

    Args:
        document: as for `from_jsonld`.

    Returns:
        Its triples without repeats, in the order of the document.

    Raises:
        EntityError: as for `from_jsonld`.
    """
    nodes = checked_nodes(document)
    plain: dict[str, Json] = {"@context": context(), "@graph": nodes}
    try:
        quads = list(parse(json.dumps(plain), format=RdfFormat.JSON_LD))
    except (SyntaxError, ValueError) as error:
        raise EntityError(f"not JSON-LD: {error}") from error
    return list(dict.fromkeys(_triple(quad) for quad in quads))


def _triple(quad: Quad) -> Triple:
    assert isinstance(quad.subject, NamedNode)
    return Triple(quad.subject, quad.predicate, quad.object)
