"""Step down: too few people, too wide an interval, or one study alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from kg.judge.certainty.body import Line, Scale
    from kg.judge.certainty.origins import Vote
    from kg.judge.certainty.side import Side

RULE: Final = "imprecision"
REFERENCE: Final = "grade-6"
PEOPLE: Final = 400
"""People below which a mean is imprecise (GRADE's rule of thumb)."""
EVENTS: Final = 300
"""Events below which a share or a ratio is imprecise (likewise)."""
VERY_FEW: Final = 4
"""A body smaller than one part in so many of that is very imprecise (our own rule)."""
_NO_EFFECT: Final = {"ratio": 1.0, "difference": 0.0}


class Imprecision(NamedTuple):
    """How precise the studies are together.

    Attributes:
        change: 0, -1 or -2.
        studies: all that speak for this side.
        deciding: those that decide.
        alone: it is one study that pools no others.
        n: people in those that decide, as far as recorded.
        n_unknown: how many of them do not record it.
        events: events in them; None unless all record it.
        dichotomous: they count events.
        intervals: those with an interval around an effect whose scale is known.
        wide: those of them whose interval includes no effect, though the claim asserts a change.
    """

    change: int
    studies: int
    deciding: int
    alone: bool
    n: int | None
    n_unknown: int
    events: int | None
    dichotomous: bool
    intervals: int
    wide: int

    def why(self) -> str:
        """One sentence."""
        parts = [self._size()]
        if self.alone:
            parts.insert(0, "one study alone")
        if self.intervals and self.wide:
            parts.append(f"{self.wide} of {self.intervals} intervals include no effect")
        return ", ".join(parts)

    @property
    def enough(self) -> bool:
        """It is known to be large enough."""
        if self.events is not None:
            return self.events >= EVENTS
        return self.n is not None and self.n >= PEOPLE

    def _size(self) -> str:
        if self.events is not None:
            return f"{self.events} events, {_against(self.events, EVENTS)}"
        if self.n is None:
            return "its size is not recorded" if self.deciding == 1 else "no size is recorded"
        people = f"n={self.n}"
        if self.n_unknown:
            people += f" in {self.deciding - self.n_unknown} of {self.deciding} studies"
        if self.dichotomous and self.n >= EVENTS:
            return f"{people}, number of events not recorded"
        if self.n_unknown and self.n < PEOPLE:
            return f"{people}, the others record none"
        return f"{people}, {_against(self.n, EVENTS if self.dichotomous else PEOPLE)}"


def _against(number: int, enough: int) -> str:
    if number >= enough:
        return f"not below {enough}"
    return f"below a quarter of {enough}" if number * VERY_FEW < enough else f"below {enough}"


def weigh(side: Side) -> Imprecision:
    """Few people or events: one step, very few: two; intervals that include no effect: one more.

    One study alone goes down a step unless it is known to be large.
    A size that no study records is no step where there are several studies.
    """
    alone = len(side.mine) == 1 and not side.mine[0].pooled
    sizes = [_most(vote, "n") for vote in side.deciding]
    known = [size for size in sizes if size is not None]
    n = sum(known) if known else None
    unknown = len(sizes) - len(known)
    dichotomous = any(line.dichotomous for vote in side.deciding for line in vote.mine)
    events = _events(side) if dichotomous else None
    small = _small(n, unknown, events, dichotomous=dichotomous)
    if small is None:
        small = int(alone)
    intervals, wide = _intervals(side) if side.supports and side.subject.change else (0, 0)
    change = -min(2, small + (2 * wide > intervals))
    return Imprecision(
        change, len(side.mine), len(sizes), alone, n, unknown, events, dichotomous, intervals, wide
    )


def _small(n: int | None, unknown: int, events: int | None, *, dichotomous: bool) -> int | None:
    """Steps for the size; None if it is not known."""
    if events is not None:
        return _steps(events, EVENTS)
    if n is None:
        return None
    if dichotomous and n < PEOPLE:  # there are no more events than people
        return None if unknown or n >= EVENTS else _steps(n, EVENTS)
    return _steps(n, PEOPLE) if n >= PEOPLE or not unknown else None


def _steps(number: int, enough: int) -> int:
    return (number < enough) + (number * VERY_FEW < enough)


def _most(vote: Vote, name: str) -> int | None:
    found = [size for line in vote.mine if (size := getattr(line, name)) is not None]
    return max(found) if found else None


def _events(side: Side) -> int | None:
    found = [_most(vote, "events") for vote in side.deciding]
    return None if None in found else sum(number for number in found if number is not None)


def _intervals(side: Side) -> tuple[int, int]:
    """Studies with an interval, and those whose intervals all include no effect."""
    told = [
        [include for line in vote.mine if (include := includes_no_effect(line)) is not None]
        for vote in side.deciding
    ]
    return sum(map(bool, told)), sum(bool(found) and all(found) for found in told)


def includes_no_effect(line: Line) -> bool | None:
    """Whether the interval of a line includes no effect; None if that cannot be told."""
    return spans_no_effect(line.scale, line.low, line.high)


def spans_no_effect(scale: Scale, low: float | None, high: float | None) -> bool | None:
    """Whether an interval includes no effect; None if that cannot be told."""
    if low is None or high is None or not scale:
        return None
    return low <= _NO_EFFECT[scale] <= high
