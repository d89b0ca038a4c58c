"""How many claims `kg claims` lists if nobody says how many."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from generate import generate

from kg.cli import run

if TYPE_CHECKING:
    from pathlib import Path

CLAIMS = 130


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> str:
    path: Path = tmp_path_factory.mktemp("ledger") / "some.ttl"
    generate(CLAIMS, path)
    return str(path)


def _said(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[str, str]:
    assert run(list(words)) == 0
    return capsys.readouterr()


def test_a_table_lists_the_first_hundred(ledger: str, capsys: pytest.CaptureFixture[str]) -> None:
    claims = ("-g", ledger, "claims")
    out, told = _said(capsys, *claims)
    assert f"100 of {CLAIMS} claims; --limit all or --format csv gives all." in told
    assert out == _said(capsys, *claims, "--limit", "100")[0]
    whole, told = _said(capsys, *claims, "--limit", "all")
    assert told.startswith(f"{CLAIMS} claims.")
    assert len(whole) > len(out)


def test_a_stated_limit_needs_no_advice(ledger: str, capsys: pytest.CaptureFixture[str]) -> None:
    told = _said(capsys, "-g", ledger, "claims", "--limit", "7")[1]
    assert told.startswith(f"7 of {CLAIMS} claims. ")


@pytest.mark.parametrize("form", ["json", "jsonl", "csv", "tsv", "md"])
def test_other_formats_have_all(ledger: str, form: str, capsys: pytest.CaptureFixture[str]) -> None:
    words = ("-g", ledger, "claims", "--format", form)
    every = _said(capsys, *words)[0]
    assert every == _said(capsys, *words, "--limit", "all")[0]
    if form == "json":
        assert len(json.loads(every)["claims"]) == CLAIMS
    else:
        heads = {"jsonl": 0, "md": 2}.get(form, 1)
        assert len(every.splitlines()) == CLAIMS + heads


@pytest.mark.parametrize("limit", ["-1", "many", "1.5", "²", ""])
def test_a_limit_is_a_number_or_all(
    ledger: str, limit: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["-g", ledger, "claims", "--limit", limit]) == 2
    assert "is neither a number from 0 on nor 'all'" in capsys.readouterr().err
