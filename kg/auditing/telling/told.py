"""An audit that is to be told: what was found, in which text, and what was silenced."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal, NamedTuple

from kg.model.finding import Severity, Span
from kg.text.columns import Columns

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.model.finding import Finding, Report
    from kg.text.columns import Unit
    from kg.text.reading import Reading


class Stretch(NamedTuple):
    """A place in lines and columns, 1-based, the end exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True, slots=True)
class Silenced:
    """A finding that somebody silenced.

    Attributes:
        finding: the finding.
        kind: `in-source` by words in the article, `external` by configuration or baseline.
        reason: why, in the words of whoever silenced it.
        where: what silences it: a place in the article, or a file.
    """

    finding: Finding
    kind: Literal["in-source", "external"]
    reason: str
    where: str


@dataclass(frozen=True)
class Told:
    """The audit of one article or ledger.

    Attributes:
        report: what was found, less what was silenced.
        reading: the article; None for a ledger.
        silenced: what was silenced.
        remarks: what the user is to know of the settings: suppressions that silence nothing.
    """

    report: Report
    reading: Reading | None = None
    silenced: tuple[Silenced, ...] = ()
    remarks: tuple[str, ...] = ()

    @cached_property
    def columns(self) -> Columns:
        """Places in the article."""
        return Columns(self.reading.text if self.reading else "")

    def stretch(self, span: Span | None, unit: Unit = "code-point") -> Stretch | None:
        """Where a span stands.

        Args:
            span: a place in the article.
            unit: what columns count.

        Returns:
            Its lines and columns; None without a place or an article.
        """
        if span is None or self.reading is None:
            return None
        start, end = self.columns.place(span.start, unit), self.columns.place(span.end, unit)
        return Stretch(*start, *end)

    def numbered(self) -> Iterator[tuple[Finding, int]]:
        """The findings, each with its number (from 1) among those of its fingerprint."""
        return _numbered(self.report.findings)


@dataclass(frozen=True, slots=True)
class Wishes:
    """How an audit is to be told.

    Attributes:
        fail_level: what is at least as serious as this is a failure.
        show_silenced: tell also what was silenced.
    """

    fail_level: Severity = Severity.ERROR
    show_silenced: bool = False


def span_of(finding: Finding) -> Span | None:
    """The place of a finding, None if it has none."""
    if finding.start is None or finding.end is None:
        return None
    return Span(finding.start, finding.end)


def _numbered(findings: tuple[Finding, ...]) -> Iterator[tuple[Finding, int]]:
    seen: Counter[str] = Counter()
    for finding in findings:
        seen[finding.fingerprint] += 1
        yield finding, seen[finding.fingerprint]
