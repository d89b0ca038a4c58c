"""Find the passages of an edited document again, and tie them to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kg.cli.console import format_option, print_json, shown_path

if TYPE_CHECKING:
    from kg.cli.root import Session

_DOCUMENT = click.option(
    "--document", "name", default="", metavar="ID", help="The document that the file is."
)


@click.group(no_args_is_help=True)
def command() -> None:
    """Find the passages of an edited document again, and tie them to it.

    Each gets one of five verdicts: exact, moved, changed, ambiguous, lost.
    """


@command.command()
@click.argument("path", metavar="ARTICLE")
@_DOCUMENT
@click.option("--all", "every", is_flag=True, help="Show also what stands where it stood.")
@format_option("text", "json")
@click.pass_obj
def check(session: Session, path: str, name: str, every: bool, form: str) -> int:
    """Hold the passages that the ledger keeps of ARTICLE against its text.

    The words of the ledger and those of the text are shown side by side. Exit code 1: some
    passage does not stand where it stood.
    """
    from kg.cli.anchors import print_ties, told
    from kg.curate.anchoring.ties import checked
    from kg.readers.read import read_document

    reading = read_document(path)
    found = checked(session.ledger, reading, name)
    if form == "json":
        print_json(told(session.ledger, reading, found))
    else:
        print_ties(reading, found, every=every)
    return int(found.count("exact") < len(found.ties))


@command.command()
@click.argument("path", metavar="ARTICLE")
@_DOCUMENT
@click.option(
    "--take",
    "takes",
    multiple=True,
    metavar="ID[=LINE[:COLUMN]]",
    help="Take also this passage that has changed, or fits several places.",
)
@click.option("--by", metavar="NAME", help="Who does it.")
@format_option("text", "json")
@click.pass_obj
def repair(
    session: Session, path: str, name: str, takes: tuple[str, ...], by: str | None, form: str
) -> int:
    """Tie the passages that have only moved to their new places in ARTICLE.

    What has changed, or fits several places, stays as it is unless --take names it. Exit code 1:
    some passages are left that do not stand in the text.
    """
    from kg.cli.anchors import read_takes, told
    from kg.curate.anchoring.repair import repair as repaired
    from kg.readers.read import read_document

    reading = read_document(path)
    done = repaired(session.path_to_change, reading, read_takes(takes), name, by)
    left = [tie for tie in done.checked.ties if not tie.sure and tie.id not in done.written]
    if form == "json":
        answer = told(session.ledger, reading, done.checked)
        changes = {"written": list(done.written), "version": done.version}
        print_json({**answer, **changes, "files": list(done.files)})
        return int(bool(left))
    for one in done.written:
        click.echo(one)
    files = ", ".join(map(shown_path, done.files)) or shown_path(session.path_to_change)
    if done.rewritten:
        click.echo(f"{files}: written anew as a whole: {done.rewritten}", err=True)
    said = f"{len(done.written)} of {len(done.checked.ties)} passages tied anew, {len(left)} left"
    click.echo(f"{files}: {said}", err=True)
    return int(bool(left))
