"""List claims, with what supports and what disputes each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kg.cli.console import console, counted, format_option, plain, print_json, status_text
from kg.cli.filters import Sectioned, filters, narrow
from kg.cli.limits import NumberOrAll, most
from kg.cli.output import write_out
from kg.cli.table import Column, Table

if TYPE_CHECKING:
    from kg.cli.root import Session
    from kg.cli.words import Words
    from kg.store.records import ClaimRow
    from kg.store.selection import Selection

_LIMIT = 100
"""Claims in a table, if nobody says otherwise: some pages, and as quick in any ledger."""
_MARKS = {"increase": "↑", "decrease": "↓", "no-difference-found": "=", "equivalent": "≡"}
_LAYOUT = {
    "id": Column("id", most=24),
    "for": Column("for", right=True, whole=True),
    "against": Column("agst", right=True, whole=True),
    "qualifies": Column("qual", right=True, whole=True),
    "neutral": Column("neut", right=True, whole=True),
    "year": Column("year", whole=True),
    "status": Column("status", whole=True),
    "certainty": Column("certainty", whole=True),
}

_SORT = (
    "By label, id, status, certainty, supports, disputes, year, recorded or relevance; with - the"
    " greatest first."
)


@click.command(cls=Sectioned)
@click.argument("terms", nargs=-1)
@filters
@click.option("--sort", metavar="[-]NAME", help=_SORT)
@click.option(
    "--limit",
    type=NumberOrAll(),
    help=f"The most claims to list; if not given, {_LIMIT} in a table, all in other formats.",
)
@click.option("--columns", metavar="NAME[,NAME]", help="Columns of table, csv, tsv and md.")
@format_option("table", "json", "jsonl", "csv", "tsv", "md")
@click.option("--no-header", is_flag=True, help="Leave out the head of csv, tsv and md.")
@click.option("-o", "--output", type=click.Path(), metavar="FILE", help="Write to FILE.")
@click.pass_obj
def command(
    session: Session,
    /,
    terms: tuple[str, ...],
    sort: str | None,
    limit: float | None,
    columns: str | None,
    form: str,
    no_header: bool,
    output: str | None,
    **given: object,
) -> None:
    """List claims, with what supports and what disputes each.

    TERMS all occur in a claim: as subject, object, mediator or in a nested claim.
    FOR and AGST count live evidence lines: neither retracted nor recalled ones.

    Where all words of --text stand together in more than 10,000 labels and quotes, the first
    10,000 of these are ranked, labels before quotes, and the claims are counted as "at least".
    """
    usual = _LIMIT if form == "table" else None
    selection = narrow(session, terms, given).ordered(sort, most(limit, usual))
    with write_out(output, session):
        if form == "json":
            from kg.querying.claims import claims

            print_json(claims(selection))
        elif form == "table":
            _print_table(selection, columns, cut=limit is None)
        else:
            _print_lines(selection, columns, form, header=not no_header)


def _print_lines(selection: Selection, columns: str | None, form: str, *, header: bool) -> None:
    import sys

    from kg.cli.listing import FORMATS
    from kg.querying.columns import chosen_columns

    for piece in FORMATS[form](selection, chosen_columns(columns), header):
        sys.stdout.write(piece)


def _print_table(selection: Selection, columns: str | None, *, cut: bool) -> None:
    from kg.querying.columns import chosen_columns

    names = chosen_columns(columns)
    chosen = selection.claims
    total, exact = selection.counted
    if not total:
        click.echo("no such claim in this ledger", err=True)
        return
    if chosen:
        console().print(_table(chosen, selection, names))
    count = counted(total, "claim")
    if not exact or len(chosen) < total:
        count = f"{len(chosen)} of {'' if exact else 'at least '}{total} claims"
        count += "; --limit all or --format csv gives all" if cut else ""
    click.echo(f"{count}. kg show ID tells more; kg evidence ID lists the studies.", err=True)


def _table(chosen: tuple[ClaimRow, ...], selection: Selection, names: tuple[str, ...]) -> Table:
    from kg.querying.short_ids import short_ids

    ids = short_ids((claim.ref.id for claim in chosen), selection.ledger)
    made = Table(*(_LAYOUT.get(name) or Column(name.replace("_", " ")) for name in names))
    for claim in chosen:
        made.add_row(*(_cell(name, claim, selection, ids) for name in names))
    return made


def _cell(name: str, claim: ClaimRow, selection: Selection, ids: dict[str, str]) -> Words:
    from kg.querying.columns import COLUMNS

    if name == "id":
        return plain(ids[claim.ref.id], "dim")
    if name == "claim":
        return plain(f"{_MARKS.get(claim.effect or '', ' ')} {claim.text}")
    words = COLUMNS[name](claim, selection)
    return status_text(words) if name == "status" else plain(words)
