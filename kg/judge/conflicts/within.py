"""Evidence lines that disagree inside one claim: those that support it beside the others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.judge.conflicts.studied import Lines, live_support, read_studied
from kg.store import fetch
from kg.store.lines import evidence_of
from kg.store.narrowing import narrowed

if TYPE_CHECKING:
    from kg.judge.context import Reading, Verdict, World
    from kg.store.condition import Cell
    from kg.store.records import ClaimRow, EvidenceRow
    from kg.store.selection import Selection


@dataclass(frozen=True, slots=True)
class Within:
    """A claim that live lines support and dispute.

    Attributes:
        claim: the claim.
        supports: the lines for it.
        disputes: the lines against it.
        reading: their conditions compared; None where no line of a side records any.
    """

    claim: ClaimRow
    supports: tuple[EvidenceRow, ...]
    disputes: tuple[EvidenceRow, ...]
    reading: Reading | None

    @property
    def verdict(self) -> Verdict:
        """As studied; undetermined where a side records no condition."""
        return self.reading.verdict if self.reading else "undetermined"


def contested(selection: Selection) -> list[str]:
    """IRIs of the claims of a selection that live lines support and dispute, by IRI."""
    index = selection.ledger.index
    values: tuple[Cell, ...]
    if selection.limited:
        where, values = f"claim IN {fetch.AMONG}", (index.array(selection.claim_iris),)
    else:
        found = narrowed(index, selection.filters, "iri", "state")
        where, values = f"claim IN (SELECT iri FROM claim WHERE {found.sql})", found.values
    rows = index.rows(
        f"SELECT claim FROM claim_summary WHERE status = 'contested' AND {where} ORDER BY claim",
        *values,
    )
    return [str(row[0]) for row in rows]


def within(selection: Selection, iris: list[str], world: World) -> tuple[Within, ...]:
    """Compare the lines for and against claims.

    Args:
        selection: where the claims are.
        iris: the claims.
        world: compares conditions.

    Returns:
        One entry a claim, by label.
    """
    evidence = evidence_of(selection.ledger, iris)
    found = []
    for claim in fetch.claims(selection.ledger.index, iris):
        lines = evidence.get(claim.ref.iri, ())
        supports = live_support(lines)
        disputes = tuple(e for e in lines if e.counts and e.direction == "disputes")
        drugs = tuple(subject.iri for subject in claim.subjects)
        a, b = (Lines(tuple(e.qualifiers for e in x), drugs) for x in (supports, disputes))
        found.append(Within(claim, supports, disputes, read_studied(a, b, world)))
    return tuple(found)
