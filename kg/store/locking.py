"""Keeping other writers away: an advisory lock on a folder.

A lock on a file itself would guard nothing, since a rename puts another file in its place. A lock
file beside it would stay behind after a crash and show up in version control. A folder's lock
leaves nothing behind, ends with the process that holds it, and covers temporary files too.
"""

from __future__ import annotations

import contextlib
import errno
import os
import sys
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg.errors import WriteError

if sys.platform != "win32":
    import fcntl

if TYPE_CHECKING:
    from collections.abc import Iterator

PATIENCE: Final = 10.0
"""Seconds to wait for another writer."""

_PAUSE: Final = 0.02

_REMEDIES: Final = {
    errno.ENOSPC: "free some space on the disk and run the command again",
    errno.EDQUOT: "free some space in your quota and run the command again",
    errno.EROFS: "the disk is read-only: choose another place",
    errno.EACCES: "make the folder writable, or choose another place",
    errno.EPERM: "make the folder writable, or choose another place",
    errno.ENOENT: "make the folder first",
    errno.ENOTDIR: "a part of the path is a file: choose another place",
    errno.ENAMETOOLONG: "choose a shorter name",
}


@dataclass(slots=True)
class _Hold:
    """A folder's lock as this process knows it: flock does not tell its threads apart."""

    turn: threading.RLock = field(default_factory=threading.RLock)
    depth: int = 0
    descriptor: int = -1


_HOLDS: Final[dict[tuple[int, int], _Hold]] = {}
_HOLDS_GUARD: Final = threading.Lock()
if sys.platform != "win32":
    os.register_at_fork(after_in_child=_HOLDS.clear)  # a child does not hold its parent's locks


@contextlib.contextmanager
def locked(path: str | Path, patience: float = PATIENCE) -> Iterator[Path]:
    """Keep other writers of a file, and of all files in its folder, away.

    May be nested within one thread. Readers need no lock: they see the old file or the new one.

    Args:
        path: the file, which need not exist; its folder must.
        patience: seconds to wait for another writer.

    Yields:
        The file with symbolic links resolved.

    Raises:
        WriteError: another writer holds the lock for longer, or there is no such folder.
    """
    target = _resolved(path)
    hold = _hold_of(target.parent, path)
    deadline = time.monotonic() + patience
    if not hold.turn.acquire(timeout=max(0.0, patience)):
        raise _busy(path)
    try:
        if hold.depth == 0:
            hold.descriptor = _flock(target.parent, path, deadline)
        hold.depth += 1
        try:
            yield target
        finally:
            hold.depth -= 1
            if hold.depth == 0:
                os.close(hold.descriptor)
    finally:
        hold.turn.release()


def _resolved(path: str | Path) -> Path:
    try:
        return Path(os.path.realpath(path))
    except ValueError as error:  # a NUL character in the name
        raise WriteError(f"{str(path)!r} is no file name", "choose another name") from error


def _hold_of(folder: Path, path: str | Path) -> _Hold:
    with explained(path):
        seen = folder.stat()
    with _HOLDS_GUARD:
        return _HOLDS.setdefault((seen.st_dev, seen.st_ino), _Hold())


def _flock(folder: Path, path: str | Path, deadline: float) -> int:
    """A descriptor of the folder that holds its lock, or -1 where folders cannot be locked."""
    if sys.platform == "win32":  # there a folder cannot be opened; threads still take turns
        return os.open(os.devnull, os.O_RDONLY)
    with explained(path):
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        while not _try_flock(descriptor, path):
            if time.monotonic() >= deadline:
                raise _busy(path)  # noqa: TRY301 - the lock is let go below like after any failure
            time.sleep(_PAUSE)
    except BaseException:
        os.close(descriptor)
        raise
    return descriptor


def _try_flock(descriptor: int, path: str | Path) -> bool:
    with explained(path):
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
    return True


@contextlib.contextmanager
def explained(path: str | Path) -> Iterator[None]:
    """Turn what the system says into an error with a remedy."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        hint = _REMEDIES.get(error.errno or 0, "see to that and run the command again")
        raise WriteError(
            f"{path}: cannot be written ({reason}); what was there is untouched", hint
        ) from error


def _busy(path: str | Path) -> WriteError:
    return WriteError(
        f"{path}: another process is writing in this folder", "wait until it has ended"
    )
