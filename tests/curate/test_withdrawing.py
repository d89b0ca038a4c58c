"""What is withdrawn stays, is shown as withdrawn, and counts no more."""

from __future__ import annotations

from typing import TYPE_CHECKING

import examples_ledger
import pytest

from kg.cli import run
from kg.curate.checking import check_ledger
from kg.curate.formatting import formatted
from kg.curate.withdrawing import withdraw
from kg.errors import LedgerError
from kg.querying.show import show
from kg.store.ledger import open_ledger

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1780000000")
    path = tmp_path / "claims.ttl"
    path.write_text(examples_ledger.text(), encoding="utf-8")
    return path


def status(path: Path, name: str) -> tuple[str, int, int]:
    view = open_ledger(path).select()
    iri = open_ledger(path).claim(name).ref.iri
    tally = view.tallies(iri)
    return view.status(iri), tally.supports, tally.disputes


def test_a_line_that_is_withdrawn_counts_no_more(ledger: Path) -> None:
    assert status(ledger, "e-less-anxiety") == ("contested", 1, 1)
    done = withdraw(ledger, "e7", "Another outcome.", by="Ada")
    assert (done.id, done.kind, done.new, done.rewritten) == ("e7", "evidence", True, "")
    assert status(ledger, "e-less-anxiety") == ("supported", 1, 0)
    assert [
        line.id
        for line in open_ledger(ledger)
        .select()
        .evidence(open_ledger(ledger).claim("e-less-anxiety").ref.iri)
    ] == ["e6"]
    assert check_ledger(ledger) == []
    assert not formatted(ledger).changed


def test_a_claim_that_is_withdrawn_is_shown_but_not_listed(ledger: Path) -> None:
    before = ledger.read_text(encoding="utf-8")
    total = len(open_ledger(ledger).select().claims)
    counts = open_ledger(ledger).counts()
    done = withdraw(ledger, "k-less-nausea", "Misread.", by="Ada")
    assert done.resting == ("1 evidence line",)
    opened = open_ledger(ledger)
    assert len(opened.select().claims) == total - 1
    assert opened.counts()["claims"] == counts["claims"] - 1
    shown = show("k-less-nausea", opened)
    assert shown["state"] == "withdrawn"
    assert shown["withdrawn"] == {"by": "Ada", "at": "2026-05-28T20:26:40Z", "why": "Misread."}
    after = ledger.read_text(encoding="utf-8").splitlines()
    lost = [line for line in before.splitlines() if line not in after]
    assert all(line.endswith(" .") for line in lost), "a line end may change, nothing is removed"
    assert len(lost) <= 2


def test_counts_leave_out_what_is_withdrawn(ledger: Path) -> None:
    before = open_ledger(ledger).counts()
    withdraw(ledger, "a1", "Misread.", by="Ada")
    withdraw(ledger, "voss2021", "Recorded twice.", by="Ada")
    after = open_ledger(ledger).counts()
    changed = {name for name in before if before[name] != after.get(name, 0)}
    assert changed == {"assertions", "documents", "passages", "retracted-documents"}
    assert (before["passages"], after["passages"]) == (1, 0)


@pytest.mark.parametrize("name", ["ketamine", "berg2019", "a1", "calm-v1"])
def test_other_kinds(ledger: Path, name: str) -> None:
    assert withdraw(ledger, name, "Double.", by="Ada").new
    assert show(name, open_ledger(ledger))["state"] == "withdrawn"
    assert check_ledger(ledger) == []
    assert not formatted(ledger).changed


def test_withdrawing_twice_changes_nothing(ledger: Path) -> None:
    withdraw(ledger, "e7", "Double.", by="Ada")
    before = ledger.read_bytes()
    assert not withdraw(ledger, "e7", "Double.", by="Ada").new
    assert ledger.read_bytes() == before


def test_what_cannot_be_withdrawn(ledger: Path) -> None:
    before = ledger.read_bytes()
    for name, why, said in (
        ("nobody", "x", "is named 'nobody'"),
        ("e7", " ", "needs a reason"),
        ("ledger", "x", "one of the ledgers, which is not withdrawn"),
        ("kg:affects", "x", "not withdrawn"),
        ("k-", "x", "fits several"),
    ):
        with pytest.raises(LedgerError, match=said):
            withdraw(ledger, name, why, by="Ada")
    assert ledger.read_bytes() == before


def test_triples_that_no_field_takes_are_kept(ledger: Path) -> None:
    text = ledger.read_text(encoding="utf-8")
    text = text.replace(
        "@prefix dcterms:", "@prefix cito: <http://purl.org/spar/cito/> .\n@prefix dcterms:", 1
    )
    changed = text.replace(
        ":e7 a kg:EvidenceLine ;", ':e7 a kg:EvidenceLine ;\n    cito:extends "x" ;', 1
    )
    assert changed != text
    ledger.write_text(changed, encoding="utf-8")
    run(["fmt", str(ledger)])
    assert withdraw(ledger, "e7", "Double.", by="Ada").rewritten == ""
    assert 'cito:extends "x"' in ledger.read_text(encoding="utf-8")
    assert not formatted(ledger).changed


def test_the_command(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["-g", str(ledger), "withdraw", "e7", "--why", "Double.", "--by", "Ada"]
    assert run([*words]) == 0
    assert capsys.readouterr().out == "e7\n"
    assert run([*words]) == 1
    assert run([*words, "--format", "json"]) == 1
    assert run(["-g", str(ledger), "show", "e7"]) == 0
    assert "WITHDRAWN by Ada on 2026-05-28: Double." in capsys.readouterr().out
    assert run(["-g", str(ledger), "withdraw", "e7"]) == 2
    assert run(["-g", "demo", "withdraw", "abuse2022", "--why", "x"]) == 3
    assert "the shipped ledger is for reading" in capsys.readouterr().err


def test_lines_of_a_withdrawn_document_count_until_they_are_withdrawn(
    ledger: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = status(ledger, "e-less-anxiety")
    lines = (
        open_ledger(ledger).select().evidence(open_ledger(ledger).claim("e-less-anxiety").ref.iri)
    )
    source = lines[0].source.ref.id
    assert (
        run(["-g", str(ledger), "withdraw", source, "--why", "Recorded twice.", "--by", "A"]) == 0
    )
    said = capsys.readouterr().err
    assert "evidence line" in said
    assert "these count until they are withdrawn too" in said
    assert status(ledger, "e-less-anxiety") == before
    withdraw(ledger, lines[0].id, "Its record was made twice.", by="A")
    assert status(ledger, "e-less-anxiety") != before
