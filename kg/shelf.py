"""How every family (rules, readers, importers, exporters, commands) finds its members.

A shelf is a package: one file a member, found by its file name, no list to edit.
Other distributions add members through an entry-point group of the same name as the package.
"""

from __future__ import annotations

import sys
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import TYPE_CHECKING

from kg.errors import KGError

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint
    from types import ModuleType


@cache
def names(package: str) -> tuple[str, ...]:
    """The names of a shelf's members, sorted, without importing any of them.

    Args:
        package: dotted name of the shelf, such as `kg.auditing.rules`.

    Returns:
        File names without suffix, with `_` written as `-`, and the names of entry points.

    Raises:
        KGError: two members bear the same name.
    """
    shelf = import_module(package)
    own = [module.name.replace("_", "-") for module in iter_modules(shelf.__path__)]
    foreign = [point.name for point in _outsiders(package)]
    found = sorted(own + foreign)
    twice = sorted({name for name in found if found.count(name) > 1})
    if twice:
        raise KGError(f"{package}: two members are named {', '.join(twice)}", "rename one of them")
    return tuple(found)


@cache
def member(package: str, name: str) -> ModuleType:
    """The module of one member.

    Args:
        package: dotted name of the shelf.
        name: the member's name, as `names` lists it.

    Returns:
        The imported module.

    Raises:
        KGError: the shelf has no member of that name; the message lists those it has.
    """
    known = names(package)
    if name not in known:
        raise KGError(f"{package} has no {name!r}", f"choose from: {', '.join(known)}")
    for point in _outsiders(package):
        if point.name == name:
            module: ModuleType = point.load()
            return module
    return import_module(f"{package}.{name.replace('-', '_')}")


@cache
def _outsiders(package: str) -> tuple[EntryPoint, ...]:
    """Members that other distributions offer.

    Importing `importlib.metadata` takes half as long as starting the program, so it is asked only
    if some installed distribution mentions the shelf at all.
    """
    if not _is_mentioned(package):
        return ()
    from importlib.metadata import entry_points

    return tuple(entry_points(group=package))


def _is_mentioned(package: str) -> bool:
    heading = f"[{package}]"
    return any(
        heading in offered.read_text(encoding="utf-8", errors="replace")
        for folder in sys.path
        for offered in Path(folder or ".").glob("*.*-info/entry_points.txt")
    )
