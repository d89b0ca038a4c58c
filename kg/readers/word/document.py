"""A Word document walked from its first paragraph to its last, its words woven into blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.readers.weaving import Weaver
from kg.readers.word import runs
from kg.readers.word.links import Links
from kg.readers.word.places import RunPlaces
from kg.readers.word.runs import W
from kg.text.blocks import FOOTNOTE, REFERENCE_HEADING, is_banner

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.etree import _Element

    from kg.readers.word.styles import Styles
    from kg.text.blocks import BlockKind

_TABLE, _ROW, _CELL, _PARAGRAPH = f"{W}tbl", f"{W}tr", f"{W}tc", f"{W}p"


class Manuscript:
    """Walks over a document.

    Args:
        body: the element `w:body`.
        styles: what paragraphs are.
        targets: addresses of links by the id of their relationship.
        notes: the elements of notes by kind and id.
    """

    def __init__(
        self,
        body: _Element,
        styles: Styles,
        targets: Mapping[str, str],
        notes: Mapping[tuple[str, str], _Element],
    ) -> None:
        self.weaver = Weaver()
        self.places = RunPlaces()
        self._body = body
        self._styles = styles
        self._targets = targets
        self._notes = notes
        self._listed = runs.paragraphs(body)  # holds them, so that they stay the same objects
        self._numbers = {one: number for number, one in enumerate(self._listed, 1)}
        self._cited: list[tuple[tuple[str, str], str]] = []
        self._references = 0
        self._in_row = False
        self._note = ""

    def weave(self) -> None:
        """Make the blocks of the text, and those of the notes that it marks."""
        self._blocks(self._body)
        for key, label in self._cited:
            note = self._notes.get(key)
            if note is None:
                continue
            self._note = f"{key[0]} {label}"
            self.weaver.prefix(f"[^{label}]: ", self.places.add(0, 0, 0, self._note))
            for paragraph in runs.paragraphs(note):
                self._words(paragraph)
                self.weaver.write(" ", self.places.add(0, 0, 0, self._note), moving=False)
            self.weaver.end("reference", element=self._note)
            self.weaver.prefix("", 0)

    def _blocks(self, parent: _Element) -> None:
        """The blocks of a body, a cell or a text box."""
        for one in runs.held(parent):
            if one.tag == _PARAGRAPH:
                self._paragraph(one)
            elif one.tag == _TABLE:
                self._table(one)

    def _paragraph(self, paragraph: _Element) -> None:
        look = self._styles.look(paragraph)
        label = look.label if look.kind != "heading" else ""
        if label:
            self.weaver.prefix(label, self.places.add(0, self._numbers[paragraph], 1))
        self._words(paragraph)
        kind = look.kind or "paragraph"
        if self._references and kind in {"paragraph", "list-item"}:
            kind = "reference"
        level = look.level if kind in {"heading", "list-item"} else 0
        block = self.weaver.end(kind, level)
        self.weaver.prefix("", 0)
        if block is not None:
            self._judge(kind, level, self.weaver.words(block))
        for box in runs.boxes(paragraph):
            self._blocks(box)

    def _judge(self, kind: BlockKind, level: int, words: str) -> None:
        """What the words of a block say of it and of those that follow."""
        if kind == "heading":
            if not self._references or level <= self._references:
                self._references = level if REFERENCE_HEADING.fullmatch(words) else 0
        elif kind == "paragraph" and is_banner(words):
            self.weaver.rename("banner")
        elif kind == "paragraph" and FOOTNOTE.match(words):
            self.weaver.rename("reference")
        elif kind == "paragraph" and REFERENCE_HEADING.fullmatch(words) and words[0].isupper():
            self.weaver.rename("heading", 2)
            self._references = 2

    def _table(self, table: _Element) -> None:
        """A block for each row; a table of one cell is a box round ordinary paragraphs."""
        rows = [row for row in runs.held(table) if row.tag == _ROW]
        cells = [[cell for cell in runs.held(row) if cell.tag == _CELL] for row in rows]
        if sum(map(len, cells)) == 1:
            self._blocks(next(cell for row in cells for cell in row))
            return
        self._in_row = True
        for row in cells:
            for cell in row:
                self._cell(cell)
            self.weaver.end("reference" if self._references else "table-row")
        self._in_row = False

    def _cell(self, cell: _Element) -> None:
        for number, paragraph in enumerate(runs.paragraphs(cell)):
            at = self.places.add(0, self._numbers[paragraph], 1)
            if number:
                self.weaver.write(" ", at, moving=False)
            elif self.weaver.is_open:
                self.weaver.separate(at)
            self._words(paragraph)

    def _words(self, paragraph: _Element) -> None:
        """The words of a paragraph, run by run."""
        links = Links(self.weaver, self._targets)
        for number, run in enumerate(runs.runs(paragraph), 1):
            links.enter(run)
            self._run(run, self._numbers.get(paragraph, 0), number)
        links.end()

    def _run(self, run: _Element, paragraph: int, number: int) -> None:
        if runs.has(run, "vanish") or runs.has(run, "webHidden"):
            return
        raised = runs.has(run, "vertAlign") == "superscript"
        base = self.places.add(len(runs.run_text(run)), paragraph, number, self._note)
        for part in runs.parts(run):
            if part.note is not None:
                self._mark(part.note, base)
            elif part.words == "\n" and not self._in_row:
                self.weaver.write_verbatim("\n", base, moving=False)
            elif raised:
                self.weaver.write_raised(part.words, base)
            else:
                self.weaver.write(part.words, base)
            base += len(part.words)

    def _mark(self, note: tuple[str, str], at: int) -> None:
        """The mark of a note: Word numbers them by their order."""
        if self._note:
            return
        count = 1 + sum(key[0] == note[0] for key, _ in self._cited)
        label = str(count) if note[0] == "footnote" else f"e{count}"
        self._cited.append((note, label))
        self.weaver.write(f"[^{label}]", at, moving=False)
