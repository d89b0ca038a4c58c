"""Words in styles, folded to the width of a page.

Rich measures the glyphs and paints the styles; it is imported only where there is something that
it alone knows, as importing it takes as long as answering.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

_WORD: Final = re.compile(r"\s*\S+\s*")
_SINGLE: Final = re.compile("[ -~\xa1-\u02ff\u2010-\u2027\u2190-\u21ff]*")
"""Letters, dashes, quotes and arrows that each fill one cell, whatever stands beside them."""


class Piece(NamedTuple):
    """A text in one style.

    Attributes:
        text: what is shown.
        style: a style as rich writes it, such as `bold red`; empty for none.
    """

    text: str
    style: str = ""


Line = tuple[Piece, ...]
"""What stands on one line."""


class Words:
    """Words in one style or several; `append_text` adds more behind them.

    Args:
        text: what is shown, of printable characters alone.
        style: a style as rich writes it, such as `bold red`; empty for none.
    """

    def __init__(self, text: str = "", style: str = "") -> None:
        self._pieces = [Piece(text, style)]

    def append_text(self, other: Words) -> None:
        """Add words behind these."""
        self._pieces += other._pieces

    @property
    def line(self) -> Line:
        """The words on one line, however long."""
        return tuple(self._pieces)

    @property
    def width(self) -> int:
        """Cells that the words fill on one line."""
        return cells("".join(piece.text for piece in self._pieces))

    def folded(self, width: int) -> list[Line]:
        """The words on as many lines as they need.

        Args:
            width: cells of a line, at least 1.

        Returns:
            Lines broken between words, and within those that are longer than a line; blanks at
            the end of a line are dropped.
        """
        text = "".join(piece.text for piece in self._pieces)
        places = breaks(text, width)
        if len(self._pieces) == 1:
            style = self._pieces[0].style
            parts = zip((0, *places), (*places, len(text)), strict=True)
            return [(Piece(text[start:end].rstrip(), style),) for start, end in parts]
        return [_without_end(line) for line in _cut(self._pieces, places)]


def _cut(pieces: Iterable[Piece], places: list[int]) -> list[Line]:
    """Pieces on several lines, broken at places of their whole text."""
    lines: list[list[Piece]] = [[] for _ in range(len(places) + 1)]
    number = at = 0
    for text, style in pieces:
        begin = 0
        while number < len(places) and at + len(text) > places[number]:
            end = places[number] - at
            lines[number].append(Piece(text[begin:end], style))
            begin, number = end, number + 1
        lines[number].append(Piece(text[begin:], style))
        at += len(text)
    return [tuple(line) for line in lines]


def _without_end(line: Line) -> Line:
    *before, last = line
    kept = last.text.rstrip()
    if kept or not before:
        return (*before, Piece(kept, last.style))
    return _without_end(tuple(before))


def cells(text: str) -> int:
    """Cells of a terminal that a printable text fills: a wide glyph fills two, an accent none."""
    if _SINGLE.fullmatch(text):
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def breaks(text: str, width: int) -> list[int]:
    """Places where a text is broken so that its lines fit.

    Args:
        text: any printable text.
        width: cells of a line, at least 1.

    Returns:
        Offsets in code points, rising; blanks stay at the end of the line before.
    """
    measure = len if _SINGLE.fullmatch(text) else cells
    if measure(text) <= width:
        return []
    places: list[int] = []
    filled = 0
    for found in _WORD.finditer(text):
        start, word = found.start(), found[0]
        size, whole = measure(word.rstrip()), measure(word)
        if filled + size <= width:
            filled += whole
        elif size <= width:
            places.append(start)
            filled = whole
        else:
            parts = _chopped(word, width)
            for part in parts:
                places.append(start)
                start += len(part)
            filled = cells(parts[-1])
    return [place for place in places if place]


def _chopped(word: str, width: int) -> list[str]:
    """A word longer than a line in parts that fit, no glyph torn apart."""
    if _SINGLE.fullmatch(word):
        return [word[start : start + width] for start in range(0, len(word), width)]
    from rich.cells import chop_cells

    return chop_cells(word, width)
