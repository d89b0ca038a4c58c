from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import TYPE_CHECKING

import examples_ledger
import pytest

from kg.cli import run
from kg.querying.columns import COLUMNS

if TYPE_CHECKING:
    from syrupy.assertion import SnapshotAssertion


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("ledger") / "examples.ttl"
    text = examples_ledger.text()
    path.write_text(text.replace("Exercise reduces", "=1+1 | <b> Exercise"), encoding="utf-8")
    return str(path)


def told(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert run([*words]) == 0
    return capsys.readouterr().out


@pytest.mark.parametrize("form", ["table", "json", "jsonl", "csv", "tsv", "md"])
def test_formats(
    form: str, ledger: str, capsys: pytest.CaptureFixture[str], snapshot: SnapshotAssertion
) -> None:
    assert told(capsys, "-g", ledger, "claims", "--format", form, "--sort", "id") == snapshot


def test_a_formula_is_text_to_a_spreadsheet(
    ledger: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for form in ("csv", "tsv"):
        found = told(capsys, "-g", ledger, "claims", "--format", form)
        assert "'=1+1" in found
        assert not any(cell.startswith("=") for cell in found.replace("\n", ",").split(","))


def test_every_column_can_be_chosen(ledger: str, capsys: pytest.CaptureFixture[str]) -> None:
    every = ",".join(COLUMNS)
    found = told(capsys, "-g", ledger, "claims", "--format", "csv", "--columns", every)
    rows = list(csv.DictReader(io.StringIO(found)))
    listed = json.loads(told(capsys, "-g", ledger, "claims", "--format", "json"))["claims"]
    assert [row["id"] for row in rows] == [claim["id"] for claim in listed]
    for row, claim in zip(rows, listed, strict=True):
        assert row["certainty"] == (claim["certainty"] or "")
        assert row["for"] == str(claim["supports"])
        assert row["documents"] == "; ".join(claim["documents"])
        assert row["dose"] == "; ".join(v["text"] for v in claim["qualifiers"].get("dose", ()))


def test_lines_of_jsonl_are_the_claims_of_json(
    ledger: str, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = told(capsys, "-g", ledger, "claims", "--format", "jsonl", "--limit", "3").splitlines()
    whole = json.loads(told(capsys, "-g", ledger, "claims", "--format", "json", "--limit", "3"))
    assert [json.loads(line) for line in lines] == whole["claims"]
    assert (len(lines), whole["total"]) == (3, 7)


def test_no_header_and_other_names_of_columns(
    ledger: str, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("claims", "--columns", "id,supports,AGST", "--no-header", "--format", "tsv")
    assert told(capsys, "-g", ledger, *words, "--limit", "1").count("\t") == 2
    assert not told(capsys, "-g", ledger, *words, "--limit", "0")


def test_an_unknown_column_is_answered_with_the_nearest(
    ledger: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for form in ("csv", "table"):
        words = ["-g", ledger, "claims", "--columns", "populaton", "--format", form]
        assert run(words) == 3
        assert "did you mean population?" in capsys.readouterr().err


@pytest.mark.parametrize("form", ["table", "json", "jsonl", "csv", "tsv", "md"])
def test_a_file_holds_what_would_be_printed(
    form: str, ledger: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    printed = told(capsys, "-g", ledger, "claims", "--format", form)
    path = tmp_path / "out"
    path.write_text("old", encoding="utf-8")
    assert not told(capsys, "-g", ledger, "claims", "--format", form, "-o", str(path))
    assert path.read_bytes().decode() == printed


def test_a_failure_leaves_the_file_and_the_ledger_as_they_were(
    ledger: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "out"
    path.write_text("old", encoding="utf-8")
    assert run(["-g", ledger, "claims", "--columns", "x", "-o", str(path)]) == 3
    assert path.read_text(encoding="utf-8") == "old"
    before = Path(ledger).read_bytes()
    assert run(["-g", ledger, "claims", "-o", ledger]) == 3
    assert Path(ledger).read_bytes() == before
    assert "is the ledger itself" in capsys.readouterr().err


def test_the_filters_serve_every_command(ledger: str, capsys: pytest.CaptureFixture[str]) -> None:
    narrowed = ("--subject", "ketamine", "--dose", "low")
    for command in ("claims", "conflicts", "evidence", "audit"):
        assert run(["-g", ledger, command, *narrowed, "--format", "json"]) in {0, 1}
        json.loads(capsys.readouterr().out)
        assert run(["-g", ledger, command, "--certainty", "sure"]) == 3
        assert "choose from: high" in capsys.readouterr().err
    assert run(["-g", ledger, "audit", *narrowed, "--statistics", "--exit-zero"]) == 0


@pytest.mark.parametrize("command", ["claims", "conflicts", "evidence", "export", "audit"])
def test_help_has_headings_and_fits_the_page(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([command, "--help"]) == 0
    shown = capsys.readouterr().out
    for heading in ("What is claimed:", "Under which conditions:", "What stands behind it:"):
        assert f"\n{heading}\n" in shown
    assert max(map(len, shown.splitlines())) <= 80
