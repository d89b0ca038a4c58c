"""The ladder of computed certainty, and the kinds of claims that do not stand on it."""

from __future__ import annotations

from typing import Final

METHOD: Final = "3"
"""Raised whenever the method of `kg.judge.certainty` changes; what is kept is then weighed anew."""
LADDER: Final = ("very-low", "low", "moderate", "high")
NOT_APPLICABLE: Final = frozenset({"definitional", "normative", "opinion", "evidence-status"})
"""Types of claims that no study settles."""
