"""List claims, with what supports and what disputes each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kg.cli.console import console, format_option, plain, print_json, status_text
from kg.cli.filters import filters, narrow
from kg.cli.table import Column, Table

if TYPE_CHECKING:
    from kg.cli.root import Session
    from kg.store.records import ClaimRow
    from kg.store.selection import Selection

_MARKS = {"increase": "↑", "decrease": "↓", "no-difference-found": "=", "equivalent": "≡"}


@click.command()
@click.argument("terms", nargs=-1)
@filters
@click.option("--limit", type=click.IntRange(min=0), help="The most claims to list.")
@format_option("table", "json")
@click.pass_obj
def command(
    session: Session, /, terms: tuple[str, ...], limit: int | None, form: str, **given: object
) -> None:
    """List claims, with what supports and what disputes each.

    TERMS all occur in a claim: as subject, object, mediator or in a nested claim.
    FOR and AGST count live evidence lines: neither retracted nor recalled ones.
    """
    selection = narrow(session, terms, given)
    if form == "json":
        from kg.querying.claims import claims

        print_json(claims(selection, limit))
        return
    chosen = selection.claims[:limit]
    total = len(selection.claims)
    if not total:
        click.echo("no such claim in this ledger", err=True)
        return
    console().print(_table(chosen, selection))
    count = f"{len(chosen)} of {total} claims" if len(chosen) < total else f"{total} claims"
    click.echo(f"{count}. kg show ID tells more; kg evidence ID lists the studies.", err=True)


def _table(chosen: tuple[ClaimRow, ...], selection: Selection) -> Table:
    from kg.querying.short_ids import short_ids

    ids = short_ids((claim.ref.id for claim in chosen), selection.ledger)
    made = Table(
        Column("id", most=24),
        Column("claim"),
        Column("for", right=True, whole=True),
        Column("agst", right=True, whole=True),
        Column("status", whole=True),
    )
    for claim in chosen:
        tally = selection.tallies(claim.ref.iri)
        made.add_row(
            plain(ids[claim.ref.id], "dim"),
            plain(f"{_MARKS.get(claim.effect or '', ' ')} {claim.text}"),
            plain(tally.supports),
            plain(tally.disputes),
            status_text(selection.status(claim.ref.iri)),
        )
    return made
