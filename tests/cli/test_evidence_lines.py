"""How many lines `kg evidence` shows of a claim that has very many."""

from __future__ import annotations

import json

import examples_ledger
import pytest

from kg.cli import run
from kg.store.ledger import open_ledger
from kg.store.selection import Selection

MANY = 27


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The examples, with one claim that many lines speak for."""
    path = tmp_path_factory.mktemp("ledger") / "many.ttl"
    text = examples_ledger.text()
    path.write_text(text, encoding="utf-8")
    opened = open_ledger(path)
    claim = opened.claim("e-less").ref.iri
    source = opened.select().evidence(claim)[0].source.ref.iri
    lines = "".join(
        f"<{claim}-more-{n}> a kg:EvidenceLine ; kg:evidenceFor <{claim}> ;"
        f" kg:source <{source}> ; kg:evidenceDirection kg:{direction} .\n\n"
        for n in range(MANY)
        for direction in [("Supports", "Disputes", "Neutral")[n % 3]]
    )
    path.write_text(f"{text}\n{lines}", encoding="utf-8")
    return str(path)


def _answer(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, list[object]]:
    assert run(list(words)) == 0
    found = json.loads(capsys.readouterr().out)
    assert isinstance(found, dict)
    return found


def test_a_table_shows_the_first_lines(ledger: str, capsys: pytest.CaptureFixture[str]) -> None:
    words = ("-g", ledger, "evidence", "e-less")
    every = _answer(capsys, *words, "--format", "json")
    total = len(every["lines"])
    assert total > MANY
    assert run([*words]) == 0
    short = capsys.readouterr().out
    assert f"and {total - 20} lines more (--lines all)" in short
    assert run([*words, "--lines", "all"]) == 0
    whole = capsys.readouterr().out
    assert "--lines all" not in whole
    assert whole.count("\n") > short.count("\n")


def test_fewer_lines_change_nothing_else(ledger: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Status and certainty rest on all lines, whatever is listed."""
    words = ("-g", ledger, "evidence", "e-less", "--format", "json")
    every = _answer(capsys, *words)
    assert _answer(capsys, *words, "--lines", "all") == every
    for most in (0, 1, 5, 20, 1000):
        few = _answer(capsys, *words, "--lines", str(most))
        assert few["lines"] == every["lines"][:most]
        assert {**few, "lines": []} == {**every, "lines": []}


def test_lines_are_a_number_or_all(ledger: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["-g", ledger, "evidence", "e-less", "--lines", "some"]) == 2
    assert "'--lines': 'some' is neither a number from 0 on nor 'all'" in capsys.readouterr().err


def test_a_named_claim_is_told_without_reading_the_others(
    ledger: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(Selection, "claims", property(lambda _: pytest.fail("all claims are read")))
    answer = _answer(capsys, "-g", ledger, "evidence", "e-less", "--format", "json")
    assert str(answer["claim"]) == "e-less-anxiety"
