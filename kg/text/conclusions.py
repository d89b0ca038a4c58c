"""The claims that an abstract or a release puts forward as its own: its conclusions.

Every finding of a paper is a statement that can be checked; what it concludes is what it is read
for, and what others repeat. Where a sentence stands tells more about that than its words.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kg.text.strength import graded
from kg.text.word_classes import worded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.text.word_classes import Worded

_OPENER: Final = re.compile(
    r"\W*(?:conclusions?\b|in (?:conclusion|summary|short)|to conclude|we conclude|taken together"
    r"|collectively|overall|altogether|together|thus|therefore|hence"
    r"|(?:these|our|the|this|the present|the current) (?:\w+ )?"
    r"(?:findings?|results?|data|study|analysis|observations?|evidence|work|review|trial)\b)",
    re.IGNORECASE,
)
_FIRM = frozenset({"SHOW", "SUGGEST", "MODAL"})
_OTHER = frozenset({"METHOD", "AIM", "NEED", "TALK"})
_FIGURES: Final = re.compile(r"\bp\s?[<=>]|\bCI\b|\d\s?%|[±=]|\bn\s?=", re.IGNORECASE)
_LATE: Final = 0.5
"""Conclusions are looked for in the second half."""


def concluding(text: str, spans: Sequence[tuple[int, int]]) -> tuple[bool, ...]:
    """Which sentences of an abstract say what it concludes.

    Args:
        text: canonical text.
        spans: start and end of its sentences, in order.

    Returns:
        For each sentence whether it does.
    """
    said = [worded(text, start, end) for start, end in spans]
    last = len(spans) - 1
    while last > 0 and _is_appendix(text, said[last]):
        last -= 1
    return tuple(_concludes(text, span, said[at], at, last) for at, span in enumerate(spans))


def _is_appendix(text: str, said: Worded) -> bool:
    """A call for research, a registration, a line on funding."""
    kinds = {phrase.kind for phrase in said.phrases}
    return bool(kinds & _OTHER) and graded(text, said).grade == "none" and not kinds & _FIRM


def _concludes(text: str, span: tuple[int, int], said: Worded, at: int, last: int) -> bool:
    if at > last or at < _LATE * last:
        return False
    words = text[span[0] : span[1]]
    if at == last:
        return True
    kinds = {phrase.kind for phrase in said.phrases}
    if _OPENER.match(words):
        return bool(kinds & _FIRM) or graded(text, said).grade != "none"
    if at == last - 1 and not _FIGURES.search(words) and "METHOD" not in kinds:
        return bool(kinds & {"SUGGEST", "MODAL"})
    return False
