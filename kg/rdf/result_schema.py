"""JSON Schemas of what the commands print: hand-shaped, as the published promise that they are.

Every field named here is always there (absent is null); others may be added, so readers ignore
what they do not know.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from kg.model.codes import (
    Certainty,
    ClaimType,
    Code,
    Direction,
    Effect,
    NoticeKind,
    PairState,
    Status,
    StudyDesign,
    Verification,
)
from kg.model.qualifiers import DIMENSIONS
from kg.rdf.json_schema import DIALECT, SCHEMAS

if TYPE_CHECKING:
    from kg.rdf.context import Json

_TEXT: Final[Json] = {"type": "string"}
_COUNT: Final[Json] = {"type": "integer", "minimum": 0}
_BOOL: Final[Json] = {"type": "boolean"}
_TEXTS: Final[Json] = {"type": "array", "items": _TEXT}
_KINDS: Final[Json] = ["opposite", "no-difference", "negated"]
_VERDICT: Final[Json] = {"enum": ["conflict", "explained", "undetermined"]}


def _null_or(schema: Json) -> Json:
    return {"anyOf": [schema, {"type": "null"}]}


def _list(schema: Json) -> Json:
    return {"type": "array", "items": schema}


def _ref(name: str) -> Json:
    return {"$ref": f"#/$defs/{name}"}


def _object(**fields: Json) -> dict[str, Json]:
    return {
        "type": "object",
        "properties": fields,
        "required": list(fields),
        "additionalProperties": True,
    }


def _also(shape: dict[str, Json], **fields: Json) -> dict[str, Json]:
    """A shape with fields that were added later, which older answers lack."""
    known = cast("dict[str, Json]", shape["properties"])
    return {**shape, "properties": {**known, **fields}}


def _word(code: type[Code]) -> Json:
    """A word of a closed list."""
    return {"enum": [member.value for member in code]}


_VALUE: Final[Json] = {
    "description": "A qualifier's value; what is not known of it may be missing.",
    "type": "object",
    "properties": {
        "text": _TEXT,
        "id": _null_or(_TEXT),
        "low": _null_or({"type": ["string", "number"]}),
        "high": _null_or({"type": ["string", "number"]}),
        "unit": _null_or(_TEXT),
        "level": _null_or(_TEXT),
    },
    "required": ["text"],
    "additionalProperties": True,
}
_QUALIFIERS: Final[Json] = {
    "type": "object",
    "propertyNames": {"enum": list(DIMENSIONS)},
    "additionalProperties": _list(_ref("Value")),
}
_READING: Final[Json] = _object(
    verdict=_VERDICT,
    because=_TEXTS,
    dimensions=_list(
        _object(
            name=_TEXT,
            relation={"enum": ["overlap", "disjoint", "unknown", "unstated"]},
            a=_list(_ref("Value")),
            b=_list(_ref("Value")),
        )
    ),
)
_DEFINITIONS: Final[dict[str, Json]] = {
    "Value": _VALUE,
    "Qualifiers": _QUALIFIERS,
    "Ref": _object(id=_TEXT, label=_TEXT),
    "Reading": _READING,
    "Effect": _word(Effect),
}


def result_schemas() -> dict[str, dict[str, Json]]:
    """The schema of each command's JSON, by the word in its `schema` field.

    Returns:
        `claims`, `evidence`, `conflicts` and `audit`.
    """
    return {
        "claims": _whole("claims", "Claims", claims=_list(_claim()), total=_COUNT),
        "evidence": _whole("evidence", "Evidence for one claim", **_evidence()),
        "conflicts": _also(
            _whole("conflicts", "Opposite claims", **_conflicts()),
            within=_list(_within()),
            kinds={"type": "object", "propertyNames": {"enum": _KINDS}},
            total=_COUNT,
        ),
        "audit": _whole("audit", "Findings in a document or a ledger", **_audit()),
    }


def _whole(name: str, title: str, **fields: Json) -> dict[str, Json]:
    found: dict[str, Json] = {
        "$schema": DIALECT,
        "$id": f"{SCHEMAS}{name}.schema.json",
        "title": title,
        **_object(schema={"const": f"kg.{name}/1"}, **fields),
    }
    used = _used(found)
    if used:
        found["$defs"] = {key: _DEFINITIONS[key] for key in _DEFINITIONS if key in used}
    return found


def _used(schema: Json) -> set[str]:
    """The definitions that a schema refers to, directly or through another."""
    if not isinstance(schema, dict | list):
        return set()
    parts = schema.values() if isinstance(schema, dict) else schema
    names = {name for part in parts for name in _used(part)}
    if isinstance(schema, dict) and isinstance(schema.get("$ref"), str):
        name = str(schema["$ref"]).rpartition("/")[2]
        names |= {name} | _used(_DEFINITIONS[name])
    return names


def _claim() -> Json:
    return _object(
        id=_TEXT,
        iri=_TEXT,
        text=_TEXT,
        subject=_ref("Ref"),
        predicate=_ref("Ref"),
        object=_null_or(_ref("Ref")),
        value=_null_or(_ref("Value")),
        effect=_null_or(_ref("Effect")),
        negated=_BOOL,
        type=_word(ClaimType),
        qualifiers=_ref("Qualifiers"),
        status=_word(Status),
        certainty=_null_or(_word(Certainty)),
        supports=_COUNT,
        disputes=_COUNT,
        qualifies=_COUNT,
        neutral=_COUNT,
        documents=_TEXTS,
    )


def _evidence() -> dict[str, Json]:
    source = _object(
        id=_TEXT,
        title=_null_or(_TEXT),
        doi=_null_or(_TEXT),
        year=_null_or({"type": ["integer", "string"]}),
        design=_null_or(_word(StudyDesign)),
        notice=_null_or(_word(NoticeKind)),
    )
    level = _object(scheme=_null_or(_TEXT), value=_TEXT, question=_null_or(_TEXT))
    line = _object(
        id=_TEXT,
        source=source,
        study=_null_or({"anyOf": [_TEXT, _TEXTS]}),
        direction=_word(Direction),
        effect=_null_or(_ref("Effect")),
        estimate={},
        level=_null_or(level),
        qualifiers=_ref("Qualifiers"),
        n=_null_or(_COUNT),
        quote=_null_or(_TEXT),
        verification=_null_or(_word(Verification)),
        counts=_BOOL,
        match=_object(overlap=_TEXTS, disjoint=_TEXTS, unknown=_TEXTS),
    )
    return {
        "claim": _TEXT,
        "status": _word(Status),
        "certainty": _null_or(_word(Certainty)),
        "reasons": _list(_object(step=_TEXT, change={"type": ["string", "number"]}, why=_TEXT)),
        "lines": _list(line),
    }


def _conflicts() -> dict[str, Json]:
    summary = _object(conflict=_COUNT, explained=_COUNT, undetermined=_COUNT)
    decided = _object(
        id=_TEXT, state=_word(PairState), why=_TEXT, by=_null_or(_TEXT), date=_null_or(_TEXT)
    )
    pair = _also(
        _object(
            a=_TEXT,
            b=_TEXT,
            verdict=_VERDICT,
            as_stated=_ref("Reading"),
            as_studied=_null_or(_ref("Reading")),
            text=_TEXT,
        ),
        kind={"enum": _KINDS},
        how={"enum": ["same", "kind-of", "swapped", "inverse-outcome"]},
        refines=_BOOL,
        about=_list(_ref("Ref")),
        state=_word(PairState),
        history=_list(decided),
    )
    return {
        "pairs": _list(pair),
        "groups": _list(_group(summary)),
        "summary": summary,
    }


def _within() -> dict[str, Json]:
    """A claim whose evidence lines disagree."""
    return _object(
        claim=_TEXT,
        text=_TEXT,
        verdict=_VERDICT,
        supports=_COUNT,
        disputes=_COUNT,
        as_studied=_null_or(_ref("Reading")),
    )


def _group(summary: Json) -> dict[str, Json]:
    """A topic; a value of what separates it best has its votes."""
    votes: Json = {"type": "object", "additionalProperties": _COUNT}
    share = _object(text=_TEXT, increase=_COUNT, decrease=_COUNT, none=_COUNT)
    separation = _object(
        dimension=_TEXT,
        gain={"type": "number", "minimum": 0},
        p=_null_or({"type": "number", "minimum": 0, "maximum": 1}),
        permutations=_COUNT,
        stating=_COUNT,
        values=_list(share),
    )
    return _also(
        _object(
            subject=_ref("Ref"),
            object=_ref("Ref"),
            increase=_COUNT,
            decrease=_COUNT,
            none=_COUNT,
            separates_best=_null_or(_TEXT),
        ),
        against=_null_or(_ref("Ref")),
        verdict=_VERDICT,
        pairs=_COUNT,
        summary=summary,
        heavy=_BOOL,
        votes={"type": "object", "required": ["of"]},
        designs={"type": "object", "additionalProperties": votes},
        separation=_null_or(separation),
    )


def _audit() -> dict[str, Json]:
    place = _null_or(_COUNT)
    finding = _object(
        code=_TEXT,
        name=_TEXT,
        severity={"enum": ["error", "warning", "suggestion"]},
        message=_TEXT,
        help=_TEXT,
        path=_TEXT,
        start=place,
        end=place,
        line=place,
        column=place,
        quote=_null_or(_TEXT),
        claim=_null_or(_TEXT),
        also=_list(_object(start=_COUNT, end=_COUNT)),
        related={"type": "array"},
        fingerprint=_TEXT,
    )
    counts: Json = {"type": "object", "additionalProperties": _COUNT}
    return {
        "findings": _list(finding),
        "skipped": _list(_object(what=_TEXT, reason=_TEXT)),
        "summary": _object(
            statements=_COUNT,
            claims=_COUNT,
            judged=_COUNT,
            sourced=_COUNT,
            by_code=counts,
            by_severity=counts,
        ),
    }
