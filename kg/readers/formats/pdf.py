"""PDF with text: headings and paragraphs as far as size and place of the words tell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.readers.pdf.layout import grouped
from kg.readers.pdf.pages import lines_of
from kg.readers.pdf.running import without_running
from kg.readers.pdf.weave import woven
from kg.readers.woven import reading_of_woven

if TYPE_CHECKING:
    from kg.text.reading import Reading

SUFFIXES: Final = (".pdf",)
VERSION: Final = 1


def read(data: bytes, path: str) -> Reading:
    """Read a PDF.

    Running heads and page numbers are left out; words cut at the end of a line are put together.

    Args:
        data: the bytes of the file.
        path: the file as the user named it.

    Returns:
        The reading; a place says the page.

    Raises:
        ReadError: the bytes are no PDF, or a broken, protected or overlong one, or none with text.
    """
    weaver, places = woven(grouped(without_running(lines_of(data, path))))
    return reading_of_woven(path, ("pdf", VERSION), data, weaver, places)
