"""A claim stated more firmly than its evidence."""

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
    from kg.auditing.statement import Statement

_HELP = "word it as possible, or say what kind of study it rests on"
_WEAK = frozenset({"low", "very-low"})


def check(case: Case) -> Iterator[Hit]:
    """Firm wording over weak evidence, and wording that no evidence can carry."""
    for statement in case.statements:
        if statement.role != "claim":
            continue
        hit = _absolute(statement, case) or _too_firm(statement, case)
        if hit is not None:
            yield hit


def _absolute(statement: Statement, case: Case) -> Hit | None:
    if not statement.boosters or statement.hedging in {"possible", "speculative"}:
        return None
    claim = statement.claim
    if claim is not None and case.certainty(claim) in {"high", "not-applicable"}:
        return None
    words = ", ".join(f'"{word}"' for word in statement.boosters)
    return Hit(
        statement,
        f"{words} says more than studies can show",
        "leave the word out, and say how sure the studies are",
        key=statement.quote,
    )


def _too_firm(statement: Statement, case: Case) -> Hit | None:
    claim = statement.claim
    if claim is None or statement.role != "claim" or statement.hedging != "categorical":
        return None
    if statement.cited:  # a finding told with its source is a report of it
        return None
    found = case.certainty(claim)
    if found not in _WEAK:
        return None
    return Hit(statement, _says(found, claim.text), _HELP)


_FIRM = """
SELECT t.claim AS key, t.claim, t.iri, s.certainty
FROM sureness AS s JOIN told AS t ON t.claim = s.claim
WHERE s.certainty IN ('low', 'very-low') AND t.hedging = 'categorical' AND NOT t.sourced"""


def tell(facts: Facts, row: Row) -> Hit:
    """A claim that a document of the ledger states as a fact."""
    return on_assertion(facts, row, _says(str(row[3]), facts.ref(row[1]).label), _HELP)


def _says(word: str, text: str) -> str:
    return f"stated as a fact, but the computed certainty is {word.replace('-', ' ')}: {text}"


RULE = Rule(
    code="KG401",
    name="overstated-claim",
    severity=Severity.WARNING,
    summary="A claim stated more firmly than its evidence.",
    what="Flags a statement without hedging or source whose claim has a low or very low computed "
    'certainty, and words such as "proves", "cures" or "guaranteed" unless the computed '
    "certainty is high.",
    why="Firm words over weak evidence are the commonest fault of health writing.",
    instead="Hedge as far as the evidence asks: may, in one small trial, in animals.",
    examples=(
        Example("Exercise is proven to cure anxiety (Lind 2020).", ("Exercise is proven",)),
        Example("Ketamine may reduce nausea (Hahn 2018)."),
    ),
    check=check,
    questions=(Question(_FIRM, tell),),
    references=("Sumner et al. 2014, doi:10.1136/bmj.g7015",),
    measured=Measured(
        5,
        5,
        "of the demonstration draft (4 of 4), with which the rule was written, and of "
        "the two thirds of the labelled passages in tests/gold that are not kept unseen"
        ' (1 of 1, after two false ones on "almost certainly" and "incredibly" were '
        "read and mended).",
    ),
)
