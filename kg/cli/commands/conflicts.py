"""List opposite claims, and whether their context explains them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

import click

from kg.cli.console import console, counted, format_option, print_json
from kg.cli.filters import Sectioned, filters, narrow
from kg.store.layout import WORDS

if TYPE_CHECKING:
    from kg.cli.console import Console
    from kg.cli.root import Session
    from kg.judge.conflicts import Conflicts, Pair
    from kg.judge.context import Verdict

_VERDICTS: Final[tuple[Verdict, ...]] = ("conflict", "undetermined", "explained")
_EACH = 3
"""Pairs of a verdict that are shown where no number is given."""


@click.command(cls=Sectioned)
@click.argument("terms", nargs=-1)
@filters
@click.option("--limit", type=click.IntRange(min=0), help="The most pairs to show.")
@click.option("--pairs", "every", is_flag=True, help="All pairs, those of crowded topics too.")
@click.option("--verdict", type=click.Choice(_VERDICTS), help="Only pairs of that verdict.")
@click.option(
    "--pair-state", type=click.Choice(WORDS["PairState"]), help="Only pairs that stand so."
)
@click.option("--within", is_flag=True, help="Claims whose own evidence lines disagree.")
@format_option("table", "json")
@click.pass_obj
def command(
    session: Session,
    /,
    terms: tuple[str, ...],
    limit: int | None,
    every: bool,
    verdict: str | None,
    pair_state: str | None,
    within: bool,
    form: str,
    **given: object,
) -> None:
    """List opposite claims, and whether their context explains them.

    "As stated" compares the conditions in the claims, "as studied" those of the live studies behind
    each side; the verdict is the latter where both sides have studies.

    Each topic is told with its counts, then its gravest pairs: three of each verdict, or as many as
    --limit or --pairs says. Pairs of a topic with more than 500 of them are listed with --pairs
    only.
    """
    from kg.judge.conflicts import conflicts
    from kg.querying.conflicts import conflicts_shape

    found = conflicts(narrow(session, terms, given), every=every)
    only = cast("Verdict | None", verdict)
    if form == "json":
        print_json(conflicts_shape(found, limit, verdict=only, state=pair_state))
        return
    shown = console()
    if within:
        _print_within(shown, found)
        return
    if limit is None and not every:
        _print_groups(shown, found)
        wanted = (only,) if only else _VERDICTS
        told = [p for one in wanted for p in found.first(_EACH, one, pair_state)]
    else:
        told = [*found.first(limit, only, pair_state)]
    _print_pairs(shown, told)
    click.echo(_summary(found, len(told)), err=True)


def _print_pairs(shown: Console, told: list[Pair]) -> None:
    from kg.cli.pairs import print_pair

    for pair in told:
        print_pair(shown, pair)


def _print_groups(shown: Console, found: Conflicts) -> None:
    from kg.cli.groups import print_group

    most = sorted(found.groups, key=lambda g: (-g.count("conflict"), -g.pairs))
    for group in most[:_EACH]:
        print_group(shown, group)


def _print_within(shown: Console, found: Conflicts) -> None:
    from kg.cli.pairs import print_within

    for claim in found.within:
        print_within(shown, claim)
    click.echo(f"{counted(len(found.within), 'claim')} whose evidence lines disagree.", err=True)


def _summary(found: Conflicts, shown: int) -> str:
    if not found.total:
        said = "no opposite claims in this selection"
    else:
        counts = ", ".join(f"{found.count(one)} {one}" for one in _VERDICTS)
        said = f"{counted(found.total, 'opposite pair')}: {counts}."
        if shown < found.total:
            said += f" {shown} shown; --verdict, --limit and --pairs show more."
    disagree = found.within_total
    if disagree:
        words = "claim has" if disagree == 1 else "claims have"
        said += f"\n{disagree} {words} evidence lines that disagree: --within lists them."
    return said
