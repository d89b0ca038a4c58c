"""Ask the ledger in SPARQL: your own query, or one of those shipped."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from kg.cli.root import Session
    from kg.querying.sparql.ask import Question
    from kg.querying.sparql.named import Named

_FORMATS = ("table", "json", "csv", "tsv", "xml", "ttl", "nt")
_SUFFIXES = {".srj": "json", ".srx": "xml", ".turtle": "ttl"}
_SUFFIXES |= {f".{name}": name for name in _FORMATS[1:]}


@click.command()
@click.argument("query", required=False)
@click.option("--with", "given", metavar="NAME=VALUE", multiple=True, help="Bind a variable.")
@click.option("--list", "listed", is_flag=True, help="List the queries that are shipped.")
@click.option("--show", metavar="NAME", help="Print a shipped query, to start your own from.")
@click.option(
    "--limit",
    type=click.IntRange(min=0),
    default=1000,
    show_default=True,
    help="The most rows of a table; other formats have all.",
)
@click.option(
    "--timeout",
    type=click.FloatRange(min=0.01),
    default=30,
    show_default=True,
    help="Seconds after which the query is stopped.",
)
@click.option(
    "--memory",
    type=click.IntRange(min=64),
    default=4096,
    show_default=True,
    help="Mebibytes that the query may take beyond the ledger.",
)
@click.option("-o", "--output", type=click.Path(), help="Write to a file, whole or not at all.")
@click.option("--force", is_flag=True, help="Replace the file.")
@click.option(
    "--format",
    "form",
    type=click.Choice(_FORMATS),
    envvar="KG_FORMAT",
    help="How to print the answer; else by the suffix of the file, else table.",
)
@click.pass_obj
def command(
    session: Session,
    /,
    query: str | None,
    given: tuple[str, ...],
    listed: bool,
    show: str | None,
    limit: int,
    timeout: float,
    memory: int,
    output: str | None,
    force: bool,
    form: str | None,
) -> None:
    """Ask the ledger in SPARQL 1.1.

    QUERY is the name of a shipped query (--list), a file, '-' for standard input, or the text
    itself. It only reads: updates, SERVICE and graphs from elsewhere are refused. Prefixes of the
    ledger and of its vocabulary need not be declared. Status, certainty, opposite claims and years
    are there as kg:status, kg:computedCertainty, kg:OppositePair and kg:year; docs/howto/sparql.md
    tells more.
    """
    from kg.cli.solutions import say_if_unpaired
    from kg.querying.sparql.ask import Question, bindings
    from kg.querying.sparql.named import named

    if listed:
        from kg.cli.solutions import print_shipped

        print_shipped()
        return
    if show is not None:
        click.echo(named(show).text, nl=False)
        return
    if query is None:
        raise click.UsageError("give a query, or --list for those that are shipped")
    name, text, shipped = _found(query)
    bound = bindings(session.ledger, given, shipped)
    asked = Question(
        session.ledger,
        text,
        given=bound,
        name=name,
        timeout=timeout,
        memory=memory,
        instead=shipped.same if shipped else "",
    )
    say_if_unpaired(text, session.ledger)
    form = form or _SUFFIXES.get(Path(output or "").suffix.lower(), "table")
    if output is not None:
        _write(asked, output, form, session, force=force)
    elif form == "table":
        _print(asked, limit, session)
    else:
        for chunk in asked.serialized(form):
            sys.stdout.buffer.write(chunk)


def _found(query: str) -> tuple[str, str, Named | None]:
    """Name and text of what was typed, and the shipped query that it is."""
    from kg.querying.sparql.named import named, names
    from kg.querying.sparql.reading import read_query

    if query in names():
        shipped = named(query)
        return query, shipped.text, shipped
    name, text = read_query(query)
    return name, text, None


def _write(asked: Question, output: str, form: str, session: Session, *, force: bool) -> None:
    from kg.errors import QueryFault
    from kg.store.atomic import atomic_write

    path = Path(output)
    if form == "table":
        form = "ttl" if asked.is_graph else "csv"
    if path.exists() and path.samefile(session.ledger.path):
        raise QueryFault(f"{path} is the ledger itself", "write to another file")
    if path.exists() and not force:
        raise QueryFault(f"{path} exists", "choose another name, or --force to replace it")
    atomic_write(path, asked.serialized(form))
    click.echo(f"{path}: written as {form}", err=True)


def _print(asked: Question, limit: int, session: Session) -> None:
    from kg.cli.solutions import print_solutions

    found = asked.answer(limit)
    if found.truth is not None:
        click.echo("yes" if found.truth else "no")
    elif asked.is_graph:
        click.echo(found.text, nl=False)
    else:
        print_solutions(found, session.ledger, asked.bound)
