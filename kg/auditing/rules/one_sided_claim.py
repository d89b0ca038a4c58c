"""A contested claim told without the other side."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from kg.auditing.facts import CITING, opposite
from kg.auditing.question import Question
from kg.auditing.rule import Example, Hit, Rule
from kg.judge.conflicts import are_opposite
from kg.model.finding import Severity
from kg.store.schema import IN_FORCE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.auditing.case import Case
    from kg.auditing.facts import Facts
    from kg.auditing.question import Row
    from kg.auditing.statement import Statement

_HELP = "say that studies disagree, and cite the other side"
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
                _says(against),
                _HELP,
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


_SHARED = """
EXISTS (SELECT 1 FROM many AS m JOIN many AS n ON n.value = m.value
    WHERE m.owner = t.claim AND m.field = 'object' AND n.owner = o.claim AND n.field = 'object')"""
_SECTION = "(SELECT min(section) FROM passage WHERE owner = {}.iri)"
_ALONE = f"""
SELECT t.claim AS key, t.claim, t.iri FROM told AS t JOIN claim AS mine ON mine.iri = t.claim
JOIN claim_summary AS s ON s.claim = t.claim AND s.status = 'contested'
WHERE t.hedging IN ('categorical', 'probable') AND NOT EXISTS (
    SELECT 1 FROM assertion AS o JOIN claim AS theirs ON theirs.iri = o.claim
    WHERE o.document = t.document AND o.state IN {IN_FORCE}
        AND {_SECTION.format("o")} IS {_SECTION.format("t")}
        AND ({opposite("mine", "theirs")} AND {_SHARED}
            OR o.iri <> t.iri AND (o.claim = t.claim OR {_SHARED}) AND EXISTS (
                SELECT 1 FROM live AS l JOIN many AS x ON x.value = l.source AND x.field IN {CITING}
                WHERE x.owner = o.iri AND l.claim = t.claim AND l.direction = 'disputes')))"""


def tell(facts: Facts, row: Row) -> Hit:
    """A contested claim that a document of the ledger tells alone."""
    _, claim, assertion = row
    disputing = (x for x in facts.lines(claim) if x.counts and x.direction == "disputes")
    against = facts.ids(line.source.ref.iri for line in disputing)
    return Hit(
        None,
        _says(against),
        _HELP,
        related=against,
        quote=facts.words(claim, assertion),
        claim=facts.ref(claim).id,
    )


def _says(against: Sequence[str]) -> str:
    return (
        f"told as settled, but {len(against)} of the ledger's sources dispute it "
        f"({', '.join(against)})"
    )


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
    questions=(Question(_ALONE, tell),),
    references=("Cochrane Handbook, chapter 15: interpreting results",),
    needs_ledger=True,
)
