"""SARIF 2.1.0 with what GitHub code scanning asks for."""

from __future__ import annotations

import json
from itertools import chain
from typing import TYPE_CHECKING, Final

from kg.auditing.telling.places import uri
from kg.auditing.telling.sarif_rules import LEVELS, driver
from kg.auditing.telling.told import span_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import BinaryIO

    from kg.auditing.telling.told import Silenced, Told, Wishes
    from kg.model.finding import Finding, Span

SUFFIXES: Final = (".sarif",)
SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"
_KINDS: Final = {"in-source": "inSource", "external": "external"}

Part = dict[str, object]


def write(told: Iterable[Told], stream: BinaryIO, wishes: Wishes) -> None:
    """Write one run, its results one by one.

    Columns count code points, which `columnKind` says.
    A silenced finding is a result with a suppression, so that a service closes its alert.

    Args:
        told: the audits.
        stream: where the bytes go.
        wishes: nothing of it is asked.
    """
    del wishes
    stream.writelines(piece.encode("utf-8", "surrogatepass") for piece in _pieces(told))


def _pieces(told: Iterable[Told]) -> Iterator[str]:
    tool, indices = driver()
    head = f'{{\n"$schema": {json.dumps(SCHEMA)},\n"version": "2.1.0",\n"runs": [{{\n'
    yield f'{head}"tool": {_text(tool)},\n"columnKind": "unicodeCodePoints",\n'
    yield '"automationDetails": {"id": "kg/audit/"},\n"results": ['
    notes: list[Part] = []
    comma = ""
    for one in told:
        for result in _results(one, indices):
            yield f"{comma}\n{_text(result)}"
            comma = ","
        notes += _notes(one)
    invocation = {"executionSuccessful": True, "toolExecutionNotifications": notes}
    yield f'\n],\n"invocations": [{_text(invocation)}]\n}}]\n}}\n'


def _text(part: object) -> str:
    return json.dumps(part, ensure_ascii=False)


def _results(told: Told, indices: dict[str, int]) -> Iterator[Part]:
    by_finding: dict[int, Silenced] = {id(one.finding): one for one in told.silenced}
    quiet = (one.finding for one in told.silenced)
    numbers: dict[str, int] = {}
    for finding in chain(told.report.findings, quiet):
        number = numbers[finding.fingerprint] = numbers.get(finding.fingerprint, 0) + 1
        result = _result(told, finding, number, indices)
        silenced = by_finding.get(id(finding))
        if silenced is not None:
            kind = _KINDS[silenced.kind]
            result["suppressions"] = [{"kind": kind, "justification": silenced.reason}]
        yield result


def _result(told: Told, finding: Finding, number: int, indices: dict[str, int]) -> Part:
    message = f"{finding.message}. {_sentence(finding.help)}"
    result: Part = {
        "ruleId": finding.code,
        "ruleIndex": indices[finding.code],
        "level": LEVELS[finding.severity],
        "message": {"text": message},
        "locations": [_location(told, finding, span_of(finding))],
        "partialFingerprints": {
            "primaryLocationLineHash": f"{finding.fingerprint}:{number}",
            "kgFinding/v1": finding.fingerprint,
        },
    }
    if finding.also:
        result["relatedLocations"] = [
            {**_location(told, finding, span), "id": at, "message": {"text": "also here"}}
            for at, span in enumerate(finding.also, start=1)
        ]
    known = {"claim": finding.claim, "related": list(finding.related)}
    properties = {name: value for name, value in known.items() if value}
    return {**result, "properties": properties} if properties else result


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}{'' if words.endswith('.') else '.'}"


def _location(told: Told, finding: Finding, span: Span | None) -> Part:
    artifact = {"uri": uri(finding.path)}
    place = told.stretch(span)
    region: Part = {"startLine": 1, "startColumn": 1}  # a finding on an entity has no line
    if place is not None and told.reading is not None and span is not None:
        region = {
            "startLine": place.line,
            "startColumn": place.column,
            "endLine": place.end_line,
            "endColumn": place.end_column,
            "snippet": {"text": told.reading.text[span.start : span.end]},
        }
    location: Part = {"physicalLocation": {"artifactLocation": artifact, "region": region}}
    if place is None and finding.claim:
        location["logicalLocations"] = [{"name": finding.claim, "kind": "object"}]
    return location


def _notes(told: Told) -> list[Part]:
    """What could not be judged: no result, and not to be passed over."""
    path = {"physicalLocation": {"artifactLocation": {"uri": uri(told.report.path)}}}
    return [
        {
            "level": "note",
            "message": {"text": f"Not judged: {one.what}: {one.reason} ({one.count})."},
            "locations": [path],
        }
        for one in told.report.skipped
    ]
