"""A claim that newer evidence of at least equal rank disputes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.auditing.hits import on_claim
from kg.auditing.of_claims import stated
from kg.auditing.question import Question
from kg.auditing.rule import Example, Hit, Rule
from kg.model.finding import Severity

if TYPE_CHECKING:
    from kg.auditing.facts import Facts
    from kg.auditing.question import Row

_OVERTAKEN = """
SELECT new.claim AS key, new.claim, NULL, max(new.year), old.year FROM (
    SELECT claim, max(year) AS year, min(level) AS level, min(year IS NOT NULL) AS dated
    FROM live WHERE direction = 'supports'
        AND claim IN (SELECT claim FROM claim_summary WHERE status = 'contested')
    GROUP BY claim) AS old JOIN live AS new ON new.claim = old.claim
WHERE new.direction = 'disputes' AND old.dated AND new.year > old.year
    AND coalesce(new.level <= old.level, 1)
GROUP BY new.claim"""


def tell(facts: Facts, row: Row) -> Hit:
    """A claim whose support is older than what disputes it."""
    new, old = str(row[3]), str(row[4])
    newer = (
        line.source.ref.iri
        for line in facts.lines(row[1])
        if line.counts and line.direction == "disputes" and str(line.source.year or "") > old
    )
    said = f"its newest support is of {old}, evidence of {new} disputes it"
    remedy = "say what the newer studies found"
    return on_claim(facts, row, f"{said}: {facts.ref(row[1]).label}", remedy, newer)


_DISPUTED_SINCE = Question(_OVERTAKEN, tell)

_EXAMPLE = """:e-less-fear a kg:Claim ; rdfs:label "Exercise reduces fear."@en ;
    rdf:subject :exercise ; rdf:predicate kg:affects ; rdf:object :fear ; kg:effect kg:Decrease ;
    kg:claimType kg:Causal .
:fear a skos:Concept ; skos:prefLabel "fear"@en .
:pratt2004 a kg:Document ; dcterms:title "An old trial"@en ; kg:authors "Pratt, G" ;
    dcterms:issued "2004"^^xsd:gYear .
:f1 a kg:EvidenceLine ; kg:evidenceFor :e-less-fear ; kg:source :pratt2004 ;
    kg:evidenceDirection kg:Supports ; kg:evidenceLevel kg:OCEBM-3 .
:f2 a kg:EvidenceLine ; kg:evidenceFor :e-less-fear ; kg:source :moor2022 ;
    kg:evidenceDirection kg:Disputes ; kg:evidenceLevel kg:OCEBM-2 ."""

RULE = Rule(
    code="KG302",
    name="outdated-claim",
    severity=Severity.WARNING,
    summary="A claim that newer evidence disputes.",
    what="Flags a claim with live evidence on both sides where a disputing source is newer than "
    "every supporting one, and not of a lower level of evidence. "
    "Where a supporting source has no year, nothing is said.",
    why="A text that stops at the older studies tells what was once believed.",
    instead="Tell the newer result, and from when it is.",
    examples=(
        Example("Exercise reduces fear (Pratt 2004).", ("Exercise reduces fear",), _EXAMPLE),
        Example("Ketamine reduces anxiety (Berg 2019)."),
    ),
    check=stated(_DISPUTED_SINCE),
    questions=(_DISPUTED_SINCE,),
    references=("Shojania et al. 2007, How quickly do systematic reviews go out of date?",),
    needs_ledger=True,
    default_in=("ledger",),
)
