"""Of a large ledger the claims about what an article names are held, and no more is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg.auditing import claims_about
from kg.auditing.audit import audit_article
from kg.auditing.claims_about import Spoken, spoken_of
from kg.readers.read import read_document
from kg.store.ledger import open_ledger
from kg.store.selection import Selection

if TYPE_CHECKING:
    from pathlib import Path

    from kg.model.finding import Report


@pytest.fixture
def view(root: Path) -> Selection:
    return open_ledger(root / "data" / "claims.ttl").select()


def audited(root: Path, view: Selection) -> Report:
    draft = read_document(str(root / "data" / "articles" / "ketamine-draft.md"))
    return audit_article(draft, view, use_anchors=False)


def test_all_claims_of_a_small_ledger_are_compared(view: Selection) -> None:
    assert spoken_of(view, "Ketamine.", {"a:b"}, {}) is None
    assert claims_about.claims_about(view, None) == view.claims


def test_a_concept_is_worded_by_most_words_of_its_label(
    view: Selection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(claims_about, "SMALL", 10)
    labels = {
        "a:rate": "response rate to ketamine",
        "a:risk": "risk of falls",
        "a:use": "home use",
        "a:named": "ketamine",
    }
    text = "Rates of response to ketamine were high, and its use at home is common."
    spoken = spoken_of(view, text, {"a:named"}, labels)
    assert spoken == Spoken(frozenset({"a:named"}), frozenset({"a:rate", "a:use"}))


def test_those_about_what_is_named_come_first(
    view: Selection, monkeypatch: pytest.MonkeyPatch
) -> None:
    claim = next(one for one in view.claims if one.subjects and one.objects)
    both = {claim.subjects[0].iri, claim.objects[0].iri}
    every = {ref.iri for one in view.claims for ref in one.subjects}
    spoken = Spoken(frozenset(both), frozenset(every - both))
    assert claim in claims_about.claims_about(view, spoken)
    monkeypatch.setattr(claims_about, "MOST", 1)
    (first,) = claims_about.claims_about(view, spoken)
    assert both & {ref.iri for ref in first.subjects}
    assert both & {ref.iri for ref in first.objects}


def test_only_claims_of_the_view(view: Selection) -> None:
    claim = next(one for one in view.claims if one.subjects and one.objects)
    narrow = view.where(object=claim.objects[0].label)
    spoken = Spoken(frozenset({claim.subjects[0].iri}), frozenset())
    found = claims_about.claims_about(narrow, spoken)
    assert {one.ref.iri for one in found} <= {*narrow.claim_iris}
    assert claim in found
    assert claims_about.claims_about(view, Spoken(frozenset(), frozenset())) == ()


def test_an_article_is_audited_alike_where_few_claims_are_held(
    root: Path, view: Selection, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = audited(root, view)
    monkeypatch.setattr(claims_about, "SMALL", 10)

    def refuse(_: Selection) -> tuple[()]:
        raise AssertionError("all claims are read")

    monkeypatch.setattr(Selection, "claims", property(refuse))
    fresh = open_ledger(view.ledger.path).select()
    part = audited(root, fresh)
    assert part.judged >= 0.9 * whole.judged
    of_prose = {(one.code, one.quote) for one in whole.findings if one.claim is None}
    assert {(one.code, one.quote) for one in part.findings if one.claim is None} >= of_prose
