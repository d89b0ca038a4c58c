"""Bodies of evidence as they come out of the index."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from test_levels import HEAD

from kg.judge.certainty import bodies, certainty_words, judge, scope, word
from kg.store.ledger import open_ledger

if TYPE_CHECKING:
    from pathlib import Path

    from kg.judge.certainty import Body
    from kg.store.ledger import Ledger

CLAIM = """:c a kg:Claim ; rdfs:label "claim"@en ; rdf:subject :k ; rdf:predicate kg:affects ;
    rdf:object :k ; kg:effect kg:Decrease ; kg:claimType kg:Causal {claim} .

"""
LINE = """:{name} a kg:EvidenceLine ; kg:evidenceFor :c ; kg:source :{source} ;
    kg:evidenceDirection kg:{direction} {more} .

"""


def line(name: str, more: str = "", source: str = "d", direction: str = "Supports") -> str:
    return LINE.format(name=name, source=source, direction=direction, more=more)


def opened(tmp_path: Path, *parts: str, claim: str = "") -> Ledger:
    path = tmp_path / "l.ttl"
    path.write_text(HEAD + CLAIM.format(claim=claim) + "".join(parts), encoding="utf-8")
    return open_ledger(path)


def body(tmp_path: Path, *parts: str, claim: str = "") -> Body:
    ((_, found),) = bodies(opened(tmp_path, *parts, claim=claim), None)
    return found


def test_a_line_is_read_whole(tmp_path: Path) -> None:
    (found,) = body(
        tmp_path,
        line(
            "e",
            """; kg:study :t , :u ; kg:studyDesign kg:CohortStudy ;
    kg:question kg:PrognosisQuestion ;
    kg:estimate 2.50 ; kg:estimateMeasure "Risk ratio" ; kg:estimateLow 1.2 ; kg:estimateHigh 4 ;
    kg:effectFound kg:Increase ; kg:consideration kg:DoseResponseGradient , kg:PublicationBias ;
    kg:arm :e-a , :e-b ; kg:riskOfBias :e-r , :e-s ; kg:dose :e-dose ;
    kg:verification kg:Machine""",
        ),
        """:e-a a kg:Arm ; rdfs:label "a" ; kg:sampleSize 100 ; kg:events 9 .

:e-b a kg:Arm ; rdfs:label "b" ; kg:sampleSize 101 ; kg:events 4 .

:e-r a kg:RiskOfBias ; kg:tool "NOS" ; kg:overall "8" .

:e-s a kg:RiskOfBias ; kg:tool "ROBINS-I" ; kg:overall "Serious" .

:e-dose a schema:QuantitativeValue ; schema:value 0.5 ; schema:unitText "mg/kg" .

""",
    ).lines
    assert (found.n, found.events, found.dichotomous) == (201, 13, True)
    assert (found.scale, found.risk_ratio, found.estimate) == ("ratio", True, 2.5)
    assert (found.low, found.high, found.effect) == (1.2, 4.0, "increase")
    assert (found.bias, found.tool) == (3, "ROBINS-I")
    assert sorted(found.declared) == ["dose-response-gradient", "publication-bias"]
    assert len(found.studies) == 2
    assert found.concerns == ("machine",)
    assert found.dose == ("mg/kg", 0.5)


def test_what_counts_for_nothing_says_why(tmp_path: Path) -> None:
    retracted = """:r a kg:Document ; dcterms:title "gone"@en ; kg:notice :r-n .

:r-n a kg:Notice ; kg:noticeKind kg:Retraction .

"""
    found = body(
        tmp_path,
        retracted,
        line("e1", source="r"),
        line("e2", "; kg:verification kg:Recalled"),
        line("e3", "; kg:state kg:Candidate"),
        line("e4", "; kg:state kg:Withdrawn"),
        line("e5"),
    )
    assert [one.left for one in found.lines] == ["retracted", "recalled", "candidate", ""]


def test_a_source_of_concern_and_a_preprint_are_flagged(tmp_path: Path) -> None:
    papers = """:p a kg:Document ; dcterms:title "early"@en ; kg:container "medRxiv" ;
    kg:studyDesign kg:NarrativeReview ; kg:notice :p-n .

:p-n a kg:Notice ; kg:noticeKind kg:ExpressionOfConcern .

"""
    (found,) = body(tmp_path, papers, line("e", source="p")).lines
    assert found.concerns == ("expression-of-concern", "preprint", "secondary")


def test_a_review_and_the_trial_that_it_cites_share_an_origin(tmp_path: Path) -> None:
    papers = """:m a kg:Document ; dcterms:title "pooled"@en ; kg:studyDesign kg:MetaAnalysis ;
    cito:cites :t .

:t a kg:Document ; dcterms:title "trial"@en ; kg:studyDesign kg:RandomizedTrial .

"""
    prefix = "@prefix cito: <http://purl.org/spar/cito/> .\n"
    path = tmp_path / "l.ttl"
    lines = line("e1", source="m") + line("e2", source="t") + line("e3", source="d")
    path.write_text(prefix + HEAD + CLAIM.format(claim="") + papers + lines, encoding="utf-8")
    ((_, found),) = bodies(open_ledger(path), None)
    votes = next(s for s in judge(found).steps if s.rule == "one-study-one-vote")
    assert (votes.inputs["for"], votes.inputs["lines"]) == (2, 3)


def test_conditions_are_compared_with_those_of_the_claim(tmp_path: Path) -> None:
    concepts = """:rat a skos:Concept ; skos:prefLabel "rats"@en ; kg:disjointWith :human .

:human a skos:Concept ; skos:prefLabel "Humans"@en .

:adults a skos:Concept ; skos:prefLabel "adults"@en ; skos:broader :human .

"""
    found = body(
        tmp_path,
        concepts,
        line("e1", "; kg:species :rat ; kg:doseLevel kg:LowDose"),
        line("e2", "; kg:species :adults ; kg:doseLevel kg:HighDose"),
        line("e3"),
        claim="; kg:species :human ; kg:doseLevel kg:LowDose",
    )
    assert found.subject.species == "human"
    assert [one.apart for one in found.lines] == [("species",), ("dose",), ()]
    assert [sorted(one.untold) for one in found.lines] == [[], [], ["dose", "species"]]


@pytest.mark.parametrize(
    "more",
    [
        '; kg:estimate "much" ; kg:estimateLow "1e400"',
        '; kg:sampleSize "many"',
        '; kg:sampleSize "-5"^^<http://www.w3.org/2001/XMLSchema#integer>',
        "; kg:evidenceLevel <http://nowhere.example/level>",
        "; kg:studyDesign <http://nowhere.example/design> ; kg:question :k",
        '; kg:population "\\u001D\\u001F\\u0000[" ; kg:dose "]]"',
        "; kg:study :e ; kg:consideration :k",
    ],
)
def test_what_breaks_the_model_breaks_nothing(tmp_path: Path, more: str) -> None:
    of = opened(tmp_path, line("e", more), claim='; kg:population "\\u001D[" ; kg:dose "x"')
    ((iri, found),) = bodies(of, None)
    assert dict(certainty_words(of)) == {iri: word(found)}
    assert judge(found).steps


def test_very_many_claims_are_weighed_in_stretches(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger = open_ledger(root / "data" / "claims.ttl")
    whole = dict(certainty_words(ledger))
    monkeypatch.setattr(scope, "_STRETCH", 20)
    assert dict(certainty_words(ledger)) == whole
    assert dict(certainty_words(ledger, [*whole, "https://x.example/none"])) == whole
