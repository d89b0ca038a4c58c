"""Find unsupported, over-stated, contradictory or badly sourced statements."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kg import shelf
from kg.cli.filters import Sectioned, filters
from kg.model.finding import Severity

if TYPE_CHECKING:
    from kg.cli.root import Session

_FORMATS = ("full", *shelf.names("kg.auditing.reports"))


@click.command(cls=Sectioned)
@click.argument("paths", nargs=-1, metavar="[ARTICLE]...")
@filters
@click.option("--select", "--rule", "select", multiple=True, metavar="RULE", help="Run only this.")
@click.option("--ignore", multiple=True, metavar="RULE", help="Do not run this rule.")
@click.option("--all-rules", is_flag=True, help="Run also the rules that are off by default.")
@click.option("--next", is_flag=True, help="Show the most serious finding alone.")
@click.option("--all", "every", is_flag=True, help="Show all findings, not the first ten.")
@click.option("--statistics", is_flag=True, help="Print only how many findings each rule has.")
@click.option("--diff", metavar="REF", help="Only what was changed against this state in git.")
@click.option("--baseline", metavar="FILE", help="Pass over the findings that this file lists.")
@click.option("--update-baseline", is_flag=True, help="Write what is found into that file.")
@click.option("--show-suppressed", is_flag=True, help="Show also what is silenced, and why.")
@click.option(
    "--fail-level",
    type=click.Choice([severity.word for severity in Severity]),
    help="Exit 1 if a finding is at least this serious.  [default: error]",
)
@click.option("--exit-zero", is_flag=True, help="Exit 0 whatever is found.")
@click.option("--stdin-name", metavar="NAME", help="Name of the article read from '-'.")
@click.option("-j", "--jobs", type=click.IntRange(min=1), help="Processes that share the work.")
@click.option("-o", "--output", metavar="FILE", help="Write here; the suffix says the format.")
@click.option("--force", is_flag=True, help="Replace a file into which people write.")
@click.option(
    "--format",
    "form",
    type=click.Choice(_FORMATS),
    metavar="FORMAT",
    help=f"How to tell it: {', '.join(_FORMATS)}.  [env: KG_FORMAT; default: full]",
)
@click.pass_obj
def command(session: Session, /, paths: tuple[str, ...], **given: object) -> int:
    """Find unsupported, over-stated, contradictory or badly sourced statements.

    ARTICLE is a document, a folder of documents, or '-'; it is held against the ledger.
    Without an article the ledger itself is audited.
    The filters choose the claims of the ledger.
    """
    from kg.cli.asking import audit

    return audit(session, paths, given)
