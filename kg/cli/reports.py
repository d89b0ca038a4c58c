"""Reports of an audit, printed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import click

from kg.cli.console import console, counted, plain, print_json
from kg.cli.table import Column, Table
from kg.model.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from kg.model.finding import Report


def print_statistics(counts: Mapping[str, int], form: str) -> None:
    """How many findings each rule has, the most first.

    Args:
        counts: number by code.
        form: `json`, or any other format for a table.
    """
    from kg.auditing.rule import rule

    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    if form == "json":
        print_json({"schema": "kg.audit-statistics/1", "by_code": dict(sorted(counts.items()))})
        return
    made = Table(
        Column("code", whole=True),
        Column("name", whole=True),
        Column("findings", right=True, whole=True),
    )
    for code, number in ranked:
        made.add_row(*map(plain, (code, rule(code).name, number)))
    console().print(made)


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


PRINTERS: Final[dict[str, Callable[[Report, str | None], None]]] = {
    "full": _full,
    "concise": _concise,
    "json": _json,
}


def _summary(report: Report) -> str:
    counts = ", ".join(
        counted(number, severity.word)
        for severity in sorted(Severity, reverse=True)
        if (number := sum(f.severity is severity for f in report.findings))
    )
    total = (
        f"{report.path}: {counts or 'nothing found'}; {counted(report.statements, 'statement')}, "
        f"{counted(report.claims, 'claim')}, {report.judged} held against the ledger, "
        f"{report.sourced} with a source"
    )
    return "\n".join([total, *_not_judged(report)])


def _not_judged(report: Report) -> Iterator[str]:
    """What could not be judged, one line a reason."""
    rules: dict[str, list[str]] = {}
    for one in report.skipped:
        number = f" ({one.count})" if one.count > 1 else ""
        rules.setdefault(f"{one.reason}{number}", []).append(one.what)
    for reason, names in rules.items():
        yield f"not judged: {reason} [{', '.join(names)}]"
