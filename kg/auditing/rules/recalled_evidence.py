"""A claim with evidence that nobody has read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.auditing.hits import on_claim
from kg.auditing.question import Question
from kg.auditing.rule import Example, Hit, Rule
from kg.model.finding import Severity

if TYPE_CHECKING:
    from kg.auditing.facts import Facts
    from kg.auditing.question import Row

_RECALLED = """
SELECT claim AS key, claim, NULL FROM line WHERE verification = 'recalled'"""


def tell(facts: Facts, row: Row) -> Hit:
    """A claim with recalled lines."""
    recalled = [line for line in facts.lines(row[1]) if line.verification == "recalled"]
    verb = "line is" if len(recalled) == 1 else "lines are"
    said = f"{len(recalled)} {verb} recalled from memory and count for nothing"
    remedy = "read the source and change its verification, or withdraw the line"
    sources = (line.source.ref.iri for line in recalled)
    return on_claim(facts, row, f"{said}: {facts.ref(row[1]).label}", remedy, sources)


_EXAMPLE = """:y-less-nausea a kg:Claim ; rdfs:label "Yoga reduces nausea."@en ;
    rdf:subject :yoga ; rdf:predicate kg:affects ; rdf:object :nausea ; kg:effect kg:Decrease ;
    kg:claimType kg:Causal .
:yoga a skos:Concept ; skos:prefLabel "yoga"@en .
:y1 a kg:EvidenceLine ; kg:evidenceFor :y-less-nausea ; kg:source :hahn2018 ;
    kg:evidenceDirection kg:Supports ; kg:verification kg:Recalled ."""

RULE = Rule(
    code="KG204",
    name="recalled-evidence",
    severity=Severity.SUGGESTION,
    summary="A claim with evidence that is recalled, not read.",
    what="Lists each claim that has evidence lines whose verification is *recalled*.",
    why="What somebody remembers of a paper is a lead, not evidence: it is shown and not counted.",
    instead="Read the source, and record how far it was read.",
    examples=(
        Example(flags=("Yoga reduces nausea.",), ledger=_EXAMPLE),
        Example(ledger=_EXAMPLE.replace("Recalled", "ReadInFull")),
    ),
    questions=(Question(_RECALLED, tell),),
    needs_ledger=True,
    default_in=(),
)
