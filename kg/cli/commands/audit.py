"""Find unsupported, over-stated, contradictory or badly sourced statements."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import click

from kg.cli.console import format_option, shown_path
from kg.cli.filters import Sectioned, filters, narrow, stated_filters
from kg.model.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.auditing.rule import Rule
    from kg.cli.root import Session
    from kg.model.finding import Report
    from kg.store.selection import Selection


@click.command(cls=Sectioned)
@click.argument("paths", nargs=-1, metavar="[ARTICLE]...")
@filters
@click.option("--rule", "names", multiple=True, metavar="RULE", help="Run only this rule.")
@click.option("--ignore", multiple=True, metavar="RULE", help="Do not run this rule.")
@click.option("--all-rules", is_flag=True, help="Run also the rules that are off by default.")
@click.option("--statistics", is_flag=True, help="Print only how many findings each rule has.")
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
    /,
    paths: tuple[str, ...],
    names: tuple[str, ...],
    ignore: tuple[str, ...],
    all_rules: bool,
    statistics: bool,
    fail_level: str,
    exit_zero: bool,
    stdin_name: str | None,
    form: str,
    **given: object,
) -> int:
    """Find unsupported, over-stated, contradictory or badly sourced statements.

    ARTICLE is a plain text or Markdown file, or '-'; it is held against the ledger.
    Without an article the ledger itself is audited.
    The filters choose the claims of the ledger.
    """
    from kg.auditing.rule import chosen_rules
    from kg.cli.reports import PRINTERS, print_statistics

    chosen = chosen_rules("article" if paths else "ledger", names, ignore, every=all_rules)
    if statistics and not paths:
        from kg.auditing.ledger import counts

        print_statistics(counts(narrow(session, (), given), chosen), form)
        return 0
    reports: list[tuple[Report, str | None]]
    if not paths:
        reports = [(_audit_ledger(session, chosen, given), None)]
    else:
        view = _view(session, given)
        reports = [_audit_article(path, view, chosen, stdin_name) for path in paths]
    if statistics:
        print_statistics(Counter(f.code for report, _ in reports for f in report.findings), form)
    else:
        for report, text in reports:
            PRINTERS[form](report, text)
    level = Severity[fail_level.upper()]
    failed = any(f.severity >= level for report, _ in reports for f in report.findings)
    return int(failed and not exit_zero)


def _view(session: Session, given: dict[str, object]) -> Selection | None:
    """The ledger's view; None if there is no ledger anywhere and none was named."""
    import os

    from kg.errors import LedgerError

    try:
        return narrow(session, (), given)
    except LedgerError:
        if session.option or stated_filters(given) or os.environ.get("KG_LEDGER"):
            raise
        click.echo("no ledger here: only the rules on prose are run (kg init makes one)", err=True)
        return None


def _audit_ledger(session: Session, chosen: Sequence[Rule], given: dict[str, object]) -> Report:
    from kg.auditing.ledger import audit_ledger

    view = narrow(session, (), given)
    return audit_ledger(view, shown_path(session.ledger.path), chosen)


def _audit_article(
    path: str, view: Selection | None, chosen: Sequence[Rule], stdin_name: str | None
) -> tuple[Report, str | None]:
    from kg.auditing.audit import audit_article
    from kg.readers.read import read_document

    reading = read_document(path, stdin_name)
    return audit_article(reading, view, chosen), reading.text
