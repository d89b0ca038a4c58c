"""Where in a Word document an offset stands: paragraph, run and character."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from kg.text.canonical import LineIndex
from kg.text.place import Place

if TYPE_CHECKING:
    from kg.text.trace import Trace


class Spot(NamedTuple):
    """A character of a run.

    Attributes:
        paragraph: 1-based, as `kg.readers.word.runs.paragraphs` lists them; 0 in a note.
        run: 1-based, as `runs` lists them.
        character: 0-based, in `run_text`.
    """

    paragraph: int
    run: int
    character: int


class RunPlaces:
    """Places of a Word document.

    Runs are laid end to end as one source text; `add` is called for each in order.
    """

    def __init__(self) -> None:
        self._bases = array("Q")
        self._paragraphs = array("L")
        self._runs = array("L")
        self._notes: dict[int, str] = {}
        self._end = 0
        self._trace: Trace | None = None
        self._lines: LineIndex | None = None

    def add(self, length: int, paragraph: int, run: int, note: str = "") -> int:
        """The next run.

        Args:
            length: characters of it.
            paragraph: its number, 0 in a note.
            run: its number in the paragraph.
            note: what a person calls the note that holds it.

        Returns:
            Offset of its first character in the source.
        """
        base = self._end
        if note:
            self._notes[len(self._bases)] = note
        self._bases.append(base)
        self._paragraphs.append(paragraph)
        self._runs.append(run)
        self._end += length
        return base

    def bind(self, trace: Trace, text: str) -> RunPlaces:
        """The same places, for a text."""
        self._trace, self._lines = trace, LineIndex(text)
        return self

    def spot(self, offset: int) -> Spot:
        """The paragraph, run and character of an offset of the canonical text.

        Raises:
            ValueError: the offset lies outside the text.
        """
        at, origin = self._run_at(offset)
        if at < 0:
            return Spot(0, 0, 0)
        return Spot(self._paragraphs[at], self._runs[at], origin - self._bases[at])

    def place(self, offset: int) -> Place:
        """The place of an offset of the canonical text; line and column are of that text.

        Raises:
            ValueError: the offset lies outside the text.
        """
        assert self._lines is not None
        at, _ = self._run_at(offset)
        line, column = self._lines.place(offset)
        if at < 0:
            return Place(line, column)
        paragraph = self._paragraphs[at] or None
        return Place(
            line, column, paragraph=paragraph, run=self._runs[at], element=self._notes.get(at)
        )

    def _run_at(self, offset: int) -> tuple[int, int]:
        assert self._trace is not None
        origin = self._trace.origin(offset)
        return bisect_right(self._bases, origin) - 1, origin
