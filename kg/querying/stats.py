"""The answer of `kg stats`: what a ledger holds, counted."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.querying.shapes import Json
    from kg.store.ledger import Ledger


def stats(ledger: Ledger) -> Json:
    """Counts in the shape `kg.stats/1`.

    Args:
        ledger: what to count.

    Returns:
        Entities by kind, claims by computed status, evidence lines by direction, live or not.
    """
    every = ledger.select()
    status = Counter(every.status(claim.ref.iri) for claim in every.claims)
    direction: Counter[str] = Counter()
    for claim in every.claims:
        for line in every.evidence(claim.ref.iri):
            direction[line.direction if line.counts else f"{line.direction}, not counted"] += 1
    return {
        "schema": "kg.stats/1",
        "title": ledger.title,
        "entities": ledger.counts(),
        "status": dict(status.most_common()),
        "direction": dict(direction.most_common()),
    }
