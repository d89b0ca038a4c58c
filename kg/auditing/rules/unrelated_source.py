"""A cited source that the ledger knows, and not for this claim."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.auditing.cited_words import sources
from kg.auditing.rule import Example, Hit, Rule
from kg.model.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.auditing.case import Case


def check(case: Case) -> Iterator[Hit]:
    """Statements of a claim whose cited sources have lines, and none on the claim."""
    for statement in case.statements:
        claim, cited = statement.claim, sources(statement)
        if claim is None or statement.role != "claim" or not cited:
            continue
        bearing = {line.source.ref.iri for line in case.lines(claim)}
        if any(d.ref.iri in bearing or not case.lines_of(d.ref.iri) for d in cited):
            continue
        yield Hit(
            statement,
            f"the ledger records what {', '.join(d.ref.id for d in cited)} found, "
            f"and nothing on this: {claim.text}",
            "look whether the source bears on it; record what it found, or cite another",
            related=tuple(d.ref.id for d in cited),
            key=statement.quote,
        )


RULE = Rule(
    code="KG210",
    name="unrelated-source",
    severity=Severity.SUGGESTION,
    summary="A cited source of which the ledger records other findings only.",
    what="Flags a statement of a claim where every source that it cites has evidence lines in the "
    "ledger, and none of them on that claim. "
    "A source may hold more than was recorded of it.",
    why="A source that does not bear on a statement lends it a weight that it has not.",
    instead="Cite the study that found it.",
    examples=(
        Example("Exercise reduces anxiety (Berg 2019).", ("Exercise reduces anxiety",)),
        Example("Exercise reduces anxiety (Lind 2020)."),
    ),
    check=check,
    references=("Greenberg 2009, doi:10.1136/bmj.b2680: dead-end citation",),
    needs_ledger=True,
    default_in=(),
)
