"""The answer of `kg stats`: what a ledger holds, counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.store.counting import by_direction, by_status

if TYPE_CHECKING:
    from kg.querying.shapes import Json
    from kg.store.ledger import Ledger


def stats(ledger: Ledger) -> Json:
    """Counts in the shape `kg.stats/1`, the greatest first.

    Args:
        ledger: what to count.

    Returns:
        Entities by kind, claims by computed status, evidence lines by direction, live or not.
    """
    return {
        "schema": "kg.stats/1",
        "title": ledger.title,
        "entities": ledger.counts(),
        "status": by_status(ledger.index),
        "direction": by_direction(ledger.index),
    }
