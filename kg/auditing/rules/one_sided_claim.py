"""A contested claim told without the other side."""

from __future__ import annotations

from collections import defaultdict
from itertools import islice
from typing import TYPE_CHECKING

from kg.auditing.hits import on_assertion
from kg.auditing.question import Question
from kg.auditing.rule import Example, Hit, Measured, Rule
from kg.auditing.tables import opposite
from kg.judge.conflicts import are_opposite
from kg.model.finding import Severity
from kg.store.schema import IN_FORCE
from kg.store.utterances import CITING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.auditing.case import Case
    from kg.auditing.facts import Facts
    from kg.auditing.question import Row
    from kg.auditing.statement import Statement
    from kg.store.records import ClaimRow, EvidenceRow

_HELP = "say that studies disagree, and cite the other side"
_FIRM = frozenset({"categorical", "probable"})


def check(case: Case) -> Iterator[Hit]:
    """Firm statements of contested claims in sections that never tell the other side."""
    sections: dict[tuple[str | None, str | None], list[Statement]] = defaultdict(list)
    for statement in case.statements:
        sections[statement.document, statement.section].append(statement)
    telling: dict[tuple[object, ...], tuple[Statement, ...]] = {}
    for statement in case.statements:
        claim = statement.claim
        if claim is None or statement.role != "claim" or statement.hedging not in _FIRM:
            continue
        if case.status(claim) != "contested":
            continue
        section = (statement.document, statement.section)
        topic = (section, claim.ref.iri, statement.objects)
        if topic not in telling:  # a section is read once a topic, not once a statement
            telling[topic] = _other_side(statement, sections[section], case)
        if any(other is not statement for other in telling[topic]):
            continue
        yield _hit(statement, sorted({line.source.ref.id for line in _against(claim, case)}))


def _hit(statement: Statement, against: list[str]) -> Hit:
    return Hit(statement, _says(against), _HELP, related=tuple(against))


def _against(claim: ClaimRow, case: Case) -> Iterator[EvidenceRow]:
    """The live lines that dispute a claim."""
    return (line for line in case.lines(claim) if line.counts and line.direction == "disputes")


def _other_side(
    statement: Statement, section: list[Statement], case: Case
) -> tuple[Statement, ...]:
    """The first two that cite a disputing source, or state an opposite claim."""
    claim = statement.claim
    assert claim is not None
    disputing = {line.source.ref.iri for line in _against(claim, case)}
    found = (
        other
        for other in section
        if _cites(other, disputing, statement) or _is_opposite(other, claim)
    )
    return tuple(islice(found, 2))


def _cites(other: Statement, disputing: set[str], statement: Statement) -> bool:
    cited = {c.document.ref.iri for c in other.cited if c.document is not None}
    return bool(cited & disputing) and _same_topic(statement, other)


def _is_opposite(other: Statement, claim: ClaimRow) -> bool:
    if other.claim is None or not are_opposite(claim, other.claim):
        return False
    return bool({o.iri for o in claim.objects} & {o.iri for o in other.claim.objects})


def _same_topic(a: Statement, b: Statement) -> bool:
    if a.claim is not None and b.claim is not None and a.claim.ref.iri == b.claim.ref.iri:
        return True
    return bool(set(a.objects) & set(b.objects))


_SHARED = """
EXISTS (SELECT 1 FROM many AS m JOIN many AS n ON n.value = m.value
    WHERE m.owner = t.claim AND m.field = 'object' AND n.owner = o.claim AND n.field = 'object')"""
_SECTION = "(SELECT min(section) FROM passage WHERE owner = {}.iri)"
_ALONE = f"""
SELECT t.claim AS key, t.claim, t.iri FROM claim_summary AS s
CROSS JOIN told AS t ON t.claim = s.claim CROSS JOIN claim AS mine ON mine.iri = t.claim
WHERE s.status = 'contested' AND t.hedging IN ('categorical', 'probable') AND NOT EXISTS (
    SELECT 1 FROM assertion AS o JOIN claim AS theirs ON theirs.iri = o.claim
    WHERE o.document = t.document AND o.state IN {IN_FORCE}
        AND {_SECTION.format("o")} IS {_SECTION.format("t")}
        AND ({opposite("mine", "theirs")} AND {_SHARED}
            OR o.iri <> t.iri AND (o.claim = t.claim OR {_SHARED}) AND EXISTS (
                SELECT 1 FROM live AS l JOIN many AS x ON x.value = l.source AND x.field IN {CITING}
                WHERE x.owner = o.iri AND l.claim = t.claim AND l.direction = 'disputes')))"""


def tell(facts: Facts, row: Row) -> Hit:
    """A contested claim that a document of the ledger tells alone."""
    lines = (x for x in facts.lines(row[1]) if x.counts and x.direction == "disputes")
    against = [line.source.ref.iri for line in lines]
    return on_assertion(facts, row, _says(facts.ids(against)), _HELP, against)


def _says(against: Sequence[str]) -> str:
    verb = "disputes" if len(against) == 1 else "dispute"
    return (
        f"told as settled, but {len(against)} of the ledger's sources {verb} it "
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
    measured=Measured(
        4,
        4,
        "of the demonstration draft that hold a fault of its table; 2 of them one that "
        "this rule answers for. The rules were written with that draft at hand.",
    ),
)
