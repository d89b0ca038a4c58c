"""Ids as short as they can be while nothing else in the ledger begins alike."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.store.ledger import Ledger

_LEAST: Final = 8


def short_ids(ids: Iterable[str], ledger: Ledger) -> dict[str, str]:
    """Beginnings of ids that the program takes for the whole.

    Args:
        ids: local ids.
        ledger: where they must be unique.

    Returns:
        For each id its shortest unique beginning of whole words, at least 8 characters long.
    """
    every = sorted(ledger.ids())
    return {one: _shortest(one, every) for one in ids}


def _shortest(one: str, every: list[str]) -> str:
    place = bisect_left(every, one)
    neighbours = every[max(0, place - 1) : place] + every[place + 1 : place + 2]
    shared = max((_alike(one, other) for other in neighbours), default=0)
    end = one.find("-", max(shared, _LEAST))
    return one if end < 0 else one[:end]


def _alike(one: str, other: str) -> int:
    """How many characters the two begin with alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((n for n, (a, b) in pairs if a != b), min(len(one), len(other)))
