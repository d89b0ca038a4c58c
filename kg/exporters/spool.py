"""Parts of a file that are written before what precedes them is known.

Graph formats declare attributes first, then list nodes, then edges.
One pass over a selection yields all three mixed: nodes and edges wait in temporary files, so that
memory stays constant and the store is asked once.
"""

from __future__ import annotations

from shutil import copyfileobj
from tempfile import SpooledTemporaryFile
from typing import TYPE_CHECKING, Final, Self

if TYPE_CHECKING:
    from types import TracebackType
    from typing import BinaryIO

_IN_MEMORY: Final = 1 << 20
"""Bytes kept in memory before a part moves to disk."""

_BATCH: Final = 1 << 16
"""Characters joined and encoded at once; one piece at a time costs a third more."""


class Spool:
    """A part of a file, as UTF-8.

    Use it as a context manager; its temporary file disappears at the end.
    """

    def __init__(self) -> None:
        self._file = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - closed by __exit__
        self._pieces: list[str] = []
        self._waiting = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.close()

    def write(self, text: str) -> None:
        """Append text that UTF-8 can encode."""
        self._pieces.append(text)
        self._waiting += len(text)
        if self._waiting >= _BATCH:
            self._flush()

    def copy_to(self, stream: BinaryIO) -> None:
        """Write all of the part to the end of a stream."""
        self._flush()
        self._file.seek(0)
        copyfileobj(self._file, stream, _IN_MEMORY)

    def _flush(self) -> None:
        self._file.write("".join(self._pieces).encode())
        self._pieces.clear()
        self._waiting = 0
