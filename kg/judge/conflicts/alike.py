"""Whether two given claims contradict each other, without a search of the ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.judge.conflicts.polarity import inverse_outcomes
from kg.judge.conflicts.stands import opposition, stand_of
from kg.judge.context import Hierarchy, turned

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.store.ledger import Ledger
    from kg.store.records import ClaimRow, Ref


def contradict(a: ClaimRow, b: ClaimRow, ledger: Ledger) -> bool:
    """The two speak of one subject and object, and cannot both hold in one context.

    Args:
        a: a claim.
        b: another one.
        ledger: where both stand.
    """
    refs = {ref.iri: ref for one in (a, b) for ref in (*one.subjects, *one.objects)}
    hierarchy = Hierarchy.of_some(ledger, refs)
    views = [b] if (other := turned(b)) is None else [b, other]
    for one in views:
        if not _alike(a.subjects, one.subjects, hierarchy):
            continue
        met = opposition(stand_of(a), stand_of(one)) and _alike(a.objects, one.objects, hierarchy)
        if met and (one is b or _compared(a, one)):
            return True
    things = {ref.iri for one in (a, b) for ref in one.objects}
    inverse = inverse_outcomes(ledger, {str(ledger.index.stored(one)) for one in things})
    if not inverse or not _alike(a.subjects, b.subjects, hierarchy):
        return False
    whole = ledger.index.whole
    pairs = {frozenset((whole(one), whole(other))) for one, other in inverse.items()}
    met = any(frozenset((x.iri, y.iri)) in pairs for x in a.objects for y in b.objects)
    return met and opposition(stand_of(a), stand_of(b).turned()) is not None


def _alike(one: Sequence[Ref], other: Sequence[Ref], hierarchy: Hierarchy) -> bool:
    return any(hierarchy.overlap(x.iri, y.iri) for x in one for y in other)


def _compared(a: ClaimRow, other: ClaimRow) -> bool:
    """Both compare with the same thing."""
    mine, theirs = (
        {value.concept.iri for value in one.qualifiers.get("comparator", ()) if value.concept}
        for one in (a, other)
    )
    return bool(mine & theirs)
