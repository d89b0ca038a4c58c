"""A claim that no live evidence of the ledger supports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.auditing.hits import on_assertion
from kg.auditing.question import Question, Unjudged
from kg.auditing.rule import Example, Hit, Measured, Rule
from kg.model.finding import Severity, Skipped
from kg.store.schema import IN_FORCE
from kg.store.utterances import CITING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.auditing.case import Case
    from kg.auditing.facts import Facts
    from kg.auditing.question import Row
    from kg.auditing.statement import Statement

_SAYS = {
    "unsupported": "no evidence in this ledger supports it",
    "disputed": "evidence in this ledger disputes it and none supports it",
    "qualified": "evidence in this ledger only limits it, none supports it",
}
_HELP = "add a source that supports it to the ledger, or word it as an open question"
_CITED = "statements that cite a known source, of which the ledger records no finding"


def check(case: Case) -> Iterator[Hit | Skipped]:
    """Statements of claims without a live supporting line."""
    unknown = cited = 0
    for statement in case.statements:
        if statement.role != "claim":
            continue
        claim = statement.claim
        if claim is None:
            unknown += 1
            continue
        said = _SAYS.get(case.status(claim))
        if said and not case.lines(claim) and _gives_a_source(statement):
            cited += 1
        elif said:
            sources = {line.source.ref.id for line in case.lines(claim) if line.counts}
            yield Hit(
                statement,
                f"{said}: {claim.text}",
                _HELP,
                related=tuple(sorted(sources)),
            )
    if unknown:
        yield Skipped(
            "unsupported-claim", "statements that no claim of this ledger states", unknown
        )
    if cited:
        yield Skipped("unsupported-claim", _CITED, cited)


_TELLS = """
SELECT t.claim AS key, t.claim, t.iri, s.status FROM told AS t
JOIN claim_summary AS s ON s.claim = t.claim
WHERE s.status IN ('unsupported', 'disputed', 'qualified')"""
_CITES_ALONE = f"""
NOT EXISTS (SELECT 1 FROM evidence_line AS e WHERE e.claim = t.claim AND e.state IN {IN_FORCE})
AND t.sourced AND EXISTS (
    SELECT 1 FROM many AS x JOIN document AS d ON d.iri = x.value
    WHERE x.owner = t.iri AND x.field IN {CITING}
        AND d.iri NOT IN (SELECT document FROM retracted))"""


def tell(facts: Facts, row: Row) -> Hit:
    """A claim of the ledger that nothing supports."""
    _, claim, _, status = row
    counting = (x.source.ref.iri for x in facts.lines(claim) if x.counts)
    said = f"{_SAYS[str(status)]}: {facts.ref(claim).label}"
    return on_assertion(facts, row, said, _HELP, counting)


def _gives_a_source(statement: Statement) -> bool:
    """It cites a document of the ledger that stands: whether that supports it is not recorded."""
    return any(c.document is not None and not c.document.retracted for c in statement.cited)


RULE = Rule(
    code="KG101",
    name="unsupported-claim",
    severity=Severity.WARNING,
    summary="A claim that no live evidence of the ledger supports.",
    what="Flags a statement whose claim has no live supporting evidence line in the ledger: "
    "none at all, only disputing ones, or only ones that limit it. "
    "Lines of retracted sources and lines recalled from memory do not count. "
    "Where there is no line at all but the statement cites a source that the ledger knows, "
    "it is not judged: what that source says of the claim is not recorded.",
    why="A reader takes a plain statement as known. "
    "Where the ledger knows no support, the text should not sound as if there were any.",
    instead="Give a source, and record it; or say that it is an open question.",
    examples=(
        Example("Ketamine resets neural pathways.", ("Ketamine resets neural pathways",)),
        Example("Ketamine reduces anxiety (Berg 2019)."),
    ),
    check=check,
    questions=(Question(f"{_TELLS} AND NOT ({_CITES_ALONE})", tell),),
    unjudged=(Unjudged(_CITED, f"SELECT count(*) FROM ({_TELLS} AND {_CITES_ALONE})"),),
    references=("GA4GH VA-Spec: evidence lines and their direction",),
    needs_ledger=True,
    measured=Measured(
        16,
        16,
        "of the demonstration draft that hold a fault of its table; 10 of them one that "
        "this rule answers for. The rules were written with that draft at hand.",
    ),
)
