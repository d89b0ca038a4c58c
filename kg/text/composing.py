"""Canonical text of a source that is text itself: plain text and Markdown."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from kg.text.canonical import LineIndex
from kg.text.place import Place
from kg.text.trace import Stretch, Trace, composed

if TYPE_CHECKING:
    from collections.abc import Sequence


class TracedLines:
    """Places by line and column of a source text.

    Args:
        trace: the way from canonical text to offsets in the source.
        source: the source text, with LF line ends.
        starts: offsets of the canonical text where another element begins, ascending.
        elements: the elements.
    """

    def __init__(
        self,
        trace: Trace,
        source: str,
        starts: Sequence[int] = (),
        elements: Sequence[str] = (),
    ) -> None:
        self.text = source
        self._trace = trace
        self._lines = LineIndex(source)
        self._starts = starts
        self._elements = elements

    def origin(self, offset: int) -> int:
        """The offset in the source text of an offset of the canonical text; never falls.

        Raises:
            ValueError: the offset lies outside the text.
        """
        return self._trace.origin(offset)

    def place(self, offset: int) -> Place:
        """Where an offset of the canonical text stands in the source.

        Raises:
            ValueError: the offset lies outside the text.
        """
        line, column = self._lines.place(self._trace.origin(offset))
        at = bisect_right(self._starts, offset) - 1
        return Place(line, column, element=self._elements[at] or None if at >= 0 else None)


def in_canonical_form(source: str) -> tuple[str, TracedLines | None]:
    """The canonical text of a source, and the way back if the two differ.

    Args:
        source: text with LF line ends.

    Returns:
        NFC text; places in the source, None where they are those of the text.
    """
    stretches = list(composed([Stretch(source, 0)]))
    text = "".join(one.words for one in stretches)
    if text == source:
        return text, None
    trace = Trace()
    for one in stretches:
        trace.add(len(one.words), one.origin, moving=one.moving)
    return text, TracedLines(trace, source)
