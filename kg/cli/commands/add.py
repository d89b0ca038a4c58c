"""Add a document, concept, claim, assertion or evidence line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kg.cli.console import format_option, print_json
from kg.cli.nouns import BY_LINES, FLAGS

if TYPE_CHECKING:
    from kg.cli.root import Session
    from kg.curate.adding.add import Added

_MAKES = {
    "document": "Add an article, a paper or a page: whatever states claims or reports evidence.",
    "concept": "Add something that claims speak of: a drug, an outcome, a population.",
    "claim": "Add a claim, and with --from or --quote the passage that states it.",
    "assertion": "Add the passage of a document that states a claim of the ledger.",
    "evidence": "Add what one source says for or against a claim.",
}
_MORE = """

    A lone - reads one JSON record with the fields of the model from standard input
    (`kg schema entities`). What the ledger has already is not added again: its id is
    printed, with exit code 1. Who adds it is --by, else $KG_AGENT, else git's user.name.
"""


@click.group(no_args_is_help=True)
def command() -> None:
    """Add a document, concept, claim, assertion or evidence line."""


def _noun(noun: str) -> click.Command:
    """The command of one noun."""

    @click.pass_obj
    def run(session: Session, /, json_from: str, **given: object) -> int:
        return _add(session, noun, json_from, given)

    made = click.command(noun, help=_MAKES[noun] + _MORE)(run)
    made.params = [
        click.Argument(["json_from"], required=False, default="", metavar="[-]"),
        *(
            click.Option([f.flag, f.cell], help=f.help, multiple=f.many, metavar="TEXT")
            for f in FLAGS[noun]
        ),
        click.Option(["--by"], metavar="NAME", help="Who adds it."),
        click.Option(
            ["--dry-run"], is_flag=True, help="Show what would be written; write nothing."
        ),
    ]
    format_option("text", "json")(made)
    return made


for _name in FLAGS:
    command.add_command(_noun(_name))


def _add(session: Session, noun: str, json_from: str, given: dict[str, object]) -> int:
    from kg.cli.console import shown_path
    from kg.curate.adding.add import add

    if json_from not in {"", "-"}:
        raise click.UsageError(
            f"{json_from!r}: only - (standard input) stands here; use the options"
        )
    form, by, dry_run = given.pop("form"), given.pop("by"), bool(given.pop("dry_run"))
    joint = "\n" if noun in BY_LINES else "; "
    cells = {
        cell: joint.join(text) if isinstance(text, tuple) else str(text)
        for cell, text in given.items()
        if text
    }
    record = _record() if json_from else None
    path = session.path_to_change
    done = add(path, noun, cells, record, by=str(by) if by else None, dry_run=dry_run)
    if form == "json":
        print_json(_shape(done, dry_run=dry_run))
    else:
        _say(done, noun, shown_path(path), dry_run=dry_run)
    return int(not done.new and not done.written)


def _record() -> dict[str, object]:
    """The JSON object on standard input."""
    import json
    import sys

    from kg.errors import SyntaxFault

    data = sys.stdin.buffer.read()
    try:
        found = json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise SyntaxFault("<stdin>", 0, 0, "is not UTF-8", "save it as UTF-8") from error
    except json.JSONDecodeError as error:
        raise SyntaxFault("<stdin>", error.lineno, error.colno, error.msg, "give JSON") from error
    except RecursionError as error:
        raise SyntaxFault("<stdin>", 0, 0, "is nested too deep", "give one record") from error
    if not isinstance(found, dict):
        raise SyntaxFault("<stdin>", 1, 1, "is no JSON object", "give one record at a time")
    return found


def _shape(done: Added, *, dry_run: bool) -> dict[str, object]:
    return {
        "schema": "kg.add/1",
        "id": done.id,
        "iri": done.iri,
        "kind": done.kind,
        "added": done.new and not dry_run,
        "entities": [{"id": name, "kind": kind} for name, kind in done.written],
        "notes": list(done.notes),
        "rewritten": done.rewritten or None,
        "turtle": done.text if dry_run else None,
    }


def _say(done: Added, noun: str, path: str, *, dry_run: bool) -> None:
    for note in done.notes:
        click.echo(f"note: {note}", err=True)
    if dry_run:
        click.echo(done.text.strip("\n"))
    else:
        click.echo(done.id)
    if not done.new:
        click.echo(f"{noun} {done.id} is in the ledger already", err=True)
    if dry_run:
        return
    if done.rewritten:
        click.echo(f"{path}: written anew as a whole: {done.rewritten}", err=True)
    if done.written:
        listed = ", ".join(f"{name} ({kind})" for name, kind in done.written)
        click.echo(f"{path}: added {listed}", err=True)
