"""What a body of evidence holds, for a table: studies, people, estimates. Nothing is pooled."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kg.judge.certainty.weighing import live

if TYPE_CHECKING:
    from kg.judge.certainty.body import Body, Line


class Estimate(NamedTuple):
    """An estimate as a study states it."""

    measure: str
    value: float
    low: float | None
    high: float | None


class Summary(NamedTuple):
    """A body of evidence in numbers; lines that share an origin are one study.

    Attributes:
        supporting: studies that support the claim.
        disputing: studies that dispute it.
        mixed: studies whose lines do both.
        people: people in these studies, as far as recorded; None if none records it.
        sized: studies that record how many.
        estimates: distinct estimates, by measure and value.
    """

    supporting: int
    disputing: int
    mixed: int
    people: int | None
    sized: int
    estimates: tuple[Estimate, ...]

    @property
    def studies(self) -> int:
        """All studies with a vote."""
        return self.supporting + self.disputing + self.mixed


def sum_up(body: Body) -> Summary:
    """A body in numbers.

    Args:
        body: the claim and its lines.

    Returns:
        Counts over the live lines with a vote.
    """
    groups = live(body.lines)
    said = [{line.direction for line in group} for group in groups]
    sizes = [max((n.n for n in group if n.n is not None), default=None) for group in groups]
    known = [size for size in sizes if size is not None]
    estimates = {
        found for group in groups for line in group if (found := _estimate(line)) is not None
    }
    return Summary(
        supporting=said.count({"supports"}),
        disputing=said.count({"disputes"}),
        mixed=sum(len(one) > 1 for one in said),
        people=sum(known) if known else None,
        sized=len(known),
        estimates=tuple(sorted(estimates, key=repr)),
    )


def _estimate(line: Line) -> Estimate | None:
    if line.estimate is None:
        return None
    return Estimate(line.measure, line.estimate, line.low, line.high)
