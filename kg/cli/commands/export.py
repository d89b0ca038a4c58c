"""Write a selection for other programs: Turtle, JSON-LD, CSV, GraphML, GEXF, DOT."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from kg.cli.console import counted
from kg.cli.filters import Sectioned, filters, narrow

if TYPE_CHECKING:
    from kg.cli.root import Session


@click.command(cls=Sectioned)
@click.argument("path", type=click.Path(readable=False))
@click.argument("terms", nargs=-1)
@filters
@click.option("--format", "form", metavar="FORMAT", help="The format; else by the suffix of PATH.")
@click.option("--mode", type=click.Choice(["full", "concepts"]), help="What a graph shows.")
@click.option("--force", is_flag=True, help="Replace PATH, and draw more than can be read.")
@click.pass_obj
def command(
    session: Session,
    /,
    path: str,
    terms: tuple[str, ...],
    form: str | None,
    mode: str | None,
    force: bool,
    **given: object,
) -> None:
    """Write a selection to PATH ('-' for standard output) for other programs.

    Formats: turtle (.ttl), jsonld (.jsonld), csv (.csv), graphml (.graphml), gexf (.gexf), dot
    (.dot, .gv). A graph in mode full has claims, sources and concepts, in mode concepts only
    concepts with an edge a claim.
    """
    from kg.exporters.export import export

    view = narrow(session, terms, given)
    options: dict[str, object] = {"mode": mode} if mode else {}
    target = sys.stdout.buffer if path == "-" else path
    name = export(view, target, form, force=force, **options)
    if path != "-":
        click.echo(f"{path}: {counted(len(view.claim_iris), 'claim')} as {name}", err=True)
