"""List claims, with what supports and what disputes each."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import click

from kg.cli.console import console, format_option, plain, print_json, status_text, table
from kg.cli.filters import filters, narrow

if TYPE_CHECKING:
    from kg.cli.root import Session

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
    from kg.querying.claims import claims

    answer = claims(narrow(session, terms, given), limit)
    if form == "json":
        print_json(answer)
    else:
        from kg.querying.short_ids import short_ids

        rows = cast("list[dict[str, object]]", answer["claims"])
        ids = short_ids([str(row["id"]) for row in rows], session.ledger)
        _print(rows, ids, cast("int", answer["total"]))


def _print(rows: list[dict[str, object]], ids: dict[str, str], total: int) -> None:
    shown = console()
    if not total:
        click.echo("no such claim in this ledger", err=True)
        return
    made = table(
        ("id", {"overflow": "fold", "max_width": 24}),
        ("claim", {"overflow": "fold", "ratio": 1}),
        ("for", {"justify": "right", "no_wrap": True}),
        ("agst", {"justify": "right", "no_wrap": True}),
        ("status", {"no_wrap": True}),
    )
    for row in rows:
        mark = _MARKS.get(str(row["effect"]), " ")
        made.add_row(
            plain(ids[str(row["id"])], "dim"),
            plain(f"{mark} {row['text']}"),
            str(row["supports"]),
            str(row["disputes"]),
            status_text(str(row["status"])),
        )
    shown.print(made)
    count = f"{len(rows)} of {total} claims" if len(rows) < total else f"{total} claims"
    click.echo(f"{count}. kg show ID tells more; kg evidence ID lists the studies.", err=True)
