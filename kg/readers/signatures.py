"""What a file is by its first bytes, so that a wrong name is told as such."""

from __future__ import annotations

from pathlib import PurePath
from typing import Final

from kg.errors import ReadError

_ZIP: Final = b"PK\x03\x04"
_OTHERS: Final[tuple[tuple[bytes, str, str], ...]] = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
     "a Word document of the old kind (.doc), or one with a password",
     "save it as .docx without a password"),
    (b"{\\rtf", "rich text (RTF)", "save it as .docx"),
    (b"\x1f\x8b", "packed by gzip", "unpack it first"),
    (b"BZh", "packed by bzip2", "unpack it first"),
    (b"7z\xbc\xaf\x27\x1c", "packed by 7-Zip", "unpack it first"),
    (b"\x89PNG\r\n", "a PNG picture", "run text recognition (OCR) over it first"),
    (b"\xff\xd8\xff", "a JPEG picture", "run text recognition (OCR) over it first"),
    (b"GIF8", "a GIF picture", "run text recognition (OCR) over it first"),
    (b"\x7fELF", "a program", "give a document"),
    (b"SQLite format 3\0", "a database", "give a document"),
)  # fmt: skip
_PACKAGES: Final[tuple[tuple[bytes, str, str], ...]] = (
    (b"word/", "docx", ""),
    (b"application/vnd.oasis.opendocument", "an OpenDocument file", "save it as .docx"),
    (b"application/epub+zip", "an e-book (EPUB)", "save its chapters as .html"),
    (b"xl/", "a workbook (.xlsx)", "save its text as .docx"),
    (b"ppt/", "a presentation (.pptx)", "save its text as .docx"),
)
_NAMES: Final = {"pdf": ("a PDF", ".pdf"), "docx": ("a Word document", ".docx")}


def check_signature(data: bytes, path: str, reader: str) -> None:
    """Refuse a file that is plainly not what its reader wants.

    Args:
        data: its bytes.
        path: the file as the user named it.
        reader: name of the reader that its suffix chose.

    Raises:
        ReadError: it is something else; says what, and what to do.
    """
    for mark, what, remedy in _OTHERS:
        if data.startswith(mark):
            raise ReadError(f"{path}: is {what}", remedy)
    found = "pdf" if data.startswith(b"%PDF-") else ""
    if data.startswith(_ZIP):
        found, what, remedy = _package(data)
        if not found:
            raise ReadError(f"{path}: is {what}", remedy)
    if found and found != reader:
        what, suffix = _NAMES[found]
        name = PurePath(path).with_suffix(suffix).name if PurePath(path).suffix else f"x{suffix}"
        raise ReadError(f"{path}: is {what} by its content", f"name it {name}")


def _package(data: bytes) -> tuple[str, str, str]:
    """Of a zip file the reader that takes it, or what it is and the remedy."""
    for mark, what, remedy in _PACKAGES:
        if mark in data[:4096] or mark in data[-65_536:]:
            return (what, "", "") if what == "docx" else ("", what, remedy)
    return "", "a zip file", "unpack it first"
