"""List opposite claims, and whether their context explains them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kg.cli.console import console, format_option, plain, print_json
from kg.cli.filters import Sectioned, filters, narrow

if TYPE_CHECKING:
    from kg.cli.console import Console
    from kg.cli.root import Session
    from kg.judge.conflicts import Conflicts, Pair
    from kg.judge.context import Reading

_STYLE = {"conflict": "bold red", "explained": "green", "undetermined": "yellow"}


@click.command(cls=Sectioned)
@click.argument("terms", nargs=-1)
@filters
@click.option("--limit", type=click.IntRange(min=0), help="The most pairs to show.")
@format_option("table", "json")
@click.pass_obj
def command(
    session: Session, /, terms: tuple[str, ...], limit: int | None, form: str, **given: object
) -> None:
    """List opposite claims, and whether their context explains them.

    "As stated" compares the conditions in the claims, "as studied" those of the live studies behind
    each side; the verdict is the latter where both sides have studies.
    """
    from kg.judge.conflicts import conflicts
    from kg.querying.conflicts import conflicts_shape

    found = conflicts(narrow(session, terms, given))
    if form == "json":
        print_json(conflicts_shape(found, limit))
        return
    shown = console()
    for pair in found.pairs[:limit]:
        print_pair(shown, pair)
    click.echo(_summary(found), err=True)


def _summary(found: Conflicts) -> str:
    if not found.pairs:
        return "no opposite claims in this selection"
    counts = ", ".join(
        f"{found.count(verdict)} {verdict}" for verdict in ("conflict", "undetermined", "explained")
    )
    pairs = "pair" if len(found.pairs) == 1 else "pairs"
    return f"{len(found.pairs)} opposite {pairs}: {counts}."


def print_pair(shown: Console, pair: Pair) -> None:
    """Print one pair with both readings."""
    shown.print(plain(pair.verdict, _STYLE[pair.verdict]))
    for claim in (pair.a, pair.b):
        shown.print(plain(f"  {claim.text}"))
        shown.print(plain(f"      {claim.ref.id}", "dim"), soft_wrap=True)
    _print_reading(shown, "as stated", pair.as_stated)
    if pair.as_studied is None:
        shown.print(plain("  as studied: no live study on a side records its conditions", "dim"))
    else:
        _print_reading(shown, "as studied", pair.as_studied)
    shown.print()


def _print_reading(shown: Console, name: str, reading: Reading) -> None:
    head = plain(f"  {name}: ", "bold")
    head.append_text(plain(reading.verdict, _STYLE[reading.verdict]))
    shown.print(head)
    for dimension in reading.dimensions:
        mark = "*" if dimension.name in reading.because else " "
        style = "" if dimension.name in reading.because else "dim"
        words = plain(f"{mark} {dimension.relation:<8} {dimension.reason}", style)
        shown.print_behind(plain(""), words, 6)
