"""Show the studies behind claims, and what they add up to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import click

from kg.cli.console import console, format_option, plain, print_json, status_text
from kg.cli.filters import Sectioned, filters, narrow
from kg.cli.table import Column, Table

if TYPE_CHECKING:
    from kg.cli.console import Console
    from kg.cli.root import Session

_SIGN = {"supports": ("+", "green"), "disputes": ("-", "red"), "qualifies": ("~", "cyan")}


@click.command(cls=Sectioned)
@click.argument("claims", nargs=-1, metavar="[CLAIM]...")
@filters
@click.option("--limit", type=click.IntRange(min=0), help="The most claims to show.")
@format_option("table", "json")
@click.pass_obj
def command(
    session: Session, /, claims: tuple[str, ...], limit: int | None, form: str, **given: object
) -> None:
    """Show the studies behind claims, and what they add up to.

    CLAIM is an id or the beginning of one; or choose claims by the filters.
    Lines that count for nothing (a retracted source, recalled from memory) are shown in brackets.
    """
    from kg.querying.evidence import evidence

    selection = narrow(session, (), given).ordered(limit=None if claims else limit)
    chosen = [session.ledger.claim(name) for name in claims] if claims else selection.claims
    answers = [evidence(claim, selection) for claim in chosen[:limit]]
    if form == "json":
        print_json(answers[0] if len(claims) == 1 else answers)
        return
    if not answers:
        click.echo("no such claim in this ledger", err=True)
    shown = console()
    for answer in answers:
        _print(shown, answer)


def _print(shown: Console, answer: dict[str, object]) -> None:
    shown.print(plain(answer["text"], "bold"))
    shown.print(plain(answer["claim"], "dim"), soft_wrap=True)
    line = plain("status ")
    line.append_text(status_text(str(answer["status"])))
    line.append_text(plain(f"   computed certainty {answer['certainty'] or 'none'}"))
    shown.print(line)
    for reason in cast("list[dict[str, str]]", answer["reasons"]):
        shown.print(plain(f"  {reason['change']:>8}  {reason['step']}: {reason['why']}", "dim"))
    lines = cast("list[dict[str, Any]]", answer["lines"])
    if lines:
        shown.print(_rows(lines))
    else:
        shown.print(plain("  no evidence in this ledger"))
    shown.print(plain(f"Searched: {answer['searched']}.", "dim"))
    shown.print()


def _rows(lines: list[dict[str, Any]]) -> Table:
    made = Table(
        Column(" ", whole=True),
        Column("source"),
        Column("design"),
        Column("lvl", whole=True),
        Column("n", right=True, whole=True),
        Column("studied"),
        Column("finding"),
    )
    for line in lines:
        sign, style = _SIGN.get(line["direction"], ("o", "dim"))
        made.add_row(
            plain(sign if line["counts"] else f"({sign})", style if line["counts"] else "dim"),
            plain(_source(line)),
            plain(str(line["source"]["design"] or "-").replace("-", " ")),
            plain(line["level"]["value"].rpartition("-")[2] if line["level"] else "-"),
            plain("-" if line["n"] is None else line["n"]),
            plain(_studied(line["qualifiers"])),
            plain(_finding(line)),
        )
    return made


def _source(line: dict[str, Any]) -> str:
    notice = {"retraction": " RETRACTED"}.get(line["source"]["notice"] or "", "")
    year = f" {line['source']['year']}" if line["source"]["year"] else ""
    name = str(line["source"]["id"])
    return name + ("" if year.strip() in name else year) + notice


def _studied(qualifiers: dict[str, list[dict[str, Any]]]) -> str:
    words = [value["text"] for values in qualifiers.values() for value in values]
    return "; ".join(dict.fromkeys(words)) or "-"


def _finding(line: dict[str, Any]) -> str:
    recalled = " [recalled]" if line["verification"] == "recalled" else ""
    return f"{line['summary'] or line['quote'] or '-'}{recalled}"
