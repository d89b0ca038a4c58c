"""A supposition is what the ledger would say if it were so, and it leaves no trace."""

from __future__ import annotations

import hashlib
import itertools
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from worlds import worlds, write_ledger

from kg.errors import LedgerError
from kg.judge.certainty import certainties
from kg.judge.whatif import whatif
from kg.model.codes import NoticeKind
from kg.model.document import Document, Notice
from kg.model.evidence import EvidenceLine
from kg.store.ledger import Ledger, open_ledger
from kg.store.supposing import suppose

if TYPE_CHECKING:
    from pathlib import Path

    from kg.model.entity import Entity

_numbers = itertools.count()
_few = settings(
    max_examples=40,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    deadline=None,
)
Answers = dict[str, tuple[object, ...]]


def told(ledger: Ledger) -> Answers:
    """What a ledger says of its claims, in words and by every way of asking."""
    view = ledger.select()
    found = certainties(ledger, view.claim_iris)
    return {
        iri: (
            view.status(iri),
            view.tallies(iri),
            found[iri],
            view.certainty(iri),
            [(line.id, line.counts) for line in view.evidence(iri)],
            ledger.select(status="supported", certainty="very-low").claim_iris,
        )
        for iri in view.claim_iris
    }


@_few
@given(worlds(), st.data())
def test_a_supposed_retraction_is_as_a_real_one(
    tmp_path: Path, entities: list[Entity], data: st.DataObject
) -> None:
    chosen = data.draw(st.sampled_from([e for e in entities if isinstance(e, Document)]))
    ledger = open_ledger(write_ledger(tmp_path / f"a{next(_numbers)}.ttl", entities))
    before = told(ledger)
    notice = Notice(iri=f"{chosen.iri}-z", notice_kind=NoticeKind.RETRACTION, date="9999")
    real = [
        e.model_copy(update={"notices": (*chosen.notices, notice)}) if e is chosen else e
        for e in entities
    ]
    expected = told(open_ledger(write_ledger(tmp_path / f"b{next(_numbers)}.ttl", real)))
    assert told(suppose(ledger, [chosen.iri], ())) == expected
    assert told(ledger) == before
    found = whatif(ledger, [chosen.iri])
    changed = {one.claim.ref.iri for one in found.claims if one.changes}
    assert {i for i in before if before[i][:1] != expected[i][:1]} <= changed
    assert {i for i in before if before[i][2] != expected[i][2]} <= {
        one.claim.ref.iri for one in found.claims
    }


@_few
@given(worlds(), st.data())
def test_a_line_supposed_absent_is_as_if_it_were_not_written(
    tmp_path: Path, entities: list[Entity], data: st.DataObject
) -> None:
    lines = [e for e in entities if isinstance(e, EvidenceLine)]
    if not lines:
        return
    chosen = data.draw(st.sampled_from(lines))
    ledger = open_ledger(write_ledger(tmp_path / f"c{next(_numbers)}.ttl", entities))
    rest = [e for e in entities if e is not chosen]
    expected = told(open_ledger(write_ledger(tmp_path / f"d{next(_numbers)}.ttl", rest)))
    assert told(suppose(ledger, (), [chosen.iri])) == expected


def test_the_claim_that_loses_its_only_support_is_named(root: Path) -> None:
    path = root / "data" / "claims.ttl"
    before = hashlib.sha256(path.read_bytes()).hexdigest()
    found = whatif(open_ledger(path), ["bowdle1998"])
    lost = {one.claim.text for one in found.claims if one.loses_support}
    assert "High doses of ketamine increase anxiety." in lost
    (high,) = (one for one in found.claims if one.claim.text.startswith("High doses"))
    assert (high.before.status, high.after.status) == ("contested", "disputed")
    assert (high.before.certainty.word, high.after.certainty.word) == ("very-low", None)
    assert hashlib.sha256(path.read_bytes()).hexdigest() == before


def test_a_source_that_is_retracted_as_it_is_changes_nothing(root: Path) -> None:
    found = whatif(open_ledger(root / "data" / "claims.ttl"), ["mills2025"])
    assert [ref.id for ref in found.already] == ["mills2025"]
    assert not any(one.changes for one in found.claims)
    assert found.pairs == ()


def test_several_sources_together(root: Path) -> None:
    ledger = open_ledger(root / "data" / "claims.ttl")
    both = whatif(ledger, ["glue2017", "glue2020"])
    (high,) = (one for one in both.claims if one.claim.text.startswith("High doses"))
    assert (high.before.status, high.after.status) == ("contested", "supported")
    assert high.after.certainty.direction == "for"


@pytest.mark.parametrize("names", [((), ()), (("no-such",), ()), ((), ("glue2020",))])
def test_what_is_no_source_or_line_is_refused(
    root: Path, names: tuple[tuple[str, ...], tuple[str, ...]]
) -> None:
    with pytest.raises(LedgerError):
        whatif(open_ledger(root / "data" / "claims.ttl"), *names)


OF_A_CLAIM = """@prefix : <https://x.example/#> .
@prefix kg: <https://w3id.org/claimkg/ns#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .

:k a skos:Concept ; skos:prefLabel "dose"@en .

:adults a skos:Concept ; skos:prefLabel "adults"@en ; kg:disjointWith :children .

:children a skos:Concept ; skos:prefLabel "children"@en .

:base a kg:Claim ; rdfs:label "base"@en ; rdf:subject :k ; rdf:predicate kg:affects ;
    rdf:object :k ; kg:effect kg:Increase ; kg:claimType kg:Causal .
"""
ABOUT = """
:{name} a kg:Claim ; rdfs:label "{name}"@en ; rdf:subject :k ; rdf:predicate kg:affects ;
    rdf:object :base ; kg:effect kg:{effect} ; kg:claimType kg:Causal .

:{name}-e a kg:EvidenceLine ; kg:evidenceFor :{name} ; kg:source :{name}-d ;
    kg:evidenceDirection kg:Supports ; kg:population :{people} .

:{name}-d a kg:Document ; dcterms:title "{name}"@en .
"""


def test_opposite_claims_about_a_claim_are_judged_too(tmp_path: Path) -> None:
    path = tmp_path / "about.ttl"
    more = ABOUT.format(name="up", effect="Increase", people="adults")
    less = ABOUT.format(name="down", effect="Decrease", people="children")
    path.write_text(OF_A_CLAIM + more + less, encoding="utf-8")
    (pair,) = whatif(open_ledger(path), ["up-d"]).pairs
    assert {pair.a.id, pair.b.id} == {"up", "down"}
    assert (pair.before, pair.after) == ("explained", "conflict")
