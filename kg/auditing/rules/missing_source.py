"""A claim without any source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.auditing.hits import on_assertion
from kg.auditing.question import Question
from kg.auditing.rule import Example, Hit, Measured, Rule
from kg.model.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.auditing.case import Case
    from kg.auditing.facts import Facts
    from kg.auditing.question import Row

_HELP = "cite the source that you rely on"
_EXEMPT = frozenset({"definitional", "normative", "opinion", "evidence-status"})


def check(case: Case) -> Iterator[Hit]:
    """Claims in the author's own voice that give no source."""
    for statement in case.statements:
        if statement.role != "claim" or statement.cited or statement.attribution != "author":
            continue
        claim = statement.claim
        if claim is not None and claim.type in _EXEMPT:
            continue
        yield Hit(
            statement,
            "no source is given" if case.has_references else "the document gives no source at all",
            _HELP,
            key="" if case.has_references else "document",
        )


_BARE = """
SELECT t.claim AS key, t.claim, t.iri FROM told AS t
WHERE t.attribution = 'author' AND NOT t.sourced"""


def tell(facts: Facts, row: Row) -> Hit:
    """A claim that some document of the ledger states without a source."""
    return on_assertion(facts, row, "no source is given", _HELP)


RULE = Rule(
    code="KG102",
    name="missing-source",
    severity=Severity.WARNING,
    summary="A claim without any source.",
    what="Flags a statement of fact that neither cites a source nor says who found it. "
    "Definitions, advice, opinions, questions and statements on the state of research are left "
    "out. A document without any reference gets one finding that lists all places.",
    why="A reader cannot check what has no source.",
    instead="Cite the source in the same sentence, or in the one before if it plainly covers both.",
    examples=(
        Example(
            "Ketamine reduces anxiety (Berg 2019). Ketamine increases nausea in adults.",
            ("Ketamine increases nausea in adults.",),
        ),
        Example("Ketamine reduces anxiety (Berg 2019). Talk to your doctor."),
    ),
    check=check,
    questions=(Question(_BARE, tell),),
    references=("Wikipedia: Verifiability",),
    measured=Measured(
        98,
        118,
        "of the demonstration draft (10 of 10), with which the rule was written, and of the two "
        "thirds of the labelled passages in tests/gold that are not kept unseen (88 of 108; of "
        "the other 20, 7 are claims with a vague source).",
    ),
)
