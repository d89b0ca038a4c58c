"""Step down: levels that whoever recorded the lines has moved down, as far as not covered yet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from kg.judge.certainty.side import counted

if TYPE_CHECKING:
    from kg.judge.certainty.side import Side

RULE: Final = "recorded-adjustment"
REFERENCE: Final = "own"
MOST: Final = 2


class Adjustment(NamedTuple):
    """What curators moved.

    Attributes:
        change: rungs that this adds to the other steps: 0, -1 or -2.
        studies: studies that decide.
        moved: how far most of them were moved down.
        reasons: the reasons that were given.
    """

    change: int
    studies: int
    moved: int
    reasons: tuple[str, ...]

    def why(self) -> str:
        """One sentence."""
        if not self.moved:
            return "most levels stand as they were first stated, if any is stated"
        reasons = f" ({'; '.join(self.reasons)})" if self.reasons else ""
        what = f"who recorded most of the studies moved them down by {self.moved}{reasons}"
        return what if self.change else f"{what}: no more than the steps above"


def weigh(side: Side, steps: int) -> Adjustment:
    """Go down as far as most of the studies were moved, but count no step twice.

    Args:
        side: what is weighed.
        steps: the change by the other rules.
    """
    found = sorted((min(line.moved for line in vote.mine) for vote in side.deciding), reverse=True)
    moved = min(MOST, found[len(found) // 2])
    reasons = {line.moved_why for vote in side.deciding for line in vote.mine if line.moved_why}
    return Adjustment(
        min(0, -moved - steps), len(found), moved, tuple(sorted(reasons)) if moved else ()
    )


class Unjudged(NamedTuple):
    """Whether there are grounds to call a body high.

    Attributes:
        change: 0 or -1.
        judged: studies that decide and whose risk of bias is recorded.
        enough: they are known to be large enough together.
    """

    change: int
    judged: int
    enough: bool

    def why(self) -> str:
        """One sentence."""
        grounds = [
            words
            for words, known in (
                (f"{counted(self.judged, 'study')} judged for bias", self.judged),
                ("known to be large enough", self.enough),
            )
            if known
        ]
        if grounds:
            return f"grounds for calling it high: {', '.join(grounds)}"
        return "neither the risk of bias nor a sufficient size is recorded: not called high"


def unjudged(judged: int, *, enough: bool) -> Unjudged:
    """Without either, a body is not called high."""
    return Unjudged(-int(not judged and not enough), judged, enough)
