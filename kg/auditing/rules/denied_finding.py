"""A denial that the cited source does not bear."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.auditing.cited_words import differing
from kg.auditing.rule import Example, Hit, Measured, Rule
from kg.model.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.auditing.case import Case


def check(case: Case) -> Iterator[Hit]:
    """Statements that deny what the quotes of the cited source speak of and deny nowhere."""
    for statement, found, cited in differing(case, "denial"):
        yield Hit(
            statement,
            f'"{found.said}": what the ledger quotes of {", ".join(cited)} denies nothing',
            "read the source again, and say what it found",
            related=cited,
            key=statement.quote,
        )


_EXAMPLE = """:poll a kg:Claim ; rdfs:label "Exercise improves sleep."@en ; rdf:subject :exercise ;
    rdf:predicate kg:affects ; rdf:object :sleep ; kg:effect kg:Increase ; kg:claimType kg:Causal .
:sleep a skos:Concept ; skos:prefLabel "sleep"@en .
:poll1 a kg:EvidenceLine ; kg:evidenceFor :poll ; kg:source :berg2019 ;
    kg:evidenceDirection kg:Supports ; rdfs:comment "Sleep improved with exercise"@en ."""

RULE = Rule(
    code="KG208",
    name="denied-finding",
    severity=Severity.SUGGESTION,
    summary="A denial that the cited source does not bear.",
    what="Flags a statement that denies something (no, not, never) of which the ledger's quotes "
    "and summaries of the cited source speak without any denial.",
    why="A finding turned into its absence is the worst of misquotations.",
    instead="Say what the source found.",
    examples=(
        Example("With exercise sleep has not improved (Berg 2019).", ("not improved",), _EXAMPLE),
        Example("With exercise sleep has improved (Berg 2019).", ledger=_EXAMPLE),
    ),
    check=check,
    needs_ledger=True,
    default_in=(),
    measured=Measured(
        6,
        11,
        "of 1,025 citing sentences of the Citation Integrity corpus beside the sentences that they "
        "cite, half of them unseen when the rule was written, of which it got 3 of 7 right. "
        "Right is what readers called mis-cited.",
    ),
)
