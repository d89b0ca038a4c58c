"""List the rules of the audit, or explain one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kg.cli.console import console, format_option, plain, print_json
from kg.cli.table import Column, Table

if TYPE_CHECKING:
    from kg.auditing.rule import Rule


@click.command()
@click.argument("name", required=False, metavar="[RULE]")
@format_option("table", "json")
def command(name: str | None, form: str) -> None:
    """List the rules of the audit, or explain one (by its code or name)."""
    from kg.auditing.rule import rule, rules

    chosen = [rule(name)] if name else list(rules())
    if form == "json":
        print_json([_shape(one) for one in chosen])
    elif name:
        _explain(chosen[0])
    else:
        made = Table(
            Column("code", whole=True),
            Column("name", whole=True),
            Column("severity", whole=True),
            Column("on", whole=True),
            Column("flags"),
        )
        for one in chosen:
            made.add_row(*map(plain, _cells(one)))
        console().print(made)


def _cells(one: Rule) -> tuple[str, ...]:
    on = "both" if one.check and len(one.default_in) > 1 else "".join(one.default_in[-1:]) or "off"
    return one.code, one.name, one.severity.word, on, one.summary


def _explain(one: Rule) -> None:
    from kg.auditing.page import page

    click.echo(page(one))


def _shape(one: Rule) -> dict[str, object]:
    return {
        "code": one.code,
        "name": one.name,
        "severity": one.severity.word,
        "summary": one.summary,
        "what": one.what,
        "why": one.why,
        "instead": one.instead,
        "needs_ledger": one.needs_ledger,
        "default_in": list(one.default_in),
        "references": list(one.references),
    }
