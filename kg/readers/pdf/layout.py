"""Lines put together into headings, paragraphs, list items, table rows and references."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Final

from kg.text.blocks import (
    BULLET,
    LABELLED,
    REFERENCE_HEADING,
    ends_sentence,
    is_banner,
)

if TYPE_CHECKING:
    from kg.readers.pdf.pages import Line
    from kg.text.blocks import BlockKind

_LARGER: Final = 1.08
"""Of the size of ordinary letters: larger ones are a heading's."""
_APART: Final = 1.35
"""Of the usual distance of two lines: more is a new paragraph."""
_BESIDE: Final = 15.0
"""Points to the right at the same height: the next cell of a table row."""
_INDENT: Final = 6.0
_LEVEL: Final = 0.6
"""Of the size of the letters: so much lower is still the same height."""
_TALLEST: Final = 8
"""Lines of the tallest cell of a row; a column of text that begins anew is higher up."""
_TIGHT: Final = 1.45
"""Of the size of the letters: the distance of two lines in one cell is smaller."""
_HEADING_WORDS: Final = 25
_CAPTION: Final = ("fig.", "figure ", "table ", "box ")
_QUOTED: Final = re.compile('[\u201c"][^\u201c\u201d"]+[\u201d"]')
"""A paragraph that is in quotation marks as a whole."""


@dataclass(slots=True)
class Group:
    """Lines that are one block.

    Attributes:
        kind: what it is.
        level: of a heading or a list item.
        cells: its lines, cell by cell; one cell for all that is no table row.
    """

    kind: BlockKind
    level: int
    cells: list[list[Line]] = field(default_factory=list)

    @property
    def lines(self) -> list[Line]:
        """All its lines in order."""
        return [line for cell in self.cells for line in cell]


def grouped(lines: list[Line]) -> list[Group]:
    """The blocks of a document in order.

    Args:
        lines: without running heads and page numbers.
    """
    return _Layout(lines).groups()


class _Layout:
    def __init__(self, lines: list[Line]) -> None:
        self._lines = lines
        sizes: Counter[float] = Counter()
        for line in lines:
            sizes[round(line.size, 1)] += len(line.text)
        self._body = sizes.most_common(1)[0][0] if sizes else 10.0
        steps = [
            one.y - two.y
            for one, two in pairwise(lines)
            if one.page == two.page and 0 < one.y - two.y < 3 * self._body
        ]
        self._step = median(steps) if steps else 1.2 * self._body
        self._sizes = sorted({round(s, 1) for s in sizes if s > self._body * _LARGER}, reverse=True)
        self._full = median([len(line.text) for line in lines] or [0])
        self._references = False

    def groups(self) -> list[Group]:
        found: list[Group] = []
        for line, following in zip(self._lines, [*self._lines[1:], None], strict=True):
            group = found[-1] if found else None
            row = following is not None and self._is_beside(line, following)
            if group is not None and self._is_cell(group, line):
                group.cells.append([line])
            elif group is not None and self._goes_on(group, line, row=row):
                group.cells[-1].append(line)
            else:
                self._settle(group)
                found.append(Group("paragraph", 0, [[line]]))
        self._settle(found[-1] if found else None)
        return found

    def _settle(self, group: Group | None) -> None:
        """Say what a group is, now that it is whole."""
        if group is None:
            return
        text = " ".join(line.text.strip() for line in group.lines)
        first = group.lines[0]
        if len(group.cells) > 1:
            group.kind = "reference" if self._references else "table-row"
        elif self._is_heading(first) and len(text.split()) <= _HEADING_WORDS:
            group.kind, group.level = "heading", self._level(first)
            self._references = bool(REFERENCE_HEADING.fullmatch(text.strip()))
        elif _is_reference_heading(text.strip()):
            group.kind, group.level, self._references = "heading", 2, True
        elif self._references:
            group.kind = "reference"
        elif BULLET.match(text.strip()):
            group.kind, group.level = "list-item", 1
        elif text.strip().lower().startswith(_CAPTION) and first.size < self._body / 1.05:
            group.kind = "caption"
        elif _QUOTED.fullmatch(text.strip()):
            group.kind = "quotation"
        elif is_banner(text.strip()):
            group.kind = "banner"

    def _is_heading(self, line: Line) -> bool:
        if line.size > self._body * _LARGER:
            return True
        words = line.text.strip()
        short = len(words.split()) <= _HEADING_WORDS // 2
        return line.bold and short and not ends_sentence(words) and line.size >= self._body * 0.95

    def _level(self, line: Line) -> int:
        size = round(line.size, 1)
        at = self._sizes.index(size) if size in self._sizes else len(self._sizes)
        return min(at + 1, 6)

    def _is_cell(self, group: Group, line: Line) -> bool:
        """Whether a line is in the next cell of a row."""
        last = group.cells[-1]
        return self._is_beside(last[-1], line) and line.x > last[0].x + _BESIDE

    def _is_beside(self, line: Line, other: Line) -> bool:
        """Whether another line stands to the right, at the same height or a little above.

        A cell of several lines ends below the place where the next one begins.
        """
        up = other.y - line.y
        return (
            other.page == line.page
            and other.x > line.x + _BESIDE
            and -_LEVEL * line.size < up < _TALLEST * self._step
        )

    def _goes_on(self, group: Group, line: Line, *, row: bool) -> bool:
        """Whether a line belongs to the last cell of a group; `row`: a cell follows it."""
        last = group.cells[-1][-1]
        heads = self._is_heading(line)
        if abs(line.size - last.size) > 0.12 * self._body or heads is not self._is_heading(last):
            return False
        if len(group.cells) > 1 or row:
            below = last.page == line.page and 0 < last.y - line.y < _TIGHT * line.size
            return below and abs(line.x - group.cells[-1][0].x) < _INDENT
        words, before = line.text.strip(), last.text.strip()
        if self._opens(words, before):
            return False
        if self._references and LABELLED.match(group.lines[0].text.strip()):
            return not heads
        if last.page != line.page or line.y > last.y:
            return not ends_sentence(before) and not heads
        near = last.y - line.y <= self._step * _APART
        return near and (self._references or not self._is_short(last, line))

    def _opens(self, words: str, before: str) -> bool:
        """Whether a line opens a list item or an entry by its own words."""
        if (self._references and LABELLED.match(words)) or _is_reference_heading(words):
            return True
        if _is_reference_heading(before):
            return True
        bullet = BULLET.match(words)
        return bool(bullet) and (not words[0].isalnum() or ends_sentence(before))

    def _is_short(self, last: Line, line: Line) -> bool:
        """Whether a line is the last of a paragraph: short and ended, or the next is indented."""
        ended = ends_sentence(last.text.strip())
        return ended and (len(last.text) < self._full * 0.6 or line.x > last.x + _INDENT)


def _is_reference_heading(words: str) -> bool:
    return bool(REFERENCE_HEADING.fullmatch(words)) and words[0].isupper()
