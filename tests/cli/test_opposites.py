"""`kg conflicts` and `kg compare` as they are read, held against golden files."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import jsonschema
import pytest

from kg.cli import run
from kg.rdf.result_schema import result_schemas
from kg.store.locate import shipped_ledger

if TYPE_CHECKING:
    from pathlib import Path

    from syrupy.assertion import SnapshotAssertion

HIGH, LOW = "high-doses-of", "low-doses-of"
PAIR = ("conflicts", "--subject", "ketamine", "--verdict", "explained", "--limit", "1")


@pytest.mark.parametrize(
    "words",
    [
        PAIR,
        ("conflicts", "--subject", "ketamine"),
        ("conflicts", "--subject", "ketamine", "--object", "anxiety", "--within"),
        ("compare", HIGH, LOW, "ketamine-has-potential"),
        ("compare", HIGH, LOW, "--format", "json"),
    ],
    ids=" ".join,
)
def test_answers(
    words: tuple[str, ...], capsys: pytest.CaptureFixture[str], snapshot: SnapshotAssertion
) -> None:
    assert run(["-g", "demo", *words]) == 0
    found = capsys.readouterr().out
    assert all(len(line) <= 80 or "-" in line.strip() for line in found.splitlines())
    assert found == snapshot


def test_the_ketamine_pair_is_told_at_once(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["-g", "demo", *PAIR]) == 0
    lines = " ".join(line.strip() for line in capsys.readouterr().out.splitlines())
    assert "as stated: explained by dose (high | low)" in lines
    assert "as studied: explained by population (healthy | SAD)" in lines
    assert "the first side gives a concentration" in lines
    assert "timepoint: during infusion | -" in lines
    assert "not counted: krystal1994 (recalled from memory, not read, 0.5 vs 0.1" in lines
    assert "Highest dose gave the largest and longest REDUCTION of anxiety" in lines


def test_claims_side_by_side(capsys: pytest.CaptureFixture[str]) -> None:
    words = ["compare", HIGH, LOW, "ketamine-has-potential", "--format", "json"]
    assert run(["-g", str(shipped_ledger()), *words]) == 0
    found = json.loads(capsys.readouterr().out)
    jsonschema.validate(found, result_schemas()["compare"])
    assert [len(found[part]) for part in ("claims", "pairs")] == [3, 3]
    assert [pair["verdict"] for pair in found["pairs"]] == ["explained", "undetermined", None]
    assert found["pairs"][0]["as_studied"]["because"] == ["population"]


def test_one_claim_is_not_compared() -> None:
    assert run(["-g", "demo", "compare", HIGH]) == 2


def test_what_is_settled_is_told_in_its_published_shape(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "claims.ttl"
    path.write_bytes(shipped_ledger().read_bytes())
    words = ["settle", HIGH, LOW, "--as", "explained", "--why", "the dose", "--by", "Ann Lee"]
    assert run(["-g", str(path), *words, "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    jsonschema.validate(found, result_schemas()["settle"])
    assert (found["before"], found["state"]) == ("open", "explained")
