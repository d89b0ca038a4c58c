"""Steps up, for bodies that start low and lose nothing: dose response, size, confounding."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from math import log
from typing import TYPE_CHECKING, Final, NamedTuple

from kg.judge.certainty.imprecision import includes_no_effect
from kg.judge.certainty.side import counted

if TYPE_CHECKING:
    from kg.judge.certainty.body import Line
    from kg.judge.certainty.origins import Vote
    from kg.judge.certainty.side import Side

REFERENCE: Final = "grade-9"
LARGE, VERY_LARGE = 2.0, 5.0
"""Ratios of risk, or their inverse, beyond which an effect is large, or very large."""
DOSES: Final = 3
"""Doses that a gradient needs at least."""


class Gradient(NamedTuple):
    """Who declares a dose-response gradient, and which studies show one.

    Attributes:
        change: 0 or 1.
        declared: studies that declare it.
        shown: studies whose estimates grow with the dose, over three doses or more.
    """

    change: int
    declared: int
    shown: int

    def why(self) -> str:
        """One sentence."""
        if not self.change:
            return "no study declares one, or shows one over three doses"
        return (
            f"the effect grows with the dose: declared by {self.declared},"
            f" shown by the estimates of {counted(self.shown, 'study')}"
        )


class Large(NamedTuple):
    """How large the effect is.

    Attributes:
        change: 0, 1 or 2.
        studies: studies with a ratio of risks or hazards.
        least: the ratio nearest to no effect, as a factor above 1; None without any.
    """

    change: int
    studies: int
    least: float | None

    def why(self) -> str:
        """One sentence."""
        if self.least is None:
            return "ratios of risks are recorded for too few of the studies"
        least = f"the ratio of risks nearest to 1 is {self.least:.3g} or its inverse"
        if not self.change:
            return f"{least}: not large, or not surely so"
        return f"{least}, in {counted(self.studies, 'study')}"


class Opposing(NamedTuple):
    """Who declares that confounding would have hidden the effect.

    Attributes:
        change: 0 or 1.
        declared: studies that declare it.
    """

    change: int
    declared: int

    def why(self) -> str:
        """One sentence."""
        if not self.declared:
            return "no source declares it"
        return f"plausible confounding would hide the effect, by {counted(self.declared, 'source')}"


def gradient(side: Side) -> Gradient:
    """Declared, or shown by estimates: one step."""
    declared = _declaring(side, "dose-response-gradient")
    shown = sum(map(_shows_gradient, side.deciding))
    return Gradient(int(declared + shown > 0), declared, shown)


def large(side: Side) -> Large:
    """All ratios of risk beyond 2 one way: one step, beyond 5: two.

    Half of the studies or more must have a ratio, and no interval may include no effect.
    """
    if not side.supports:
        return Large(0, 0, None)
    ratios = [
        (line.estimate, line)
        for vote in side.deciding
        for line in vote.mine
        if line.risk_ratio and line.estimate is not None and line.estimate > 0
    ]
    studies = sum(any(line.risk_ratio for line in vote.mine) for vote in side.deciding)
    if not ratios or 2 * studies < len(side.deciding):
        return Large(0, studies, None)
    one_way = len({ratio > 1 for ratio, _ in ratios}) == 1
    least = min(max(ratio, 1 / ratio) for ratio, _ in ratios)
    sure = one_way and not any(includes_no_effect(line) for _, line in ratios)
    return Large(((least > LARGE) + (least > VERY_LARGE)) * sure, studies, least)


def opposing(side: Side) -> Opposing:
    """Declared: one step."""
    declared = _declaring(side, "opposing-confounding")
    return Opposing(int(declared > 0), declared)


def _declaring(side: Side, what: str) -> int:
    return sum(any(what in line.declared for line in vote.mine) for vote in side.deciding)


def _shows_gradient(vote: Vote) -> bool:
    """Three doses of one unit or more, and an effect that grows from each to the next."""
    found: dict[tuple[str, str], dict[float, set[float]]] = defaultdict(lambda: defaultdict(set))
    for line in vote.mine:
        size = _size(line)
        if line.dose is not None and size is not None:
            found[line.dose[0], line.scale][line.dose[1]].add(size)
    return any(
        len(doses) >= DOSES and all(len(sizes) == 1 for sizes in doses.values()) and _grow(doses)
        for doses in found.values()
    )


def _grow(doses: dict[float, set[float]]) -> bool:
    sizes = [next(iter(doses[dose])) for dose in sorted(doses)]
    pairs = [*pairwise(sizes)]
    return all(0 < a < b for a, b in pairs) or all(0 > a > b for a, b in pairs)


def _size(line: Line) -> float | None:
    """The effect, zero being none."""
    if line.estimate is None or not line.scale:
        return None
    if line.scale == "ratio":
        return log(line.estimate) if line.estimate > 0 else None
    return line.estimate
