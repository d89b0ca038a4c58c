"""One way out for every format: choose it, write it whole or not at all."""

from __future__ import annotations

from inspect import Parameter, signature
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import TYPE_CHECKING, Final

from kg.errors import ExportFault
from kg.shelf import member, names
from kg.store.files import SUFFIX

if TYPE_CHECKING:
    from types import ModuleType
    from typing import BinaryIO

    from kg.graph.view import View

SHELF: Final = "kg.exporters.formats"
"""The package, and entry-point group, whose members are the formats."""

_IN_MEMORY: Final = 1 << 24
_PIECE: Final = 1 << 20


def export(
    view: View,
    target: str | Path | BinaryIO,
    format: str | None = None,  # noqa: A002 - the word that users and the command line use
    *,
    force: bool = False,
    **options: object,
) -> str:
    """Write a selection to a file or a stream.

    Args:
        view: the selection.
        target: a path, or a stream of bytes.
        format: name of a format; guessed from the path's suffix if not given.
        force: replace an existing file, and make drawings larger than anybody can read.
        options: options of the format, such as `mode="concepts"`.

    Returns:
        The name of the format.

    Raises:
        ExportFault: no such format or option, an existing file without `force`, or a selection
            that the format cannot hold.
        FilterError: an option has a value that means nothing.
        WriteError: the file cannot be written; what was there is untouched.
    """
    path = Path(target) if isinstance(target, (str, Path)) else None
    name = format_of(path, format)
    chosen = member(SHELF, name)
    options = _checked(name, chosen, options, force=force)
    if path is None:
        chosen.write(view, target, **options)
        return name
    _refuse_loss(view, path, force=force)
    from kg.store.atomic import atomic_write

    with SpooledTemporaryFile(max_size=_IN_MEMORY) as whole:
        chosen.write(view, whole, **options)
        whole.seek(0)
        atomic_write(path, iter(lambda: whole.read(_PIECE), b""))
    return name


def format_of(path: Path | None, name: str | None = None) -> str:
    """The format to write.

    Args:
        path: the file to write, None for a stream.
        name: what the user asked for, a format or the suffix of its files (`ttl`); None to go by
            the path's suffix.

    Returns:
        The name of a member of the shelf.

    Raises:
        ExportFault: it cannot be told, or there is no such format; the message lists them all.
    """
    known = names(SHELF)
    if name is not None:
        if name in known:
            return name
        found = _of_suffix(f".{name.lower().removeprefix('.')}")
        if found is None:
            raise ExportFault(f"no export format is called {name!r}", f"choose from: {_list()}")
        return found
    if path is None:
        raise ExportFault("a stream has no suffix to tell the format by", f"name one: {_list()}")
    suffix = path.suffix.lower()
    found = _of_suffix(suffix)
    if found is not None:
        return found
    told = f"its suffix {path.suffix!r} is not known" if suffix else "it has no suffix"
    raise ExportFault(f"{path}: the format cannot be told, {told}", f"name one: {_list()}")


def _of_suffix(suffix: str) -> str | None:
    """The format whose files end so."""
    return next((one for one in names(SHELF) if suffix in member(SHELF, one).SUFFIXES), None)


def _list() -> str:
    shelf = ((name, member(SHELF, name).SUFFIXES) for name in names(SHELF))
    return ", ".join(f"{name} ({' '.join(suffixes)})" for name, suffixes in shelf)


def _checked(
    name: str, chosen: ModuleType, options: dict[str, object], *, force: bool
) -> dict[str, object]:
    taken = {
        parameter.name
        for parameter in signature(chosen.write).parameters.values()
        if parameter.kind is Parameter.KEYWORD_ONLY
    }
    unknown = sorted(options.keys() - taken)
    if unknown:
        offer = ", ".join(sorted(taken - {"force"})) or "none"
        raise ExportFault(f"format {name} has no option {', '.join(unknown)}", f"it has: {offer}")
    return {**options, "force": force} if "force" in taken else options


def _refuse_loss(view: View, path: Path, *, force: bool) -> None:
    if path.is_dir():
        raise ExportFault(f"{path} is a folder", "name a file in it")
    home = view.ledger.path
    if home is not None and home.is_dir() and path.suffix.lower() == SUFFIX:
        _refuse_within(home, path)
    if not path.exists():
        return
    if home is not None and home.exists() and path.samefile(home):
        raise ExportFault(f"{path} is the ledger itself", "export to another file")
    if not force:
        raise ExportFault(f"{path} exists", "choose another name, or --force to replace it")


def _refuse_within(ledger: Path, path: Path) -> None:
    if path.resolve().is_relative_to(ledger.resolve()):
        raise ExportFault(
            f"{path} lies in the ledger, a part of which it would be", "export to elsewhere"
        )
