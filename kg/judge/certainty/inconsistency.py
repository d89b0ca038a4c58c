"""Step down: studies that contradict each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from kg.judge.certainty.side import counted

if TYPE_CHECKING:
    from kg.judge.certainty.side import Side

RULE: Final = "inconsistency"
REFERENCE: Final = "grade-7"


class Inconsistency(NamedTuple):
    """How far the studies contradict each other.

    Attributes:
        change: 0, -1 or -2.
        studies: all with a vote.
        agreeing: those that speak for this side only.
        other_side: those that speak for the other side only.
        mixed: those that speak for both.
        opposite: agreeing ones that found a change opposite to that which most of them found.
    """

    change: int
    studies: int
    agreeing: int
    other_side: int
    mixed: int
    opposite: int

    def why(self) -> str:
        """One sentence."""
        if self.studies == 1 and not self.mixed:
            return "one study cannot contradict itself"
        if not self.change:
            return f"all {self.studies} studies point one way"
        parts = [
            f"{number} {words}"
            for number, words in (
                (self.other_side, "the other way"),
                (self.mixed, "both ways"),
                (self.opposite, "with the opposite effect"),
            )
            if number
        ]
        return f"of {counted(self.studies, 'study')}, {', '.join(parts)}"


def weigh(side: Side) -> Inconsistency:
    """A study to the contrary: one step; as many as agree, or more: two.

    Every vote counts, whatever its design, so that evidence to the contrary counts against both
    sides.
    """
    mixed = sum(vote.mixed for vote in side.mine)
    other = len(side.votes) - len(side.mine)
    opposite = _opposite(side) if len(side.mine) > 1 else 0
    agreeing = len(side.mine) - mixed
    change = steps(agreeing, other + mixed, opposite)
    return Inconsistency(change, len(side.votes), agreeing, other, mixed, opposite)


def steps(agreeing: int, against: int, opposite: int) -> int:
    """The change.

    Args:
        agreeing: votes for this side only.
        against: those for the other side, or for both.
        opposite: agreeing ones with the effect that fewer of them found.
    """
    contrary = against + opposite
    return -(contrary > 0) - (contrary > 0 and contrary >= agreeing - opposite)


def _opposite(side: Side) -> int:
    """Agreeing votes whose effect is the rarer of increase and decrease."""
    found = [{line.effect for line in vote.mine} for vote in side.mine if not vote.mixed]
    up = sum("increase" in effects and "decrease" not in effects for effects in found)
    down = sum("decrease" in effects and "increase" not in effects for effects in found)
    return min(up, down)
