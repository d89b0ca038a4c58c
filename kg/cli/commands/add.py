"""Add a document, concept, claim, assertion or evidence line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kg.cli.additions import answer, say
from kg.cli.console import format_option, print_json
from kg.cli.nouns import BY_LINES, FLAGS

if TYPE_CHECKING:
    from kg.cli.root import Session
    from kg.curate.adding.json_records import Records

_MAKES = {
    "document": "Add an article, a paper or a page: whatever states claims or reports evidence.",
    "concept": "Add something that claims speak of: a drug, an outcome, a population.",
    "claim": "Add a claim, and with --from or --quote the passage that states it.",
    "assertion": "Add the passage of a document that states a claim of the ledger.",
    "evidence": "Add what one source says for or against a claim.",
}
_MORE = """

    --json FILE reads records with the fields of the model (`kg schema entities`): one
    JSON object, a list, or JSON Lines; all are added or none. A lone - is --json -.
    What the ledger has already is not added again: its id is printed, and the exit code
    is 1 if nothing is new. Who adds is --by, else $KG_AGENT, else git's user.name.
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
        click.Option(
            ["--json", "json_file"], metavar="FILE", help="Records as JSON; - for standard input."
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
    from kg.curate.adding.add import add, add_many

    if json_from not in {"", "-"}:
        raise click.UsageError(
            f"{json_from!r}: only - (standard input) stands here; use the options"
        )
    form, by, dry_run = given.pop("form"), given.pop("by"), bool(given.pop("dry_run"))
    source = str(given.pop("json_file") or json_from)
    joint = "\n" if noun in BY_LINES else "; "
    cells = {
        cell: joint.join(text) if isinstance(text, tuple) else str(text)
        for cell, text in given.items()
        if text
    }
    if source and cells:
        raise click.UsageError("records say all themselves; leave the other options out")
    path, by = session.path_to_change, str(by) if by else None
    if source:
        records, many = _records(source)
        done = add_many(path, noun, records, by=by, dry_run=dry_run).added
    else:
        done, many = (add(path, noun, cells, by=by, dry_run=dry_run),), False
    if form == "json":
        print_json(answer(done, many=many, dry_run=dry_run))
    else:
        say(done, noun, path, dry_run=dry_run)
    return int(not any(one.written for one in done))


def _records(source: str) -> Records:
    """The records of a file, or of standard input."""
    import sys
    from pathlib import Path

    from kg.curate.adding.json_records import read_records
    from kg.errors import ReadError

    if source == "-":
        return read_records(sys.stdin.buffer.read(), "<stdin>")
    try:
        return read_records(Path(source).read_bytes(), source)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        raise ReadError(f"{source}: cannot be read ({error})", "check the path") from error
