"""Writing a file so that it is the old one or the new one, whatever happens, and never half.

The new bytes go to a temporary file in the same folder (a rename is atomic within one file
system only), reach the disk, are checked if the caller wishes, and then take the old name.
The folder's lock (`kg.store.locking`) keeps two writers apart; whoever holds it knows that a
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
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from kg.errors import WriteError
from kg.store.locking import explained, locked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

_SUFFIX: Final = ".kg-tmp"
_NAME_KEPT: Final = 50
_BUFFER: Final = 1 << 20
_PRIVATE: Final = 0o600
_PUBLIC: Final = 0o666


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


class Write(NamedTuple):
    """A file to be replaced.

    Attributes:
        path: the file; its folder must exist.
        chunks: the new content; what raises here leaves the old file.
        check: is given the temporary file, complete and on disk, while the old one still stands;
            what it raises leaves the old file.
    """

    path: Path
    chunks: Iterable[bytes | Kept]
    check: Callable[[Path], None] | None = None


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
    atomic_write_all([Write(Path(path), chunks, check)])


def atomic_write_all(writes: Sequence[Write], ready: Callable[[], None] | None = None) -> None:
    """Replace several files, each as a whole, one after the other.

    All new contents are complete, checked and on disk before the first file is replaced, so that
    what can fail (a full disk, a file that may not be written) fails while all old files stand.

    Args:
        writes: in the order in which they are to be replaced; see `atomic_write`.
        ready: called just before the first is replaced; what it raises leaves all old files.

    Raises:
        WriteError: as `atomic_write`; the old files are untouched, unless a rename itself fails.
    """
    with ExitStack() as stack:
        targets = [stack.enter_context(locked(write.path)) for write in writes]
        for target, write in zip(targets, writes, strict=True):
            _plain_file(target, write.path)
            _remove_abandoned(target)
        staged = [
            stack.enter_context(_staged(target, write))
            for target, write in zip(targets, writes, strict=True)
        ]
        if ready is not None:
            ready()
        for temporary, target, write in zip(staged, targets, writes, strict=True):
            with explained(write.path):
                temporary.replace(target)
            _sync_folder(target.parent)


@contextlib.contextmanager
def _staged(target: Path, write: Write) -> Iterator[Path]:
    """The new content in a file beside the old one, checked; removed if it is still there after."""
    temporary = _temporary_beside(target)
    try:
        _fill(temporary, write.chunks, _plain_file(target, write.path), write.path)
        if write.check is not None:
            write.check(temporary)
        yield temporary
    finally:
        # after the rename there is nothing of this name; a failure here hides no other one
        with contextlib.suppress(OSError):
            temporary.unlink()


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
    with explained(path):
        try:
            with Path(path).open("rb") as stream:
                return hashlib.file_digest(stream, "sha256").hexdigest()
        except FileNotFoundError:
            return None


def _plain_file(target: Path, path: str | Path) -> os.stat_result | None:
    """What is known of the file that will be replaced; None if there is none."""
    with explained(path):
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
    with explained(path):
        # a new file gets the mode that the user's umask gives; of an old one, which may be
        # private, nobody sees the new content before it has its mode
        mode = _PUBLIC if before is None else _PRIVATE
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
        stream = os.fdopen(descriptor, "wb", buffering=_BUFFER)
    try:
        for chunk in chunks:
            with explained(path):
                if isinstance(chunk, Kept):
                    stream.flush()
                    _copy(chunk, descriptor)
                else:
                    stream.write(chunk)
        with explained(path):
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
