"""Documents looked up one by one are those that reading all of them would give."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg.auditing.audit import audit_article
from kg.auditing.bearers import Bearers, bearers_of, keys_of
from kg.readers.read import read_document
from kg.store.ledger import Ledger, open_ledger

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def ledger(root: Path) -> Ledger:
    return open_ledger(root / "data" / "claims.ttl")


def test_every_key_of_every_document_finds_those_that_bear_it(ledger: Ledger) -> None:
    documents = ledger.documents()
    expected: dict[tuple[str, ...], list[str]] = {}
    for document in documents:
        for key in keys_of(document):
            expected.setdefault(key, []).append(document.ref.iri)
    assert {kind for kind, *_ in expected} >= {"doi", "author-year"}
    together, singly = Bearers(ledger), Bearers(ledger)
    together.expect(expected)
    for key, iris in expected.items():
        for bearers in (together, singly):
            assert [one.ref.iri for one in bearers.get(key)] == iris


@pytest.mark.parametrize(
    "key",
    [
        ("doi", ""),
        ("doi", "10.1000/none"),
        ("author-year", "nobody", "2001"),
        ("author-year", "", "2001"),
        ("author-year", "%", ""),
        ("number", "12"),
        ("url", "%"),
    ],
)
def test_what_no_document_bears_finds_none(ledger: Ledger, key: tuple[str, ...]) -> None:
    assert Bearers(ledger).get(key) == ()


def test_they_are_made_once_as_long_as_the_ledger_stays(ledger: Ledger) -> None:
    view = ledger.select()
    assert bearers_of(view) is bearers_of(view)
    assert bearers_of(ledger.select()) is not bearers_of(view)


def test_no_article_reads_all_documents(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: Ledger) -> tuple[()]:
        raise AssertionError("all documents are read")

    monkeypatch.setattr(Ledger, "documents", refuse)
    draft = ledger.path.parent / "articles" / "ketamine-draft.md"
    assert audit_article(read_document(str(draft)), ledger.select()).findings
