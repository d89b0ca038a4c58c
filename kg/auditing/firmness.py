"""Whether a sentence speaks more firmly than the claim that it states."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from kg.text.cues import HEDGING, cues, hedging

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.store.records import ClaimRow
    from kg.text.cues import Cue

_OPEN: Final = HEDGING.index("possible")


def is_firmer(claim: ClaimRow, said: str, found: Iterable[Cue]) -> bool:
    """A sentence states as a fact what the claim leaves open, or as a cause what it calls a link.

    Args:
        claim: the claim.
        said: the hedging of the sentence.
        found: its cues.
    """
    if said != "categorical":
        return False
    if claim.type == "correlational":
        kinds = {(cue.kind, cue.strength) for cue in found}
        return ("increase", "causal") in kinds and not any(k == "correlational" for k, _ in kinds)
    return _openness(claim.text) >= _OPEN


@lru_cache(maxsize=4096)
def _openness(words: str) -> int:
    """How weakly a claim is worded, from 0."""
    return HEDGING.index(hedging(cues(words)))
