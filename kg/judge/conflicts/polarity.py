"""Inverse outcomes: `pain` and `pain relief`, of which one rises as the other falls."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.store.ledger import Ledger
    from kg.store.records import Ref


def inverse_outcomes(ledger: Ledger, objects: Iterable[str]) -> Mapping[str, str]:
    """Objects of which more is less of another one, by that other one.

    Args:
        ledger: where the objects are labelled, and what it states of them.
        objects: objects of claims, as the index keeps them.

    Returns:
        For an inverse object the one that it is counted with: of those that name the thing itself
        the one of the shortest label. Both are among the objects.
    """
    from kg.judge.outcomes import Outcomes

    index, outcomes = ledger.index, Outcomes.of_ledger(ledger)
    stored = {index.whole(one): one for one in objects}
    plain: dict[tuple[str, ...], list[Ref]] = {}
    turned: dict[tuple[str, ...], list[Ref]] = {}
    for ref in index.refs(stored).values():
        measure = outcomes.measure(ref)
        if measure.thing and measure.sign:
            (plain if measure.sign > 0 else turned).setdefault(measure.thing, []).append(ref)
    found: dict[str, str] = {}
    for thing, refs in turned.items():
        others = sorted(plain.get(thing, ()), key=lambda ref: (len(ref.label), ref.iri))
        for ref in refs:
            other = next((o for o in others if outcomes.relate(ref, o) == "inverse"), None)
            if other is not None:
                found[stored[ref.iri]] = stored[other.iri]
    return found
