"""Say what would change if a source were retracted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from kg.cli.console import console, counted, format_option, plain, print_json, status_text
from kg.cli.derivation import certainty_text

if TYPE_CHECKING:
    from kg.cli.console import Console
    from kg.cli.root import Session
    from kg.cli.words import Words

_LABEL = 13
_LOST = "Would lose their only support:"


@click.command
@click.option("--retract", multiple=True, metavar="SOURCE", help="Suppose that it is retracted.")
@click.option("--without", multiple=True, metavar="EVIDENCE", help="Suppose that it is not there.")
@format_option("table", "json")
@click.pass_obj
def command(
    session: Session, /, retract: tuple[str, ...], without: tuple[str, ...], form: str
) -> None:
    """Say what would change if a source were retracted.

    Several sources and evidence lines may be named; nothing is written.
    """
    from kg.judge.whatif import whatif
    from kg.querying.whatif import whatif_shape

    answer: dict[str, Any] = whatif_shape(whatif(session.ledger, retract, without))
    if form == "json":
        print_json(answer)
    else:
        _print(console(), answer)


def _print(shown: Console, answer: dict[str, Any]) -> None:
    summary = answer["summary"]
    names = [one["id"] for one in answer["retracted"]]
    parts = [f"{' and '.join(names)} retracted"] if names else []
    parts += [f"without {' and '.join(one['id'] for one in answer['without'])}"] * bool(
        answer["without"]
    )
    head = f"Supposed {', '.join(parts)}: {counted(summary['touched'], 'claim')} touched"
    shown.print(plain(f"{head}, {summary['changed']} of them changed.", "bold"))
    for one in answer["already_retracted"]:
        shown.print(plain(f"{one['id']} is retracted as it is: supposing it changes nothing."))
    lost = [one for one in answer["claims"] if one["loses_only_support"]]
    if lost:
        shown.print()
        shown.print(plain("Would lose its only support:" if len(lost) == 1 else _LOST, "bold red"))
        for one in lost:
            shown.print_behind(plain("  - "), plain(one["text"]), 4)
    for one in answer["claims"]:
        if one["changes"]:
            _print_claim(shown, one)
    same = [one for one in answer["claims"] if not one["changes"]]
    if same:
        shown.print()
        shown.print(plain("Unchanged:", "bold"))
        for one in same:
            words = plain(one["text"])
            words.append_text(plain(f" {_told(one['after'])}", "dim"))
            shown.print_behind(plain("  - "), words, 4)
    _print_pairs(shown, answer["pairs"])


def _print_claim(shown: Console, one: dict[str, Any]) -> None:
    before, after = one["before"], one["after"]
    shown.print()
    shown.print(plain(one["text"], "bold"))
    shown.print(plain(one["id"], "dim"), soft_wrap=True)
    for label, key, text in (
        ("status", "status", status_text),
        ("certainty", "certainty", certainty_text),
        ("against it", "certainty_against", certainty_text),
    ):
        if before[key] is None and after[key] is None and key != "certainty":
            continue
        shown.print_behind(plain(f"  {label}"), _change(before[key], after[key], text), _LABEL)


def _change(before: Any, after: Any, text: Any) -> Words:  # noqa: ANN401 - words of any list
    words: Words = plain("")
    words.append_text(text(before))
    if before != after:
        words.append_text(plain(" → ", "bold"))
        words.append_text(text(after))
    else:
        words.append_text(plain("  as before", "dim"))
    return words


def _told(standing: dict[str, Any]) -> str:
    words = (standing["certainty"] or "none").replace("-", " ")
    if standing["direction"] == "against":
        words = f"against it {(standing['certainty_against'] or 'none').replace('-', ' ')}"
    return f"({standing['status']}, {words})"


def _print_pairs(shown: Console, pairs: list[dict[str, Any]]) -> None:
    shown.print()
    if not pairs:
        shown.print(plain("No verdict on opposite claims would change.", "dim"))
        return
    shown.print(plain("Opposite claims:", "bold"))
    for pair in pairs:
        verdict = plain(f"{pair['before']} → {pair['after']}: ", "bold")
        verdict.append_text(plain(f"{pair['a']['label']} | {pair['b']['label']}"))
        shown.print_behind(plain("  - "), verdict, 4)
