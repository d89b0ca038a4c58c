"""The pieces that JSON Schemas of answers are put together of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from kg.model.codes import Code
    from kg.rdf.context import Json

TEXT: Final[Json] = {"type": "string"}
COUNT: Final[Json] = {"type": "integer", "minimum": 0}
BOOL: Final[Json] = {"type": "boolean"}
TEXTS: Final[Json] = {"type": "array", "items": TEXT}

KINDS: Final[Json] = ["opposite", "no-difference", "negated"]
"""How two claims exclude each other."""
VERDICT: Final[Json] = {"enum": ["conflict", "explained", "undetermined"]}


def null_or(schema: Json) -> Json:
    """A schema, or null."""
    return {"anyOf": [schema, {"type": "null"}]}


def list_of(schema: Json) -> Json:
    """A list of things of one schema."""
    return {"type": "array", "items": schema}


def ref(name: str) -> Json:
    """A definition by name."""
    return {"$ref": f"#/$defs/{name}"}


def object_of(**fields: Json) -> dict[str, Json]:
    """An object whose named fields are always there; others may be added."""
    return {
        "type": "object",
        "properties": fields,
        "required": list(fields),
        "additionalProperties": True,
    }


def word(code: type[Code]) -> Json:
    """A word of a closed list."""
    return {"enum": [member.value for member in code]}
