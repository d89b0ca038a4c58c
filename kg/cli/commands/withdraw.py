"""Withdraw an entry: nothing is removed, but it counts no more."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kg.cli.console import format_option, print_json, shown_path

if TYPE_CHECKING:
    from kg.cli.root import Session


@click.command()
@click.argument("name", metavar="ID")
@click.option("--why", required=True, metavar="TEXT", help="The reason, in a sentence.")
@click.option("--by", metavar="NAME", help="Who withdraws it.")
@format_option("text", "json")
@click.pass_obj
def command(session: Session, name: str, why: str, by: str | None, form: str) -> int:
    """Withdraw a claim, assertion, evidence line, document or concept.

    It stays in the ledger and in `kg show`, with who withdrew it, when and why; lists, status and
    counts leave it out. Exit code 1: it was withdrawn before.
    """
    from kg.curate.withdrawing import withdraw

    path = session.path_to_change
    done = withdraw(path, name, why, by)
    if form == "json":
        print_json(
            {
                "schema": "kg.withdraw/1",
                "id": done.id,
                "kind": done.kind,
                "withdrawn": done.new,
                "rewritten": done.rewritten or None,
                "resting": list(done.resting),
                "files": list(done.files),
            }
        )
        return int(not done.new)
    if not done.new:
        click.echo(f"{done.id} was withdrawn before; kg show {done.id} says why", err=True)
        return 1
    click.echo(done.id)
    files = ", ".join(map(shown_path, done.files))
    if done.rewritten:
        click.echo(f"{files}: written anew as a whole: {done.rewritten}", err=True)
    click.echo(f"{files}: withdrawn", err=True)
    if done.resting:
        more = "; these count until they are withdrawn too" if done.kind == "documents" else ""
        click.echo(f"note: still named in force by {', '.join(done.resting)}{more}", err=True)
    return 0
