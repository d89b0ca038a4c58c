"""Check that a ledger is whole: every record well-formed, every link to something there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kg.cli.console import counted, format_option, print_json, shown_path

if TYPE_CHECKING:
    from kg.cli.root import Session


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(readable=False), metavar="[LEDGER]...")
@click.option("--shacl", is_flag=True, help="Also by the published SHACL shapes (slow).")
@format_option("text", "json")
@click.pass_obj
def command(session: Session, paths: tuple[str, ...], shacl: bool, form: str) -> int:
    """Check that a ledger is whole: every record well-formed, every link to something there.

    Exits 1 if something is wrong.
    """
    from kg.curate.checking import check_ledger
    from kg.curate.conformance import check_shapes

    problems = {}
    for path in paths or (shown_path(session.ledger.path),):
        problems[path] = check_ledger(path)
        if shacl:
            problems[path] += check_shapes(path)
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
        print_json({"schema": "kg.check/1", "problems": found, "total": len(found)})
        return int(bool(found))
    for path, listed in problems.items():
        for problem in listed:
            click.echo(f"{shown_path(problem.where)}: {problem}")
        click.echo(
            f"{path}: {counted(len(listed), 'problem') if listed else 'no problems'}", err=True
        )
    return int(any(problems.values()))
