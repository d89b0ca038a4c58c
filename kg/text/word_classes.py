"""Words by what they do in a statement: cause, correlation, possibility, denial, aim ...

The words are data: one TOML file a class in `lexicon/classes/`, see its `README.md`.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from kg.text.lexicons import parts
from kg.text.tokens import PatternTable, tokens

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.text.tokens import Token


class Classed(NamedTuple):
    """A phrase of a class.

    Attributes:
        kind: the class, such as `CAUSE`.
        start: code-point offset into the text.
        end: end of it, exclusive.
        first: index of its first word among the words of the sentence.
        last: index behind its last word.
    """

    kind: str
    start: int
    end: int
    first: int
    last: int


class Worded(NamedTuple):
    """A sentence as words and classes.

    Attributes:
        words: its words in order.
        phrases: those that belong to a class, in order, not overlapping.
    """

    words: list[Token]
    phrases: tuple[Classed, ...]


def worded(text: str, start: int = 0, end: int | None = None) -> Worded:
    """The words between two offsets, and the classes of those that have one.

    Args:
        text: canonical text.
        start: first offset.
        end: end, exclusive; None for the end of the text.

    Returns:
        Words and classes; of phrases that overlap the first and then the longest is taken.
    """
    words = tokens(text, start, end)
    return Worded(words, tuple(_phrases(text, words)))


def _phrases(text: str, words: list[Token]) -> Iterator[Classed]:
    table = _table()
    index = 0
    while index < len(words):
        behind, kind = index + 1, ""
        if words[index].key not in table:
            index = behind
            continue
        for last, (found, ignore) in table.at(text, words, index):
            if last > behind or not kind or ignore:
                behind, kind = last, "" if ignore else found
        if kind:
            yield Classed(kind, words[index].start, words[behind - 1].end, index, behind)
        index = behind


@cache
def _table() -> PatternTable[tuple[str, bool]]:
    """All classes as one table of phrases."""
    table: PatternTable[tuple[str, bool]] = PatternTable()
    for family in parts("classes"):
        for entry in family["entry"]:
            for phrase in entry["phrases"]:
                table.add(phrase, (family["class"], "ignore" in entry))
    return table
