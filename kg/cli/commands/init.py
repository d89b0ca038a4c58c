"""Make an empty ledger."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument("path", type=click.Path(readable=False), default="data/claims.ttl")
@click.option("--title", help="What the ledger is called; the file's name if not given.")
@click.option("--base", metavar="IRI", help="Namespace of its names; one is minted if not given.")
def command(path: str, title: str | None, base: str | None) -> None:
    """Make an empty ledger at PATH (data/claims.ttl if not given).

    A PATH that ends in / makes a ledger of several files in a folder.
    """
    from kg.curate.creating import init_ledger

    minted = init_ledger(path, title or Path(path).stem, base)
    click.echo(f"{path}: an empty ledger with the base {minted}", err=True)
