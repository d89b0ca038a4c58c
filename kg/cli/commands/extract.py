"""List what an article states: claims, how firmly, by whom, under which conditions."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from kg.cli.console import counted, format_option, print_json
from kg.cli.filters import Sectioned, filters
from kg.cli.output import write_out
from kg.cli.second_reader import beside, read_twice, second_reader

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.cli.root import Session

Json = dict[str, object]
_FORMATS = ("table", "json", "jsonl")


@click.command(cls=Sectioned)
@click.argument("path", metavar="ARTICLE")
@filters
@click.option("--all", "every", is_flag=True, help="Also sentences that are no claims, in a table.")
@click.option(
    "--model",
    "models",
    multiple=True,
    metavar="FILE",
    type=click.Path(dir_okay=False),
    help="A model made by kg train, in place of the rules; may be repeated.",
)
@second_reader
@click.option("--stdin-name", metavar="NAME", help="Name of the article read from '-'.")
@format_option(*_FORMATS)
@click.option("-o", "--output", type=click.Path(), metavar="FILE", help="Write to FILE.")
@click.pass_obj
def command(
    session: Session,
    /,
    path: str,
    every: bool,
    models: tuple[str, ...],
    reader: str | None,
    reader_model: str | None,
    transcript: str | None,
    replay: str | None,
    stdin_name: str | None,
    form: str,
    output: str | None,
    **given: object,
) -> None:
    """List what an article states: claims, how firmly, by whom, under which conditions.

    ARTICLE is a file, or '-'. JSON has every sentence that is no question, with reasons; a table
    has the claims. Where there is a ledger, statements are matched with its claims; the filters
    choose these.

    A second reader is asked only with --reader: the article's words are sent to that address. It
    can point at passages; a quote that does not stand in the article is refused and counted.
    """
    from kg.auditing.extract import Extractor
    from kg.auditing.own_models import own_models
    from kg.cli.without_ledger import view_or_none
    from kg.readers.read import read_document

    own = own_models(models)
    reading = read_document(path, stdin_name)
    view = view_or_none(session, given, "statements are matched with no claims")
    twice = read_twice(reading, reader, reader_model, transcript, replay)
    statements: Iterable[Json] = Extractor(reading, view, own).statements()
    more: Json = {}
    if twice is not None:
        statements = beside(statements, twice[0].spans)
        more = {"reader": twice[1]}
    if output is None:
        _print(statements, more, form, every=every)
        return
    with write_out(output, session):
        _print(statements, more, form, every=every)


def _print(statements: Iterable[Json], more: Json, form: str, *, every: bool) -> None:
    if form == "json":
        from kg.auditing.extract import SCHEMA

        print_json({"schema": SCHEMA, "statements": list(statements), **more})
    elif form == "jsonl":
        for one in statements:
            click.echo(json.dumps(one, ensure_ascii=False))
    else:
        from kg.cli.statements import print_statements

        listed = list(statements)
        shown = listed if every else [one for one in listed if one["is_claim"]]
        print_statements(shown)
        claims = counted(sum(bool(one["is_claim"]) for one in listed), "claim")
        told = "--format json tells why" if every else "--all shows the rest, --format json why"
        click.echo(f"{claims} in {counted(len(listed), 'sentence')}. {told}.", err=True)
