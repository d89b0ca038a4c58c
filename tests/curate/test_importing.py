"""Imports into a ledger: nothing is lost, nothing is doubled, nothing is half written."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest

from kg.curate.checking import check_ledger
from kg.curate.creating import init_ledger
from kg.curate.formatting import formatted
from kg.curate.importing import import_into, open_for_change
from kg.curate.merging import merge
from kg.errors import EntityError, LedgerError, ReadError, WriteError
from kg.importers.table import read
from kg.model.claim import Claim
from kg.model.concept import Concept
from kg.model.curation import Activity, Agent
from kg.model.document import Document
from kg.rdf.imported import Imported, Request

if TYPE_CHECKING:
    from pathlib import Path

TABLE = (
    "claim_id,text,subject,object,effect,dose,document,passage,source,direction\n"
    "1,A helps.,A,B,decrease,correct,d,words,s1,supports\n"
)


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    path = tmp_path / "ledger.ttl"
    init_ledger(path, "Test", "https://claims.example/test#")
    return path


def found(ledger: Path, text: str = TABLE) -> Imported:
    table = ledger.parent / "t.csv"
    table.write_text(text, encoding="utf-8")
    opened = open_for_change(ledger)
    return read(str(table), Request(base=opened.base, known=opened.entities))


def bring(ledger: Path, text: str = TABLE, at: str | None = None) -> tuple[dict[str, int], int]:
    imported = found(ledger, text)
    report = import_into(open_for_change(ledger), imported, "import of t.csv", at)
    return dict(report.added), report.changed


def test_an_import_is_written_canonically_with_its_provenance(ledger: Path) -> None:
    added, changed = bring(ledger)
    assert added == {"claims": 1, "assertions": 1, "evidence": 1, "documents": 2, "concepts": 2} | {
        kind: count for kind, count in added.items() if kind == "versions"
    }
    assert changed == 0
    assert not formatted(ledger).changed
    assert check_ledger(ledger) == []
    entities = open_for_change(ledger).entities
    (activity,) = [e for e in entities.values() if isinstance(e, Activity)]
    (program,) = [e for e in entities.values() if isinstance(e, Agent)]
    (claim,) = [e for e in entities.values() if isinstance(e, Claim)]
    assert claim.generated_by == activity.iri
    assert activity.agents == (program.iri,)
    assert program.agent_kind == "software"
    assert activity.ended is None
    sha256 = hashlib.sha256(TABLE.encode()).hexdigest()
    assert activity.file_sha256 == (f"t.csv {sha256}",)


def test_importing_again_changes_no_byte(ledger: Path) -> None:
    bring(ledger)
    before = ledger.read_bytes()
    assert bring(ledger) == ({}, 0)
    assert ledger.read_bytes() == before


def test_the_time_is_recorded_only_if_given(ledger: Path) -> None:
    bring(ledger, at="2026-01-31T12:00:00Z")
    entities = open_for_change(ledger).entities.values()
    (activity,) = [e for e in entities if isinstance(e, Activity)]
    assert activity.ended == "2026-01-31T12:00:00Z"


def test_what_the_ledger_says_stands(ledger: Path) -> None:
    bring(ledger)
    imported = found(ledger, TABLE.replace("A helps.", "A is good."))
    report = import_into(open_for_change(ledger), imported, "again")
    entities = open_for_change(ledger).entities.values()
    (claim,) = [e for e in entities if isinstance(e, Claim)]
    assert claim.label[0].text == "A helps."
    assert report.added == {}


def test_gaps_are_filled(ledger: Path) -> None:
    bring(ledger)
    text = "source,source_title,year\ns1,A title,2018\n"
    imported = found(ledger, text)
    report = import_into(open_for_change(ledger), imported, "titles")
    assert report.changed == 1
    entities = open_for_change(ledger).entities
    document = entities["https://claims.example/test#s1"]
    assert isinstance(document, Document)
    assert document.title[0].text == "A title"
    assert document.issued == "2018"


def test_words_that_stayed_words_are_reported(ledger: Path) -> None:
    report = import_into(open_for_change(ledger), found(ledger), "import")
    (kept,) = report.kept_words
    assert (kept.row, kept.column, kept.words) == (2, "dose", "correct")
    assert "row 2" in str(kept)


def test_foreign_triples_are_kept(ledger: Path) -> None:
    extra = '<https://else.example/x> <https://else.example/p> "kept" .\n'
    ledger.write_text(ledger.read_text(encoding="utf-8") + extra, encoding="utf-8")
    bring(ledger)
    assert '"kept"' in ledger.read_text(encoding="utf-8")


def test_comments_are_never_dropped_unasked(ledger: Path) -> None:
    text = ledger.read_text(encoding="utf-8") + "# a curator's own remark\n"
    ledger.write_text(text, encoding="utf-8")
    with pytest.raises(WriteError, match="a curator's own remark"):
        bring(ledger)
    assert ledger.read_text(encoding="utf-8") == text


def test_a_change_in_between_is_not_lost(ledger: Path) -> None:
    imported = found(ledger)
    opened = open_for_change(ledger)
    text = ledger.read_text(encoding="utf-8").replace('"Test"@en', '"Tested"@en')
    ledger.write_text(text, encoding="utf-8")
    with pytest.raises(WriteError, match="changed"):
        import_into(opened, imported, "import")
    assert ledger.read_text(encoding="utf-8") == text


def test_one_name_for_two_kinds_is_refused(ledger: Path) -> None:
    bring(ledger)
    clash = Document.model_validate({"iri": "https://claims.example/test#a"})
    before = ledger.read_bytes()
    with pytest.raises(EntityError, match="one of concepts in the ledger"):
        import_into(open_for_change(ledger), Imported((clash,)), "clash")
    assert ledger.read_bytes() == before


def test_ledgers_that_cannot_be_opened(tmp_path: Path) -> None:
    with pytest.raises(ReadError):
        open_for_change(tmp_path / "no.ttl")
    path = tmp_path / "x.ttl"
    path.write_text("", encoding="utf-8")
    with pytest.raises(LedgerError, match="base"):
        open_for_change(path)


def concept(**fields: object) -> Concept:
    return Concept.model_validate(
        {"iri": "https://claims.example/test#k", "labels": [{"text": "k"}], **fields}
    )


def test_merging_unites_sets_and_fills_gaps() -> None:
    outcome = merge(
        concept(synonyms=[{"text": "x"}]),
        concept(synonyms=[{"text": "y"}], notation="1", labels=[{"text": "K"}]),
    )
    assert isinstance(outcome.entity, Concept)
    assert {s.text for s in outcome.entity.synonyms} == {"x", "y"}
    assert outcome.entity.notation == "1"
    assert [label.text for label in outcome.entity.labels] == ["k"]
    assert outcome.differing == ()


def test_merging_keeps_and_names_what_differs() -> None:
    outcome = merge(concept(notation="1"), concept(notation="2"))
    assert isinstance(outcome.entity, Concept)
    assert outcome.entity.notation == "1"
    assert outcome.differing == ("notation",)


def test_merging_the_same_is_the_same_object() -> None:
    held = concept(notation="1")
    assert merge(held, concept(notation="1")).entity is held
    assert merge(held, concept()).entity is held


def test_a_label_of_another_language_is_added() -> None:
    outcome = merge(concept(), concept(labels=[{"text": "K", "lang": "de"}]))
    assert isinstance(outcome.entity, Concept)
    assert {label.lang for label in outcome.entity.labels} == {"en", "de"}
