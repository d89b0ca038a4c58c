"""The findings of each article under their rules, each rule told once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.auditing.telling.places import also, spot
from kg.auditing.telling.printable import flat
from kg.auditing.telling.told import span_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import BinaryIO

    from kg.auditing.telling.told import Told, Wishes
    from kg.model.finding import Finding

SUFFIXES: Final = ()
_WORDS: Final = 64


def write(told: Iterable[Told], stream: BinaryIO, wishes: Wishes) -> None:
    """Write the findings under path and rule, in columns.

    Args:
        told: the audits.
        stream: where the bytes go.
        wishes: whether to tell what was silenced.
    """
    for one in told:
        stream.writelines(f"{line}\n".encode() for line in _lines(one, wishes))


def _lines(told: Told, wishes: Wishes) -> Iterator[str]:
    groups: dict[str, list[Finding]] = {}
    for finding in told.report.findings:
        groups.setdefault(finding.code, []).append(finding)
    if groups:
        yield flat(told.report.path)
    for code, findings in groups.items():
        first = findings[0]
        yield f"  {code} {first.name} ({first.severity.word}, {len(findings)})"
        yield from _places(told, findings)
    if wishes.show_silenced and told.silenced:
        yield f"{flat(told.report.path)}: silenced"
        yield from (
            f"  {one.finding.code} {_place(told, one.finding)}  {flat(one.reason)} ({one.where})"
            for one in told.silenced
        )
    if groups:
        yield ""


def _places(told: Told, findings: list[Finding]) -> Iterator[str]:
    width = max(len(_place(told, finding)) for finding in findings)
    message = ""
    for finding in findings:
        if finding.message != message:
            message = finding.message
            yield f"    {flat(message)}"
        more = f"  also at {also(told, finding)}" if finding.also else ""
        yield f"      {_place(told, finding):<{width}}  {flat(finding.quote, _WORDS)}{more}"


def _place(told: Told, finding: Finding) -> str:
    return spot(told, span_of(finding)) or finding.claim or "-"
