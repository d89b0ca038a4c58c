"""JSON Schemas of what the commands print: hand-shaped, as the published promise that they are.

Every field named here is always there (absent is null); others may be added, so readers ignore
what they do not know.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from kg.model.codes import (
    Certainty,
    ClaimType,
    Direction,
    Effect,
    NoticeKind,
    PairState,
    Status,
    StudyDesign,
    Verification,
)
from kg.model.qualifiers import DIMENSIONS
from kg.rdf import result_of_two
from kg.rdf.extract_schema import second_reader, statement
from kg.rdf.json_schema import DIALECT, SCHEMAS
from kg.rdf.result_parts import (
    BOOL,
    COUNT,
    KINDS,
    TEXT,
    TEXTS,
    VERDICT,
    list_of,
    null_or,
    object_of,
    ref,
    word,
)

if TYPE_CHECKING:
    from kg.rdf.context import Json

_DIRECTION: Final[Json] = {"enum": ["for", "against", "both", "none"]}


def _also(shape: dict[str, Json], **fields: Json) -> dict[str, Json]:
    """A shape with fields that were added later, which older answers lack."""
    known = cast("dict[str, Json]", shape["properties"])
    return {**shape, "properties": {**known, **fields}}


_VALUE: Final[Json] = {
    "description": "A qualifier's value; what is not known of it may be missing.",
    "type": "object",
    "properties": {
        "text": TEXT,
        "id": null_or(TEXT),
        "low": null_or({"type": ["string", "number"]}),
        "high": null_or({"type": ["string", "number"]}),
        "unit": null_or(TEXT),
        "level": null_or(TEXT),
    },
    "required": ["text"],
    "additionalProperties": True,
}
_QUALIFIERS: Final[Json] = {
    "type": "object",
    "propertyNames": {"enum": list(DIMENSIONS)},
    "additionalProperties": list_of(ref("Value")),
}
_READING: Final[Json] = object_of(
    verdict=VERDICT,
    because=TEXTS,
    dimensions=list_of(
        object_of(
            name=TEXT,
            relation={"enum": ["overlap", "disjoint", "unknown", "unstated"]},
            a=list_of(ref("Value")),
            b=list_of(ref("Value")),
        )
    ),
)
_DEFINITIONS: Final[dict[str, Json]] = {
    "Value": _VALUE,
    "Qualifiers": _QUALIFIERS,
    "Ref": object_of(id=TEXT, label=TEXT),
    "Reading": _READING,
    "Effect": word(Effect),
}


def result_schemas() -> dict[str, dict[str, Json]]:
    """The schema of each command's JSON, by the word in its `schema` field.

    Returns:
        One for each answer that other programs rely on.
    """
    return {
        "claims": _whole("claims", "Claims", claims=list_of(_claim()), total=COUNT),
        "evidence": _whole("evidence", "Evidence for one claim", **_evidence()),
        "summary-of-findings": _whole(
            "summary-of-findings", "What is known of several claims", **_findings()
        ),
        "whatif": _whole("whatif", "What a retraction would change", **_whatif()),
        "compare": _whole("compare", "Claims side by side", **result_of_two.compare()),
        "settle": _whole("settle", "What was decided of two claims", **result_of_two.settle()),
        "conflicts": _also(
            _whole("conflicts", "Opposite claims", **_conflicts()),
            within=list_of(_within()),
            kinds={"type": "object", "propertyNames": {"enum": KINDS}},
            total=COUNT,
        ),
        "audit": _also(
            _whole("audit", "Findings in a document or a ledger", **_audit()),
            path=null_or(TEXT),
            silenced={"type": "array"},
            files=list_of(object_of(path=TEXT, summary={"type": "object"})),
            total=COUNT,
        ),
        "extract": _also(
            _whole("extract", "What a document states", statements=list_of(statement())),
            reader=second_reader(),
        ),
    }


def _whole(name: str, title: str, **fields: Json) -> dict[str, Json]:
    found: dict[str, Json] = {
        "$schema": DIALECT,
        "$id": f"{SCHEMAS}{name}.schema.json",
        "title": title,
        **object_of(schema={"const": f"kg.{name}/1"}, **fields),
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
    return object_of(
        id=TEXT,
        iri=TEXT,
        text=TEXT,
        subject=ref("Ref"),
        predicate=ref("Ref"),
        object=null_or(ref("Ref")),
        value=null_or(ref("Value")),
        effect=null_or(ref("Effect")),
        negated=BOOL,
        type=word(ClaimType),
        qualifiers=ref("Qualifiers"),
        status=word(Status),
        certainty=null_or(word(Certainty)),
        supports=COUNT,
        disputes=COUNT,
        qualifies=COUNT,
        neutral=COUNT,
        documents=TEXTS,
    )


def _evidence() -> dict[str, Json]:
    source = object_of(
        id=TEXT,
        title=null_or(TEXT),
        doi=null_or(TEXT),
        year=null_or({"type": ["integer", "string"]}),
        design=null_or(word(StudyDesign)),
        notice=null_or(word(NoticeKind)),
    )
    level = object_of(scheme=null_or(TEXT), value=TEXT, question=null_or(TEXT))
    line = object_of(
        id=TEXT,
        source=source,
        study=null_or({"anyOf": [TEXT, TEXTS]}),
        direction=word(Direction),
        effect=null_or(ref("Effect")),
        estimate={},
        level=null_or(level),
        qualifiers=ref("Qualifiers"),
        n=null_or(COUNT),
        quote=null_or(TEXT),
        verification=null_or(word(Verification)),
        counts=BOOL,
        match=object_of(overlap=TEXTS, disjoint=TEXTS, unknown=TEXTS),
    )
    return {
        "claim": TEXT,
        "status": word(Status),
        "certainty": null_or(word(Certainty)),
        "direction": _DIRECTION,
        "certainty_against": null_or(word(Certainty)),
        "reasons": list_of(_reason()),
        "assessments": list_of(
            object_of(
                id=TEXT,
                verdict=null_or(TEXT),
                certainty=null_or(word(Certainty)),
                assessor=null_or(TEXT),
                date=null_or(TEXT),
                rationale=null_or(TEXT),
            )
        ),
        "lines": list_of(line),
    }


def _reason(**more: Json) -> dict[str, Json]:
    """A step of a derivation."""
    return object_of(
        step=TEXT,
        change={"type": ["string", "number"]},
        why=TEXT,
        side={"enum": ["for", "against", None]},
        rule=TEXT,
        inputs={"type": "object"},
        reference=TEXT,
        **more,
    )


def _findings() -> dict[str, Json]:
    number: Json = {"type": "number"}
    estimate = object_of(measure=TEXT, value=number, low=null_or(number), high=null_or(number))
    row = object_of(
        claim=TEXT,
        text=TEXT,
        subjects=list_of(ref("Ref")),
        outcome=null_or(ref("Ref")),
        effect=null_or(ref("Effect")),
        negated=BOOL,
        qualifiers=ref("Qualifiers"),
        studies=COUNT,
        mixed=COUNT,
        people=null_or(COUNT),
        studies_with_people=COUNT,
        estimates=list_of(estimate),
        direction=_DIRECTION,
        certainty=null_or(word(Certainty)),
        certainty_against=null_or(word(Certainty)),
        reasons=list_of(COUNT),
        reasons_against=list_of(COUNT),
        **{"for": COUNT, "against": COUNT},
    )
    return {
        "rows": list_of(row),
        "reasons": list_of(_reason(number=COUNT)),
        "without_studies": TEXTS,
        "not_applicable": TEXTS,
        "total": COUNT,
    }


def _whatif() -> dict[str, Json]:
    standing = object_of(
        status=word(Status),
        certainty=null_or(word(Certainty)),
        certainty_against=null_or(word(Certainty)),
        direction=_DIRECTION,
        supports=COUNT,
    )
    claim = object_of(
        id=TEXT,
        text=TEXT,
        changes=BOOL,
        loses_only_support=BOOL,
        before=standing,
        after=standing,
    )
    pair = object_of(a=ref("Ref"), b=ref("Ref"), before=VERDICT, after=VERDICT)
    return {
        "retracted": list_of(ref("Ref")),
        "already_retracted": list_of(ref("Ref")),
        "without": list_of(ref("Ref")),
        "claims": list_of(claim),
        "pairs": list_of(pair),
        "summary": object_of(touched=COUNT, changed=COUNT, lose_only_support=COUNT, pairs=COUNT),
    }


def _conflicts() -> dict[str, Json]:
    summary = object_of(conflict=COUNT, explained=COUNT, undetermined=COUNT)
    decided = object_of(
        id=TEXT, state=word(PairState), why=TEXT, by=null_or(TEXT), date=null_or(TEXT)
    )
    pair = _also(
        object_of(
            a=TEXT,
            b=TEXT,
            verdict=VERDICT,
            as_stated=ref("Reading"),
            as_studied=null_or(ref("Reading")),
            text=TEXT,
        ),
        kind={"enum": KINDS},
        how={"enum": ["same", "kind-of", "swapped", "inverse-outcome"]},
        refines=BOOL,
        about=list_of(ref("Ref")),
        state=word(PairState),
        history=list_of(decided),
    )
    return {
        "pairs": list_of(pair),
        "groups": list_of(_group(summary)),
        "summary": summary,
    }


def _within() -> dict[str, Json]:
    """A claim whose evidence lines disagree."""
    return object_of(
        claim=TEXT,
        text=TEXT,
        verdict=VERDICT,
        supports=COUNT,
        disputes=COUNT,
        as_studied=null_or(ref("Reading")),
    )


def _group(summary: Json) -> dict[str, Json]:
    """A topic; a value of what separates it best has its votes."""
    votes: Json = {"type": "object", "additionalProperties": COUNT}
    share = object_of(text=TEXT, increase=COUNT, decrease=COUNT, none=COUNT)
    separation = object_of(
        dimension=TEXT,
        gain={"type": "number", "minimum": 0},
        p=null_or({"type": "number", "minimum": 0, "maximum": 1}),
        permutations=COUNT,
        stating=COUNT,
        values=list_of(share),
    )
    return _also(
        object_of(
            subject=ref("Ref"),
            object=ref("Ref"),
            increase=COUNT,
            decrease=COUNT,
            none=COUNT,
            separates_best=null_or(TEXT),
        ),
        against=null_or(ref("Ref")),
        verdict=VERDICT,
        pairs=COUNT,
        summary=summary,
        heavy=BOOL,
        votes={"type": "object", "required": ["of"]},
        designs={"type": "object", "additionalProperties": votes},
        separation=null_or(separation),
    )


def _audit() -> dict[str, Json]:
    place = null_or(COUNT)
    stated = object_of(
        code=TEXT,
        name=TEXT,
        severity={"enum": ["error", "warning", "suggestion"]},
        message=TEXT,
        help=TEXT,
        path=TEXT,
        start=place,
        end=place,
        line=place,
        column=place,
        quote=null_or(TEXT),
        claim=null_or(TEXT),
        also=list_of(object_of(start=COUNT, end=COUNT)),
        related={"type": "array"},
        fingerprint=TEXT,
    )
    finding = _also(stated, end_line=place, end_column=place, place=null_or(TEXT))
    counts: Json = {"type": "object", "additionalProperties": COUNT}
    return {
        "findings": list_of(finding),
        "skipped": list_of(object_of(what=TEXT, reason=TEXT)),
        "summary": object_of(
            statements=COUNT,
            claims=COUNT,
            judged=COUNT,
            sourced=COUNT,
            by_code=counts,
            by_severity=counts,
        ),
    }
