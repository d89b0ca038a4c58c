"""Step down: studies that seem to be missing, where a source or curator declares it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from kg.judge.certainty.side import counted

if TYPE_CHECKING:
    from kg.judge.certainty.side import Side

RULE: Final = "publication-bias"
REFERENCE: Final = "grade-5"
DECLARED: Final = "publication-bias"


class Missing(NamedTuple):
    """Who declares that studies are missing.

    Attributes:
        change: 0 or -1.
        declared: studies that decide and declare it.
    """

    change: int
    declared: int

    def why(self) -> str:
        """One sentence."""
        if not self.declared:
            return "no source declares it; it is not looked for"
        return f"declared by {counted(self.declared, 'source')}"


def weigh(side: Side) -> Missing:
    """Declared by any study that decides: one step."""
    declared = sum(any(DECLARED in line.declared for line in vote.mine) for vote in side.deciding)
    return Missing(-(declared > 0), declared)
