"""Show the main job on the shipped ledger: does ketamine reduce or increase anxiety?"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.console import console, plain, shown_path

if TYPE_CHECKING:
    from kg.store.selection import Selection

_ASKED = ("ketamine", "anxiety")


@click.command()
@click.option(
    "--out", type=click.Path(file_okay=False), default="out", show_default=True, help="Where to."
)
def command(out: str) -> None:
    """Show the main job on the shipped ledger: does ketamine reduce or increase anxiety?

    A demonstration, not medical advice.
    """
    from kg.store.ledger import open_ledger
    from kg.store.locate import find_ledger

    path = find_ledger("demo")
    ledger = open_ledger(path)
    _heading(1, "What is claimed of ketamine and anxiety?", "kg -g demo claims ketamine anxiety")
    _run("claims", *_ASKED, "--effect", "increase")
    _run("claims", *_ASKED, "--effect", "decrease")
    _heading(
        2,
        "Low doses reduce it, high doses increase it: is that a contradiction?",
        "kg -g demo conflicts --subject ketamine --object anxiety",
    )
    view = ledger.select(subject=_ASKED[0], object=_ASKED[1])
    pair = [_of_dose(view, word) for word in _WORDS]
    _print_pair(view, pair)
    _heading(3, "What stands behind the two?", "kg -g demo evidence CLAIM")
    _run("evidence", *pair)
    draft = path.parent / "articles" / "ketamine-draft.md"
    _heading(
        4, "What would an editor find in a careless draft?", f"kg -g demo audit {shown_path(draft)}"
    )
    _run("audit", shown_path(draft), "--exit-zero", "--format", "concise")
    graph = Path(out) / "ketamine-anxiety.gexf"
    _heading(5, "And as a graph, for Gephi", f"kg -g demo export {graph} ketamine anxiety")
    graph.parent.mkdir(parents=True, exist_ok=True)
    _run("export", str(graph), *_ASKED, "--force")


_WORDS = ("low", "high")


def _heading(number: int, question: str, words: str) -> None:
    shown = console()
    shown.print()
    shown.rule(plain(f"{number}. {question}", "bold"))
    shown.print(plain(f"$ {words}", "cyan"))
    shown.print()


def _run(*words: str) -> None:
    """Run a command as a user would, on the shipped ledger."""
    from kg.cli.root import root

    _flush()
    root.main(args=["-g", "demo", *words], prog_name="kg", standalone_mode=False)
    _flush()


def _flush() -> None:
    """What is said on the two streams appears in the order in which it was said."""
    import sys

    sys.stdout.flush()
    sys.stderr.flush()


def _print_pair(view: Selection, ids: list[str]) -> None:
    from kg.cli.pairs import print_pair
    from kg.judge.conflicts import conflicts

    for pair in conflicts(view).pairs:
        if {pair.a.ref.id, pair.b.ref.id} == set(ids):
            print_pair(console(), pair)


def _of_dose(view: Selection, word: str) -> str:
    """The plainest claim of a dose word: the one with the most evidence lines."""
    ranked = sorted(view.where(dose=word).claims, key=lambda c: -len(view.evidence(c.ref.iri)))
    return ranked[0].ref.id
