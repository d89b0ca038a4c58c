"""Tables without frames: columns as wide as what they hold, the widest narrowed until all fit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from kg.cli.words import Line, Piece, Words, cells

if TYPE_CHECKING:
    from collections.abc import Iterator

_GAP: Final = 2


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
        head: whether their names are shown.
    """

    def __init__(self, *columns: Column, head: bool = True) -> None:
        self._columns = columns
        self._rows: list[tuple[Words, ...]] = []
        if head:
            self._rows.append(tuple(Words(column.name.upper(), "bold") for column in columns))

    def add_row(self, *row: Words) -> None:
        """Add a row, one cell a column."""
        self._rows.append(row)

    def lines(self, width: int) -> Iterator[Line]:
        """The table, line by line.

        Args:
            width: cells of the page.

        Yields:
            Lines that fit, unless the page is narrower than the gaps between the columns.
        """
        widths = self._widths(width)
        for row in self._rows:
            folded = [cell.folded(size) for cell, size in zip(row, widths, strict=True)]
            for number in range(max(map(len, folded))):
                yield self._line([cell[number : number + 1] for cell in folded], widths)

    def _line(self, parts: list[list[Line]], widths: list[int]) -> Line:
        line: list[Piece] = []
        blank = 0
        for part, width, column in zip(parts, widths, self._columns, strict=True):
            pieces = part[0] if part else ()
            missing = width - sum(cells(piece.text) for piece in pieces)
            before = missing if column.right and pieces else 0
            if any(piece.text for piece in pieces):
                if blank + before:
                    line.append(Piece(" " * (blank + before)))
                line += pieces
                blank = 0
            else:
                before = 0
            blank += missing - before + _GAP
        return tuple(line)

    def _widths(self, page: int) -> list[int]:
        """Cells of each column: as wide as what it holds, or an equal share of what there is."""
        gaps = [_GAP] * (len(self._columns) - 1) + [0]
        wanted = [
            max(column.least, min(max(row[place].width for row in self._rows), column.most or page))
            + gaps[place]
            for place, column in enumerate(self._columns)
        ]
        yielding = [place for place, column in enumerate(self._columns) if not column.whole]
        kept = sum(wanted) - sum(wanted[place] for place in yielding)
        if kept + sum(1 + gaps[place] for place in yielding) > page:
            yielding, kept = list(range(len(wanted))), 0  # a very narrow page: all are folded
        narrowed = _narrowed(wanted, yielding, page - kept)
        return [max(1, width - gap) for width, gap in zip(narrowed, gaps, strict=True)]


def _narrowed(wanted: list[int], yielding: list[int], room: int) -> list[int]:
    """Take from the widest of the yielding columns until together they fit the room."""
    widths = list(wanted)
    left = room
    for turn, place in enumerate(sorted(yielding, key=wanted.__getitem__)):
        share = left // (len(yielding) - turn)
        widths[place] = min(wanted[place], share)
        left -= widths[place]
    return widths
