"""Markdown, as it is put into the comment of a pull request or a job's summary."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kg.auditing.telling.places import also, spot
from kg.auditing.telling.printable import flat
from kg.auditing.telling.told import span_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import BinaryIO

    from kg.auditing.telling.told import Told, Wishes
    from kg.model.finding import Finding

SUFFIXES: Final = (".md", ".markdown")
_MARKUP: Final = re.compile(r"[\\`*_{}\[\]<>|~&!]|(?<=www)\.|:(?=//)")
"""What means something within a table cell, and what makes a bare address a link."""
_REFERENCE: Final = re.compile(r"[@#](?=\w)")
"""What names a person or an issue, which is read out of the text whatever stands before it."""
_WORDS: Final = 160


def write(told: Iterable[Told], stream: BinaryIO, wishes: Wishes) -> None:
    """Write a heading and a table an article.

    Args:
        told: the audits.
        stream: where the bytes go.
        wishes: whether to tell what was silenced.
    """
    stream.write(b"# Audit\n")
    for one in told:
        stream.writelines(f"{line}\n".encode("utf-8", "replace") for line in _lines(one, wishes))


def _lines(told: Told, wishes: Wishes) -> Iterator[str]:
    report = told.report
    yield f"\n## {escaped(report.path)}\n"
    yield (
        f"{len(report.findings)} findings in {report.statements} statements; {report.claims} "
        f"claims, {report.sourced} with a source, {report.judged} held against the ledger."
    )
    if report.findings:
        yield "\n| place | severity | rule | what | words |\n|---|---|---|---|---|"
        yield from (_row(told, finding) for finding in report.findings)
    if report.skipped:
        yield "\nNot judged:\n"
        yield from (
            f"- {escaped(one.what)}: {escaped(one.reason)} ({one.count})" for one in report.skipped
        )
    if wishes.show_silenced and told.silenced:
        yield "\nSilenced:\n"
        yield from (
            f"- {one.finding.code} at {_place(told, one.finding)}: {escaped(one.reason)} "
            f"({escaped(one.where)})"
            for one in told.silenced
        )


def _row(told: Told, finding: Finding) -> str:
    more = f"; also at {also(told, finding)}" if finding.also else ""
    cells = (
        f"{_place(told, finding)}{more}",
        finding.severity.word,
        f"{finding.code} {finding.name}",
        f"{escaped(finding.message)}. *{escaped(finding.help)}*",
        escaped(flat(finding.quote, _WORDS)),
    )
    return f"| {' | '.join(cells)} |"


def _place(told: Told, finding: Finding) -> str:
    return spot(told, span_of(finding)) or escaped(finding.claim or "-")


def escaped(words: str) -> str:
    """Words of a document that no Markdown reader takes for markup, HTML, a link or a mention."""
    marked = _MARKUP.sub(lambda found: f"\\{found[0]}", flat(words))
    return _REFERENCE.sub(lambda found: f"{found[0]}<!-- -->", marked)
