"""GitLab's code quality report."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Final

from kg.auditing.telling.places import relative
from kg.auditing.telling.told import span_of
from kg.model.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import BinaryIO

    from kg.auditing.telling.told import Told, Wishes
    from kg.model.finding import Finding

SUFFIXES: Final = ()
_SEVERITIES: Final = {
    Severity.ERROR: "critical",
    Severity.WARNING: "major",
    Severity.SUGGESTION: "info",
}


def write(told: Iterable[Told], stream: BinaryIO, wishes: Wishes) -> None:
    """Write one array of all findings.

    Args:
        told: the audits.
        stream: where the bytes go.
        wishes: nothing of it is asked.
    """
    del wishes
    comma = b"["
    for one in told:
        for finding, number in one.numbered():
            shape = json.dumps(_shape(one, finding, number), ensure_ascii=False)
            stream.write(comma + b"\n" + shape.encode("utf-8", "surrogatepass"))
            comma = b","
    stream.write(b"[]\n" if comma == b"[" else b"\n]\n")


def _shape(told: Told, finding: Finding, number: int) -> dict[str, object]:
    path = relative(finding.path)
    key = f"{finding.fingerprint}\n{path}\n{number}"
    place = told.stretch(span_of(finding))
    begin = {"line": place.line if place else 1, "column": place.column if place else 1}
    end = {"line": place.end_line if place else 1, "column": place.end_column if place else 1}
    return {
        "description": f"{finding.code}: {finding.message}",
        "check_name": finding.code,
        "fingerprint": hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest(),
        "severity": _SEVERITIES[finding.severity],
        "location": {"path": path, "positions": {"begin": begin, "end": end}},
        "content": {"body": f"{finding.message}. {finding.help}"},
    }
