from __future__ import annotations

import json
from typing import TYPE_CHECKING

import jsonschema
import pytest

from kg.cli import run
from kg.rdf.result_schema import result_schemas

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "Experts say that low doses of ketamine may reduce anxiety.\n\nTalk to your doctor.\n"


@pytest.fixture
def article(tmp_path: Path) -> str:
    path = tmp_path / "article.md"
    path.write_text(TEXT, encoding="utf-8")
    return str(path)


def test_json_has_every_sentence(article: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["-g", "demo", "extract", article, "--format", "json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    jsonschema.Draft202012Validator(result_schemas()["extract"]).validate(answer)
    assert [one["is_claim"] for one in answer["statements"]] == [True, False]


def test_jsonl_has_one_a_line(article: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["-g", "demo", "extract", article, "--format", "jsonl"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [json.loads(line)["start"] for line in lines] == [0, 60]


def test_a_table_has_the_claims(article: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["-g", "demo", "extract", article]) == 0
    told = capsys.readouterr()
    first, *others = told.out.splitlines()
    assert first == "1:1      Experts say that low doses of ketamine may reduce anxiety."
    assert others[:2] == [
        "         claim, conditional causal, ↓ decrease, reported (may), by unnamed",
        "         source: Experts say, dose low",
    ]
    assert "Talk" not in told.out
    assert all(len(line) <= 80 for line in told.out.splitlines())
    assert told.err == "1 claim in 2 sentences. --all shows the rest, --format json why.\n"


def test_all_shows_the_rest(article: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["-g", "demo", "extract", article, "--all"]) == 0
    assert "3:1      Talk to your doctor.\n         no claim\n" in capsys.readouterr().out


def test_no_ledger_is_needed(
    article: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("KG_LEDGER", raising=False)
    assert run(["extract", article]) == 0
    assert "no ledger here: statements are matched with no claims" in capsys.readouterr().err
    assert run(["-g", "none.ttl", "extract", article]) == 3


def test_a_file_is_written_whole(article: str, tmp_path: Path) -> None:
    target = tmp_path / "out.json"
    assert run(["-g", "demo", "extract", article, "--format", "json", "-o", str(target)]) == 0
    assert json.loads(target.read_text(encoding="utf-8"))["schema"] == "kg.extract/1"


def test_a_missing_model_is_named(article: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["-g", "demo", "extract", article, "--model", "none.json"]) == 3
    assert "none.json: No such file" in capsys.readouterr().err
