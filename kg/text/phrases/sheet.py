"""The working sheet of a reading: who has claimed which characters of the phrase."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kg.text.phrases.piece import Phrase, Piece
from kg.text.quantities import find_amounts
from kg.text.units import kind_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.text.phrases.piece import Kind, Role
    from kg.text.quantities import Amount

_EDGE: Final = " \t\r\n\u00a0,;:.-–—/|"
"""Characters that belong to no piece when they stand at its edge."""


_BRACKET: Final = re.compile(r"[()\[\]]")
_LETTER: Final = re.compile(r"[^\W_]")
_WORD: Final = re.compile(r"[a-z]+")
_DIGIT: Final = re.compile(r"\d")
_LOOSE: Final = re.compile(
    r"(?:and|or|vs|at|in|the|of|for|with|on|to|by|mostly|each|both|a|an|&)"
    r"(?:\s(?:at|in|the|of|for|with|on|to|by|a|an))?",
)
"""Words that only join, left over between two pieces."""


class Sheet:
    """A phrase of which recognisers claim stretches, first come first served.

    Args:
        text: the phrase.
    """

    __slots__ = ("_doses", "_mask", "_pieces", "_words", "brackets", "has_digits", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self._words = frozenset(_WORD.findall(text.lower()))
        self._doses: tuple[Amount, ...] | None = None
        self.has_digits = _DIGIT.search(text) is not None
        self._mask = bytearray(len(text))
        self._pieces: list[Piece] = []
        self.brackets = outer_brackets(text) if "(" in text or "[" in text else ()

    def has(self, words: frozenset[str]) -> bool:
        """One of these words stands in the phrase: only then need a pattern with them be tried."""
        return not self._words.isdisjoint(words)

    @property
    def doses(self) -> tuple[Amount, ...]:
        """The amounts in the phrase that are no times."""
        if self._doses is None:
            found = find_amounts(self.text) if self.has_digits else ()
            self._doses = tuple(one for one in found if kind_of(one.unit) != "time")
        return self._doses

    def free(self, start: int, end: int) -> bool:
        """Nobody has claimed any of these characters."""
        return self._mask.find(1, start, end) < 0

    def wall(self, start: int, end: int) -> int:
        """The first claimed character of a stretch, its end if there is none."""
        found = self._mask.find(1, start, end)
        return end if found < 0 else found

    def inside(self, at: int) -> bool:
        """The character stands in brackets."""
        return any(start < at < end for start, end in self.brackets)

    def claim(
        self, kind: Kind, start: int, end: int, amounts: tuple[Amount, ...] = (), value: str = ""
    ) -> bool:
        """Take a stretch, less the white space at its edges.

        Returns:
            Whether it was still free and held anything.
        """
        text = self.text
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        if start >= end or self._mask.find(1, start, end) >= 0:
            return False
        self._mask[start:end] = b"\1" * (end - start)
        self._pieces.append(Piece(kind, self.text[start:end], start, end, amounts, value))
        return True

    def gaps(self, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
        """The stretches that nobody has claimed, in order."""
        stop = len(self.text) if end is None else end
        at = start
        while (at := self._mask.find(0, at, stop)) >= 0:
            behind = self.wall(at, stop)
            yield at, behind
            at = behind

    def open_brackets(self) -> None:
        """Take the marks of brackets inside of which something was read."""
        for start, end in self.brackets:
            if self.wall(start + 1, end - 1) < end - 1 and self.free(start, start + 1):
                self.claim("joint", start, start + 1)
                self.claim("joint", end - 1, end)

    def fill(self, kind: Kind, start: int = 0, end: int | None = None) -> bool:
        """Give what is left to one kind, the punctuation at its edges to joints.

        Returns:
            Whether any word was left.
        """
        found = False
        for first, last in tuple(self.gaps(start, end)):
            inner, behind = _stripped(self.text, first, last)
            words = self.text[inner:behind]
            if not _LETTER.search(words) or _LOOSE.fullmatch(words):
                self.claim("joint", first, last)
                continue
            if self.text[behind : behind + 1] == "." and self.text[behind - 2 : behind - 1] == ".":
                behind += 1  # the point of an abbreviation such as "i.v."
            if inner > first:
                self.claim("joint", first, inner)
            found |= self.claim(kind, inner, behind)
            if behind < last:
                self.claim("joint", behind, last)
        return found

    def phrase(self, role: Role) -> Phrase:
        """The reading."""
        return Phrase(self.text, role, tuple(sorted(self._pieces, key=lambda piece: piece.start)))


def words_of(listed: str) -> frozenset[str]:
    """The words of a list parted by spaces, for `Sheet.has`."""
    return frozenset(listed.split())


def outer_brackets(text: str) -> tuple[tuple[int, int], ...]:
    """The outermost brackets of a phrase that are closed and set off from words.

    Returns:
        Offsets of the opening and behind the closing bracket. Brackets that are glued to letters
        on both sides (`25(OH)D`) or hold a plural ending are parts of a word.
    """
    found: list[tuple[int, int]] = []
    opened: list[int] = []
    for mark in _BRACKET.finditer(text):
        at = mark.start()
        if mark[0] in "([":
            opened.append(at)
        elif opened:
            start = opened.pop()
            if not opened and not _glued(text, start, at + 1):
                found.append((start, at + 1))
    return tuple(found)


def _glued(text: str, start: int, end: int) -> bool:
    before = start > 0 and text[start - 1].isalnum()
    after = end < len(text) and (text[end].isalnum() or text[end] == "-")
    return (before and after) or (before and text[start + 1 : end - 1] in {"s", "es"})


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch without white space and punctuation at its ends."""
    inner = text[start:end]
    lead = len(inner) - len(inner.lstrip(_EDGE))
    return (start + lead, start + max(lead, len(inner.rstrip(_EDGE))))
