"""One line a finding: `path:line:column: severity CODE message: "words"`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.auditing.telling.places import also, where
from kg.auditing.telling.printable import flat

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import BinaryIO

    from kg.auditing.telling.told import Told, Wishes
    from kg.model.finding import Finding

SUFFIXES: Final = (".txt",)


def write(told: Iterable[Told], stream: BinaryIO, wishes: Wishes) -> None:
    """Write one line a finding.

    Args:
        told: the audits.
        stream: where the bytes go.
        wishes: whether to tell what was silenced.
    """
    for one in told:
        stream.writelines(f"{line}\n".encode() for line in _lines(one, wishes))


def _lines(told: Told, wishes: Wishes) -> Iterator[str]:
    yield from (_line(told, finding) for finding in told.report.findings)
    if wishes.show_silenced:
        for one in told.silenced:
            yield f"{_line(told, one.finding)} [silenced: {flat(one.reason)}; {one.where}]"


def _line(told: Told, finding: Finding) -> str:
    message = f"{where(told, finding)}: {finding.severity.word} {finding.code} {finding.message}"
    more = f" (also at {also(told, finding)})" if finding.also else ""
    return f'{flat(message)}: "{flat(finding.quote)}"{more}'
