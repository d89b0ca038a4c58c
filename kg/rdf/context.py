"""The JSON-LD context, derived from the models.

One name may be bound to different properties in different classes (`source` of a passage and of an
evidence line), so each class has a context of its own, which holds for its own node only.
There is no `@vocab` (an unknown key is nothing, never a new term) and there are no prefixes (an IRI
such as `obo:1` would be expanded by one).
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from kg.model.kinds import CLASSES
from kg.rdf.fields import fields_of
from kg.terms import KG, NAMESPACES, expand

if TYPE_CHECKING:
    from kg.model.entity import Entity
    from kg.rdf.fields import Field

CONTEXT_IRI: Final = KG.rstrip("#").removesuffix("/ns") + "/context.jsonld"
"""Where the context will be published; reserved by name, never fetched."""

KEYWORDS: Final = {"iri": "@id", "type": "@type", "text": "@value", "lang": "@language"}
"""Our words for the keywords of JSON-LD: what `model_dump()` calls them."""

DATATYPES: Final = ("integer", "gYear", "gYearMonth")
"""Datatypes that a literal may name where it has not the usual one of its field."""

_XSD: Final = NAMESPACES["xsd"]
_LITERALS: Final = {
    "decimal": "decimal",
    "integer": "integer",
    "boolean": "boolean",
    "date": "date",
    "time": "dateTime",
}

Json = str | int | float | bool | None | list["Json"] | dict[str, "Json"]
"""What JSON can say."""


def context() -> dict[str, Json]:
    """The whole context.

    Returns:
        What stands behind `@context`, keys in the order of the models.
    """
    found: dict[str, Json] = {"@version": 1.1}
    found |= KEYWORDS
    found |= {name: _XSD + name for name in DATATYPES}
    found |= {name: _class(cls) for name, cls in CLASSES.items()}
    return found


def context_text() -> str:
    """The context as the file `schema/context.jsonld`."""
    return json.dumps({"@context": context()}, indent=2, ensure_ascii=False) + "\n"


def _class(cls: type[Entity]) -> Json:
    terms: dict[str, Json] = {bound.name: _term(bound) for bound in fields_of(cls)}
    return {"@id": expand(cls.rdf_type), "@context": terms}


def _term(bound: Field) -> Json:
    term = bound.term
    found: dict[str, Json] = {"@id": term.iri}
    if term.form in {"iri", "owned", "value"}:
        found["@type"] = "@id"
    elif term.code is not None:
        found["@type"] = "@vocab"
        found["@context"] = {member.value: member.iri for member in term.code}
    elif term.form in _LITERALS:
        found["@type"] = _XSD + _LITERALS[term.form]
    if bound.many:
        found["@container"] = "@set"
    return found
