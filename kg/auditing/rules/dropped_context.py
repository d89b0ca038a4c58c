"""A claim that is told without the conditions under which it holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.auditing.rule import Example, Hit, Rule
from kg.model.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.auditing.case import Case
    from kg.store.records import ClaimRow

_TOLD = ("dose", "population", "condition", "species", "route", "timepoint", "duration")


def check(case: Case) -> Iterator[Hit]:
    """Statements that a claim of the ledger fits but for its conditions."""
    for statement in case.statements:
        if statement.role != "claim" or statement.claim is not None:
            continue
        claim = next((x.claim for x in statement.links if x.how == "without-context"), None)
        if claim is None or not (lost := _conditions(claim)):
            continue
        yield Hit(
            statement,
            f"the ledger knows it under conditions only ({lost}): {claim.text}",
            f"say under which conditions it holds: {lost}",
            claim=claim.ref.id,
            key=claim.ref.iri,
        )


def _conditions(claim: ClaimRow) -> str:
    return "; ".join(
        f"{name} {' or '.join(value.text for value in claim.qualifiers[name])}"
        for name in _TOLD
        if name in claim.qualifiers
    )


_EXAMPLE = """:rats-calm a kg:Claim ; rdfs:label "Yoga reduces nausea in pregnant women."@en ;
    rdf:subject :yoga ; rdf:predicate kg:affects ; rdf:object :nausea ; kg:effect kg:Decrease ;
    kg:claimType kg:Causal ; kg:population "pregnant women" .
:yoga a skos:Concept ; skos:prefLabel "yoga"@en ."""

RULE = Rule(
    code="KG405",
    name="dropped-context",
    severity=Severity.SUGGESTION,
    summary="A claim that is told without the conditions under which the ledger knows it.",
    what="Flags a statement that names the subject, object and change of a claim, and leaves out "
    "the dose, population, condition, species, route or time under which the claim holds.",
    why="What was found in one group at one dose need not hold elsewhere.",
    instead="Say where it was found.",
    examples=(
        Example("Yoga reduces nausea (Berg 2019).", ("Yoga reduces nausea",), _EXAMPLE),
        Example("In pregnant women yoga reduces nausea (Berg 2019).", ledger=_EXAMPLE),
    ),
    check=check,
    references=("Guyatt et al. 2011, doi:10.1016/j.jclinepi.2011.04.014: indirectness",),
    needs_ledger=True,
    default_in=(),
)
