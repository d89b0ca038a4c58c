"""Bring a ledger file into canonical form."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from kg.cli.console import shown_path

if TYPE_CHECKING:
    from kg.cli.root import Session


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(readable=False), metavar="[LEDGER]...")
@click.option("--check", is_flag=True, help="Change nothing; exit 1 if something would change.")
@click.option("--drop-comments", is_flag=True, help="Comments of people may be lost.")
@click.pass_obj
def command(session: Session, paths: tuple[str, ...], check: bool, drop_comments: bool) -> int:
    """Bring a ledger file into canonical form: one order, one spelling, small diffs.

    The new file is compared with the old one, triple by triple, before it replaces it.
    Of a folder, all files are. With '-' Turtle is read from standard input, and its canonical form
    is written to standard output.
    """
    from kg.curate.formatting import format_ledger, formatted

    failed = False
    for path in _files(paths or (shown_path(session.ledger.path),)):
        if path == "-":
            failed = _piped(check=check, drop_comments=drop_comments) or failed
        elif check:
            changed = formatted(path).changed
            failed = failed or changed
            click.echo(f"{path}: {'not canonical' if changed else 'canonical'}", err=True)
        else:
            changed = format_ledger(path, drop_comments=drop_comments)
            click.echo(f"{path}: {'rewritten' if changed else 'left as it was'}", err=True)
    return int(failed)


def _files(paths: tuple[str, ...]) -> list[str]:
    """The files that are named, those of folders in their place."""
    from kg.curate.formatting import files_to_format

    files: list[str] = []
    for path in paths:
        files += [path] if path == "-" else map(str, files_to_format(path))
    return files


def _piped(*, check: bool, drop_comments: bool) -> bool:
    """Standard input to standard output; whether a check failed."""
    from kg.curate.formatting import formatted_bytes

    name = "standard input"
    made = formatted_bytes(sys.stdin.buffer.read(), name, drop_comments=drop_comments or check)
    if not check:
        sys.stdout.buffer.write(made.text.encode())
        return False
    click.echo(f"{name}: {'not canonical' if made.changed else 'canonical'}", err=True)
    return made.changed
