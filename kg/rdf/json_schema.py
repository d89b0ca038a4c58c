"""JSON Schemas of the entities, derived from the models: what `to_jsonld` writes in `@graph`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.model.kinds import CLASSES, KINDS
from kg.model.quantity import Words
from kg.rdf.context import CONTEXT_IRI
from kg.rdf.fields import fields_of
from kg.rdf.limits import FILLED, limits_of
from kg.terms import KG

if TYPE_CHECKING:
    from kg.model.entity import Entity
    from kg.rdf.context import Json
    from kg.rdf.fields import Field
    from kg.rdf.limits import Limits

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
SCHEMAS: Final = KG.removesuffix("ns#") + "schema/"
"""Where the schemas will be published; reserved by name, never fetched."""

_IRI: Final = r"^[A-Za-z][A-Za-z0-9+.\-]*:[^\u0000-\u0020<>\"{}|^`\\]*$"
_FILLED: Final[dict[str, Json]] = {"type": "string", "minLength": 1, "pattern": FILLED}


def entities_schema() -> dict[str, Json]:
    """The schema of a whole document and, under `$defs`, of each class.

    Returns:
        A JSON Schema (draft 2020-12); unknown keys are refused, as by the readers.
    """
    kinds: list[Json] = [_ref(kind.__name__) for kind in KINDS]
    definitions: dict[str, Json] = {
        "Iri": {"type": "string", "pattern": _IRI},
        "LangText": _object({"text": _FILLED, "lang": {"type": "string"}}, ["text", "lang"]),
        Words.__name__: _object({"text": _FILLED}, ["text"]),
        "Entity": {"oneOf": kinds},
    }
    definitions |= {name: _class(cls) for name, cls in CLASSES.items()}
    properties: dict[str, Json] = {
        "@context": {},
        "@graph": {"type": "array", "items": _ref("Entity")},
    }
    return {
        "$schema": DIALECT,
        "$id": f"{SCHEMAS}entities.schema.json",
        "title": "Entities of a claim ledger",
        "description": f"JSON-LD with the context {CONTEXT_IRI}.",
        **_object(properties, ["@context", "@graph"]),
        "$defs": definitions,
    }


def _object(properties: dict[str, Json], required: list[str]) -> dict[str, Json]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(required),
        "additionalProperties": False,
    }


def _ref(name: str) -> Json:
    return {"$ref": f"#/$defs/{name}"}


def _class(cls: type[Entity]) -> Json:
    properties: dict[str, Json] = {"iri": _ref("Iri"), "type": {"const": cls.__name__}}
    required = ["iri", "type"]
    for bound in fields_of(cls):
        one = _one(cls, bound)
        properties[bound.name] = (
            {"type": "array", "items": one, "minItems": 1} if bound.many else one
        )
        if bound.required:
            required.append(bound.name)
    return {"description": _first_line(cls), **_object(properties, required)}


def _first_line(cls: type[Entity]) -> str:
    return (cls.__doc__ or "").strip().partition("\n")[0]


def _one(cls: type[Entity], bound: Field) -> Json:
    term = bound.term
    if term.form == "iri":
        return _ref("Iri")
    if term.form == "lang":
        return _ref("LangText")
    if term.code is not None:
        return {"enum": [member.value for member in term.code]}
    if term.form == "owned":
        return _any([_ref(name) for name in term.owned])
    if term.form == "value":
        return _any([_ref("Iri"), _ref(Words.__name__), *(_ref(name) for name in term.owned)])
    return _scalar(term.form, limits_of(cls, bound.name))


def _any(parts: list[Json]) -> Json:
    return parts[0] if len(parts) == 1 else {"anyOf": parts}


def _scalar(form: str, limits: Limits) -> Json:
    if form == "boolean":
        return {"type": "boolean"}
    text = _text(limits)
    if form == "integer":
        found: dict[str, Json] = {"type": "integer"}
        if limits.minimum is not None:
            found["minimum"] = limits.minimum
        # a number beyond 2^53 stands in quotes, as JSON readers would round it
        return _any([found, {"type": "string", "pattern": "^[+-]?[0-9]{16,}$"}])
    if form == "decimal":
        return _any([text, _object({"text": text, "type": {"const": "integer"}}, ["text", "type"])])
    if form == "date":
        names: Json = {"enum": ["gYear", "gYearMonth"]}
        return _any([text, _object({"text": text, "type": names}, ["text", "type"])])
    return text


def _text(limits: Limits) -> dict[str, Json]:
    found: dict[str, Json] = {"type": "string"}
    if limits.min_length:
        found["minLength"] = limits.min_length
    if limits.max_length is not None:
        found["maxLength"] = limits.max_length
    if limits.pattern:
        found["pattern"] = limits.pattern
    return found
