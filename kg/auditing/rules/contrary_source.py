"""A source that is cited for what it speaks against."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.auditing.cited_words import sources
from kg.auditing.rule import Example, Hit, Rule
from kg.model.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.auditing.case import Case


def check(case: Case) -> Iterator[Hit]:
    """Statements of a claim whose every cited source is recorded against it."""
    for statement in case.statements:
        claim, cited = statement.claim, sources(statement)
        if claim is None or statement.role != "claim" or not cited:
            continue
        lines = [line for line in case.lines(claim) if line.counts]
        against = [{x.direction for x in lines if x.source.ref.iri == d.ref.iri} for d in cited]
        if all(directions == {"disputes"} for directions in against):
            names = ", ".join(document.ref.id for document in cited)
            verb = "is" if len(cited) == 1 else "are"
            yield Hit(
                statement,
                f"{names} {verb} cited for it, and recorded against it: {claim.text}",
                "read the source again; cite it for what it found",
                related=tuple(document.ref.id for document in cited),
                key=statement.quote,
            )


RULE = Rule(
    code="KG209",
    name="contrary-source",
    severity=Severity.ERROR,
    summary="A source that is cited for what it speaks against.",
    what="Flags a statement of a claim of which every source that it cites has live lines in the "
    "ledger, and only such as dispute it.",
    why="The reader who looks the source up finds the opposite.",
    instead="Say what the source found, or cite another.",
    examples=(
        Example("Exercise reduces anxiety (Moor 2022).", ("Exercise reduces anxiety",)),
        Example("Exercise reduces anxiety (Lind 2020)."),
        Example("Exercise reduces anxiety (Lind 2020; Moor 2022)."),
    ),
    check=check,
    references=("Greenberg 2009, doi:10.1136/bmj.b2680: citation diversion",),
    needs_ledger=True,
    default_in=(),
)
