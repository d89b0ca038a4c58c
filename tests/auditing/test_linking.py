"""Sentences are linked to the claims that they state, with the conditions under which they hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

import examples_ledger
import pytest

from kg.auditing.audit import audit_article
from kg.auditing.linking import Linker, Said
from kg.auditing.rule import rule
from kg.readers.read import read_document
from kg.store.ledger import open_ledger
from kg.terms import NAMESPACES

if TYPE_CHECKING:
    from pathlib import Path

    from kg.store.selection import Selection

CLAIM = """:{name} a kg:Claim ; rdfs:label "{label}"@en ; kg:claimType kg:Causal ;
    rdf:subject :{subject} ; rdf:predicate kg:affects ; rdf:object :{thing} ;
    kg:effect kg:Decrease ; {condition} .
"""
NARROW = (
    CLAIM.format(
        name="some-people",
        label="Some people say that ketamine treatment has lessened their anxiety.",
        subject="ketamine",
        thing="anxiety",
        condition='kg:population "some people" ; kg:outcomeMeasure "self-report"',
    )
    + CLAIM.format(
        name="in-the-pregnant",
        label="Exercise reduces nausea.",
        subject="exercise",
        thing="nausea",
        condition='kg:population "pregnant women"',
    )
    + ":e8 a kg:EvidenceLine ; kg:evidenceFor :in-the-pregnant ; kg:source :moor2022 ;"
    " kg:evidenceDirection kg:Supports ; kg:evidenceLevel kg:OCEBM-5 ;"
    " kg:verification kg:ReadInFull .\n"
)


@pytest.fixture(scope="module")
def view(tmp_path_factory: pytest.TempPathFactory) -> Selection:
    path = tmp_path_factory.mktemp("ledger") / "narrow.ttl"
    prefixes = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in NAMESPACES.items())
    path.write_text(f"{prefixes}{examples_ledger.text()}\n{NARROW}", encoding="utf-8")
    return open_ledger(path).select()


@pytest.mark.parametrize(
    ("sentence", "claims"),
    [
        ("Ketamine reduces anxiety.", ["k-less-anxiety"]),
        ("Some people say that ketamine reduced anxiety.", ["some-people", "k-less-anxiety"]),
        ("Exercise reduces nausea.", []),
        ("In pregnant women, exercise reduces nausea.", ["in-the-pregnant"]),
        ("Exercise reduces nausea in women who are pregnant.", ["in-the-pregnant"]),
    ],
)
def test_a_claim_is_stated_with_its_conditions(
    sentence: str, claims: list[str], view: Selection
) -> None:
    linker = Linker(view)
    named = linker.named(sentence, 0, len(sentence))
    links = linker.links(sentence, named, Said("decrease", frozenset(), negated=False))
    assert [link.claim.ref.id for link in links] == claims


def test_weak_evidence_for_a_part_says_nothing_of_the_whole(
    view: Selection, tmp_path: Path
) -> None:
    path = tmp_path / "article.md"
    rules = [rule("overstated-claim")]
    path.write_text("Exercise reduces nausea.", encoding="utf-8")
    assert not audit_article(read_document(str(path)), view, rules).findings
    path.write_text("Exercise reduces nausea in pregnant women.", encoding="utf-8")
    assert len(audit_article(read_document(str(path)), view, rules).findings) == 1
