"""Step down: studies at high risk of bias, by the words of the tool that judged them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from kg.judge.certainty.body import CRITICAL, HIGH, LOW, SOME, UNKNOWN
from kg.judge.certainty.side import counted

if TYPE_CHECKING:
    from kg.judge.certainty.side import Side

RULE: Final = "risk-of-bias"
REFERENCE: Final = "grade-4"
_WORDS: Final = {
    CRITICAL: ("critical", "very serious", "very high"),
    HIGH: ("high", "serious", "poor", "fatally flawed", "definitely high", "probably high"),
    SOME: ("some concerns", "some", "moderate", "medium", "fair", "acceptable", "intermediate"),
    LOW: ("low", "good", "minimal", "definitely low", "probably low", "very low"),
}
_RUNG: Final = {word: rung for rung, words in _WORDS.items() for word in words}
_GRADED: Final = ("high quality", "moderate quality", "low quality", "very low quality")
_NUMBER: Final = re.compile(
    r"(\d+(?:\.\d+)?)\s*(?:(?:/|of|out of)\s*(\d+))?(?:\s*(?:stars?|points?))?"
)
_POINTS: Final = {"nos": (9, 7, 5), "newcastle": (9, 7, 5), "civic": (5, 4, 3), "jadad": (5, 4, 3)}
"""Tools that count: the most points, the least for a low risk, the least for some."""


class Bias(NamedTuple):
    """What is known of the risk of bias.

    Attributes:
        change: 0, -1 or -2.
        studies: studies that decide.
        judged: those of them that a tool judged.
        high: judged ones at high or critical risk.
        critical: judged ones at critical risk.
        tools: the tools.
    """

    change: int
    studies: int
    judged: int
    high: int
    critical: int
    tools: tuple[str, ...]

    def why(self) -> str:
        """One sentence."""
        if not self.judged:
            return "no study has a recorded risk of bias: not judged, no step"
        tools = f" ({', '.join(self.tools)})" if self.tools else ""
        grave = f", {self.critical} at critical risk" if self.critical else ""
        return f"{self.high} of {self.judged} judged studies at high risk{grave}{tools}" + (
            f"; {counted(self.studies - self.judged, 'study')} not judged"
            if self.judged < self.studies
            else ""
        )


def weigh(side: Side) -> Bias:
    """Half or more of the judged studies at high risk: one step; at critical risk: two.

    A study is as biased as the worst of its judgements.
    """
    worst = [max(line.bias for line in vote.mine) for vote in side.deciding]
    judged = sum(rung != UNKNOWN for rung in worst)
    if not judged:
        return Bias(0, len(worst), 0, 0, 0, ())
    high = sum(rung >= HIGH for rung in worst)
    critical = sum(rung == CRITICAL for rung in worst)
    change = -(2 * high >= judged) - (2 * critical >= judged)
    tools = sorted({line.tool for vote in side.deciding for line in vote.mine if line.tool})
    return Bias(change, len(worst), judged, high, critical, tuple(tools))


@lru_cache(4096)
def bias_of(tool: str, overall: str) -> int:
    """Risk of bias by the words of a tool.

    Args:
        tool: its name, such as `RoB 2`, `ROBINS-I`, `NOS` or `CIViC rating`.
        overall: its overall judgement.

    Returns:
        Low, some, high, critical; unknown for words that none of the tools uses.
    """
    words = " ".join(overall.casefold().replace("-", " ").replace("_", " ").split())
    name = tool.casefold()
    for suffix in (" risk of bias", " risk", " concerns"):
        if words.endswith(suffix) and words != "some concerns":
            words = words.removesuffix(suffix)
    if words in _GRADED:
        words = {"high": "low", "moderate": "some", "low": "high", "very low": "critical"}[
            words.removesuffix(" quality")
        ]
    if words in _RUNG:
        return _RUNG[words]
    return _by_points(name, words)


def _by_points(name: str, words: str) -> int:
    found = _NUMBER.fullmatch(words)
    scale = next((points for key, points in _POINTS.items() if key in name), None)
    if found is None or scale is None:
        return UNKNOWN
    most, low, some = scale
    points = float(found[1])
    if points > most or (found[2] and int(found[2]) != most):
        return UNKNOWN
    return LOW if points >= low else SOME if points >= some else HIGH
