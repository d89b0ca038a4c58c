"""JSON in the shape `kg.audit/1` (`kg schema audit`): one object, whatever was audited."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Final

from kg.auditing.shape import added, finding_shape, silenced_shape, skipped_shape, summary_shape

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import BinaryIO

    from kg.auditing.telling.told import Told, Wishes

SUFFIXES: Final = (".json",)


def write(told: Iterable[Told], stream: BinaryIO, wishes: Wishes) -> None:
    """Write one object, its findings one by one, so that memory does not grow with them.

    Args:
        told: the audits.
        stream: where the bytes go.
        wishes: nothing of it is asked: what was silenced is always told, under its own key.
    """
    del wishes
    stream.writelines(piece.encode("utf-8", "surrogatepass") for piece in _pieces(told))


def _pieces(told: Iterable[Told]) -> Iterator[str]:
    skipped: list[object] = []
    silenced: list[object] = []
    files: list[object] = []
    sums: Counter[str] = Counter()
    whole: dict[str, object] = {}
    yield '{\n  "schema": "kg.audit/1",\n  "findings": ['
    comma = ""
    for one in told:
        report = one.report
        for finding in report.findings:
            yield f"{comma}\n{_indented(finding_shape(finding, one), 4)}"
            comma = ","
        skipped += skipped_shape(report)
        silenced += [silenced_shape(each, one) for each in one.silenced]
        summary = summary_shape(report)
        files.append({"path": report.path, "summary": summary})
        whole = added(whole, summary)
        sums["total"] += len(report.findings)
    rest = {
        "path": files[0]["path"] if len(files) == 1 else None,  # type: ignore[index]
        "skipped": skipped,
        "silenced": silenced,
        "files": files,
        "summary": whole,
        "total": sums["total"],
    }
    yield "\n  ],\n" if comma else "],\n"
    yield f"{json.dumps(rest, ensure_ascii=False, indent=2)[2:]}\n"


def _indented(shape: object, by: int) -> str:
    margin = " " * by
    return margin + json.dumps(shape, ensure_ascii=False, indent=2).replace("\n", f"\n{margin}")
