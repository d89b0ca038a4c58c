"""How every family (rules, readers, importers, exporters, commands) finds its members.

A shelf is a package: one file a member, found by its file name, no list to edit.
Other distributions add members through an entry-point group of the same name as the package.
Every start looks at the commands, so pathlib and pkgutil are too slow here.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

from kg.errors import KGError

if TYPE_CHECKING:
    from collections.abc import Iterator
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
    own = [name.replace("_", "-") for name in _modules(package)]
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


def _modules(package: str) -> Iterator[str]:
    """Names of the modules and packages in a package."""
    for folder in import_module(package).__path__:
        for entry in os.scandir(folder):
            name, suffix = os.path.splitext(entry.name)
            single = suffix == ".py" and name != "__init__"
            if single or os.path.isfile(f"{entry.path}/__init__.py"):
                yield name


def _is_mentioned(package: str) -> bool:
    heading = f"[{package}]".encode()
    return any(heading in offered for folder in sys.path for offered in _entry_points(folder))


def _entry_points(folder: str) -> Iterator[bytes]:
    """What each distribution that is installed in a folder offers."""
    with suppress(OSError), os.scandir(folder or ".") as entries:
        for entry in entries:
            if entry.name.endswith("-info"):
                with suppress(OSError), open(f"{entry.path}/entry_points.txt", "rb") as stream:
                    yield stream.read()
