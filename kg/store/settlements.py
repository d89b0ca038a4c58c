"""What people have decided of pairs of opposite claims, as the ledger records it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kg.store.fetch import AMONG
from kg.store.schema import IN_FORCE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.store.index import Index

PairKey = frozenset[str]
"""The IRIs of two claims."""


class SettlementRow(NamedTuple):
    """A decision on two opposite claims.

    Attributes:
        iri: its name.
        id: its local id.
        state: open, explained, accepted or resolved.
        why: the reason.
        by: who decided; None if that is not recorded.
        date: when, as precise as known.
    """

    iri: str
    id: str
    state: str
    why: str
    by: str | None
    date: str | None


def settlements(
    index: Index, claims: Iterable[str] | None = None
) -> dict[PairKey, tuple[SettlementRow, ...]]:
    """Decisions in force on pairs.

    Args:
        index: where to look.
        claims: IRIs of claims; None for all pairs of the ledger.

    Returns:
        Decisions by pair, the oldest first; the last one counts.
    """
    among = "" if claims is None else f" AND one.value IN {AMONG}"
    rows = index.rows(
        "SELECT s.iri, s.settled_as, s.date, s.assessor, one.value, other.value, label.text,"
        " activity.ended, s.revises FROM settlement AS s"
        " JOIN many AS one ON one.owner = s.iri AND one.field = 'claims' AND one.ord = 0"
        " JOIN many AS other ON other.owner = s.iri AND other.field = 'claims' AND other.ord = 1"
        " LEFT JOIN label ON label.iri = s.iri AND label.kind = 'rationale' AND label.ord = 0"
        " LEFT JOIN activity ON activity.iri = s.generated_by"
        f" WHERE s.state IN {IN_FORCE}{among}",
        *(() if claims is None else (index.array(claims),)),
    )
    refs = index.refs(str(row[3]) for row in rows if row[3] is not None)
    revised = {str(row[0]): row[8] for row in rows}
    found: dict[PairKey, list[tuple[tuple[str, int, str], SettlementRow]]] = {}
    for iri, state, date, assessor, one, other, why, ended, _ in rows:
        row = SettlementRow(
            iri=str(iri),
            id=index.local_id(str(iri)),
            state=str(state),
            why=str(why or ""),
            by=refs[str(assessor)].label if assessor is not None else None,
            date=None if date is None else str(date),
        )
        when = (str(ended or date or ""), _before(str(iri), revised), row.id)
        found.setdefault(frozenset((str(one), str(other))), []).append((when, row))
    return {
        pair: tuple(row for _, row in sorted(rows, key=lambda found: found[0]))
        for pair, rows in found.items()
    }


def _before(iri: str, revised: Mapping[str, object]) -> int:
    """How many decisions a decision revises, one after the other; several may fall in a second."""
    seen = {iri}
    while (earlier := revised.get(iri)) is not None and str(earlier) not in seen:
        iri = str(earlier)
        seen.add(iri)
    return len(seen)
