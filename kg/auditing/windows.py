"""Stretches of a sentence that may state one claim: its clauses, alone and together."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

_MOST: Final = 4
"""Clauses that are taken together at most; the whole sentence is always one stretch."""
_SHORTEST: Final = 4
"""Characters."""
_CUT: Final = re.compile(
    r"[;:\u2013\u2014]|,\s|\.\s"
    r"|\s(?=(?:but|while|whereas|although|though|because|which|if|when)\s)"
    r"|\s(?=and (?:it|they|we|this|these|the|its|may|might|can|could|is|are|was|were|has|have"
    r"|often|also)\s)",
    re.IGNORECASE,
)
_BACK: Final = re.compile(
    r"\b(?:it|its|they|their|them|this|these|those|such|dos(?:e|es|age|ages)"
    r"|the (?:drug|treatment|compound|substance|medication|medicine|therapy|effects?|process"
    r"|condition|disorder))\b",
    re.IGNORECASE,
)
_TALK: Final = re.compile(
    r"\b(?:we[\u2019']ll|let[\u2019']s|we will|in this article|join us"
    r"|(?:this|these|the (?:subsequent|following|next)) (?:sections?|articles?|posts?|guides?)"
    r"|(?:our|your) (?:exploration|next|focus|journey|takeaway)"
    r"|(?:as|before) (?:you|we) (?:delve|read|explore|continue|progress|proceed)"
    r"|before (?:delving|exploring|turning))\b",
    re.IGNORECASE,
)

Window = tuple[int, int]


def windows(text: str, start: int, end: int) -> tuple[Window, ...]:
    """The stretches of a sentence.

    Args:
        text: canonical text.
        start: start of the sentence.
        end: its end, exclusive.

    Returns:
        Offsets of each run of up to four clauses, and of the whole sentence.
    """
    cuts = [start, *(match.start() for match in _CUT.finditer(text, start, end)), end]
    clauses = [(a, b) for a, b in pairwise(cuts) if b - a >= _SHORTEST]
    runs = [
        (clauses[first][0], clauses[last][1])
        for first in range(len(clauses))
        for last in range(first, min(len(clauses), first + _MOST))
    ]
    return tuple(dict.fromkeys([*runs, (start, end)]))


def words_back(text: str, start: int, end: int) -> tuple[Window, ...]:
    """Where a sentence has words for what was named before, such as `it` or `the drug`."""
    return tuple(match.span() for match in _BACK.finditer(text, start, end))


def talks_of_itself(text: str, start: int, end: int) -> bool:
    """A sentence says what the article will do or leads the reader on, and states no claim."""
    return _TALK.search(text, start, end) is not None
