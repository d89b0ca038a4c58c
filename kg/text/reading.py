"""What a reader of documents hands back."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, Protocol

from kg.text.canonical import LineIndex, sha256_bytes, sha256_text
from kg.text.place import Place

if TYPE_CHECKING:
    from kg.text.blocks import Block


class Hyperlink(NamedTuple):
    """Words that lead somewhere, in a format whose text does not show the address.

    Attributes:
        start: code-point offset into the canonical text.
        end: end of it, exclusive.
        target: the address as the source has it.
    """

    start: int
    end: int
    target: str


class Source(Protocol):
    """The way back from canonical text to the file that was read."""

    def place(self, offset: int) -> Place:
        """Where an offset of the canonical text stands in the source."""


@dataclass(frozen=True)
class Reading:
    """One version of a document, as text.

    Args:
        path: the file as the user named it.
        format: name of the reader on the shelf `kg.readers.formats`.
        text: canonical text; all offsets count its code points.
        text_sha256: SHA-256 of the canonical text.
        bytes_sha256: SHA-256 of the bytes that were read.
        blocks: in order, not overlapping.
        version: of the reader; another version may make another text of the same bytes.
        encoding: of the bytes, such as `utf-8` or `windows-1252`; empty where the format has none.
        notes: what the user is to be told of the reading, such as a guessed encoding.
        links: in order, not overlapping; only of formats whose text does not show addresses.
        source: the way back; None where the source is the text itself.
    """

    path: str
    format: str
    text: str
    text_sha256: str
    bytes_sha256: str
    blocks: tuple[Block, ...]
    version: int = 1
    encoding: str = ""
    notes: tuple[str, ...] = ()
    links: tuple[Hyperlink, ...] = ()
    source: Source | None = field(default=None, compare=False, repr=False)

    @property
    def reader(self) -> str:
        """Name of the reader, with its version from the second on: `docx`, `docx 2`."""
        return self.format if self.version == 1 else f"{self.format} {self.version}"

    def place(self, offset: int) -> Place:
        """Where an offset of the text stands in the file that was read.

        The end of a span is exclusive, and the source may have markup there: ask for the place of
        its last character, `end - 1`, and go one column on.

        Args:
            offset: code points from the start; the length of the text is allowed.

        Returns:
            The place; never before that of a smaller offset.

        Raises:
            ValueError: the offset lies outside the text.
        """
        if self.source is not None:
            return self.source.place(offset)
        return Place(*self._lines.place(offset))

    @cached_property
    def _lines(self) -> LineIndex:
        return LineIndex(self.text)


def reading_of(
    path: str, format_name: str, data: bytes, text: str, blocks: tuple[Block, ...]
) -> Reading:
    """A reading with both hashes computed.

    Args:
        path: the file as the user named it.
        format_name: name of the reader.
        data: the bytes that were read.
        text: the canonical text made of them.
        blocks: its blocks.

    Returns:
        The reading.
    """
    return Reading(path, format_name, text, sha256_text(text), sha256_bytes(data), blocks)
