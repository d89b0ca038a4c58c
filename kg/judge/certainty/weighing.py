"""The certainty of one side: where it starts, how far it goes down, whether it goes up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from kg.judge.certainty import (
    adjustment,
    imprecision,
    inconsistency,
    indirectness,
    publication_bias,
    rating_up,
    risk_of_bias,
)
from kg.judge.certainty.body import VOTING
from kg.judge.certainty.ladder import HIGH, LOW, NOT_APPLICABLE, bounded, word_of
from kg.judge.certainty.origins import origins
from kg.judge.certainty.side import side_of

if TYPE_CHECKING:
    from kg.judge.certainty.body import Body, Lines, Subject
    from kg.judge.certainty.side import Found, Side

Direction = Literal["for", "against", "both", "none"]

MOST_UP: Final = 2
"""Rungs that a body can go up at most."""
_DOWN: Final = (
    (risk_of_bias.RULE, risk_of_bias.REFERENCE, risk_of_bias.weigh),
    (inconsistency.RULE, inconsistency.REFERENCE, inconsistency.weigh),
    (indirectness.RULE, indirectness.REFERENCE, indirectness.weigh),
    (imprecision.RULE, imprecision.REFERENCE, imprecision.weigh),
    (publication_bias.RULE, publication_bias.REFERENCE, publication_bias.weigh),
)
_RATED: Final = frozenset({inconsistency.RULE, indirectness.RULE})
"""The rules that still apply where somebody has rated the whole body: the others were theirs."""
_UP: Final = (
    ("large-effect", rating_up.REFERENCE, rating_up.large),
    ("dose-response", rating_up.REFERENCE, rating_up.gradient),
    ("opposing-confounding", rating_up.REFERENCE, rating_up.opposing),
)


class Applied(NamedTuple):
    """A rule as it was applied.

    Attributes:
        rule: its name.
        reference: key of what it follows.
        found: what it found.
    """

    rule: str
    reference: str
    found: Found


class Weighed(NamedTuple):
    """One side, weighed.

    Attributes:
        side: what was weighed.
        down: the rules that lead down, also where they take no step.
        up: those that lead up; empty where they do not apply.
        rung: the certainty; None without a start.
    """

    side: Side
    down: tuple[Applied, ...]
    up: tuple[Applied, ...]
    rung: int | None

    @property
    def word(self) -> str | None:
        """The word of the rung."""
        return word_of(self.rung)


def live(lines: Lines) -> tuple[Lines, ...]:
    """The live lines with a vote, by origin."""
    return origins(tuple(n for n in lines if not n.left and n.direction in VOTING))


def weigh(subject: Subject, groups: tuple[Lines, ...], name: str) -> Weighed | None:
    """Weigh one side of a body.

    Args:
        subject: what the claim is about.
        groups: live lines with a vote, by origin.
        name: `supports` or `disputes`.

    Returns:
        The side, weighed; None if nothing speaks for it.
    """
    side = side_of(subject, groups, name)
    if side is None:
        return None
    start = side.start.rung
    if start is None:
        return Weighed(side, (), (), None)
    rated = side.start.by == "level" and side.best is not None and side.best.rated
    down = tuple(
        [
            Applied(rule, reference, apply(side))
            for rule, reference, apply in _DOWN
            if not rated or rule in _RATED
        ]
    )
    steps = sum([applied.found.change for applied in down])
    moved = adjustment.weigh(side, steps)
    down = (*down, Applied(adjustment.RULE, adjustment.REFERENCE, moved))
    steps += moved.change
    if start + steps == HIGH:
        grounds = adjustment.unjudged(_judged(down), enough=rated or _enough(down))
        down = (*down, Applied("grounds", "own", grounds))
        steps += grounds.change
    up: tuple[Applied, ...] = ()
    if steps == 0 and start == LOW and not rated:
        up = tuple([Applied(rule, reference, apply(side)) for rule, reference, apply in _UP])
        steps = min(MOST_UP, sum([applied.found.change for applied in up]))
    return Weighed(side, down, up, bounded(start + steps))


def _judged(down: tuple[Applied, ...]) -> int:
    """Studies whose risk of bias is recorded."""
    return sum(a.found.judged for a in down if isinstance(a.found, risk_of_bias.Bias))


def _enough(down: tuple[Applied, ...]) -> bool:
    """The studies are known to be large enough together."""
    return any(a.found.enough for a in down if isinstance(a.found, imprecision.Imprecision))


def word(body: Body) -> str | None:
    """The computed certainty of a claim: of the side for it.

    Args:
        body: the claim and its lines.

    Returns:
        high, moderate, low, very-low, not-applicable; None if nothing live supports the claim, or
        nothing that does has a design or level to start from.
    """
    if body.subject.type in NOT_APPLICABLE:
        return "not-applicable"
    groups = live(body.lines)
    weighed = weigh(body.subject, groups, "supports") if groups else None
    return None if weighed is None else weighed.word
