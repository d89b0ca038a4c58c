"""`kg evidence` as a derivation and as a summary of findings, and `kg whatif`."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest

from kg.cli import run
from kg.rdf.result_schema import result_schemas

if TYPE_CHECKING:
    from pathlib import Path

    from syrupy.assertion import SnapshotAssertion

KETAMINE = ("evidence", "--about", "ketamine,anxiety")


def told(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, *words: str) -> str:
    monkeypatch.setenv("COLUMNS", "80")
    assert run(["-g", "demo", *words]) == 0
    return capsys.readouterr().out


def fits(name: str, text: str) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(text)
    jsonschema.Draft202012Validator(result_schemas()[name]).validate(answer)
    return answer


@pytest.mark.parametrize(
    "words",
    [
        KETAMINE,
        (*KETAMINE, "--format", "md"),
        ("evidence", "high-doses-of-ketamine"),
        ("evidence", "low-doses-of-ketamine", "--explain"),
        ("whatif", "--retract", "bowdle1998"),
        ("whatif", "--retract", "mills2025", "--retract", "hartland2023"),
    ],
    ids=["findings", "findings-md", "brief", "explain", "whatif", "whatif-two"],
)
def test_pages(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    words: tuple[str, ...],
    snapshot: SnapshotAssertion,
) -> None:
    text = told(capsys, monkeypatch, *words)
    assert text == snapshot
    if "md" not in words:
        ids = [line for line in text.splitlines() if " " not in line]
        assert all(len(line) <= 80 for line in text.splitlines() if line not in ids)


def test_a_summary_of_findings_counts_every_claim_once(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = fits("summary-of-findings", told(capsys, monkeypatch, *KETAMINE, "--format", "json"))
    claims = json.loads(told(capsys, monkeypatch, "claims", "ketamine,anxiety", "--format", "json"))
    listed = [row["claim"] for row in answer["rows"]]
    listed += [*answer["without_studies"], *answer["not_applicable"]]
    assert sorted(listed) == sorted(claim["id"] for claim in claims["claims"])
    certainties = {claim["id"]: claim["certainty"] for claim in claims["claims"]}
    assert all(row["certainty"] == certainties[row["claim"]] for row in answer["rows"])
    numbers = [reason["number"] for reason in answer["reasons"]]
    assert numbers == [*range(1, len(numbers) + 1)]
    named = {n for row in answer["rows"] for n in (*row["reasons"], *row["reasons_against"])}
    assert named == {*numbers}


def test_the_same_rows_as_comma_separated_values(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    text = told(capsys, monkeypatch, *KETAMINE, "--format", "csv")
    rows = [*csv.DictReader(io.StringIO(text, newline=""))]
    answer = json.loads(told(capsys, monkeypatch, *KETAMINE, "--format", "json"))
    assert [row["id"] for row in rows] == [row["claim"] for row in answer["rows"]]
    assert [row["for"] for row in rows] == [str(row["for"]) for row in answer["rows"]]


def test_the_derivation_of_one_claim_fits_its_schema(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    text = told(capsys, monkeypatch, "evidence", "high-doses-of-ketamine", "--format", "json")
    answer = fits("evidence", text)
    assert (answer["direction"], answer["certainty"]) == ("both", "very-low")
    assert answer["assessments"][0]["verdict"] == "partly supported, context missing"
    assert all(reason["rule"] and reason["reference"] for reason in answer["reasons"])


def test_filters_and_explain_give_a_list_of_derivations(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    words = (*KETAMINE, "--explain", "--limit", "2", "--format", "json")
    answers = json.loads(told(capsys, monkeypatch, *words))
    assert [answer["schema"] for answer in answers] == ["kg.evidence/1"] * 2


def test_whatif_as_json_fits_its_schema(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    words = ("whatif", "--retract", "bowdle1998", "--format", "json")
    answer = fits("whatif", told(capsys, monkeypatch, *words))
    assert answer["summary"]["lose_only_support"] == 2


def test_what_is_not_there_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["-g", "demo", "whatif"]) == 3
    assert run(["-g", "demo", "whatif", "--retract", "nobody2020"]) == 3
    assert run(["-g", str(tmp_path / "none.ttl"), "whatif", "--retract", "x"]) == 3
    assert run(["-g", "demo", "evidence", "--subject", "tea"]) == 3
    assert capsys.readouterr().out == ""
