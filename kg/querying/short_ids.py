"""Ids as short as they can be while nothing else in the ledger begins alike."""

from __future__ import annotations

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
    wanted = [*ids]
    near = ledger.neighbours(wanted)
    return {one: _shortest(one, near[one]) if one in near else one for one in wanted}


def _shortest(one: str, near: tuple[str, ...]) -> str:
    shared = max((_alike(one, other) for other in near), default=0)
    end = one.find("-", max(shared + 1, _LEAST))
    return one if end < 0 else one[:end]


def _alike(one: str, other: str) -> int:
    """How many characters the two begin with alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((n for n, (a, b) in pairs if a != b), min(len(one), len(other)))
