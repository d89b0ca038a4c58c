"""What an addition did, printed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import click

from kg.cli.console import shown_path

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from kg.curate.adding.add import Added

_LISTED: Final = 20
"""Entries named when many were added."""


def answer(done: Sequence[Added], *, many: bool, dry_run: bool) -> dict[str, object]:
    """The answer as JSON has it.

    Args:
        done: one for each record, at least one.
        many: records came as a list, and so goes the answer.
        dry_run: nothing was written.
    """
    joint = {
        "rewritten": done[0].rewritten or None,
        "turtle": done[0].text if dry_run else None,
        "files": [] if dry_run else list(done[0].files),
    }
    records = [_record(one, dry_run=dry_run) for one in done]
    if not many:
        return {"schema": "kg.add/1", **records[0], **joint}
    added = sum(one.new for one in done) if not dry_run else 0
    return {
        "schema": "kg.add-many/1",
        "records": records,
        "added": added,
        "total": len(done),
        **joint,
    }


def _record(done: Added, *, dry_run: bool) -> dict[str, object]:
    return {
        "id": done.id,
        "iri": done.iri,
        "kind": done.kind,
        "added": done.new and not dry_run,
        "entities": [{"id": name, "kind": kind} for name, kind in done.written],
        "notes": list(done.notes),
    }


def say(done: Sequence[Added], noun: str, path: Path, *, dry_run: bool) -> None:
    """Ids to standard output, what is to be said of them beside it."""
    for number, one in enumerate(done, start=1):
        of = f"record {number}: " if len(done) > 1 else ""
        for note in one.notes:
            click.echo(f"note: {of}{note}", err=True)
    if dry_run:
        click.echo(done[0].text.strip("\n"))
    for one in done:
        if not dry_run:
            click.echo(one.id)
        if not one.new:
            click.echo(f"{noun} {one.id} is in the ledger already", err=True)
    if dry_run:
        return
    files = ", ".join(map(shown_path, done[0].files)) or shown_path(path)
    if done[0].rewritten:
        click.echo(f"{files}: written anew as a whole: {done[0].rewritten}", err=True)
    written = [f"{name} ({kind})" for one in done for name, kind in one.written]
    if written:
        listed = ", ".join(written[:_LISTED])
        more = f" and {len(written) - _LISTED} more" if len(written) > _LISTED else ""
        click.echo(f"{files}: added {listed}{more}", err=True)
