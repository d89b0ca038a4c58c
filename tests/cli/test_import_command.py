"""Several files are brought in by one act."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.cli import run

HEAD = "subject,object,effect,source,direction\n"


@pytest.fixture(autouse=True)
def ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    assert run(["init", "l.ttl"]) == 0
    for name, row in {"a": "tea,sleep", "b": "coffee,sleep"}.items():
        Path(f"{name}.csv").write_text(f"{HEAD}{row},decrease,s1,supports\n", encoding="utf-8")
    return tmp_path / "l.ttl"


def added(words: list[str], capsys: pytest.CaptureFixture[str]) -> dict[str, int]:
    capsys.readouterr()
    assert run(["-g", "l.ttl", "import", *words, "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)["added"]
    assert isinstance(found, dict)
    return found


def test_files_share_their_concepts_and_sources(capsys: pytest.CaptureFixture[str]) -> None:
    counts = added(["a.csv", "b.csv"], capsys)
    assert (counts["claims"], counts["evidence"]) == (2, 2)
    assert (counts["concepts"], counts["documents"]) == (3, 1)
    assert added(["b.csv", "a.csv"], capsys) == {}


def test_one_act_and_one_after_the_other_give_the_same(
    ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    empty = ledger.read_bytes()
    added(["a.csv", "b.csv"], capsys)
    together = ledger.read_bytes()
    ledger.write_bytes(empty)
    added(["a.csv"], capsys)
    added(["b.csv"], capsys)
    assert ledger.read_bytes() == together


def test_a_file_that_cannot_be_read_leaves_the_ledger_as_it_was(
    ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = ledger.read_bytes()
    assert run(["-g", "l.ttl", "import", "a.csv", "missing.csv"]) == 3
    assert "missing.csv" in capsys.readouterr().err
    assert ledger.read_bytes() == before


def test_no_file_is_a_slip_of_use() -> None:
    assert run(["-g", "l.ttl", "import"]) == 2
