"""How sure the live evidence of a ledger lets us be: the ladder, and where a claim stands on it.

The one definition of computed certainty: the index keeps it beside the status, and
`kg.judge.certainty` explains it step by step.
"""

from __future__ import annotations

from typing import Final

LADDER: Final = ("very-low", "low", "moderate", "high")
START: Final = {1: "high", 2: "moderate", 3: "low", 4: "very-low", 5: "very-low"}
"""The rung that the best OCEBM 2011 level of the support starts on."""
POOLED: Final = frozenset({"meta-analysis", "systematic-review"})
"""Designs that speak for several studies."""
NOT_APPLICABLE: Final = frozenset({"definitional", "normative", "opinion", "evidence-status"})
"""Types of claims that no study settles."""


def rung(best: int | None, origins: int, *, pooled: bool, disputed: bool) -> str | None:
    """The certainty of a claim by what decides it.

    Args:
        best: best OCEBM level of a live supporting line, None if none has one.
        origins: how many studies the supporting lines come from.
        pooled: one of them is a meta-analysis or systematic review.
        disputed: a live line disputes the claim.

    Returns:
        A word of the ladder, None if no line has a level.
    """
    if best is None:
        return None
    start = LADDER.index(START.get(best, "very-low"))
    return LADDER[max(0, start - (origins < 2 and not pooled) - disputed)]  # noqa: PLR2004 - one study alone
