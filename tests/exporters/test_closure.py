from __future__ import annotations

from standin import SMALL, MemoryLedger, small_view

from kg.exporters.closure import closure, triples_of
from kg.rdf.codec import decode
from kg.terms import RDF_TYPE

BASE = "https://claims.example/small#"


def names(*prefixes: str) -> set[str]:
    found = closure(MemoryLedger(SMALL), frozenset(small_view(*prefixes).claim_iris))
    return {iri.removeprefix(BASE) for iri in found if iri.startswith(BASE)}


def test_a_claim_takes_along_what_it_rests_on() -> None:
    found = names("ketamine-reduces")
    assert {"ledger", "curator", "first-import", "taylor2018", "e0000000000000001"} <= found
    assert {"adults-with-sad", "adults", "saline", "placebo", "social-anxiety", "anxiety"} <= found
    assert "ketamine-reduces-social-anxiety-778899-dose-1" in found
    assert "low-dose-ketamine-reduces-anxiety-1a2b3c" in found, "it is refined"
    assert "low-ketamine" in found, "what low means here"
    assert not {"e0000000000000003", "a0000000000000001", "assessment-1", "glutamate"} & found


def test_versions_and_cited_documents_come_along() -> None:
    assert {"article", "article-v1", "taylor2018"} <= names("dose")
    assert {"invented2021", "invented2019"} <= names("high")
    assert "assessment-1" in names("low")


def test_what_nobody_speaks_of_stays() -> None:
    assert not {"unused", "elsewhere", "withdrawn-claim-000000"} & names()


def test_nothing_selected_is_a_ledger_without_claims() -> None:
    assert names("nothing starts so") == {"ledger"}


def test_every_selection_is_a_whole_ledger() -> None:
    for claim in small_view().claims:
        triples = list(triples_of(small_view(claim.ref.id)))
        subjects = {triple.subject for triple in triples}
        inside = [
            triple.object
            for triple in triples
            if triple.predicate.value != RDF_TYPE and str(triple.object).startswith(f"<{BASE}")
        ]
        assert set(inside) <= subjects
        assert decode(triples).entities
