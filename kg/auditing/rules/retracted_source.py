"""A statement that rests on a retracted paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.auditing.rule import Example, Hit, Rule
from kg.model.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.auditing.case import Case
    from kg.store.records import DocumentRow


def check(case: Case) -> Iterator[Hit]:
    """Citations of retracted documents, and claims that only retracted ones support."""
    for statement in case.statements:
        for cited in statement.cited:
            if cited.document is not None and cited.document.retracted:
                yield Hit(
                    statement,
                    f"{_name(cited.document)} was retracted{_when(cited.document)}",
                    "take the statement out, or rest it on another source",
                    related=(cited.document.ref.id,),
                    key=statement.quote,
                )
        claim = statement.claim
        if claim is not None and case.status(claim) == "retracted-only":
            yield Hit(
                statement,
                f"only retracted sources support it: {claim.text}",
                "take the statement out, or rest it on another source",
                related=tuple(sorted({line.source.ref.id for line in case.lines(claim)})),
            )
    if case.of_ledger:
        yield from _in_ledger(case)


def _in_ledger(case: Case) -> Iterator[Hit]:
    assert case.view is not None
    for document in case.retracted_sources():
        resting = [
            claim.ref.id
            for claim in case.view.claims
            if any(line.source.ref.iri == document.ref.iri for line in case.lines(claim))
        ]
        if resting:
            yield Hit(
                None,
                f"{_name(document)} was retracted{_when(document)}; "
                f"its lines on {len(resting)} claims count for nothing",
                "look whether the claims stand without it",
                related=tuple(resting),
                quote=document.title,
                key=document.ref.id,
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
    references=("COPE: Retraction guidelines",),
    needs_ledger=True,
)
