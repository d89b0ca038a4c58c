"""Audits told to a person at a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.cli.console import console, plain, print_json
from kg.cli.table import Column, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.auditing.telling.told import Told, Wishes

_FIRST: Final = 10
"""Findings of an article that are shown unless all are asked for."""


def print_full(told: Iterable[Told], wishes: Wishes, *, every: bool) -> None:
    """Print findings with a window on their words, the most serious first.

    Args:
        told: the audits.
        wishes: whether to tell what was silenced.
        every: print all of them.
    """
    from kg.cli.frames import print_finding

    shown = console()
    for one in told:
        findings = one.report.findings
        most = len(findings) if every else _FIRST
        for finding in findings[:most]:
            print_finding(shown, finding, one)
        if len(findings) > most:
            more = f"and {len(findings) - most} more in {one.report.path}: --all shows them"
            shown.print(plain(more, "bold"))
            shown.print()
        if wishes.show_silenced:
            for each in one.silenced:
                print_finding(shown, each.finding, one, each)


def print_next(told: Iterable[Told]) -> None:
    """Print the most serious finding of all that are left, and how many there are.

    Args:
        told: the audits.
    """
    from kg.cli.frames import print_finding

    best = None
    number = 0
    for one in told:
        for finding in one.report.findings:
            number += 1
            if best is None or finding.severity > best[0].severity:
                best = finding, one
    shown = console()
    if best is None:
        shown.print(plain("nothing is left to handle"))
        return
    print_finding(shown, *best)
    left = f"{number - 1} more after this one" if number > 1 else "the last one"
    shown.print(plain(f"{left}; mend it, or silence it with a reason", "dim"))


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
