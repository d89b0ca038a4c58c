"""The side file of truth: what was planted, and what only looks like it."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from typing import TextIO

COLUMNS: Final = ("kind", "rule", "subjects", "variant")
KINDS: Final = (
    "fault",
    "near-miss",
    "tolerated",
    "contested",
    "explained",
    "apart",
    "conflict",
    "unknown",
)
"""`fault`: the rule must find it; `near-miss`: it must not; `tolerated`: it may.

`contested`: a claim with live evidence on both sides; `explained`: a pair of opposite claims that
one differing qualifier explains (the variant names it); `apart`: a pair that only seems opposite,
since its outcomes are two or its roles swapped; `conflict`: a pair that nothing explains;
`unknown`: a pair of which one dimension cannot be compared. The variant of a pair names the
dimension, and behind a colon the form in which the values are told.
"""


class Truth:
    """Writes the truth as rows of a table, one at a time."""

    def __init__(self, stream: TextIO) -> None:
        self._rows = csv.writer(stream, lineterminator="\n")
        self._rows.writerow(COLUMNS)

    def fault(self, rule: str, *subjects: str, variant: str = "") -> None:
        self._write("fault", rule, subjects, variant)

    def miss(self, rule: str, *subjects: str, variant: str = "") -> None:
        self._write("near-miss", rule, subjects, variant)

    def tolerated(self, rule: str, *subjects: str, variant: str = "") -> None:
        self._write("tolerated", rule, subjects, variant)

    def known(self, kind: str, *subjects: str, variant: str = "") -> None:
        """A contested claim, or a pair of opposite ones."""
        self._write(kind, "", subjects, variant)

    def _write(self, kind: str, rule: str, subjects: tuple[str, ...], variant: str) -> None:
        self._rows.writerow((kind, rule, " ".join(subjects), variant))
