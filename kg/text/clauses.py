"""Clauses: a sentence that states two relations is two claims, each at its place."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Final

from kg.text.strength import relations
from kg.text.word_classes import worded

if TYPE_CHECKING:
    from collections.abc import Iterator

_JOINT: Final = re.compile(
    r"(?P<sure>;\s|,?\s(?:but|yet|whereas|while|although|though)\s)|(?P<list>,?\sand\s(?:also\s|then\s)?)"
)
_VERBS: Final = frozenset({"CAUSE", "UP", "DOWN", "CHANGED", "MOVED"})
_NEAR: Final = 25
"""Characters behind an "and" within which the verb of another clause begins."""


def clauses(text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """The clauses of a sentence that state a relation each.

    Args:
        text: canonical text.
        start: start of the sentence.
        end: its end, exclusive.

    Returns:
        Spans in order that cover the sentence but for the joints between them; the sentence alone
        where it states one relation or none. A second clause may lean on the subject of the first
        ("A reduced X but increased Y").
    """
    said = worded(text, start, end)
    related = {phrase for phrase, _, _ in relations(text, said)}
    denied = {phrase for phrase in said.phrases if phrase.kind == "NULL"}
    stated = sorted(related | denied, key=lambda phrase: phrase.start)
    places = [phrase.start for phrase in stated]
    verbs = [phrase.start for phrase in stated if phrase.kind in _VERBS]
    ends = [phrase.end for phrase in stated]
    cuts: list[tuple[int, int]] = []
    last = start
    for joint in _JOINT.finditer(text, start, end):
        before, behind = joint.span()
        low, high = bisect_left(places, last), bisect_left(places, behind)
        if low >= high or high >= len(places) or ends[high - 1] > before:
            continue  # one side states nothing
        if joint["list"] and not _opens(text, verbs, ends[high - 1], before, behind):
            continue
        cuts.append((before, behind))
        last = behind
    return tuple(_between(text, start, end, cuts))


def _opens(text: str, verbs: list[int], object_from: int, before: int, behind: int) -> bool:
    """An "and" joins two clauses: an object stands before it and a verb soon behind it."""
    if not text[object_from:before].strip():
        return False  # "reduces and prevents anxiety"
    at = bisect_right(verbs, behind - 1)
    return at < len(verbs) and verbs[at] - behind <= _NEAR


def _between(
    text: str, start: int, end: int, cuts: list[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """The spans that cuts leave, without outer white space and commas."""
    first = start
    for before, behind in [*cuts, (end, end)]:
        low, high = first, before
        while low < high and (text[low].isspace() or text[low] == ","):
            low += 1
        while high > low and (text[high - 1].isspace() or text[high - 1] in ",;"):
            high -= 1
        yield low, high
        first = behind
