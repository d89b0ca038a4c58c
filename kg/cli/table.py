"""Tables without frames: columns as wide as what they hold, the widest narrowed until all fit."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, Final, NamedTuple

from kg.cli.words import Line, Piece, Words, cells

if TYPE_CHECKING:
    from collections.abc import Iterator

_GAP: Final = 2
_LEAST: Final = 2
"""Cells that any glyph fits into; a column of one cell could not hold a wide one."""


class Column(NamedTuple):
    """How a column is set.

    Attributes:
        name: its head, shown in capitals.
        most: the most cells that it fills; None for no bound.
        least: the fewest cells that it fills.
        right: it is set flush right, as numbers are.
        whole: it keeps its width while others can be narrowed.
    """

    name: str
    most: int | None = None
    least: int = 1
    right: bool = False
    whole: bool = False


class Table:
    """Rows under a head.

    Args:
        columns: the columns, from the left.
    """

    def __init__(self, *columns: Column) -> None:
        self._columns = columns
        self._rows = [tuple(Words(column.name.upper(), "bold") for column in columns)]

    def add_row(self, *row: Words) -> None:
        """Add a row, one cell a column."""
        self._rows.append(row)

    def lines(self, width: int) -> Iterator[Line]:
        """The table, line by line.

        Args:
            width: cells of the page.

        Yields:
            Lines that fit, if the page has two cells for each column beside the gaps between
            them. On a narrower page nothing is left out: columns of one cell may run over the
            edge, and a glyph two cells wide takes one of the gap behind it.
        """
        widths = self._widths(width)
        for number, row in enumerate(self._rows):
            folded = [cell.folded(size) for cell, size in zip(row, widths, strict=True)]
            height = max(map(len, folded))
            if number == 0:  # heads stand right above their columns
                folded = [[()] * (height - len(cell)) + cell for cell in folded]
            for parts in zip_longest(*folded, fillvalue=()):
                yield self._line(parts, widths)

    def _line(self, parts: tuple[Line, ...], widths: list[int]) -> Line:
        """One line of a row; a cell that has no such line is left blank, as is the end."""
        line: list[Piece] = []
        blank = 0
        for pieces, width, column in zip(parts, widths, self._columns, strict=True):
            text = "".join(piece.text for piece in pieces)
            filled = cells(text)
            if text:
                before = blank + (width - filled if column.right else 0)
                line += (Piece(" " * before), *pieces)
                blank = 0 if column.right else width - filled
            else:
                blank += width
            blank += _GAP
        return tuple(line)

    def _widths(self, page: int) -> list[int]:
        """Cells of each column: as wide as what it holds, or an equal share of what there is."""
        room = page - _GAP * (len(self._columns) - 1)
        wanted = [
            max(column.least, min(max(row[place].width for row in self._rows), column.most or page))
            for place, column in enumerate(self._columns)
        ]
        yielding = [place for place, column in enumerate(self._columns) if not column.whole]
        kept = sum(wanted) - sum(wanted[place] for place in yielding)
        if kept + sum(min(_LEAST, wanted[place]) for place in yielding) > room:
            yielding, kept = list(range(len(wanted))), 0  # a very narrow page: all are folded
        return _narrowed(wanted, yielding, room - kept)


def _narrowed(wanted: list[int], yielding: list[int], room: int) -> list[int]:
    """Take from the widest of the yielding columns until together they fit the room."""
    widths = list(wanted)
    left = room
    for turn, place in enumerate(sorted(yielding, key=wanted.__getitem__)):
        share = left // (len(yielding) - turn)
        widths[place] = max(1, min(wanted[place], share))
        left -= widths[place]
    return widths
