"""A contested claim told without the other side."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from kg.auditing.rule import Example, Hit, Rule
from kg.judge.conflicts import are_opposite
from kg.model.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.auditing.case import Case
    from kg.auditing.statement import Statement

_FIRM = frozenset({"categorical", "probable"})


def check(case: Case) -> Iterator[Hit]:
    """Firm statements of contested claims in sections that never tell the other side."""
    by_document: dict[str | None, list[Statement]] = defaultdict(list)
    for statement in case.statements:
        by_document[statement.document].append(statement)
    for statements in by_document.values():
        for statement in statements:
            claim = statement.claim
            if claim is None or statement.role != "claim" or statement.hedging not in _FIRM:
                continue
            if case.status(claim) != "contested" or _other_side(statement, statements, case):
                continue
            against = sorted(
                {
                    line.source.ref.id
                    for line in case.lines(claim)
                    if line.counts and line.direction == "disputes"
                }
            )
            yield Hit(
                statement,
                f"told as settled, but {len(against)} of the ledger's sources dispute it "
                f"({', '.join(against)})",
                "say that studies disagree, and cite the other side",
                related=tuple(against),
            )


def _other_side(statement: Statement, statements: list[Statement], case: Case) -> bool:
    """The section cites a disputing source, or states an opposite claim."""
    claim = statement.claim
    assert claim is not None
    disputing = {
        line.source.ref.iri
        for line in case.lines(claim)
        if line.counts and line.direction == "disputes"
    }
    for other in statements:
        if other.section != statement.section:
            continue
        cited = {c.document.ref.iri for c in other.cited if c.document is not None}
        if cited & disputing and other is not statement and _same_topic(statement, other):
            return True
        if other.claim is not None and are_opposite(claim, other.claim):
            shared = {o.iri for o in claim.objects} & {o.iri for o in other.claim.objects}
            if shared:
                return True
    return False


def _same_topic(a: Statement, b: Statement) -> bool:
    if a.claim is not None and b.claim is not None and a.claim.ref.iri == b.claim.ref.iri:
        return True
    return bool(set(a.objects) & set(b.objects))


RULE = Rule(
    code="KG301",
    name="one-sided-claim",
    severity=Severity.WARNING,
    summary="A contested claim told without the other side.",
    what="Flags a statement without hedging whose claim is contested in the ledger (live evidence "
    "on both sides), where nothing in the same section states an opposite claim or cites a "
    "disputing source on the same subject.",
    why="Half of a dispute misleads as surely as an error.",
    instead="Say that studies disagree, and cite both sides.",
    examples=(
        Example("Exercise reduces anxiety (Lind 2020).", ("Exercise reduces anxiety",)),
        Example("Exercise may reduce anxiety, but studies disagree (Lind 2020; Moor 2022)."),
    ),
    check=check,
    references=("Cochrane Handbook, chapter 15: interpreting results",),
    needs_ledger=True,
)
