"""Check that a ledger is whole: every record well-formed, every link to something there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kg.cli.console import counted, format_option, print_json, shown_path

if TYPE_CHECKING:
    from kg.cli.root import Session
    from kg.text.resembling import Resemblance


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(readable=False), metavar="[LEDGER]...")
@click.option("--shacl", is_flag=True, help="Also by the published SHACL shapes (slow).")
@click.option(
    "--suggest", is_flag=True, help="Also show concepts that may be one, for you to decide."
)
@format_option("text", "json")
@click.pass_obj
def command(session: Session, paths: tuple[str, ...], shacl: bool, suggest: bool, form: str) -> int:
    """Check that a ledger is whole: every record well-formed, every link to something there.

    Exits 1 if something is wrong.
    """
    from kg.curate.checking import check_ledger
    from kg.curate.conformance import check_shapes

    problems, alike = {}, {}
    for path in paths or (shown_path(session.ledger.path),):
        problems[path] = check_ledger(path)
        if shacl:
            problems[path] += check_shapes(path)
        if suggest and not problems[path]:
            alike[path] = _alike(path)
    if form == "json":
        found = [
            {
                "path": one.file,
                "line": one.line,
                "column": one.column,
                "place": one.place,
                "message": one.message,
            }
            for listed in problems.values()
            for one in listed
        ]
        print_json(
            {
                "schema": "kg.check/1",
                "problems": found,
                "total": len(found),
                "suggestions": [
                    {"path": path, "a": s.one, "b": s.other, "score": s.score, "why": s.why}
                    for path, listed in alike.items()
                    for s in listed
                ],
            }
        )
        return int(bool(found))
    for path, listed in problems.items():
        for problem in listed:
            click.echo(f"{shown_path(problem.where)}: {problem}")
        click.echo(
            f"{path}: {counted(len(listed), 'problem') if listed else 'no problems'}", err=True
        )
        for one in alike.get(path, ()):
            click.echo(f"{path}: same concept? {one.one} and {one.other}: {one.why}")
    return int(any(problems.values()))


def _alike(path: str) -> tuple[Resemblance, ...]:
    """Concepts of a ledger whose names resemble each other; suggestions are no problems."""
    from kg.store.ledger import open_ledger
    from kg.text.resembling import resembling

    concepts = open_ledger(path).concepts()
    return resembling((c.ref.id, name) for c in concepts for name in (c.ref.label, *c.synonyms))
