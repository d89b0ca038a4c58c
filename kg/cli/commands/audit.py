"""Find unsupported, over-stated, contradictory or badly sourced statements."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kg.cli.console import console, format_option, print_json, shown_path
from kg.model.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.auditing.rule import Rule
    from kg.cli.root import Session
    from kg.model.finding import Report
    from kg.store.selection import Selection


@click.command()
@click.argument("paths", nargs=-1, metavar="[ARTICLE]...")
@click.option("--rule", "names", multiple=True, metavar="RULE", help="Run only this rule.")
@click.option("--ignore", multiple=True, metavar="RULE", help="Do not run this rule.")
@click.option(
    "--fail-level",
    type=click.Choice([severity.word for severity in Severity]),
    default=Severity.ERROR.word,
    show_default=True,
    help="Exit 1 if a finding is at least this serious.",
)
@click.option("--exit-zero", is_flag=True, help="Exit 0 whatever is found.")
@click.option("--stdin-name", metavar="NAME", help="Name of the article read from '-'.")
@format_option("full", "concise", "json")
@click.pass_obj
def command(
    session: Session,
    paths: tuple[str, ...],
    names: tuple[str, ...],
    ignore: tuple[str, ...],
    fail_level: str,
    exit_zero: bool,
    stdin_name: str | None,
    form: str,
) -> int:
    """Find unsupported, over-stated, contradictory or badly sourced statements.

    ARTICLE is a plain text or Markdown file, or '-'; it is held against the ledger.
    Without an article the ledger itself is audited.
    """
    chosen = _rules(names, ignore)
    if not paths:
        reports: list[tuple[Report, str | None]] = [(_audit_ledger(session, chosen), None)]
    else:
        view = _view(session)
        reports = [_audit_article(path, view, chosen, stdin_name) for path in paths]
    for report, text in reports:
        _PRINTERS[form](report, text)
    level = Severity[fail_level.upper()]
    failed = any(f.severity >= level for report, _ in reports for f in report.findings)
    return int(failed and not exit_zero)


def _rules(names: tuple[str, ...], ignore: tuple[str, ...]) -> Sequence[Rule]:
    from kg.auditing.rule import rule, rules

    chosen = [rule(name) for name in names] or list(rules())
    silent = [rule(name) for name in ignore]
    return [one for one in chosen if one not in silent]


def _view(session: Session) -> Selection | None:
    """The ledger's view; None if there is no ledger anywhere and none was named."""
    import os

    from kg.errors import LedgerError

    try:
        return session.ledger.select()
    except LedgerError:
        if session.option or os.environ.get("KG_LEDGER"):
            raise
        click.echo("no ledger here: only the rules on prose are run (kg init makes one)", err=True)
        return None


def _audit_ledger(session: Session, chosen: Sequence[Rule]) -> Report:
    from kg.auditing.audit import audit_ledger

    return audit_ledger(session.ledger.select(), shown_path(session.ledger.path), chosen)


def _audit_article(
    path: str, view: Selection | None, chosen: Sequence[Rule], stdin_name: str | None
) -> tuple[Report, str | None]:
    from kg.auditing.audit import audit_article
    from kg.readers.read import read_document

    reading = read_document(path, stdin_name)
    return audit_article(reading, view, chosen), reading.text


def _full(report: Report, text: str | None) -> None:
    from kg.cli.frames import print_finding

    shown = console()
    for finding in report.findings:
        print_finding(shown, finding, text)
    click.echo(_summary(report), err=True)


def _concise(report: Report, text: str | None) -> None:
    del text
    for f in report.findings:
        place = f"{f.path}:{f.line}:{f.column}" if f.line else f"{f.path}: {f.claim or '-'}"
        quote = " ".join(f.quote.split())
        click.echo(f'{place}: {f.severity.word} {f.code} {f.message}: "{quote}"')
    click.echo(_summary(report), err=True)


def _json(report: Report, text: str | None) -> None:
    from kg.auditing.shape import report_shape

    del text
    print_json(report_shape(report))


_PRINTERS = {"full": _full, "concise": _concise, "json": _json}


def _summary(report: Report) -> str:
    counts = ", ".join(
        f"{number} {severity.word}{'s' if number != 1 else ''}"
        for severity in sorted(Severity, reverse=True)
        if (number := sum(f.severity is severity for f in report.findings))
    )
    total = (
        f"{report.path}: {counts or 'nothing found'}; {report.statements} statements, "
        f"{report.claims} claims, {report.judged} held against the ledger, "
        f"{report.sourced} with a source"
    )
    lines = [total]
    lines += [f"not judged: {s.count} {s.reason} [{s.what}]" for s in report.skipped]
    return "\n".join(lines)
