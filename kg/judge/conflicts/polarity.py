"""Inverse outcomes: `pain` and `pain relief`, of which one rises as the other falls."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.store.index import Index


def inverse_outcomes(index: Index, objects: Iterable[str]) -> Mapping[str, str]:  # noqa: ARG001 - nothing here reads words yet
    """Objects of which more is less of another one, by that other one.

    Args:
        index: where the objects are labelled.
        objects: objects of claims, as the index keeps them.

    Returns:
        For an inverse object the one that it is counted with; both are among the objects.
    """
    return {}
