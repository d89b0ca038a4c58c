"""The check of a JSON-LD document in our own form, before it is read.

A JSON-LD reader drops in silence what it does not know: unknown keys, relative IRIs, foreign words.
Here they are refused by name and place.
"""

from __future__ import annotations

import json
from difflib import get_close_matches
from typing import TYPE_CHECKING, Final

from kg.errors import EntityError
from kg.model.kinds import CLASSES
from kg.model.values import check_iri
from kg.rdf.codec import WANTED
from kg.rdf.context import CONTEXT_IRI, DATATYPES, KEYWORDS, Json, context
from kg.rdf.fields import Field, fields_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.model.entity import Term

_NODE_KEYS: Final = ("iri", "type")
_DEPTH: Final = 8
"""Claim, passage, selector, literal: our own form is never deeper than this."""


def checked_nodes(document: Mapping[str, Json]) -> list[Json]:
    """The entities of a document, all of it known.

    Args:
        document: parsed JSON with our context, by name or whole.

    Returns:
        The objects of its `@graph`, or the document itself as the only one.

    Raises:
        EntityError: a foreign context, or what our form does not know; names the place.
    """
    _check_context(document.get("@context"))
    nodes = _nodes(document)
    for place, node in enumerate(nodes):
        _check_node(node, f"@graph[{place}]", _DEPTH)
    return nodes


def _check_context(found: Json) -> None:
    """Ours alone: another one would give our words another meaning, or come from the network."""
    if isinstance(found, list):
        if not found:
            raise EntityError("@context is empty", f"name ours: {CONTEXT_IRI}")
        for one in found:
            _check_context(one)
    elif isinstance(found, str):
        if found != CONTEXT_IRI:
            raise EntityError(
                f"@context {found!r} is not ours, and none is fetched",
                f"name ours: {CONTEXT_IRI}, or convert the document to Turtle first",
            )
    elif found is None:
        raise EntityError("the document has no @context", f"name ours: {CONTEXT_IRI}")
    elif found != context():
        raise EntityError(
            "@context is not the one of this version",
            f"replace it by {CONTEXT_IRI}, or convert the document to Turtle first",
        )


def _nodes(document: Mapping[str, Json]) -> list[Json]:
    if "@graph" not in document:
        return [{key: value for key, value in document.items() if key != "@context"}]
    for key in document:
        if key not in {"@context", "@graph"}:
            raise _unknown(key, ("@context", "@graph"), "the document")
    graph = document["@graph"]
    if not isinstance(graph, list):
        raise EntityError("@graph is not a list of entities")
    return graph


def _check_node(node: Json, place: str, depth: int) -> None:
    if not isinstance(node, dict):
        raise EntityError(f"{place}: an entity is an object, not {_short(node)}")
    name = node.get("type")
    if not isinstance(name, str) or name not in CLASSES:
        known = ", ".join(CLASSES)
        raise EntityError(f"{place}: type {_short(name)} is not known", f"known: {known}")
    if not depth:
        raise EntityError(f"{place}: nested too deep")
    _check_link(node.get("iri"), f"{place}.iri")
    fields = {bound.name: bound for bound in fields_of(CLASSES[name])}
    for key, value in node.items():
        if key in _NODE_KEYS:
            continue
        if key not in fields:
            raise _unknown(key, (*_NODE_KEYS, *fields), f"{place} ({name})")
        many = isinstance(value, list)
        for one in value if isinstance(value, list) else [value]:
            _check_value(one, fields[key], f"{place}.{key}", depth)
        if many and not fields[key].many:
            raise EntityError(f"{place}.{key}: a list, where one value is allowed")


def _check_value(value: Json, bound: Field, place: str, depth: int) -> None:
    if value is None:
        raise EntityError(f"{place}: null says nothing", "leave the key out")
    if isinstance(value, list):
        raise EntityError(f"{place}: a list inside a list")
    if isinstance(value, dict):
        _check_object(value, bound, place, depth)
    else:
        _check_scalar(value, bound.term, place)


def _check_object(value: dict[str, Json], bound: Field, place: str, depth: int) -> None:
    if "text" in value and "iri" not in value:
        _check_literal(value, bound.term.form, place)
    elif bound.term.owned:
        _check_node(value, place, depth - 1)
        if value["type"] not in bound.term.owned:
            raise EntityError(f"{place}: a {_short(value['type'])} has no place here")
    else:
        raise EntityError(f"{place}: an object, where {WANTED[bound.term.form]} is expected")


def _check_scalar(value: str | float | bool, term: Term, place: str) -> None:
    if term.form in {"iri", "value"}:
        _check_link(value, place)
    elif term.form in {"owned", "lang"}:
        raise EntityError(f"{place}: {_short(value)}, where {WANTED[term.form]} is expected")
    elif term.code is not None:
        words = [member.value for member in term.code]
        if value not in words:
            raise _unknown(str(value), words, place)
    elif isinstance(value, float):
        raise EntityError(f"{place}: {value} may not be exact", "write the number as a string")
    elif isinstance(value, int) and term.form not in {"integer", "boolean"}:
        raise EntityError(f"{place}: {_short(value)} is not in quotes", "write it as a string")


def _check_literal(value: dict[str, Json], form: str, place: str) -> None:
    allowed = {"lang": ("text", "lang"), "value": ("text",)}.get(form, ("text", "type"))
    for key, part in value.items():
        if key not in allowed:
            raise _unknown(key, allowed, place)
        if not isinstance(part, str):
            raise EntityError(f"{place}.{key}: {_short(part)} is not text")
    if "type" in value and (value["type"] not in DATATYPES or form not in {"decimal", "date"}):
        raise _unknown(str(value["type"]), DATATYPES, f"{place}.type")


def _check_link(value: Json, place: str) -> None:
    if not isinstance(value, str):
        raise EntityError(f"{place}: {_short(value)} is not an IRI")
    try:
        check_iri(value)
    except ValueError as error:
        raise EntityError(f"{place}: {_short(value)}: {error}") from error


def _unknown(key: str, known: Iterable[str], place: str) -> EntityError:
    near = get_close_matches(key, list(known), n=1)
    aliases = {keyword: word for word, keyword in KEYWORDS.items()}
    best = aliases.get(key) or (near[0] if near else "")
    return EntityError(f"{place}: {key!r} is not known", f"did you mean {best!r}?" if best else "")


def _short(value: Json) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) < 40 else text[:39] + "…"  # noqa: PLR2004 - fits one line
