"""Reviewdog Diagnostic Format as one object; its columns count bytes of UTF-8."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from kg.auditing.telling.places import relative
from kg.auditing.telling.told import span_of
from kg.model.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import BinaryIO

    from kg.auditing.telling.told import Told, Wishes
    from kg.model.finding import Finding, Span

SUFFIXES: Final = (".rdjson",)
_SEVERITIES: Final = {
    Severity.ERROR: "ERROR",
    Severity.WARNING: "WARNING",
    Severity.SUGGESTION: "INFO",
}


def write(told: Iterable[Told], stream: BinaryIO, wishes: Wishes) -> None:
    """Write all findings as diagnostics.

    Args:
        told: the audits.
        stream: where the bytes go.
        wishes: nothing of it is asked.
    """
    del wishes
    stream.write(b'{"source": {"name": "kg"}, "diagnostics": [')
    comma = "\n"
    for one in told:
        for finding in one.report.findings:
            shape = json.dumps(_shape(one, finding), ensure_ascii=False)
            stream.write(f"{comma}{shape}".encode("utf-8", "surrogatepass"))
            comma = ",\n"
    stream.write(b"\n]}\n")


def _shape(told: Told, finding: Finding) -> dict[str, object]:
    shape: dict[str, object] = {
        "message": f"{finding.message}. {finding.help}",
        "location": _location(told, finding, span_of(finding)),
        "severity": _SEVERITIES[finding.severity],
        "code": {"value": finding.code},
    }
    if finding.also:
        shape["relatedLocations"] = [
            {"message": "also here", "location": _location(told, finding, span)}
            for span in finding.also
        ]
    return shape


def _location(told: Told, finding: Finding, span: Span | None) -> dict[str, object]:
    path = relative(finding.path)
    place = told.stretch(span, "utf-8")
    if place is None:
        return {"path": path}
    start = {"line": place.line, "column": place.column}
    end = {"line": place.end_line, "column": place.end_column}
    return {"path": path, "range": {"start": start, "end": end}}
