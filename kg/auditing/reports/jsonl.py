"""JSON Lines: one finding a line, for streams; the same fields as in `kg.audit/1`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from kg.auditing.shape import finding_shape, silenced_shape

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import BinaryIO

    from kg.auditing.telling.told import Told, Wishes

SUFFIXES: Final = (".jsonl", ".ndjson")


def write(told: Iterable[Told], stream: BinaryIO, wishes: Wishes) -> None:
    """Write one object a line.

    Args:
        told: the audits.
        stream: where the bytes go.
        wishes: whether to tell what was silenced, too; such a line has a key `silenced`.
    """
    for one in told:
        shapes = [finding_shape(finding, one) for finding in one.report.findings]
        if wishes.show_silenced:
            shapes += [silenced_shape(each, one) for each in one.silenced]
        for shape in shapes:
            line = json.dumps(shape, ensure_ascii=False, separators=(",", ":"))
            stream.write(f"{line}\n".encode("utf-8", "surrogatepass"))
