"""The certainty of a claim with its whole derivation, in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kg.judge.certainty.ladder import NOT_APPLICABLE
from kg.judge.certainty.telling import Step, left_out_steps, side_steps, votes_step
from kg.judge.certainty.weighing import live, weigh, word

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.judge.certainty.body import Body
    from kg.judge.certainty.weighing import Direction, Weighed


class Certainty(NamedTuple):
    """A computed certainty with its derivation.

    Attributes:
        word: how sure the live evidence for the claim lets us be: high, moderate, low, very-low,
            not-applicable; None if nothing live supports it, or nothing that does has a start.
        direction: what the votes say, whatever their strength.
        against: how sure the live evidence against it lets us be, in the same words.
        steps: how it came about.
    """

    word: str | None
    direction: Direction
    against: str | None
    steps: tuple[Step, ...]

    @property
    def against_told(self) -> bool:
        """Something live speaks against the claim."""
        return self.direction in {"against", "both"}


def judge(body: Body, name: Callable[[str], str] = str) -> Certainty:
    """How sure the live lines of a claim let us be, step by step.

    Args:
        body: the claim and all its lines.
        name: the name to show for the IRI of a document.

    Returns:
        The certainty; lines left out are told, with what the certainty would be with them.
    """
    if body.subject.type in NOT_APPLICABLE:
        why = f"a claim of type {body.subject.type} is not settled by studies"
        only = Step("type", "not-applicable", why, "type", {"type": body.subject.type}, "own")
        return Certainty("not-applicable", "none", None, (only,))
    groups = live(body.lines)
    supporting, disputing = (weigh(body.subject, groups, side) for side in ("supports", "disputes"))
    direction = _direction(supporting, disputing)
    steps = [*left_out_steps(body, lambda lines: word(body._replace(lines=lines)), name)]
    steps.append(votes_step(body.lines, groups, direction))
    for weighed in (supporting, disputing):
        if weighed is not None:
            steps += side_steps(weighed, name)
    found = supporting.word if supporting else None
    return Certainty(found, direction, disputing.word if disputing else None, tuple(steps))


def _direction(supporting: Weighed | None, disputing: Weighed | None) -> Direction:
    if supporting is None:
        return "none" if disputing is None else "against"
    return "for" if disputing is None else "both"
