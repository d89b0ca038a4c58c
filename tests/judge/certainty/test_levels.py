"""Levels of others: kept as stated, mapped for comparison, found by `--level`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg.judge.certainty import bodies, certainties
from kg.judge.certainty.ladder import LADDER
from kg.store.ledger import open_ledger

if TYPE_CHECKING:
    from pathlib import Path

    from kg.store.ledger import Ledger

HEAD = """@prefix : <https://x.example/#> .
@prefix kg: <https://w3id.org/claimkg/ns#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix schema: <https://schema.org/> .

:k a skos:Concept ; skos:prefLabel "k"@en .

:d a kg:Document ; dcterms:title "paper"@en .

"""
OCEBM = "http://fhir.awmf.org/awmf.ig/CodeSystem/cs-ocebm-2011-levels-of-evidence"
RATING = "http://terminology.hl7.org/CodeSystem/certainty-rating"
OLD_RATING = "http://hl7.org/fhir/certainty-rating"
CIVIC = "https://civicdb.org/evidence-levels"
ORCA = "http://vocab.deri.ie/orca#ConfidenceLevel"


def ledger(tmp_path: Path, level: str, scheme: str, notation: str, more: str = "") -> Ledger:
    """One claim with one supporting line of a level, without a design."""
    path = tmp_path / "l.ttl"
    concept = ""
    if not level.startswith("kg:"):
        concept = f"""{level} a skos:Concept ; skos:inScheme <{scheme}> ;
    skos:notation "{notation}" ; skos:prefLabel "as they call it"@en .

"""
    path.write_text(
        f"""{HEAD}{concept}:c a kg:Claim ; rdfs:label "claim"@en ; rdf:subject :k ;
    rdf:predicate kg:affects ; rdf:object :k ; kg:effect kg:Decrease ; kg:claimType kg:Causal .

:e a kg:EvidenceLine ; kg:evidenceFor :c ; kg:source :d ; kg:evidenceDirection kg:Supports ;
    kg:sampleSize 900 ; kg:evidenceLevel {level} {more} .
""",
        encoding="utf-8",
    )
    return open_ledger(path)


def start(of: Ledger) -> str:
    (found,) = certainties(of, of.select().claim_iris).values()
    return next(step.change for step in found.steps if step.rule == "start")


@pytest.mark.parametrize(
    ("level", "scheme", "notation", "question", "rung"),
    [
        ("kg:OCEBM-1", "", "", "kg:TreatmentBenefitQuestion", "high"),
        ("kg:OCEBM-2", "", "", "kg:TreatmentBenefitQuestion", "high"),
        ("kg:OCEBM-3", "", "", "kg:TreatmentBenefitQuestion", "low"),
        ("kg:OCEBM-4", "", "", "kg:CommonHarmsQuestion", "very-low"),
        ("kg:OCEBM-3", "", "", "kg:DiagnosisQuestion", "moderate"),
        ("kg:OCEBM-4", "", "", "kg:DiagnosisQuestion", "low"),
        ("kg:OCEBM-3", "", "", "kg:PrognosisQuestion", "moderate"),
        ("kg:OCEBM-3", "", "", "kg:PrevalenceQuestion", "low"),
        ("kg:OCEBM-5", "", "", "kg:MechanismQuestion", "very-low"),
        (":l", OCEBM, "level2", "kg:TreatmentBenefitQuestion", "high"),
        (":l", OCEBM, "level3", "kg:DiagnosisQuestion", "moderate"),
        (":l", RATING, "very-low", "", "very-low"),
        (":l", OLD_RATING, "moderate", "", "moderate"),
        (":l", CIVIC, "A", "", "high"),
        (":l", CIVIC, "B", "", "moderate"),
        (":l", CIVIC, "C", "", "very-low"),
        (":l", CIVIC, "D", "", "very-low"),
        (":l", CIVIC, "E", "", "very-low"),
        (":l", CIVIC, "F", "", "none"),
        (":l", ORCA, "1", "", "none"),
    ],
)
def test_levels_are_mapped_by_scheme_and_question(
    tmp_path: Path, level: str, scheme: str, notation: str, question: str, rung: str
) -> None:
    more = f"; kg:question {question}" if question else ""
    assert start(ledger(tmp_path, level, scheme, notation, more)) == rung


@pytest.mark.parametrize(
    ("level", "scheme", "notation", "terms"),
    [
        ("kg:OCEBM-2", "", "", ("OCEBM-2", "OCEBM:2", "<=2", "kg:OCEBM-2", "2..3")),
        (":l", OCEBM, "level2", ("OCEBM:level2", "OCEBM:2", "<=2", "l", "https://x.example/#l")),
        (":l", RATING, "very-low", ("GRADE:very-low", "GRADE:very low", "very low")),
        (":l", CIVIC, "B", ("CIViC:B", "B", "civic b")),
    ],
)
def test_a_level_is_found_by_its_names(
    tmp_path: Path, level: str, scheme: str, notation: str, terms: tuple[str, ...]
) -> None:
    view = ledger(tmp_path, level, scheme, notation).select()
    assert [view.where(level=term).total for term in terms] == [1] * len(terms)


def test_a_rating_of_civic_is_a_risk_of_bias(tmp_path: Path) -> None:
    one_star = """; kg:riskOfBias :e-b .

:e-b a kg:RiskOfBias ; kg:tool "CIViC rating" ; kg:overall "1"
"""
    of = ledger(tmp_path, ":l", CIVIC, "B", one_star)
    (found,) = certainties(of, of.select().claim_iris).values()
    assert found.word == "low"
    assert next(s.change for s in found.steps if s.rule == "risk-of-bias") == "-1"


def test_a_stated_level_is_kept_as_stated(tmp_path: Path) -> None:
    of = ledger(tmp_path, ":l", CIVIC, "B")
    (line,) = of.select().evidence(of.select().claim_iris[0])
    assert line.level is not None
    assert (line.level.label, line.level_scheme) == ("as they call it", CIVIC)
    ((_, body),) = bodies(of, None)
    (weighed,) = body.lines
    assert (weighed.level_name, LADDER[weighed.level or 0]) == ("as they call it", "moderate")
