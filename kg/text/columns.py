"""Lines and columns of a text in the unit that a format counts in."""

from __future__ import annotations

from typing import Final, Literal

from kg.text.canonical import LineIndex

Unit = Literal["code-point", "utf-16", "utf-8"]
"""What a column counts: code points, UTF-16 code units, or bytes of UTF-8."""
UNITS: Final[tuple[Unit, ...]] = ("code-point", "utf-16", "utf-8")


def length(words: str, unit: Unit) -> int:
    """How long a text is.

    Args:
        words: any text, lone surrogates included.
        unit: what to count.

    Returns:
        Its number of units.
    """
    if unit == "code-point" or words.isascii():
        return len(words)
    if unit == "utf-16":
        return len(words) + sum(character > "\uffff" for character in words)
    return len(words.encode("utf-8", "surrogatepass"))


class Columns:
    """Places of offsets in one text, in any unit.

    Args:
        text: canonical text; only LF ends a line.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._lines = LineIndex(text)

    def place(self, offset: int, unit: Unit = "code-point") -> tuple[int, int]:
        """The place of an offset.

        Args:
            offset: code points from the start; the length of the text is allowed.
            unit: what the column counts.

        Returns:
            1-based line and 1-based column.

        Raises:
            ValueError: the offset lies outside the text.
        """
        line, column = self._lines.place(offset)
        before = self._text[offset - column + 1 : offset]
        return line, length(before, unit) + 1

    def offset(self, line: int, column: int, unit: Unit = "code-point") -> int:
        """The offset of a place; the other way about.

        Args:
            line: 1-based line; past the last one means the end of the text.
            column: 1-based column; past the end of its line means that end, and within a
                character the start of it.
            unit: what the column counts.

        Returns:
            Code points from the start.
        """
        start, end = self._lines.bounds(line)
        if unit == "code-point":
            return min(start + column - 1, end)
        filled = 1
        for at in range(start, end):
            filled += length(self._text[at], unit)
            if filled > column:
                return at
        return end
