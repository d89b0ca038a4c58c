"""An audit that is to be told: what was found, in which text, and what was silenced."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final, Literal, NamedTuple
from unicodedata import combining

from kg.model.finding import Severity, Span
from kg.text.columns import Columns
from kg.text.composing import TracedLines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.model.finding import Finding, Report
    from kg.text.columns import Unit
    from kg.text.place import Place
    from kg.text.reading import Reading

_TEXT_ITSELF: Final = frozenset({"plain", "markdown"})
"""Formats whose source is the text, but for the form of its characters."""


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
        """Lines and columns of the file, or of the canonical text where it has no lines."""
        source = self.source
        text = self.reading.text if self.reading else ""
        return Columns(text if source is None else source.text)

    @property
    def source(self) -> TracedLines | None:
        """The way back to lines of the file, where they are not those of the text."""
        source = self.reading.source if self.reading else None
        return source if isinstance(source, TracedLines) else None

    def stretch(self, span: Span | None, unit: Unit = "code-point") -> Stretch | None:
        """Where a span stands.

        Args:
            span: a place in the article.
            unit: what columns count.

        Returns:
            Its lines and columns in the file, or in the canonical text of a file without lines;
            None without a place or an article.
        """
        if span is None or self.reading is None:
            return None
        start, end = span.start, span.end
        if self.source is not None:
            start, end = self._in_source(self.source, span)
        return Stretch(*self.columns.place(start, unit), *self.columns.place(end, unit))

    def place(self, span: Span | None) -> Place | None:
        """Where a span begins, as a person looks for it; None without a place or an article."""
        return None if span is None or self.reading is None else self.reading.place(span.start)

    def _in_source(self, source: TracedLines, span: Span) -> tuple[int, int]:
        assert self.reading is not None
        start = source.origin(span.start)
        if span.end <= span.start:
            return start, start
        if self.reading.format in _TEXT_ITSELF:
            return start, source.origin(span.end)
        end = source.origin(span.end - 1) + 1  # there may be markup behind it
        while end < len(source.text) and combining(source.text[end]):
            end += 1
        return start, end

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
