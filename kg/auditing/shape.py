"""The answer of `kg audit` in the shape `kg.audit/1`."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.model.finding import Finding, Report


def report_shape(report: Report) -> dict[str, object]:
    """A report, JSON ready."""
    severities = Counter(finding.severity.word for finding in report.findings)
    codes = Counter(finding.code for finding in report.findings)
    return {
        "schema": "kg.audit/1",
        "path": report.path,
        "findings": [_finding(finding) for finding in report.findings],
        "skipped": [
            {"what": one.what, "reason": one.reason, "count": one.count} for one in report.skipped
        ],
        "summary": {
            "statements": report.statements,
            "claims": report.claims,
            "judged": report.judged,
            "sourced": report.sourced,
            "by_code": dict(sorted(codes.items())),
            "by_severity": dict(sorted(severities.items())),
        },
        "total": len(report.findings),
    }


def _finding(finding: Finding) -> dict[str, object]:
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
        "quote": finding.quote or None,
        "claim": finding.claim,
        "also": [{"start": span.start, "end": span.end} for span in finding.also],
        "related": list(finding.related),
        "fingerprint": finding.fingerprint,
    }
