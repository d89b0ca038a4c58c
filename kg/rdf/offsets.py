"""Where things stand in the bytes of a canonical ledger file, found without reading all of it.

Sections and subjects stand in a fixed order and no literal holds a raw line break, so a subject is
found by halving its section, and a blank line is always the border between two subjects.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from kg.rdf.comments import section_line
from kg.rdf.literals import UnwritableTermError
from kg.rdf.names import Names
from kg.rdf.turtle import ADRIFT_HEADING, section_headings

if TYPE_CHECKING:
    from kg.rdf.layout import Layout

_PREFIX: Final = re.compile(rb"@prefix ([^\s:]*): <([^<>\s]*)> \.\n")
_BORDER: Final = b"\n\n"


class NotInPlaceError(ValueError):
    """The file, or the change, is of a kind that asks for the whole file; the message says why."""


class Section(NamedTuple):
    """One section of a file, as offsets in bytes.

    Attributes:
        start: of the blank line above its comment line.
        body: of the blank line above its first subject.
        end: behind its last subject.
    """

    start: int
    body: int
    end: int


class Place(NamedTuple):
    """Where a subject stands or would stand, as offsets in bytes; equal if it is not there."""

    start: int
    end: int


class Offsets:
    """The places of a canonical file.

    Args:
        data: the file.
        layout: the order of things.
        base: the namespace of the prefix `:`.

    Attributes:
        data: as given.
        layout: as given.
        base: as given.
        names: writes and expands the names of the file.
        head: length of the prefix lines.
        prefixes: the prefixes that they declare, without `:`.
        sections: by heading, in file order.

    Raises:
        NotInPlaceError: the file is not in canonical form, as far as that is seen here.
    """

    def __init__(self, data: bytes, layout: Layout, base: str) -> None:
        self.data = data
        self.layout = layout
        self.base = base
        self.names = Names(base, layout.prefixes, layout.opaque_prefixes)
        self._headings = section_headings(layout)
        if data.find(b"\r") >= 0:
            raise NotInPlaceError("it has line ends of another system")
        self.head, self.prefixes = self._read_head(layout, base)
        self.sections = self._read_sections()
        if ADRIFT_HEADING in self.sections:
            raise NotInPlaceError("it holds value nodes that have not one owner each")

    def find(self, iri: str) -> Place | None:
        """The place of a subject with its value nodes, whichever section it stands in.

        Args:
            iri: the subject.

        Returns:
            Its place, None if it is not found.

        Raises:
            NotInPlaceError: it is there, but what stands around it is not in canonical form.
        """
        try:
            for heading in self.sections:
                place = self.locate(heading, iri)
                if place.start < place.end:
                    return place
        except NotInPlaceError:  # something odd on the way: no reason to miss, or to give up
            if self.data.find(f"\n{self.token(iri)} ".encode()) >= 0:
                raise
        return None

    def locate(self, heading: str, iri: str) -> Place:
        """Where a subject stands in a section, or would stand.

        Args:
            heading: of a section that is there.
            iri: the subject.

        Returns:
            Its place; empty where it would be put.

        Raises:
            NotInPlaceError: the neighbours are not in canonical form.
        """
        section = self.sections[heading]
        low, high, found = section.body, section.end, section.end
        while low < high:
            middle = (low + high) // 2
            border = self.data.find(_BORDER, middle - 1, high)
            if border < 0 or border + 1 >= high:
                high = middle
                continue
            start = border + 1
            subject = self._subject(start)
            if subject == iri:
                return Place(start, self._behind(start, section))
            if subject < iri:
                low = start + 1
            else:
                high, found = middle, start
        self._check_border(found, section)
        return Place(found, found)

    def gap(self, heading: str) -> int:
        """Where a section that is missing would begin."""
        later = self._headings[self._headings.index(heading) + 1 :]
        starts = (self.sections[name].start for name in later if name in self.sections)
        return next(starts, len(self.data))

    def head_text(self) -> str:
        """The prefix lines."""
        return self.data[: self.head].decode()

    def text(self, place: Place) -> str:
        """What stands at a place."""
        return self.data[place.start : place.end].decode()

    def token(self, iri: str) -> str:
        """An IRI as this file writes it."""
        return self.names[f"<{iri}>"]

    def is_opaque(self, iri: str) -> bool:
        """Whether a label stands behind an IRI wherever it is written, if it has one."""
        self.token(iri)
        return f"<{iri}>" in self.names.opaque

    def comment_of(self, iri: str) -> str:
        """The label that stands behind an opaque subject of the file, empty if there is none."""
        place = self.find(iri)
        if place is None:
            return ""
        line = self.data[place.start + 1 : self.data.index(b"\n", place.start + 1)].decode()
        token, sign, label = line.partition("  # ")
        return label if sign and token == self.token(iri) else ""

    def _read_head(self, layout: Layout, base: str) -> tuple[int, tuple[str, ...]]:
        own = _PREFIX.match(self.data)
        if own is None or own[1] or own[2].decode() != base:
            raise NotInPlaceError("it does not begin with its own prefix")
        end, found = own.end(), []
        while match := _PREFIX.match(self.data, end):
            found.append(match[1].decode())
            if layout.prefixes.get(found[-1]) != match[2].decode():
                raise NotInPlaceError(f"its prefix {found[-1]}: is not the usual one")
            end = match.end()
        if found != [prefix for prefix in layout.prefixes if prefix in found]:
            raise NotInPlaceError("its prefixes stand in another order")
        return end, tuple(found)

    def _read_sections(self) -> dict[str, Section]:
        lines = {section_line(name).encode(): name for name in self._headings}
        marks: list[tuple[str, int, int]] = []
        # a needle that ends in a rare byte is found ten times faster than one that ends in a blank
        at = self.data.find(b"\n\n###", self.head - 1)
        while at >= 0:
            end = self.data.find(b"\n", at + 2)
            name = lines.get(self.data[at + 2 : end])
            if name is None:
                raise NotInPlaceError("it has section lines that are not its own")
            marks.append((name, at + 1, end + 1))
            at = self.data.find(b"\n\n###", end)
        order = [name for name, _, _ in marks]
        if order != [name for name in self._headings if name in order]:
            raise NotInPlaceError("its sections stand in another order")
        if (marks[0][1] if marks else len(self.data)) != self.head:
            raise NotInPlaceError("something stands between its prefixes and its first section")
        if not self.data.endswith(b"\n"):
            raise NotInPlaceError("it ends without a line end")
        ends = [start for _, start, _ in marks[1:]] + [len(self.data)]
        return {
            name: Section(start, body, end)
            for (name, start, body), end in zip(marks, ends, strict=False)
        }

    def _subject(self, start: int) -> str:
        """The IRI of the subject below a blank line."""
        line = self.data[start + 1 : self.data.find(b"\n", start + 1)].decode()
        token = line.partition(" ")[0]
        try:
            iri = self.names.expand(token) if token else ""
            if token and self.names[f"<{iri}>"] == token:
                return iri
        except UnwritableTermError:
            pass
        raise NotInPlaceError(f"{token or 'a blank line'!r} stands where a subject should")

    def _behind(self, start: int, section: Section) -> int:
        border = self.data.find(_BORDER, start + 1, section.end)
        return border + 1 if border >= 0 else section.end

    def _check_border(self, at: int, section: Section) -> None:
        """Something new may stand here: behind a statement, or first in its section."""
        if at == section.body:
            return
        line = self.data[self.data.rfind(b"\n", 0, at - 1) + 1 : at - 1]
        if line.startswith(b"#") or not (line.endswith(b" .") or b" .  # " in line):
            raise NotInPlaceError("a comment or something unfinished stands at the place")
