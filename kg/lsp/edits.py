"""Edits that an editor offers for a finding."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from kg.auditing.telling.told import span_of

if TYPE_CHECKING:
    from kg.auditing.telling.told import Told
    from kg.model.finding import Finding

_COMMENTS: Final = frozenset({"markdown", "html"})


class Edit(NamedTuple):
    """Words to put in.

    Attributes:
        title: what the editor offers.
        offset: where, in code points of the canonical text.
        words: what is put there.
    """

    title: str
    offset: int
    words: str


def silence(told: Told, finding: Finding) -> Edit | None:
    """A suppression of a finding, which takes effect once a reason is written into it.

    Args:
        told: the audit.
        finding: the finding.

    Returns:
        The edit; None where the format has no suppressions in its text.
    """
    span, reading = span_of(finding), told.reading
    if span is None or reading is None:
        return None
    title = f"Silence {finding.code} {finding.name} here (write the reason)"
    if reading.format in _COMMENTS:
        return Edit(title, span.end, f" <!-- kg: ignore {finding.code} -->")
    if reading.format != "plain":
        return None
    block = next((b for b in reading.blocks if b.start <= span.start < b.end), None)
    if block is None:
        return None
    start = reading.text.rfind("\n", 0, block.start) + 1
    return Edit(title, start, f"[kg: ignore {finding.code} ]\n")
