"""Files are replaced whole or not at all, and two writers cannot lose each other's work."""

from __future__ import annotations

import errno
import fcntl
import hashlib
import os
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg.errors import WriteError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_REMEDIES: Final = {
    errno.ENOSPC: "free some space",
    errno.EDQUOT: "free some space",
    errno.EACCES: "choose a place that you may write to",
    errno.EPERM: "choose a place that you may write to",
    errno.EROFS: "choose a place that can be written",
    errno.ENOENT: "make the folder first",
}


def atomic_write(
    path: str | Path, chunks: Iterable[bytes], *, check: Callable[[Path], None] | None = None
) -> None:
    """Write a file so that at every moment the old one or the new one is there.

    A temporary file in the same folder is written, synced, checked and renamed; a symbolic link
    is kept and its target replaced.

    Args:
        path: the file; its folder must exist.
        chunks: its bytes.
        check: looks at the temporary file and raises if it must not replace the old one.

    Raises:
        WriteError: it cannot be written; what was there is untouched.
    """
    target = Path(path).resolve()
    try:
        descriptor, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    except OSError as error:
        raise _failed(path, error) from error
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            for chunk in chunks:
                stream.write(chunk)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.chmod(_mode(target))
        if check is not None:
            check(temporary)
        temporary.replace(target)
        _sync_folder(target.parent)
    except OSError as error:
        raise _failed(path, error) from error
    finally:
        with suppress(OSError):
            temporary.unlink()


def replace_if_unchanged(
    path: str | Path,
    seen_sha256: str,
    chunks: Iterable[bytes],
    *,
    check: Callable[[Path], None] | None = None,
) -> None:
    """Replace a file unless somebody changed it since it was read.

    Args:
        path: the file.
        seen_sha256: SHA-256 of the bytes that the new content was made from.
        chunks: the new content.
        check: as for `atomic_write`.

    Raises:
        WriteError: the file was changed meanwhile, or cannot be written; it is untouched.
    """
    with locked(path):
        try:
            now = hashlib.sha256(Path(path).read_bytes()).hexdigest()
        except OSError as error:
            raise _failed(path, error) from error
        if now != seen_sha256:
            raise WriteError(
                f"{path}: somebody changed it since it was read", "run the command again"
            )
        atomic_write(path, chunks, check=check)


@contextmanager
def locked(path: str | Path) -> Iterator[None]:
    """Keep other writers of a file waiting.

    The lock is on the folder: the file itself is replaced by renaming, so a lock on it would guard
    a file that is gone, and a lock file beside it would be litter in people's repositories.

    Args:
        path: the file that is going to be replaced.

    Raises:
        WriteError: the folder cannot be opened.
    """
    folder = Path(path).resolve().parent
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except OSError as error:
        raise _failed(path, error) from error
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _mode(target: Path) -> int:
    """The mode of the file that is replaced, else what a new file gets."""
    try:
        return target.stat().st_mode & 0o7777
    except OSError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _failed(path: str | Path, error: OSError) -> WriteError:
    remedy = _REMEDIES.get(error.errno or 0, "")
    return WriteError(f"{path}: cannot be written: {error.strerror or error}", remedy)
