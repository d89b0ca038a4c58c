"""The answer of `kg audit` in the shape `kg.audit/1`."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, cast

from kg.auditing.telling.told import Told, span_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.auditing.telling.told import Silenced
    from kg.model.finding import Finding, Report

Shape = dict[str, object]


def report_shape(report: Report) -> Shape:
    """A report, JSON ready."""
    told = Told(report)
    return {
        "schema": "kg.audit/1",
        "path": report.path,
        "findings": [finding_shape(finding, told) for finding in report.findings],
        "skipped": skipped_shape(report),
        "silenced": [],
        "summary": summary_shape(report),
        "total": len(report.findings),
    }


def skipped_shape(report: Report) -> list[Shape]:
    """What could not be judged."""
    return [{"what": one.what, "reason": one.reason, "count": one.count} for one in report.skipped]


def summary_shape(report: Report) -> Shape:
    """The numbers of a report."""
    severities = Counter(finding.severity.word for finding in report.findings)
    codes = Counter(finding.code for finding in report.findings)
    return {
        "statements": report.statements,
        "claims": report.claims,
        "judged": report.judged,
        "sourced": report.sourced,
        "by_code": dict(sorted(codes.items())),
        "by_severity": dict(sorted(severities.items())),
    }


def added(whole: Mapping[str, object], part: Mapping[str, object]) -> Shape:
    """The sum of two summaries; an empty one is nothing."""
    if not whole:
        return dict(part)
    return {name: _sum(whole[name], value) for name, value in part.items()}


def _sum(one: object, other: object) -> object:
    if isinstance(one, dict):
        both = Counter(cast("dict[str, int]", one)) + Counter(cast("dict[str, int]", other))
        return dict(sorted(both.items()))
    assert isinstance(one, int)
    assert isinstance(other, int)
    return one + other


def finding_shape(finding: Finding, told: Told) -> Shape:
    """One finding; lines and columns are 1-based, columns count code points, ends are exclusive."""
    place, spot = told.stretch(span_of(finding)), told.place(span_of(finding))
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity.word,
        "message": finding.message,
        "help": finding.help,
        "path": finding.path,
        "start": finding.start,
        "end": finding.end,
        "line": finding.line,
        "column": finding.column,
        "end_line": place.end_line if place else None,
        "end_column": place.end_column if place else None,
        "place": spot.words if spot else None,
        "quote": finding.quote or None,
        "claim": finding.claim,
        "also": [{"start": span.start, "end": span.end} for span in finding.also],
        "related": list(finding.related),
        "fingerprint": finding.fingerprint,
    }


def silenced_shape(one: Silenced, told: Told) -> Shape:
    """A silenced finding, with who silenced it and why."""
    by = {"kind": one.kind, "reason": one.reason, "where": one.where}
    return {**finding_shape(one.finding, told), "silenced": by}
