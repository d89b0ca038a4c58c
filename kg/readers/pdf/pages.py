"""Lines of text with their place and size, page by page, by pypdf."""

from __future__ import annotations

import io
import logging
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from kg.errors import ReadError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pypdf import PageObject, PdfReader

_MOST_PAGES: Final = 2_000
_MOST_CHARACTERS: Final = 20_000_000
_NEAR: Final = 0.6
"""Of the size of the letters: two pieces whose heights differ by less are on one line."""
_SMALLER: Final = 0.85
"""Of the size of the line: smaller digits are raised."""
_SIGNS: Final = {0: None, 0x7F: "\u2022", 0xF0B7: "\u2022"}
"""Bullets in the encodings of common fonts; a NUL is nothing."""


@dataclass(slots=True)
class Piece:
    """Words of one size.

    Attributes:
        words: the text.
        raised: it is small and made of digits behind a word, as a citation is.
    """

    words: str
    raised: bool = False


@dataclass(slots=True)
class Line:
    """A line of a page, or what stands of it in one cell of a table.

    Attributes:
        page: 1-based.
        x: left end, in points.
        y: height above the lower edge, in points.
        size: of most of its letters, in points.
        bold: all of it.
        pieces: its words.
    """

    page: int
    x: float
    y: float
    size: float
    bold: bool
    pieces: list[Piece] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Its words as they stand."""
        return "".join(piece.words for piece in self.pieces)


def lines_of(data: bytes, path: str) -> list[Line]:
    """The lines of a PDF in the order in which the file has them.

    Args:
        data: the bytes of the file.
        path: the file as the user named it, for messages.

    Returns:
        Lines that hold something visible.

    Raises:
        ReadError: the bytes are no PDF, or a broken, protected or overlong one, or none with text.
    """
    with _quiet():
        reader = _opened(data, path)
        found: list[Line] = []
        characters = 0
        for number in range(len(reader.pages)):
            lines = _page(reader, number, path)
            characters += sum(len(line.text) for line in lines)
            if characters > _MOST_CHARACTERS:
                limit = f"more than {_MOST_CHARACTERS} characters"
                raise ReadError(f"{path}: {limit} up to page {number + 1}", "split it")
            found += lines
    if not any(map(str.isalnum, "".join(line.text for line in found))):
        pages = len(reader.pages)
        raise ReadError(
            f"{path}: {pages} page{'s' * (pages != 1)} without any text: a scan or a picture",
            "run text recognition (OCR) over it first",
        )
    return found


def _opened(data: bytes, path: str) -> PdfReader:
    from pypdf import PdfReader

    if b"%PDF-" not in data[:1024]:
        raise ReadError(f"{path}: is no PDF", "check the file, or save it again as PDF")
    try:
        reader = PdfReader(io.BytesIO(data))
        shut = reader.is_encrypted and not reader.decrypt("")
        pages = 0 if shut else len(reader.pages)
    except Exception as error:  # noqa: BLE001 - a library's parsers raise anything on hostile bytes
        if "AES" in str(error) or "cryptography" in str(error):
            raise ReadError(f"{path}: is encrypted", "save it without a password") from None
        raise _broken(path, error) from None
    if shut:
        raise ReadError(f"{path}: is protected by a password", "save it without")
    if not pages:
        raise ReadError(f"{path}: a PDF without pages", "save it again as PDF")
    if pages > _MOST_PAGES:
        raise ReadError(f"{path}: has {pages} pages, {_MOST_PAGES} are allowed", "split it")
    return reader


def _broken(path: str, error: Exception, page: int = 0) -> ReadError:
    said = str(error).split("\n", 1)[0][:120] or type(error).__name__
    where = f"{path}: page {page}" if page else path
    return ReadError(f"{where}: a broken PDF ({said})", "open it and print it to PDF again")


def _page(reader: PdfReader, number: int, path: str) -> list[Line]:
    try:
        return _Lines(number + 1).of(reader.pages[number])
    except Exception as error:  # noqa: BLE001 - see `_opened`
        raise _broken(path, error, number + 1) from None


@contextmanager
def _quiet() -> Iterator[None]:
    """What pypdf says of a file's faults is not for the user: it reads on, or it fails."""
    log = logging.getLogger("pypdf")
    before = log.level
    log.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        log.setLevel(before)


class _Lines:
    """Puts the pieces of a page together into lines, as pypdf visits them."""

    def __init__(self, page: int) -> None:
        self._page = page
        self._lines: list[Line] = []
        self._ended = True

    def of(self, page: PageObject) -> list[Line]:
        page.extract_text(visitor_text=self._visit)
        return [line for line in self._lines if line.text.strip()]

    def _visit(self, text: str, cm: Any, tm: Any, font: Any, size: float) -> None:  # noqa: ANN401
        # pypdf hands over matrices and a font as plain lists and dictionaries
        if not text:
            return
        scale = abs(tm[3] * cm[3]) or abs(tm[1] * cm[1]) or 1.0
        x, y = tm[4] * cm[0] + tm[5] * cm[2] + cm[4], tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
        bold = "bold" in str((font or {}).get("/BaseFont", "")).lower()
        for number, part in enumerate(text.split("\n")):
            self._ended = self._ended or number > 0
            if part.strip() or (part and not self._ended):
                self._put(part.translate(_SIGNS), x, y, size * scale, bold=bold)

    def _put(self, words: str, x: float, y: float, size: float, *, bold: bool) -> None:
        if self._ended or abs(self._lines[-1].y - y) > _NEAR * max(size, self._lines[-1].size):
            self._lines.append(Line(self._page, x, y, size, bold, [Piece(words)]))
            self._ended = False
            return
        line = self._lines[-1]
        raised = _is_raised(line.text, words) and size < _SMALLER * line.size
        line.pieces.append(Piece(words, raised))
        line.bold = line.bold and (bold or not words.strip())
        if size > line.size and not raised:
            line.size = size


def _is_raised(before: str, words: str) -> bool:
    """Whether small words are a citation or a power; behind a capital they are a formula's."""
    bare = words.strip()
    digits = bool(bare) and all(c.isdigit() or c in ",;\u2013-" for c in bare)
    return digits and bool(before.strip()) and not before[-1].isupper()
