"""Record what you decide of two opposite claims, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kg.cli.console import format_option, print_json, shown_path
from kg.store.layout import WORDS

if TYPE_CHECKING:
    from kg.cli.root import Session


@click.command()
@click.argument("a", metavar="CLAIM")
@click.argument("b", metavar="CLAIM")
@click.option(
    "--as",
    "state",
    required=True,
    type=click.Choice(WORDS["PairState"]),
    help="Explained by a difference, accepted as a real contradiction, resolved, or open again.",
)
@click.option("--why", required=True, metavar="TEXT", help="The reason, in a sentence.")
@click.option("--by", metavar="NAME", help="Who decides.")
@format_option("text", "json")
@click.pass_obj
def command(
    session: Session, a: str, b: str, state: str, why: str, by: str | None, form: str
) -> None:
    """Record what you decide of two opposite claims, and why.

    The verdict that kg conflicts computes stands beside it, unchanged.
    Nothing is removed: every decision on a pair stays in its history, the newest counts.
    """
    from kg.curate.settling import settle

    path = session.path_to_change
    done = settle(path, (a, b), state, why, by)
    if form == "json":
        print_json(
            {
                "schema": "kg.settle/1",
                "id": done.id,
                "claims": list(done.claims),
                "state": done.state,
                "before": done.before,
                "rewritten": done.rewritten or None,
                "files": list(done.files),
            }
        )
        return
    click.echo(done.id)
    files = ", ".join(map(shown_path, done.files))
    if done.rewritten:
        click.echo(f"{files}: written anew as a whole: {done.rewritten}", err=True)
    click.echo(f"{files}: {done.before} before, {done.state} now", err=True)
