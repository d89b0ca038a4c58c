"""The answer of `kg whatif`: what a supposition would change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.querying.shapes import Json, ref

if TYPE_CHECKING:
    from kg.judge.whatif import Standing, WhatIf


def whatif_shape(found: WhatIf) -> Json:
    """What would change, in the shape `kg.whatif/1`.

    Args:
        found: the judgement.

    Returns:
        The answer, JSON ready.
    """
    return {
        "schema": "kg.whatif/1",
        "retracted": [ref(one) for one in found.retracted],
        "already_retracted": [ref(one) for one in found.already],
        "without": [ref(one) for one in found.without],
        "claims": [
            {
                "id": one.claim.ref.id,
                "text": one.claim.text,
                "changes": one.changes,
                "loses_only_support": one.loses_support,
                "before": _standing(one.before),
                "after": _standing(one.after),
            }
            for one in found.claims
        ],
        "pairs": [
            {"a": ref(pair.a), "b": ref(pair.b), "before": pair.before, "after": pair.after}
            for pair in found.pairs
        ],
        "summary": {
            "touched": len(found.claims),
            "changed": sum(one.changes for one in found.claims),
            "lose_only_support": sum(one.loses_support for one in found.claims),
            "pairs": len(found.pairs),
        },
    }


def _standing(one: Standing) -> Json:
    return {
        "status": one.status,
        "certainty": one.certainty.word,
        "certainty_against": one.certainty.against,
        "direction": one.certainty.direction,
        "supports": one.supports,
    }
