"""The articles that are meant by files and folders."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kg.auditing.settings.patterns import matches
from kg.errors import ReadError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.auditing.settings.config import AuditConfig


def articles(paths: Iterable[str], config: AuditConfig) -> tuple[str, ...]:
    """The files to audit.

    Args:
        paths: files, folders, or `-`.
        config: what it excludes is passed over in folders; a file that is named is taken.

    Returns:
        Each file once, in the order named, those of a folder by name.

    Raises:
        ReadError: a folder holds no document that can be read.
    """
    found: dict[str, None] = {}
    for path in paths:
        if path != "-" and Path(path).is_dir():
            inside = [str(file) for file in _inside(Path(path), config)]
            if not inside:
                raise ReadError(f"{path}: holds no document that can be read", "name a file")
            found.update(dict.fromkeys(inside))
        else:
            found[path] = None
    return tuple(found)


def _inside(folder: Path, config: AuditConfig) -> Iterator[Path]:
    from kg.readers.read import suffixes

    known = suffixes()
    home = config.path.parent if config.path else folder
    for entry in sorted(folder.iterdir()):
        if entry.name.startswith((".", "~$")) or matches(entry, config.exclude, home):
            continue
        if entry.is_dir():
            if not entry.is_symlink():
                yield from _inside(entry, config)
        elif entry.suffix.lower() in known:
            yield entry
