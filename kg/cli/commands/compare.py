"""Show claims side by side, dimension by dimension."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, cast

import click

from kg.cli.console import console, format_option, plain, print_json
from kg.cli.table import Column, Table

if TYPE_CHECKING:
    from kg.cli.console import Console
    from kg.cli.root import Session

    Answer = dict[str, Any]

_LEAST: Final = 2
_STYLE: Final = {"overlap": "dim", "disjoint": "green", "unknown": "yellow"}


@click.command()
@click.argument("claims", nargs=-1, required=True, metavar="CLAIM CLAIM...")
@format_option("table", "json")
@click.pass_obj
def command(session: Session, claims: tuple[str, ...], form: str) -> None:
    """Show claims side by side, dimension by dimension.

    CLAIM is an id or the beginning of one. Beneath the table every two of them are compared: as
    stated, by the claims' own conditions, and as studied, by those of the live studies behind each.
    """
    from kg.querying.compare import compared

    if len(claims) < _LEAST:
        raise click.UsageError("name two claims or more")
    _, answer = compared(session.ledger, claims)
    if form == "json":
        print_json(answer)
        return
    shown = console()
    told = cast("list[Answer]", answer["claims"])
    for number, claim in enumerate(told, 1):
        shown.print_behind(plain(f"{number} "), plain(claim["text"], "bold"), 2)
        shown.print(plain(f"  {claim['id']}", "dim"), soft_wrap=True)
    shown.print(_table(told))
    places = {claim["id"]: number for number, claim in enumerate(told, 1)}
    for pair in cast("list[Answer]", answer["pairs"]):
        _print_pair(shown, pair, places)


def _table(claims: list[Answer]) -> Table:
    made = Table(Column(" "), *(Column(str(n)) for n in range(1, len(claims) + 1)))

    def row(name: str, cells: list[str]) -> None:
        if any(cells):
            made.add_row(plain(name), *(plain(cell or "-") for cell in cells))

    row("subject", [_labels(claim["subjects"]) for claim in claims])
    row("relation", [_relation(claim) for claim in claims])
    row("object", [_labels(claim["objects"]) for claim in claims])
    row("status", [claim["status"] for claim in claims])
    for part, words in (("qualifiers", ""), ("studied", " studied")):
        for name in dict.fromkeys(name for claim in claims for name in claim[part]):
            cells = [_texts(claim[part].get(name, ())) for claim in claims]
            row(f"{name.replace('_', '-')}{words}", cells)
    row("live support", [str(claim["studies"]) for claim in claims])
    return made


def _relation(claim: Answer) -> str:
    words = ("not" if claim["negated"] else "", claim["predicate"]["label"], claim["effect"] or "")
    return " ".join(filter(None, words))


def _labels(refs: list[Answer]) -> str:
    return ", ".join(one["label"] for one in refs)


def _texts(values: list[Answer]) -> str:
    return "; ".join(dict.fromkeys(value["text"] for value in values))


def _print_pair(shown: Console, pair: Answer, places: dict[str, int]) -> None:
    head = plain(f"{places[pair['a']]} and {places[pair['b']]}: ", "bold")
    head.append_text(plain(_said(pair)))
    shown.print(head)
    for name in ("as_stated", "as_studied"):
        reading = pair[name]
        if reading is None:
            shown.print(plain("  as studied: no live study on a side records its conditions"))
            continue
        shown.print(plain(f"  {name.replace('_', ' ')}:"))
        for dimension in reading["dimensions"]:
            relation = dimension["relation"]
            shown.print_behind(
                plain(f"    {relation:<8} ", _STYLE[relation]), plain(dimension["reason"]), 13
            )
        if not reading["dimensions"]:
            shown.print(plain("    nothing is stated on either side", "dim"))


def _said(pair: Answer) -> str:
    if pair["kind"] is None:
        return "do not exclude each other"
    if not pair["one_topic"]:
        return "would be opposite, but do not speak of one subject and object"
    return f"{pair['verdict']} ({pair['kind']})"
