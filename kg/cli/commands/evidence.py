"""Show the studies behind claims, and what they add up to."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from kg.cli.console import (
    console,
    counted,
    format_option,
    plain,
    print_json,
    status_text,
)
from kg.cli.derivation import print_assessments, print_certainty, print_derivation
from kg.cli.filters import Sectioned, filters, narrow
from kg.cli.limits import NumberOrAll, most
from kg.cli.lines import lines_table

if TYPE_CHECKING:
    from kg.cli.console import Console
    from kg.cli.root import Session
    from kg.store.records import ClaimRow
    from kg.store.selection import Selection

_NO_CLAIM = "no such claim in this ledger"
_LINES = 20
"""Lines of a claim in a table, if nobody says otherwise: what fits a page."""


@click.command(cls=Sectioned)
@click.argument("claims", nargs=-1, metavar="[CLAIM]...")
@filters
@click.option("--explain", is_flag=True, help="Each step with its rule, inputs and reference.")
@click.option("--limit", type=click.IntRange(min=0), help="The most claims to show.")
@click.option(
    "--lines",
    type=NumberOrAll(),
    help=f"The most lines of a claim; if not given, {_LINES} in a table, all in JSON.",
)
@format_option("table", "json", "md", "csv")
@click.pass_obj
def command(
    session: Session,
    /,
    claims: tuple[str, ...],
    explain: bool,
    limit: int | None,
    lines: float | None,
    form: str,
    **given: object,
) -> None:
    """Show the studies behind claims, and what they add up to.

    CLAIM is an id or the beginning of one: its studies, and how its certainty is computed.
    Claims chosen by filters are summed up in a table, one row a claim, unless --explain is given.
    Lines that count for nothing (a retracted source, recalled from memory) are shown in brackets.
    """
    selection = narrow(session, (), given).ordered(limit=None if claims else limit)
    named = tuple(session.ledger.claim(name) for name in claims[:limit])
    chosen = named if claims else selection.claims
    if not ((claims or explain) and form in {"table", "json"}):
        _sum_up(selection, chosen, form)
        return
    from kg.querying.evidence import evidence

    listed = most(lines, _LINES if form == "table" else None)
    answers = [evidence(claim, selection, listed) for claim in chosen]
    if form == "json":
        print_json(answers[0] if len(claims) == 1 and answers else answers)
        return
    if not answers:
        click.echo(_NO_CLAIM, err=True)
    shown = console()
    for answer in answers:
        _print(shown, answer, explain=explain)


def _sum_up(selection: Selection, claims: tuple[ClaimRow, ...], form: str) -> None:
    from kg.querying.findings import findings

    answer = findings(selection, claims)
    if form == "json":
        print_json(answer)
    elif form == "table":
        _print_findings(answer)
    else:
        from kg.cli.findings import FORMATS

        for piece in FORMATS[form](answer):
            sys.stdout.write(piece)


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
    left = answer["total"] - len(lines)
    if left:
        shown.print(plain(f"  and {counted(left, 'line')} more (--lines all)", "dim"))
    elif not lines:
        shown.print(plain("  no evidence in this ledger"))
    shown.print(plain(f"Searched: {answer['searched']}.", "dim"))
    shown.print()
