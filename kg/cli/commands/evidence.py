"""Show the studies behind claims, and what they add up to."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from kg.cli.console import console, format_option, plain, print_json, status_text
from kg.cli.derivation import print_assessments, print_certainty, print_derivation
from kg.cli.filters import Sectioned, filters, narrow
from kg.cli.lines import lines_table

if TYPE_CHECKING:
    from kg.cli.console import Console
    from kg.cli.root import Session
    from kg.store.selection import Selection

_NO_CLAIM = "no such claim in this ledger"


@click.command(cls=Sectioned)
@click.argument("claims", nargs=-1, metavar="[CLAIM]...")
@filters
@click.option("--explain", is_flag=True, help="Each step with its rule, inputs and reference.")
@click.option("--limit", type=click.IntRange(min=0), help="The most claims to show.")
@format_option("table", "json", "md", "csv")
@click.pass_obj
def command(
    session: Session,
    /,
    claims: tuple[str, ...],
    explain: bool,
    limit: int | None,
    form: str,
    **given: object,
) -> None:
    """Show the studies behind claims, and what they add up to.

    CLAIM is an id or the beginning of one: its studies, and how its certainty is computed.
    Claims chosen by filters are summed up in a table, one row a claim, unless --explain is given.
    Lines that count for nothing (a retracted source, recalled from memory) are shown in brackets.
    """
    selection = narrow(session, (), given).ordered(limit=None if claims else limit)
    if (claims or explain) and form in {"table", "json"}:
        _tell(session, selection, claims, limit, form, explain=explain)
        return
    from kg.querying.findings import findings

    chosen = selection.claims
    if claims:
        chosen = tuple(session.ledger.claim(name) for name in claims[:limit])
    answer = findings(selection, chosen)
    if form == "json":
        print_json(answer)
    elif form == "table":
        _print_findings(answer)
    else:
        from kg.cli.findings import FORMATS

        for piece in FORMATS[form](answer):
            sys.stdout.write(piece)


def _tell(
    session: Session,
    selection: Selection,
    claims: tuple[str, ...],
    limit: int | None,
    form: str,
    *,
    explain: bool,
) -> None:
    from kg.querying.evidence import evidence

    chosen = [session.ledger.claim(name) for name in claims] if claims else selection.claims
    answers = [evidence(claim, selection) for claim in chosen[:limit]]
    if form == "json":
        print_json(answers[0] if len(claims) == 1 else answers)
        return
    if not answers:
        click.echo(_NO_CLAIM, err=True)
    shown = console()
    for answer in answers:
        _print(shown, answer, explain=explain)


def _print_findings(answer: dict[str, Any]) -> None:
    from kg.cli.findings import print_findings

    if answer["total"]:
        print_findings(console(), answer)
    else:
        click.echo(_NO_CLAIM, err=True)


def _print(shown: Console, answer: dict[str, Any], *, explain: bool) -> None:
    shown.print(plain(answer["text"], "bold"))
    shown.print(plain(answer["claim"], "dim"), soft_wrap=True)
    line = plain("status ")
    line.append_text(status_text(str(answer["status"])))
    shown.print(line)
    print_certainty(shown, answer)
    print_derivation(shown, answer, explain=explain)
    print_assessments(shown, answer)
    lines = answer["lines"]
    if lines:
        shown.print(lines_table(lines))
    else:
        shown.print(plain("  no evidence in this ledger"))
    shown.print(plain(f"Searched: {answer['searched']}.", "dim"))
    shown.print()
