"""A claim that rests on second-hand sources alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.auditing.hits import on_claim
from kg.auditing.of_claims import stated
from kg.auditing.question import Question
from kg.auditing.rule import Example, Hit, Rule
from kg.auditing.tables import OF_EFFECT
from kg.model.finding import Severity

if TYPE_CHECKING:
    from kg.auditing.facts import Facts
    from kg.auditing.question import Row

_SECOND_HAND = (
    "('narrative-review', 'scoping-review', 'guideline', 'consensus-statement', 'expert-opinion',"
    " 'web-page', 'news-report')"
)
"""Designs that tell what others found; systematic reviews and meta-analyses weigh it anew, and
regulators and product labels are first hand on what they decide."""
_RESTING = f"""
SELECT l.claim AS key, l.claim, NULL
FROM claim AS c JOIN live AS l ON l.claim = c.iri AND l.direction = 'supports'
WHERE c.claim_type IN {OF_EFFECT} AND c.iri IN (
    SELECT claim FROM studied WHERE design IN {_SECOND_HAND})
GROUP BY l.claim HAVING min(l.design IS NOT NULL AND l.design IN {_SECOND_HAND})"""


def tell(facts: Facts, row: Row) -> Hit:
    """A claim whose live support is second-hand."""
    sources = [line.source.ref.iri for line in facts.support(row[1])]
    said = f"only second-hand sources support it: {', '.join(facts.ids(sources))}"
    remedy = "look up the studies that they tell of, and record what those found"
    return on_claim(facts, row, said, remedy, sources)


_REVIEWED = Question(_RESTING, tell)

_EXAMPLE = """:y-less-anxiety a kg:Claim ; rdfs:label "Yoga reduces anxiety."@en ;
    rdf:subject :yoga ; rdf:predicate kg:affects ; rdf:object :anxiety ; kg:effect kg:Decrease ;
    kg:claimType kg:Causal .
:yoga a skos:Concept ; skos:prefLabel "yoga"@en .
:nair2018 a kg:Document ; dcterms:title "A review of yoga"@en ; kg:authors "Nair, P" ;
    dcterms:issued "2018"^^xsd:gYear ; kg:studyDesign kg:NarrativeReview .
:y1 a kg:EvidenceLine ; kg:evidenceFor :y-less-anxiety ; kg:source :nair2018 ;
    kg:evidenceDirection kg:Supports ."""

RULE = Rule(
    code="KG202",
    name="secondary-source",
    severity=Severity.SUGGESTION,
    summary="A claim that rests on second-hand sources alone.",
    what="Flags a claim of an effect or an association whose live supporting lines all rest on "
    "narrative reviews, guidelines, expert opinions, web pages or news reports. "
    "A line without a known design, a systematic review or a study lets it pass.",
    why="What a review says of a study is a retelling: doses, patients and doubts get lost in it.",
    instead="Read the study itself, and record its own result.",
    examples=(
        Example("Yoga reduces anxiety (Nair 2018).", ("Yoga reduces anxiety",), _EXAMPLE),
        Example("Ketamine reduces anxiety (Berg 2019)."),
    ),
    check=stated(_REVIEWED),
    questions=(_REVIEWED,),
    references=("Greenberg 2009, How citation distortions create unfounded authority",),
    needs_ledger=True,
    default_in=("ledger",),
)
