"""Count what a ledger holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kg.cli.console import console, format_option, plain, print_json
from kg.cli.table import Column, Table

if TYPE_CHECKING:
    from kg.cli.root import Session


@click.command()
@format_option("table", "json")
@click.pass_obj
def command(session: Session, form: str) -> None:
    """Count what a ledger holds: entities by kind, claims by status, evidence by direction."""
    from kg.querying.stats import stats

    answer = stats(session.ledger)
    if form == "json":
        print_json(answer)
        return
    shown = console()
    shown.print(plain(answer["title"], "bold"))
    for part in ("entities", "status", "direction"):
        counted = answer[part]
        assert isinstance(counted, dict)
        if not counted:
            continue
        made = Table(Column(part, least=24), Column("number", right=True))
        for name, number in counted.items():
            made.add_row(plain(name.replace("_", " ")), plain(number))
        shown.print(made)
        shown.print()
