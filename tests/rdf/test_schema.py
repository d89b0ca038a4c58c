"""The derived files of `schema/` are current, and the JSON Schemas fit what is written."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
from hypothesis import given, settings
from strategies import OWNERS, entities, ledgers

from kg.model.finding import Finding, Report, Severity, Skipped, Span
from kg.model.kinds import CLASSES
from kg.rdf.fields import fields_of
from kg.rdf.json_schema import entities_schema
from kg.rdf.jsonld import to_jsonld
from kg.rdf.limits import Limits, limits_of
from kg.rdf.result_schema import result_schemas
from kg.rdf.schema import FOLDER, files, main, outdated

if TYPE_CHECKING:
    from pathlib import Path

    from kg.model.entity import Entity


@cache
def _validator() -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(entities_schema())


def _errors(document: object) -> list[str]:
    return [error.message for error in _validator().iter_errors(document)]


def test_committed_files_are_current() -> None:
    assert outdated(FOLDER) == []


def test_the_command_writes_checks_and_refuses(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "new" / "schema"
    assert main(["--check"], folder) == 1
    assert "schema/shapes.ttl is not current" in capsys.readouterr().err
    assert main([], folder) == 0
    assert {path.name for path in folder.iterdir()} == set(files())
    assert main(["--check"], folder) == 0
    (folder / "shapes.ttl").write_text("", encoding="utf-8")
    assert outdated(folder) == ["shapes.ttl"]
    assert main(["--write"], folder) == 2


@pytest.mark.parametrize("name", [name for name in files() if name.endswith(".schema.json")])
def test_every_schema_is_a_schema(name: str) -> None:
    schema = json.loads(files()[name])
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$id"].endswith(name)
    assert "\u007f" not in files()[name]


@settings(max_examples=60)
@given(ledgers())
def test_what_is_written_fits(found: list[Entity]) -> None:
    assert _errors(json.loads(json.dumps(to_jsonld(found)))) == []


@pytest.mark.parametrize("cls", OWNERS, ids=lambda cls: cls.__name__)
def test_every_kind_fits(cls: type[Entity]) -> None:
    @settings(max_examples=10)
    @given(entities(cls))
    def fits(entity: Entity) -> None:
        assert _errors(json.loads(json.dumps(to_jsonld([entity])))) == []

    fits()


CLAIM: dict[str, Any] = {
    "iri": "a:c",
    "type": "Claim",
    "label": [{"text": "x", "lang": "en"}],
    "subject": ["a:k"],
    "predicate": "a:p",
    "object": ["a:o"],
    "claim_type": "causal",
}


@pytest.mark.parametrize(
    "change",
    [
        {"type": "Clam"},
        {"iri": "relative"},
        {"subject": []},
        {"subject": "a:k"},
        {"effect": "sideways"},
        {"topic": " "},
        {"topic": None},
        {"unknown": 1},
        {"label": [{"text": "x"}]},
        {"dose": [{"iri": "a:q", "type": "Quantity", "value": 0.5}]},
        {"dose": [{"iri": "a:q", "type": "Quantity", "value": "half"}]},
        {"negated": "no"},
        {"refines": ["a b"]},
    ],
    ids=str,
)
def test_what_is_wrong_does_not_fit(change: dict[str, Any]) -> None:
    assert _errors({"@context": {}, "@graph": [CLAIM]}) == []
    assert _errors({"@context": {}, "@graph": [{**CLAIM, **change}]})


def test_every_field_stands_in_the_schema() -> None:
    definitions = entities_schema()["$defs"]
    assert isinstance(definitions, dict)
    for name, cls in CLASSES.items():
        definition = definitions[name]
        assert isinstance(definition, dict)
        properties = definition["properties"]
        assert isinstance(properties, dict)
        assert set(properties) == {"iri", "type"} | {bound.name for bound in fields_of(cls)}


def test_limits_are_read_off_the_types() -> None:
    assert limits_of(CLASSES["Version"], "sha256").max_length == 64
    assert limits_of(CLASSES["Arm"], "n") == Limits(minimum=0)
    assert limits_of(CLASSES["Quantity"], "times").minimum == 1
    assert limits_of(CLASSES["QuoteSelector"], "prefix") == Limits()
    assert limits_of(CLASSES["Assertion"], "hedge_cues").min_length == 1


VALUE: dict[str, Any] = {"text": "0.5 mg/kg", "low": 0.5, "high": 0.5, "unit": "mg/kg"}
READING: dict[str, Any] = {
    "verdict": "explained",
    "because": ["dose"],
    "dimensions": [{"name": "dose", "relation": "disjoint", "a": [VALUE], "b": [VALUE]}],
}
REASON = {
    "step": "start",
    "change": -1,
    "why": "one small trial",
    "side": "for",
    "rule": "start",
    "inputs": {"studies": 1},
    "reference": "GRADE guidelines 3",
}
STANDING = {
    "status": "supported",
    "certainty": "low",
    "certainty_against": None,
    "direction": "for",
    "supports": 1,
}
ANSWERS: dict[str, dict[str, Any]] = {
    "claims": {
        "schema": "kg.claims/1",
        "claims": [
            {
                "id": "c",
                "iri": "a:c",
                "text": "Low doses reduce anxiety.",
                "subject": {"id": "k", "label": "ketamine"},
                "predicate": {"id": "reduces", "label": "reduces"},
                "object": None,
                "value": VALUE,
                "effect": "no-difference-found",
                "negated": False,
                "type": "causal",
                "qualifiers": {"dose": [VALUE], "dose_level": [{"text": "low", "level": "low"}]},
                "status": "retracted-only",
                "certainty": "very-low",
                "supports": 1,
                "disputes": 0,
                "qualifies": 0,
                "neutral": 0,
                "documents": ["d"],
                "more": "may be added",
            }
        ],
        "total": 1,
    },
    "conflicts": {
        "schema": "kg.conflicts/1",
        "pairs": [
            {
                "a": "c",
                "b": "d",
                "verdict": "conflict",
                "as_stated": READING,
                "as_studied": None,
                "text": "x",
            }
        ],
        "groups": [
            {
                "subject": {"id": "k", "label": "ketamine"},
                "object": {"id": "a", "label": "anxiety"},
                "increase": 1,
                "decrease": 2,
                "none": 0,
                "separates_best": None,
            }
        ],
        "summary": {"conflict": 1, "explained": 0, "undetermined": 0},
    },
    "summary-of-findings": {
        "schema": "kg.summary-of-findings/1",
        "rows": [
            {
                "claim": "c",
                "text": "t",
                "subjects": [],
                "outcome": None,
                "effect": None,
                "negated": False,
                "qualifiers": {},
                "studies": 2,
                "for": 1,
                "against": 1,
                "mixed": 0,
                "people": None,
                "studies_with_people": 0,
                "direction": "both",
                "certainty": "low",
                "certainty_against": "very-low",
                "reasons": [1],
                "reasons_against": [],
                "estimates": [{"measure": "RR", "value": 0.5, "low": None, "high": None}],
            }
        ],
        "reasons": [{"number": 1, **REASON}],
        "without_studies": ["d"],
        "not_applicable": [],
        "total": 2,
    },
    "compare": {
        "schema": "kg.compare/1",
        "claims": [
            {
                "id": "c",
                "text": "t",
                "subjects": [{"id": "k", "label": "k"}],
                "predicate": {"id": "kg:affects", "label": "affects"},
                "objects": [],
                "effect": None,
                "negated": False,
                "status": "supported",
                "qualifiers": {"dose": [{"text": "5 mg"}]},
                "studies": 1,
                "studied": {},
            }
        ],
        "pairs": [
            {
                "a": "c",
                "b": "d",
                "kind": None,
                "one_topic": False,
                "verdict": None,
                "as_stated": {"verdict": "conflict", "because": [], "dimensions": []},
                "as_studied": None,
            }
        ],
    },
    "settle": {
        "schema": "kg.settle/1",
        "id": "s",
        "claims": ["c", "d"],
        "state": "explained",
        "before": "open",
        "rewritten": None,
        "files": ["claims.ttl"],
    },
    "whatif": {
        "schema": "kg.whatif/1",
        "retracted": [{"id": "d", "label": "paper"}],
        "already_retracted": [],
        "without": [],
        "claims": [
            {
                "id": "c",
                "text": "t",
                "changes": True,
                "loses_only_support": True,
                "before": STANDING,
                "after": {**STANDING, "certainty": None, "direction": "none", "supports": 0},
            }
        ],
        "pairs": [],
        "summary": {"touched": 1, "changed": 1, "lose_only_support": 1, "pairs": 0},
    },
    "evidence": {
        "schema": "kg.evidence/1",
        "claim": "c",
        "status": "supported",
        "certainty": "low",
        "direction": "for",
        "certainty_against": None,
        "reasons": [REASON],
        "assessments": [
            {
                "id": "as",
                "verdict": None,
                "certainty": "low",
                "assessor": None,
                "date": None,
                "rationale": "small",
            }
        ],
        "lines": [
            {
                "id": "e",
                "source": {
                    "id": "d",
                    "title": "t",
                    "doi": None,
                    "year": 2018,
                    "design": "crossover-trial",
                    "notice": None,
                },
                "study": [],
                "direction": "supports",
                "effect": None,
                "estimate": None,
                "level": {"scheme": "OCEBM 2011", "value": "OCEBM-2", "question": None},
                "qualifiers": {},
                "n": 18,
                "quote": None,
                "verification": "read-abstract",
                "counts": True,
                "match": {"overlap": ["dose"], "disjoint": [], "unknown": []},
            }
        ],
    },
}


@pytest.mark.parametrize("name", ANSWERS)
def test_an_answer_as_designed_fits(name: str) -> None:
    schema = result_schemas()[name]
    answer = json.loads(json.dumps(ANSWERS[name]))
    jsonschema.Draft202012Validator(schema).validate(answer)
    answer.pop(next(key for key in answer if key != "schema"))
    with pytest.raises(jsonschema.ValidationError, match="is a required property"):
        jsonschema.Draft202012Validator(schema).validate(answer)


def test_the_audit_as_printed_fits() -> None:
    from kg.auditing.shape import report_shape

    finding = Finding(
        code="KG101",
        name="unsupported-claim",
        severity=Severity.ERROR,
        message="m",
        help="h",
        path="draft.md",
        start=0,
        end=5,
        line=1,
        column=1,
        also=(Span(3, 4),),
        fingerprint="f",
    )
    report = Report(path="draft.md", findings=(finding,), skipped=(Skipped("w", "r"),))
    answer = json.loads(json.dumps(report_shape(report)))
    jsonschema.Draft202012Validator(result_schemas()["audit"]).validate(answer)
