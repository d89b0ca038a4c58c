"""What a round of audits adds up to."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

import click

from kg.auditing.telling.told import Told
from kg.cli.console import counted
from kg.model.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from kg.auditing.round import Unread

_NUMBERS: Final = ("statements", "claims", "judged", "sourced")


class Tally:
    """Counts audits while they are told, so that none has to be kept.

    Args:
        level: how serious a finding must be to fail the round, by the path of its article.
    """

    def __init__(self, level: Callable[[str], Severity]) -> None:
        self.codes: Counter[str] = Counter()
        self.failed = False
        self.unread = 0
        self._level = level
        self._path = ""
        self._audits = 0
        self._severities: Counter[Severity] = Counter()
        self._numbers: Counter[str] = Counter()
        self._silenced = 0
        self._skipped: dict[str, tuple[int, dict[str, None]]] = {}

    def counted(self, audits: Iterable[Told | Unread]) -> Iterator[Told]:
        """The audits as they come; what could not be read is said on standard error."""
        for one in audits:
            if isinstance(one, Told):
                self.add(one)
                yield one
            else:
                self.unread += 1
                click.echo(f"kg: {one.why}", err=True)

    def add(self, told: Told) -> None:
        """Count an audit, and say its remarks."""
        report = told.report
        for remark in told.remarks:
            click.echo(remark, err=True)
        level = self._level(report.path)
        self._path = report.path
        self._audits += 1
        for finding in report.findings:
            self.codes[finding.code] += 1
            self._severities[finding.severity] += 1
            self.failed = self.failed or finding.severity >= level
        self._numbers.update({name: getattr(report, name) for name in _NUMBERS})
        self._silenced += len(told.silenced)
        for one in report.skipped:
            number, names = self._skipped.get(one.reason, (0, {}))
            names[one.what] = None
            self._skipped[one.reason] = number + one.count, names

    def lines(self) -> Iterator[str]:
        """The summary, then what could not be judged, one line a reason; none without an audit."""
        if not self._audits:
            return
        whole = self._path if self._audits == 1 else counted(self._audits, "article")
        found = ", ".join(
            counted(self._severities[one], one.word)
            for one in sorted(Severity, reverse=True)
            if self._severities[one]
        )
        quiet = f", {self._silenced} silenced" if self._silenced else ""
        told = self._numbers
        yield (
            f"{whole}: {found or 'nothing found'}{quiet}; "
            f"{counted(told['statements'], 'statement')}, {counted(told['claims'], 'claim')}, "
            f"{told['judged']} held against the ledger, {told['sourced']} with a source"
        )
        for reason, (number, names) in self._skipped.items():
            many = f" ({number})" if number > 1 else ""
            yield f"not judged: {reason}{many} [{', '.join(names)}]"
