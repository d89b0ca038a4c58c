"""The files of a ledger: one, or all Turtle files below a folder.

A folder is one graph in several files. Each subject stands in one of them, its value nodes with it,
and all of them have the same base.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg.errors import ReadError

if TYPE_CHECKING:
    from collections.abc import Iterable

SUFFIX: Final = ".ttl"
"""How the files of a folder end; others are none of the ledger's business."""


def ledger_files(path: Path) -> tuple[Path, ...]:
    """The files of a ledger in the order in which they are read.

    Hidden files and folders are left out. A file that two symbolic links lead to counts once, and
    so does a folder, so that links in a circle come to an end.

    Args:
        path: a file, which need not exist, or a folder.

    Returns:
        The file itself, or all `*.ttl` below the folder, sorted by their names within it.

    Raises:
        ReadError: there are none in the folder, or it cannot be read.
    """
    if not path.is_dir():
        return (path,)
    found: list[tuple[tuple[int, int], Path]] = []
    try:
        _collect(path, found, set())
    except OSError as error:
        reason = error.strerror or error
        raise ReadError(
            f"{error.filename or path}: cannot be read ({reason})", "check its permissions"
        ) from error
    if not found:
        raise ReadError(
            f"{path}: is a folder without any *{SUFFIX} file",
            f"make a ledger there with kg init {path}{os.sep}, or name another",
        )
    found.sort(key=lambda one: one[1].parts)
    once: dict[tuple[int, int], Path] = {}
    for place, file in found:
        once.setdefault(place, file)
    return tuple(once.values())


def _collect(
    folder: Path, found: list[tuple[tuple[int, int], Path]], seen: set[tuple[int, int]]
) -> None:
    """Add the files below a folder, each with its device and number on it."""
    here = folder.stat()
    if (here.st_dev, here.st_ino) in seen:
        return
    seen.add((here.st_dev, here.st_ino))
    with os.scandir(folder) as entries:
        # real folders first, so that names do not lead through links
        listed = sorted(entries, key=lambda entry: (entry.is_symlink(), entry.name))
    for entry in listed:
        if entry.name.startswith("."):
            continue
        if entry.is_dir():
            _collect(Path(entry.path), found, seen)
        elif entry.name.lower().endswith(SUFFIX):
            status = entry.stat()
            if stat.S_ISREG(status.st_mode):
                found.append(((status.st_dev, status.st_ino), Path(entry.path)))


def name_within(ledger: Path, file: Path) -> str:
    """What a file of a ledger is called within it: `claims/k.ttl`; empty for a file of its own."""
    if file == ledger:
        return ""
    name = str(file).removeprefix(str(ledger)).lstrip(os.sep)  # relative_to takes ten times as long
    return name.replace(os.sep, "/")


def joint_hash(parts: Iterable[tuple[str, str]]) -> str:
    """The hash of a folder: SHA-256 over the names of its files and their own SHA-256.

    Args:
        parts: name within the folder and hash of each file, in order.

    Returns:
        64 hexadecimal digits.
    """
    import hashlib  # takes OpenSSL with it, and an index that is fresh needs none

    whole = hashlib.sha256()
    for name, sha256 in parts:
        whole.update(f"{sha256} {name}\n".encode(errors="surrogateescape"))
    return whole.hexdigest()
