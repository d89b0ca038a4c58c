"""Claims side by side: two at a time, in what they speak of and in their conditions."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from kg.judge.conflicts.alike import contradict
from kg.judge.conflicts.stands import opposition, stand_of
from kg.judge.conflicts.studied import Lines, live_support, read_studied
from kg.judge.context import compare, compare_dimension, read
from kg.store.records import ValueRow

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kg.judge.conflicts.stands import Kind
    from kg.judge.context import Dimension, Reading, World
    from kg.store.ledger import Ledger
    from kg.store.records import ClaimRow, EvidenceRow, Ref


class Comparison(NamedTuple):
    """Two claims compared.

    Attributes:
        a: the one.
        b: the other.
        kind: how they exclude each other, whatever they speak of; None if they do not.
        one_topic: they speak of one subject and object, so that they are a pair of `conflicts`.
        as_stated: what they speak of where that differs, then their conditions.
        as_studied: the conditions of the studies behind them; None where a side has none.
    """

    a: ClaimRow
    b: ClaimRow
    kind: Kind | None
    one_topic: bool
    as_stated: Reading
    as_studied: Reading | None


def side_by_side(
    claims: Sequence[ClaimRow],
    evidence: Mapping[str, tuple[EvidenceRow, ...]],
    ledger: Ledger,
    world: World,
) -> tuple[Comparison, ...]:
    """Every two of some claims compared.

    Args:
        claims: the claims.
        evidence: their lines, by IRI.
        ledger: where they stand.
        world: compares conditions.

    Returns:
        One comparison for each two, in the order of the claims.
    """
    return tuple(_compared(a, b, evidence, ledger, world) for a, b in combinations(claims, 2))


def _compared(
    a: ClaimRow,
    b: ClaimRow,
    evidence: Mapping[str, tuple[EvidenceRow, ...]],
    ledger: Ledger,
    world: World,
) -> Comparison:
    drugs = tuple(tuple(ref.iri for ref in one.subjects) for one in (a, b))
    conditions = compare(a.qualifiers, b.qualifiers, world, (drugs[0], drugs[1]))
    of = [*_of_what(a, b, world)]
    named = {dimension.name for dimension in of}
    kept = [d for d in conditions if d.name not in named]
    sides = [
        Lines(tuple(line.qualifiers for line in live_support(evidence.get(one.ref.iri, ()))), given)
        for one, given in zip((a, b), drugs, strict=True)
    ]
    return Comparison(
        a,
        b,
        opposition(stand_of(a), stand_of(b)),
        contradict(a, b, ledger),
        read([*of, *kept]),
        read_studied(sides[0], sides[1], world),
    )


def _of_what(a: ClaimRow, b: ClaimRow, world: World) -> list[Dimension]:
    """Subject and object, where they are not the same; an object is what is measured."""
    found = []
    if a.subjects != b.subjects:
        compared = compare_dimension(
            "intervention", _as_values(a.subjects), _as_values(b.subjects), world
        )
        found.append(compared._replace(name="subject", reason=_renamed(compared, "subject")))
    if a.objects != b.objects:
        sides = [_as_values(one.objects) + one.qualifiers.get("outcome", ()) for one in (a, b)]
        found.append(compare_dimension("outcome", sides[0], sides[1], world))
    return found


def _renamed(dimension: Dimension, name: str) -> str:
    return dimension.reason.replace(dimension.name, name, 1)


def _as_values(refs: tuple[Ref, ...]) -> tuple[ValueRow, ...]:
    return tuple(ValueRow(text=ref.label, concept=ref) for ref in refs)
