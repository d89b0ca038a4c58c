"""The answer of `kg conflicts`: opposite claims with both readings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.querying.shapes import Json, ref, value

if TYPE_CHECKING:
    from kg.judge.conflicts import Conflicts, Pair
    from kg.judge.context import Reading


def conflicts_shape(found: Conflicts, limit: int | None = None) -> Json:
    """Opposite claims in the shape `kg.conflicts/1`.

    Args:
        found: the judgement.
        limit: the most pairs to list; `total` and `summary` count all.

    Returns:
        The answer, JSON ready.
    """
    return {
        "schema": "kg.conflicts/1",
        "pairs": [_pair(pair) for pair in found.pairs[:limit]],
        "groups": [
            {
                "subject": ref(group.subject),
                "object": ref(group.object),
                "increase": group.increase,
                "decrease": group.decrease,
                "none": group.none,
                "separates_best": group.separates_best,
            }
            for group in found.groups
        ],
        "summary": {
            "conflict": found.count("conflict"),
            "explained": found.count("explained"),
            "undetermined": found.count("undetermined"),
        },
        "total": len(found.pairs),
    }


def _pair(pair: Pair) -> Json:
    return {
        "a": pair.a.ref.id,
        "b": pair.b.ref.id,
        "a_text": pair.a.text,
        "b_text": pair.b.text,
        "verdict": pair.verdict,
        "as_stated": _reading(pair.as_stated),
        "as_studied": _reading(pair.as_studied) if pair.as_studied else None,
        "text": pair.text,
    }


def _reading(reading: Reading) -> Json:
    return {
        "verdict": reading.verdict,
        "because": list(reading.because),
        "dimensions": [
            {
                "name": dimension.name,
                "relation": dimension.relation,
                "a": [value(row) for row in dimension.a],
                "b": [value(row) for row in dimension.b],
                "reason": dimension.reason,
            }
            for dimension in reading.dimensions
        ],
    }
