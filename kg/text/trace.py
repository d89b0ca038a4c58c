"""The way back from canonical text to its source, and canonical composition that keeps it.

A reader hands over stretches: words, where they begin in the source, and whether the source goes
on character by character (`moving`) or stands still, as it does behind an entity or a mark that
the reader put there itself.
"""

from __future__ import annotations

import unicodedata
from array import array
from bisect import bisect_right
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class Stretch(NamedTuple):
    """A part of a text on its way into canonical form.

    Attributes:
        words: the text.
        origin: offset of its first character in the source.
        moving: each further character stands one further in the source.
    """

    words: str
    origin: int
    moving: bool = True


_FIRST_MARK: Final = "\u0300"
"""No character below it is composed with the one before."""


class Trace:
    """Offsets of a source by offsets of the canonical text; never falls."""

    __slots__ = ("_length", "_moving", "_origins", "_starts")

    def __init__(self) -> None:
        self._starts = array("Q")
        self._origins = array("Q")
        self._moving = bytearray()
        self._length = 0

    @property
    def length(self) -> int:
        """Code points of canonical text that have a way back so far."""
        return self._length

    def add(self, length: int, origin: int, *, moving: bool = True) -> None:
        """The next stretch of canonical text.

        Args:
            length: its code points.
            origin: offset of the first in the source; not before that of the stretch before.
            moving: see `Stretch`.
        """
        if length <= 0:
            return
        goes_on = (
            moving
            and self._moving
            and self._moving[-1]
            and origin - self._origins[-1] == self._length - self._starts[-1]
        )
        if not goes_on:
            self._starts.append(self._length)
            self._origins.append(origin)
            self._moving.append(moving)
        self._length += length

    def origin(self, offset: int) -> int:
        """The offset in the source.

        Args:
            offset: in the canonical text; its length is allowed.

        Raises:
            ValueError: the offset lies outside the text.
        """
        if not 0 <= offset <= self._length:
            raise ValueError(f"offset {offset} lies outside a text of {self._length} characters")
        if not self._starts:
            return 0
        at = bisect_right(self._starts, offset) - 1
        on = offset - self._starts[at] if self._moving[at] else 0
        return self._origins[at] + on


def composed(stretches: Iterable[Stretch]) -> Iterator[Stretch]:
    """The same text in NFC, each part with its way back.

    Args:
        stretches: parts of one text in order.

    Yields:
        Parts whose words, joined, are the NFC form of the joined words given.
    """
    given = list(stretches)
    if unicodedata.is_normalized("NFC", "".join(one.words for one in given)):
        yield from given
        return
    cluster, origin = "", 0
    for one in given:
        for number, character in enumerate(one.words):
            here = one.origin + number if one.moving else one.origin
            if cluster and _joins(character):
                cluster += character
                continue
            if cluster:
                yield Stretch(unicodedata.normalize("NFC", cluster), origin, moving=False)
            cluster, origin = character, here
    if cluster:
        yield Stretch(unicodedata.normalize("NFC", cluster), origin, moving=False)


def _joins(character: str) -> bool:
    """Whether a character may be composed with the one before it."""
    if character < _FIRST_MARK:
        return False
    return unicodedata.category(character)[0] == "M" or "\u1160" <= character <= "\u11ff"
