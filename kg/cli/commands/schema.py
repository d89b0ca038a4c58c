"""Print a JSON Schema, the JSON-LD context, the shapes or the ontology."""

from __future__ import annotations

import click

from kg.cli.console import console, plain, print_json, shown_path
from kg.cli.table import Column, Table


@click.command()
@click.argument("name", required=False, default="", metavar="[NAME]")
@click.option(
    "--format",
    "form",
    metavar="FORMAT",
    default="",
    help="Of the ontology turtle, ntriples, html; of the shapes turtle, ntriples; of others json.",
)
@click.option("-o", "--output", type=click.Path(), default="", help="Write to this file instead.")
def command(name: str, form: str, output: str) -> None:
    """Print a JSON Schema, the JSON-LD context, the shapes or the ontology.

    NAME is a command whose JSON it describes (claims, audit, ...), a noun (Claim, Document, ...),
    or one of entities, context, shapes, ontology. Without NAME all of them are listed.
    """
    from kg.rdf.published import published, schema_text

    if name:
        text = schema_text(name, form)
    elif form == "json":
        print_json([one._asdict() for one in published()])
        return
    elif form or output:
        raise click.UsageError("name what is to be printed; kg schema lists all there is")
    else:
        listed = Table(Column("name", whole=True), Column("what it is"))
        for one in published():
            listed.add_row(plain(one.name), plain(one.about))
        console().print(listed)
        return
    if output:
        from kg.store.atomic import atomic_write

        atomic_write(output, [text.encode()])
        click.echo(f"{shown_path(output)}: written", err=True)
    else:
        click.echo(text, nl=False)
