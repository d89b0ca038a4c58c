"""Writing a file so that it is the old one or the new one, whatever happens, and never half.

The new bytes go to a temporary file in the same folder (a rename is atomic within one file
system only), reach the disk, are checked if the caller wishes, and then take the old name.

Two writers are kept apart by an advisory lock on the *folder*. A lock on the file itself would
guard nothing, since the rename puts another file in its place. A lock file beside it would stay
behind after a crash and show up in version control. A folder's lock leaves nothing behind, ends
with the process that holds it, and covers the temporary files too: whoever holds it knows that a
temporary file that is there belongs to nobody and may be removed.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import secrets
import stat
import sys
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from kg.errors import WriteError

if sys.platform != "win32":
    import fcntl

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

PATIENCE: Final = 10.0
"""Seconds to wait for another writer."""

_PAUSE: Final = 0.02
_SUFFIX: Final = ".kg-tmp"
_NAME_KEPT: Final = 50
_BUFFER: Final = 1 << 20
_PRIVATE: Final = 0o600
_PUBLIC: Final = 0o666

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


class Kept(NamedTuple):
    """A stretch of an open file that a new one takes over; the system copies it by itself.

    Attributes:
        descriptor: of the file.
        start: offset in bytes.
        end: end of it, exclusive.
    """

    descriptor: int
    start: int
    end: int


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


def atomic_write(
    path: str | Path,
    chunks: Iterable[bytes | Kept],
    *,
    check: Callable[[Path], None] | None = None,
) -> None:
    """Replace a file as a whole, or leave it as it is.

    The mode and owner of an existing file are kept, and so is a symbolic link to it. Temporary
    files that a killed writer of the same file left behind are removed.

    Args:
        path: the file; its folder must exist.
        chunks: the new content; what raises here leaves the old file.
        check: is given the temporary file, complete and on disk, while the old one still stands;
            what it raises leaves the old file.

    Raises:
        WriteError: the file cannot be written, is read-only or no plain file, or another writer
            does not come to an end; the old file is untouched.
    """
    with locked(path) as target:
        before = _plain_file(target, path)
        _remove_abandoned(target)
        temporary = _temporary_beside(target)
        try:
            _fill(temporary, chunks, before, path)
            if check is not None:
                check(temporary)
            with _explained(path):
                temporary.replace(target)
        finally:
            # after the rename there is nothing of this name; a failure here hides no other one
            with contextlib.suppress(OSError):
                temporary.unlink()
        _sync_folder(target.parent)


def replace_if_unchanged(
    path: str | Path,
    seen_sha256: str | None,
    chunks: Iterable[bytes | Kept],
    *,
    check: Callable[[Path], None] | None = None,
) -> None:
    """Replace a file only if it still is what was read.

    Args:
        path: the file.
        seen_sha256: what `sha256_of` gave when it was read; None if there was no file.
        chunks: see `atomic_write`.
        check: see `atomic_write`.

    Raises:
        WriteError: the file has changed since, has appeared or vanished, or cannot be written;
            it is untouched.
    """
    with locked(path) as target:
        if sha256_of(target) != seen_sha256:
            raise WriteError(
                f"{path}: has changed since it was read; nothing was written",
                "run the command again, on the new content",
            )
        atomic_write(target, chunks, check=check)


def sha256_of(path: str | Path) -> str | None:
    """The SHA-256 of a file's bytes.

    Args:
        path: the file.

    Returns:
        64 hexadecimal digits, or None if there is no file.

    Raises:
        WriteError: the file cannot be read.
    """
    with _explained(path):
        try:
            with Path(path).open("rb") as stream:
                return hashlib.file_digest(stream, "sha256").hexdigest()
        except FileNotFoundError:
            return None


def _resolved(path: str | Path) -> Path:
    try:
        return Path(os.path.realpath(path))
    except ValueError as error:  # a NUL character in the name
        raise WriteError(f"{str(path)!r} is no file name", "choose another name") from error


def _hold_of(folder: Path, path: str | Path) -> _Hold:
    with _explained(path):
        seen = folder.stat()
    with _HOLDS_GUARD:
        return _HOLDS.setdefault((seen.st_dev, seen.st_ino), _Hold())


def _flock(folder: Path, path: str | Path, deadline: float) -> int:
    """A descriptor of the folder that holds its lock, or -1 where folders cannot be locked."""
    if sys.platform == "win32":  # there a folder cannot be opened; threads still take turns
        return os.open(os.devnull, os.O_RDONLY)
    with _explained(path):
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
    with _explained(path):
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
    return True


def _plain_file(target: Path, path: str | Path) -> os.stat_result | None:
    """What is known of the file that will be replaced; None if there is none."""
    with _explained(path):
        try:
            before = target.stat()
        except FileNotFoundError:
            return None
    if not stat.S_ISREG(before.st_mode):
        raise WriteError(f"{path}: is no plain file, so it is not replaced", "name a file")
    if not before.st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH):
        raise WriteError(f"{path}: is marked read-only", "make it writable, or name another file")
    return before


def _temporary_prefix(target: Path) -> str:
    # cut: a name may have 255 bytes, and a character up to four
    return f".{target.name[:_NAME_KEPT]}."


def _temporary_beside(target: Path) -> Path:
    return target.with_name(f"{_temporary_prefix(target)}{secrets.token_hex(4)}{_SUFFIX}")


def _remove_abandoned(target: Path) -> None:
    """Remove what killed writers left: nobody else can be writing, the folder is locked."""
    prefix = _temporary_prefix(target)
    with contextlib.suppress(OSError):  # tidying is no reason to fail
        for found in target.parent.iterdir():
            if found.name.startswith(prefix) and found.name.endswith(_SUFFIX):
                found.unlink()


def _fill(
    temporary: Path,
    chunks: Iterable[bytes | Kept],
    before: os.stat_result | None,
    path: str | Path,
) -> None:
    """Write, give it the old file's owner and mode, and see it onto the disk."""
    with _explained(path):
        # a new file gets the mode that the user's umask gives; of an old one, which may be
        # private, nobody sees the new content before it has its mode
        mode = _PUBLIC if before is None else _PRIVATE
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
        stream = os.fdopen(descriptor, "wb", buffering=_BUFFER)
    try:
        for chunk in chunks:
            with _explained(path):
                if isinstance(chunk, Kept):
                    stream.flush()
                    _copy(chunk, descriptor)
                else:
                    stream.write(chunk)
        with _explained(path):
            stream.flush()
            _keep_owner_and_mode(descriptor, before)
            os.fsync(descriptor)
            stream.close()
    finally:
        # closing flushes what could not be written, and fails again: the first error counts
        with contextlib.suppress(OSError):
            stream.close()


def _copy(kept: Kept, target: int) -> None:
    """Append a stretch of a file, without a way through this process where the system can."""
    at = kept.start
    try:
        while at < kept.end:
            done = os.copy_file_range(kept.descriptor, target, kept.end - at, offset_src=at)
            if not done:
                break
            at += done
    except (AttributeError, OSError):  # no such call here, or not between these two files
        pass
    while at < kept.end:
        os.lseek(kept.descriptor, at, os.SEEK_SET)
        chunk = os.read(kept.descriptor, min(_BUFFER, kept.end - at))
        if not chunk:
            raise OSError(errno.EIO, "the file became shorter while it was copied")
        at += os.write(target, chunk)


def _keep_owner_and_mode(descriptor: int, before: os.stat_result | None) -> None:
    if before is None or sys.platform == "win32":
        return
    now = os.fstat(descriptor)
    if (now.st_uid, now.st_gid) != (before.st_uid, before.st_gid):
        with contextlib.suppress(PermissionError):  # only root may give files away
            os.fchown(descriptor, before.st_uid, before.st_gid)
    os.fchmod(descriptor, stat.S_IMODE(before.st_mode))


def _sync_folder(folder: Path) -> None:
    """See the rename itself onto the disk; some file systems cannot, and need not be told."""
    if sys.platform == "win32":
        return
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


@contextlib.contextmanager
def _explained(path: str | Path) -> Iterator[None]:
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
