"""The ladder of certainty, and the words of its rungs."""

from __future__ import annotations

from typing import Final

from kg.store.rungs import LADDER, NOT_APPLICABLE

__all__ = ["HIGH", "LADDER", "LOW", "MODERATE", "NOT_APPLICABLE", "VERY_LOW", "word_of"]

VERY_LOW, LOW, MODERATE, HIGH = range(len(LADDER))
_TOP: Final = HIGH


def bounded(rung: int) -> int:
    """The nearest rung that there is."""
    return max(VERY_LOW, min(_TOP, rung))


def word_of(rung: int | None) -> str | None:
    """The word of a rung; None for none."""
    return None if rung is None else LADDER[rung]
