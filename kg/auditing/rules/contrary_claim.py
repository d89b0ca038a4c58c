"""A statement that goes against what the ledger's evidence supports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.auditing.rule import Example, Hit, Rule
from kg.model.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.auditing.case import Case

_OPEN = frozenset({"possible", "speculative"})


def check(case: Case) -> Iterator[Hit]:
    """Statements of the opposite of a supported claim that cite nothing for it."""
    for statement in case.statements:
        claim = statement.contrary
        if claim is None or statement.role != "claim" or statement.hedging in _OPEN:
            continue
        if statement.cited or case.status(claim) != "supported":
            continue
        live = [x for x in case.lines(claim) if x.counts and x.direction == "supports"]
        yield Hit(
            statement,
            f"evidence in this ledger supports the opposite: {claim.text}",
            "say what was found, or cite what you rely on",
            related=tuple(sorted({line.source.ref.id for line in live})),
            claim=claim.ref.id,
            key=statement.quote,
        )


_EXAMPLE = """:y-nausea a kg:Claim ; rdfs:label "Yoga reduces nausea."@en ;
    rdf:subject :yoga ; rdf:predicate kg:affects ; rdf:object :nausea ; kg:effect kg:Decrease ;
    kg:claimType kg:Causal .
:yoga a skos:Concept ; skos:prefLabel "yoga"@en .
:y1 a kg:EvidenceLine ; kg:evidenceFor :y-nausea ; kg:source :hahn2018 ;
    kg:evidenceDirection kg:Supports ; kg:verification kg:ReadInFull ."""

RULE = Rule(
    code="KG303",
    name="contrary-claim",
    severity=Severity.WARNING,
    summary="A statement that goes against what the ledger's evidence supports.",
    what="Flags a statement without a source that names the subject and object of a claim and "
    "its conditions, and states the opposite change, where live evidence of the ledger supports "
    "the claim and none disputes it.",
    why="Known evidence the other way has to be dealt with, not passed over.",
    instead="Say what was found, or cite what you rely on.",
    examples=(
        Example("Yoga increases nausea.", ("Yoga increases nausea",), _EXAMPLE),
        Example("Yoga may increase nausea.", ledger=_EXAMPLE),
        Example("Yoga reduces nausea.", ledger=_EXAMPLE),
    ),
    check=check,
    needs_ledger=True,
    default_in=(),
)
