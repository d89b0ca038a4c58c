"""The bytes of a text file on their way to a parser."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.errors import ReadError, SyntaxFault

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import BinaryIO

BOM: Final = b"\xef\xbb\xbf"
UTF_16: Final = (b"\xff\xfe", b"\xfe\xff")
_PIECE: Final = 1 << 20


class ByteSource:
    """The bytes of a file without its byte order mark; refuses what is no UTF-8 text.

    Args:
        path: the file.
        follow: is shown every piece on its way, and an empty one at the end.
        file: where they come from, if not from the file of that path.
        by_line: never give more than one line at a time, so that `line` tells where a reader is.

    Raises:
        ReadError: the file is missing, unreadable or UTF-16.
    """

    _file: BinaryIO | None = None

    def __init__(
        self,
        path: Path,
        follow: Callable[[bytes], None] | None = None,
        *,
        file: BinaryIO | None = None,
        by_line: bool = False,
    ) -> None:
        self._path = path
        self._follow = follow
        self._by_line = by_line
        self._lines = 0
        self._in_line = False
        try:
            self._file = file or path.open("rb")
        except (OSError, ValueError) as error:  # ValueError: a NUL in the name
            raise unreadable(path, error) from error
        self._head = self._checked_head()

    def _checked_head(self) -> bytes:
        head = self._chunk(len(BOM))
        if head.startswith(UTF_16):
            self.close()
            raise ReadError(f"{self._path}: is UTF-16, not UTF-8", "save the file as UTF-8")
        return head.removeprefix(BOM)

    def read(self, size: int) -> bytes:
        """At most so many bytes; what the parser calls."""
        if self._head:
            chunk, self._head = self._head[:size], self._head[size:]
        else:
            chunk = self._chunk(size)
        if b"\0" in chunk:
            line = self._lines + chunk.count(b"\n", 0, chunk.index(b"\0")) + 1
            raise SyntaxFault(
                str(self._path),
                line,
                0,
                "a NUL character, which no text has",
                "save the file as UTF-8 text, or take the character out",
            )
        self._lines += chunk.count(b"\n")
        if chunk:
            self._in_line = not chunk.endswith(b"\n")
        if self._follow is not None:
            self._follow(chunk)
        return chunk

    @property
    def line(self) -> int:
        """The line that was given last, 1-based; 0 before the first."""
        return self._lines + self._in_line

    def whole(self) -> bytes:
        """All that is left of the file."""
        pieces = []
        while piece := self.read(_PIECE):
            pieces.append(piece)
        return b"".join(pieces)

    def _chunk(self, size: int) -> bytes:
        try:
            if self._file is None:
                return b""
            return self._file.readline(size) if self._by_line else self._file.read(size)
        except OSError as error:
            raise unreadable(self._path, error) from error

    def close(self) -> None:
        """Give the file back."""
        if self._file is not None:
            self._file.close()

    def __del__(self) -> None:
        # a parsing that nobody has begun to read holds the file through this object alone
        self.close()


def unreadable(path: Path, error: Exception) -> ReadError:
    """Why a file cannot be read, with the remedy."""
    if isinstance(error, FileNotFoundError):
        return ReadError(f"{path}: no such file", "check the path")
    if isinstance(error, IsADirectoryError):
        return ReadError(f"{path}: is a folder, not a file", "name a file in it")
    if isinstance(error, PermissionError):
        return ReadError(f"{path}: may not be read", "change its permissions")
    reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return ReadError(f"{path}: cannot be read ({reason})", "check the path")
