"""A statement that rests on a retracted paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.auditing.hits import on_assertion, on_claim
from kg.auditing.question import Question
from kg.auditing.rule import Example, Hit, Measured, Rule
from kg.model.finding import Severity
from kg.store.schema import IN_FORCE
from kg.store.utterances import CITING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.auditing.case import Case
    from kg.auditing.facts import Facts
    from kg.auditing.question import Row
    from kg.store.records import DocumentRow

_HELP = "take the statement out, or rest it on another source"


def check(case: Case) -> Iterator[Hit]:
    """Citations of retracted documents, and claims that only retracted ones support."""
    for statement in case.statements:
        for cited in statement.cited:
            if cited.document is not None and cited.document.retracted:
                yield Hit(
                    statement,
                    f"{_name(cited.document)} was retracted{_when(cited.document)}",
                    _HELP,
                    related=(cited.document.ref.id,),
                    key=statement.quote,
                )
        claim = statement.claim
        if claim is not None and case.status(claim) == "retracted-only":
            yield Hit(
                statement,
                f"only retracted sources support it: {claim.text}",
                _HELP,
                related=tuple(sorted({line.source.ref.id for line in case.lines(claim)})),
            )


_CITING = f"""
SELECT a.iri || ' ' || x.value AS key, a.claim, a.iri, x.value FROM retracted AS r
CROSS JOIN many AS x ON x.value = r.document AND x.field IN {CITING}
CROSS JOIN assertion AS a ON a.iri = x.owner AND a.state IN {IN_FORCE}
JOIN chosen ON chosen.iri = a.claim"""
_ONLY = """
SELECT s.claim AS key, s.claim, NULL FROM claim_summary AS s
JOIN chosen ON chosen.iri = s.claim
WHERE s.status = 'retracted-only' AND EXISTS (SELECT 1 FROM assertion WHERE claim = s.claim)"""
_RESTING = """
SELECT l.source AS key, NULL, NULL FROM retracted AS r
CROSS JOIN evidence_line AS e ON e.source = r.document JOIN line AS l ON l.iri = e.iri"""


def tell_citing(facts: Facts, row: Row) -> Hit:
    """An assertion that cites a retracted document."""
    found = facts.document(row[3])
    said = f"{_name(found)} was retracted{_when(found)}"
    return on_assertion(facts, row, said, _HELP, (found.ref.iri,))


def tell_only(facts: Facts, row: Row) -> Hit:
    """A claim that only retracted documents support."""
    said = f"only retracted sources support it: {facts.ref(row[1]).label}"
    sources = (line.source.ref.iri for line in facts.lines(row[1]))
    return on_claim(facts, row, said, _HELP, sources)


def tell_resting(facts: Facts, row: Row) -> Hit:
    """A retracted document with the claims that have lines of it."""
    found = facts.document(row[0])
    resting = facts.claims_of(row[0])
    return Hit(
        None,
        f"{_name(found)} was retracted{_when(found)}; "
        f"its lines on {len(resting)} claim{'s' * (len(resting) > 1)} count for nothing",
        "look whether the claims stand without it",
        related=resting,
        quote=found.title,
    )


def _name(document: DocumentRow) -> str:
    return document.ref.id


def _when(document: DocumentRow) -> str:
    dates = [n.date for n in document.notices if n.kind == "retraction" and n.date]
    return f" on {max(dates)}" if dates else ""


RULE = Rule(
    code="KG201",
    name="retracted-source",
    severity=Severity.ERROR,
    summary="A statement that rests on a retracted paper.",
    what="Flags a statement that cites a document with a retraction notice in the ledger, and a "
    "statement whose claim only retracted documents support. "
    "In a ledger it lists each retracted document with the claims that have lines of it. "
    "A reinstatement lifts an earlier retraction.",
    why="A retracted paper is withdrawn by its editors or authors: it is no evidence.",
    instead="Take the statement out, or rest it on another source.",
    examples=(
        Example(
            "Ketamine cut anxiety scores by four points (Voss 2021).", ("Ketamine cut anxiety",)
        ),
        Example("Ketamine reduces anxiety (Berg 2019)."),
    ),
    check=check,
    questions=(
        Question(_CITING, tell_citing),
        Question(_ONLY, tell_only),
        Question(_RESTING, tell_resting),
    ),
    references=("COPE: Retraction guidelines",),
    needs_ledger=True,
    measured=Measured(
        3,
        3,
        "of the demonstration draft, with which the rules were written.",
    ),
)
