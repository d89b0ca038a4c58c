"""Workflow commands of GitHub Actions: annotations on the lines of a pull request."""

from __future__ import annotations

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
_WORDS: Final = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.SUGGESTION: "notice",
}


def write(told: Iterable[Told], stream: BinaryIO, wishes: Wishes) -> None:
    """Write one command a finding, the errors first.

    GitHub drops all but ten errors and ten warnings of a step without a word, so the most
    serious of all files come first.

    Args:
        told: the audits.
        stream: where the bytes go.
        wishes: nothing of it is asked.
    """
    del wishes
    lines = [(-f.severity, _command(one, f)) for one in told for f in one.report.findings]
    lines.sort(key=lambda pair: pair[0])
    stream.writelines(f"{line}\n".encode("utf-8", "replace") for _, line in lines)


def _command(told: Told, finding: Finding) -> str:
    properties = {
        "title": f"kg {finding.code} {finding.name}",
        "file": relative(finding.path),
    }
    place = told.stretch(span_of(finding))
    if place is not None:
        properties["line"] = str(place.line)
        properties["endLine"] = str(place.end_line)
        if place.line == place.end_line:  # columns of several lines are refused
            properties["col"] = str(place.column)
            properties["endColumn"] = str(place.end_column)
    named = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    message = f"{finding.message}: {finding.quote}\nhelp: {finding.help}"
    return f"::{_WORDS[finding.severity]} {named}::{_data(message)}"


def _data(words: str) -> str:
    return words.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(words: str) -> str:
    return _data(words).replace(":", "%3A").replace(",", "%2C")
