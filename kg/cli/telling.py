"""Where and in which format an audit is told."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Final, NamedTuple

import click

from kg.cli.reports import print_full

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import BinaryIO

    from kg.auditing.telling.told import Told, Wishes

FULL: Final = "full"
FOR_PEOPLE: Final = frozenset({FULL, "concise", "grouped"})
"""Formats behind which a summary is said."""
_BINARY: Final = frozenset({"xlsx", "docx"})
_PIECE: Final = 1 << 20
_IN_MEMORY: Final = 1 << 24


class Target(NamedTuple):
    """Where an audit goes.

    Attributes:
        form: name of the format.
        path: the file, None for standard output.
    """

    form: str
    path: str | None


def target(form: str | None, configured: str | None, path: str | None) -> Target:
    """Where an audit goes: by the option, the file's suffix, KG_FORMAT, the configuration, or full.

    Args:
        form: as the option says.
        configured: as the configuration says.
        path: the file, None or `-` for standard output.

    Returns:
        The target.

    Raises:
        click.UsageError: no format is meant by the suffix, or one needs a file and has none.
    """
    from kg.auditing.telling.shelf import SHELF, format_of, suffixes
    from kg.shelf import names

    where = None if path == "-" else path
    if form is None and where is not None:
        form = format_of(where)
        if form is None:
            listed = ", ".join(suffixes())
            raise click.UsageError(f"{where}: no format has this suffix ({listed}); give --format")
    chosen = form or os.environ.get("KG_FORMAT") or configured or FULL
    known = (FULL, *names(SHELF))
    if chosen not in known:
        raise click.UsageError(f"no format is called {chosen!r}; choose from: {', '.join(known)}")
    if chosen in _BINARY and where is None:
        raise click.UsageError(f"{chosen} needs a file: -o FILE.{chosen}")
    return Target(chosen, where)


def tell(told: Iterable[Told], where: Target, wishes: Wishes, *, every: bool, force: bool) -> None:
    """Tell audits.

    Args:
        told: the audits, gone through once.
        where: the target.
        wishes: how.
        every: in the format full, all findings.
        force: replace a file into which people write.

    Raises:
        WriteError: the file cannot be written, or people write into it and it is there.
    """
    if where.path is not None:
        _to_file(told, where, wishes, every=every, force=force)
    elif where.form != FULL:
        from kg.auditing.telling.shelf import writer

        sys.stdout.flush()
        writer(where.form)(told, sys.stdout.buffer, wishes)
        sys.stdout.buffer.flush()
    elif os.environ.get("GITHUB_ACTIONS") == "true":
        _annotated(told, wishes, every=every)
    else:
        print_full(told, wishes, every=every)


def _annotated(told: Iterable[Told], wishes: Wishes, *, every: bool) -> None:
    """The plain report, and commands that annotate the lines of a pull request."""
    from kg.auditing.telling.shelf import writer

    kept = list(told)
    sys.stdout.flush()
    writer("github")(kept, sys.stdout.buffer, wishes)
    sys.stdout.buffer.flush()
    print_full(kept, wishes, every=every)


def _to_file(
    told: Iterable[Told], where: Target, wishes: Wishes, *, every: bool, force: bool
) -> None:
    from pathlib import Path
    from tempfile import SpooledTemporaryFile

    from kg.auditing.telling.shelf import is_worked_on
    from kg.errors import WriteError
    from kg.store.atomic import atomic_write

    assert where.path is not None
    path = Path(where.path)
    if path.exists() and not force and where.form != FULL and is_worked_on(where.form):
        raise WriteError(f"{path}: is there, and somebody may have written into it", "give --force")
    with SpooledTemporaryFile(max_size=_IN_MEMORY) as whole:
        _write(told, where.form, wishes, whole, every=every)  # type: ignore[arg-type]
        whole.seek(0)
        atomic_write(path, iter(lambda: whole.read(_PIECE), b""))
    click.echo(f"{path}: written as {where.form}", err=True)


def _write(
    told: Iterable[Told], form: str, wishes: Wishes, stream: BinaryIO, *, every: bool
) -> None:
    from contextlib import redirect_stdout
    from io import TextIOWrapper

    from kg.auditing.telling.shelf import writer

    if form != FULL:
        writer(form)(told, stream, wishes)
        return
    text = TextIOWrapper(stream, encoding="utf-8", newline="")
    with redirect_stdout(text):
        print_full(told, wishes, every=every)
    text.flush()
    text.detach()


def refuse_own(path: str | None, used: Iterable[str]) -> None:
    """Make sure that no article and no ledger is written over.

    Args:
        path: the file that is to be written, if any.
        used: the files that are read.

    Raises:
        WriteError: it is one of them.
    """
    from pathlib import Path

    from kg.errors import WriteError

    if path is None or path == "-" or not Path(path).exists():
        return
    for one in used:
        if one != "-" and Path(one).exists() and Path(one).samefile(path):
            raise WriteError(f"{path}: is read by this audit", "write to another file")
