"""A number that the cited source does not give."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.auditing.cited_words import differing
from kg.auditing.rule import Example, Hit, Measured, Rule
from kg.model.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.auditing.case import Case


def check(case: Case) -> Iterator[Hit]:
    """Numbers that stand in no quote of the cited source, where these give others of their kind."""
    for statement, found, cited in differing(case, "number"):
        numbers = ", ".join(found.found[:4])
        yield Hit(
            statement,
            f"{found.said} is not what the ledger quotes of {', '.join(cited)} ({numbers})",
            "look the number up in the source and copy it",
            related=cited,
            key=statement.quote,
        )


_EXAMPLE = """:poll a kg:Claim ; rdfs:label "Adults get nausea."@en ; rdf:subject :nausea ;
    rdf:predicate kg:hasPrevalence ; kg:claimType kg:Statistical .
:poll1 a kg:EvidenceLine ; kg:evidenceFor :poll ; kg:source :berg2019 ;
    kg:evidenceDirection kg:Supports ; rdfs:comment "%s of adults had nausea within a year"@en ."""

RULE = Rule(
    code="KG207",
    name="other-number",
    severity=Severity.WARNING,
    summary="A number that the cited source does not give.",
    what="Compares percentages, millions and folds of a statement with what the ledger quotes and "
    "sums up of the sources that it cites. "
    "It flags a statement none of whose numbers stands there, where others of the same unit do "
    "and both speak of one thing. "
    "Rounded numbers, the rest of a hundred, ranges and bounds pass.",
    why="A wrong figure with a right source is believed.",
    instead="Copy the number from the source.",
    examples=(
        Example(
            "Within a year 28.1% of adults had nausea (Berg 2019).",
            ("28.1%",),
            _EXAMPLE % "18.1%",
        ),
        Example("Within a year 18% of adults had nausea (Berg 2019).", ledger=_EXAMPLE % "18.1%"),
    ),
    check=check,
    references=("Jergas and Baethge 2015, doi:10.7717/peerj.1364: quotation errors",),
    needs_ledger=True,
    default_in=(),
    measured=Measured(
        8,
        9,
        "of 1,025 citing sentences of the Citation Integrity corpus beside the sentences "
        "that they cite, and of the demonstration draft. Of the half of the corpus that "
        "was not seen when the rule was written it got 2 of 3 right, which is why it does"
        " not run by default.",
    ),
)
