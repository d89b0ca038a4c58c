"""The lock of a whole ledger, from reading to writing."""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg.store.files import ledger_files
from kg.store.locking import locked

if TYPE_CHECKING:
    from collections.abc import Iterator

_ANY: Final = "any.ttl"
"""A lock is that of a folder; the name in it does not matter."""


@contextmanager
def ledger_locked(path: str | Path) -> Iterator[None]:
    """Keep all other writers of a ledger away.

    Of a folder it is the folder's own lock, which every writer of the whole takes first, and then
    those of the folders within, so that a writer of one file is kept away too.

    Args:
        path: the ledger's file or folder.

    Raises:
        WriteError: another writer does not come to an end, or there is no such place.
        ReadError: the folder cannot be read, or holds no ledger.
    """
    path = Path(path)
    with ExitStack() as locks:
        if not path.is_dir():
            locks.enter_context(locked(path))
        else:
            locks.enter_context(locked(path / _ANY))
            for folder in sorted({file.parent for file in ledger_files(path)}):
                locks.enter_context(locked(folder / _ANY))
        yield
