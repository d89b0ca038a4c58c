"""The canonical text of a document, its hashes, and places in it.

Canonical text is Unicode NFC with LF line ends and without a byte order mark.
Every offset of the package is a code-point offset into it, end exclusive.
"""

from __future__ import annotations

import hashlib
import unicodedata
from bisect import bisect_right

from kg.errors import SyntaxFault

_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def canonical_text(data: bytes, path: str) -> str:
    """The canonical text of a file's bytes.

    Args:
        data: the bytes as they lie in the file.
        path: the file as the user named it; only for messages.

    Returns:
        NFC text with LF line ends; applying the function again changes nothing.

    Raises:
        SyntaxFault: the bytes are not UTF-8, or hold a NUL character.
    """
    if data.startswith(_UTF16):
        raise SyntaxFault(path, 1, 1, "the file is UTF-16, not UTF-8", "save it as UTF-8")
    try:
        raw = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line, column = line_column(_newlines(data[: error.start].decode("utf-8")), None)
        byte = f"byte 0x{data[error.start]:02x} at position {error.start} is not UTF-8"
        raise SyntaxFault(path, line, column, byte, "save the file as UTF-8") from None
    text = _newlines(raw)
    nul = text.find("\0")
    if nul >= 0:
        line, column = line_column(text, nul)
        raise SyntaxFault(
            path, line, column, "a NUL character: this is not a text file", "give a text file"
        )
    return unicodedata.normalize("NFC", text)


def sha256_bytes(data: bytes) -> str:
    """The SHA-256 of bytes, as 64 lower-case hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def sha256_text(text: str) -> str:
    """The SHA-256 of a text's UTF-8 form (lone surrogates as they are), as 64 hex digits."""
    return sha256_bytes(text.encode("utf-8", "surrogatepass"))


class LineIndex:
    """Lines and columns of many offsets in one text.

    Args:
        text: canonical text; only LF ends a line.
    """

    __slots__ = ("_length", "_starts")

    def __init__(self, text: str) -> None:
        starts = [0]
        found = text.find("\n")
        while found >= 0:
            starts.append(found + 1)
            found = text.find("\n", found + 1)
        self._starts = starts
        self._length = len(text)

    def place(self, offset: int) -> tuple[int, int]:
        """The place of an offset.

        Args:
            offset: code points from the start; the length of the text is allowed.

        Returns:
            1-based line and 1-based column in code points.

        Raises:
            ValueError: the offset lies outside the text.
        """
        if not 0 <= offset <= self._length:
            raise ValueError(f"offset {offset} lies outside a text of {self._length} characters")
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def bounds(self, line: int) -> tuple[int, int]:
        """Where a line starts and ends.

        Args:
            line: 1-based line; past the last one stands for the end of the text.

        Returns:
            Offsets of its first code point and of its LF, or of the end of the text.
        """
        if line > len(self._starts):
            return self._length, self._length
        last = line == len(self._starts)
        return self._starts[line - 1], self._length if last else self._starts[line] - 1


def line_column(text: str, offset: int | None) -> tuple[int, int]:
    """The line and column of one offset; for many, build a `LineIndex`.

    Args:
        text: canonical text.
        offset: code points from the start, None for the end of the text.

    Returns:
        1-based line and 1-based column in code points.

    Raises:
        ValueError: the offset lies outside the text.
    """
    return LineIndex(text).place(len(text) if offset is None else offset)


def _newlines(raw: str) -> str:
    return raw.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
