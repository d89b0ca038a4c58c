"""A quote of the ledger that no longer stands in the document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.auditing.question import Unjudged
from kg.auditing.rule import Example, Hit, Measured, Rule
from kg.model.finding import Severity
from kg.store.schema import IN_FORCE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.auditing.case import Case

_SAYS = {
    "lost": "a passage of the ledger is not in this text any more",
    "changed": "a passage of the ledger was changed in this text",
    "ambiguous": "a passage of the ledger fits several places of this text",
}

_PASSAGES = f"""
SELECT count(*) FROM passage JOIN assertion AS a ON a.iri = passage.owner
WHERE a.claim IN chosen AND a.state IN {IN_FORCE}"""


def check(case: Case) -> Iterator[Hit]:
    """Passages that were not found where the text is at hand."""
    for lost in case.lost:
        words = f': "{lost.words}"' if lost.words else ""
        yield Hit(
            None,
            f"{_SAYS[lost.status]}{words}",
            f"read it again and correct or withdraw the assertion {lost.assertion}",
            related=(lost.assertion,),
            quote=lost.words,
            claim=lost.claim,
            key=lost.assertion,
        )


RULE = Rule(
    code="KG601",
    name="lost-quote",
    severity=Severity.WARNING,
    summary="A quote of the ledger that no longer stands in the document.",
    what="Flags a passage of the ledger whose quote (or whose hash) is not found in the document "
    "any more: lost, changed or fitting several places. A passage that only moved is found again "
    "and is not flagged; nothing is attached to a look-alike in silence.",
    why="A claim that is tied to words that are gone misquotes the document.",
    instead="Read the new text, then correct or withdraw the assertion.",
    examples=(
        Example("Ketamine helps some people with anxiety.", ("Ketamine calms everybody.",)),
        Example("Ketamine calms everybody."),
    ),
    check=check,
    unjudged=(Unjudged("passages whose text is not at hand", _PASSAGES),),
    references=("W3C Web Annotation Data Model: text quote selector",),
    needs_ledger=True,
    measured=Measured(
        1,
        1,
        "of the demonstration draft, with which the rules were written.",
    ),
)
