"""One document that states one claim as possible and as a fact."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from kg.auditing.hits import on_assertion
from kg.auditing.question import Question
from kg.auditing.rule import Example, Hit, Rule
from kg.model.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.auditing.case import Case
    from kg.auditing.facts import Facts
    from kg.auditing.question import Row
    from kg.auditing.statement import Statement

_OPEN = frozenset({"possible", "speculative"})
_HELP = "keep the hedge, or give the source that lets you drop it"


def check(case: Case) -> Iterator[Hit]:
    """Claims that the article states as possible in one place and as a fact in another."""
    by_claim: dict[str, list[Statement]] = defaultdict(list)
    for statement in case.statements:
        if statement.role == "claim" and statement.claim is not None:
            by_claim[statement.claim.ref.iri].append(statement)
    for statements in by_claim.values():
        hedged = next((s for s in statements if s.hedging in _OPEN), None)
        if hedged is None:
            continue
        for firm in statements:
            if firm.hedging == "categorical" and not firm.cited:
                yield Hit(firm, _says(hedged.quote, hedged.hedging), _HELP)


_DRIFTING = """
SELECT firm.document || ' ' || firm.claim AS key, firm.claim, firm.iri, open.iri, open.hedging
FROM told AS open JOIN told AS firm ON firm.claim = open.claim AND firm.document = open.document
WHERE open.hedging IN ('possible', 'speculative') AND firm.hedging = 'categorical'
    AND NOT firm.sourced"""


def tell(facts: Facts, row: Row) -> Hit:
    """A claim that a document of the ledger states in both ways."""
    _, claim, firm, hedged, hedging = row
    said = _says(facts.words(claim, hedged), str(hedging))
    return on_assertion(facts, row, said, _HELP, (firm, hedged))


def _says(words: str, hedging: str) -> str:
    flat = " ".join(words.split())
    short = flat if len(flat) <= _MOST else flat[: _MOST - 1] + "…"
    return f'stated as a fact, elsewhere as {hedging}: "{short}"'


_MOST = 90

RULE = Rule(
    code="KG402",
    name="hedge-drift",
    severity=Severity.WARNING,
    summary="One document that states one claim as possible and as a fact.",
    what="Flags a statement without hedging or source, where the same document states the same "
    "claim as possible or speculative in another place.",
    why="A hedge that is dropped on the way turns a guess into a finding.",
    instead="Keep the hedge wherever the claim is told.",
    examples=(
        Example(
            "Ketamine may reduce nausea (Hahn 2018). In short, ketamine reduces nausea.",
            ("In short, ketamine reduces nausea.",),
        ),
        Example("Ketamine may reduce nausea (Hahn 2018). Ketamine might reduce nausea."),
    ),
    check=check,
    questions=(Question(_DRIFTING, tell),),
    references=("Greenberg 2009, doi:10.1136/bmj.b2680: citation transmutation",),
    needs_ledger=True,
    default_in=("ledger",),
)
