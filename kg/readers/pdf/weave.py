"""The blocks of a PDF as canonical text, with the page of every character."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from typing import TYPE_CHECKING, Final

from kg.readers.pdf.hyphens import Hyphens
from kg.readers.weaving import Weaver
from kg.text.canonical import LineIndex
from kg.text.place import Place

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.readers.pdf.layout import Group
    from kg.readers.pdf.pages import Line
    from kg.text.trace import Trace

_LIGATURES: Final = {
    "\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl",
    "\ufb05": "st", "\ufb06": "st",
}  # fmt: skip
_LIGATURE = re.compile("[\ufb00-\ufb06]")


class PagePlaces:
    """Places of a PDF: the raw lines laid end to end are the source."""

    def __init__(self) -> None:
        self._bases = array("Q")
        self._pages = array("L")
        self._end = 0
        self._trace: Trace | None = None
        self._lines: LineIndex | None = None

    def add(self, line: Line) -> int:
        """The next line; returns the offset of its first character in the source."""
        base = self._end
        self._bases.append(base)
        self._pages.append(line.page)
        self._end += len(line.text) + 1
        return base

    def bind(self, trace: Trace, text: str) -> PagePlaces:
        """The same places, for a text."""
        self._trace, self._lines = trace, LineIndex(text)
        return self

    def place(self, offset: int) -> Place:
        """The place of an offset of the canonical text; line and column are of that text.

        Raises:
            ValueError: the offset lies outside the text.
        """
        assert self._trace is not None
        assert self._lines is not None
        at = bisect_right(self._bases, self._trace.origin(offset)) - 1
        return Place(*self._lines.place(offset), page=self._pages[at] if at >= 0 else None)


def woven(groups: Sequence[Group]) -> tuple[Weaver, PagePlaces]:
    """The blocks of a document.

    Args:
        groups: lines put together.
    """
    weaver, places = Weaver(), PagePlaces()
    hyphens = Hyphens(line.text for group in groups for line in group.lines)
    for group in groups:
        for cell in group.cells:
            if weaver.is_open:
                weaver.separate(places.add(cell[0]))
            for number, line in enumerate(cell):
                after = cell[number + 1].text if number + 1 < len(cell) else ""
                _line(weaver, places.add(line), line, joined=hyphens.joins(line.text, after))
        weaver.end(group.kind, group.level)
    return weaver, places.bind(weaver.trace, weaver.text)


def _line(weaver: Weaver, base: int, line: Line, *, joined: bool) -> None:
    """The words of a line; its hyphen is left out where the word goes on."""
    length = len(line.text.rstrip()) - 1 if joined else len(line.text)
    at = 0
    for piece in line.pieces:
        words = piece.words[: max(0, length - at)]
        if piece.raised:
            weaver.write_raised(words.strip(), base + at + len(words) - len(words.lstrip()))
        else:
            _write(weaver, words, base + at)
        at += len(piece.words)
    bare = line.text.rstrip()
    if not joined and not (bare.endswith(("-", "\u2010")) and len(bare) > 1 and bare[-2].isalpha()):
        weaver.write(" ", base + len(line.text), moving=False)


def _write(weaver: Weaver, words: str, origin: int) -> None:
    """Words with their ligatures taken apart."""
    last = 0
    for found in _LIGATURE.finditer(words):
        weaver.write(words[last : found.start()], origin + last)
        weaver.write(_LIGATURES[found.group()], origin + found.start(), moving=False)
        last = found.end()
    weaver.write(words[last:], origin + last)
