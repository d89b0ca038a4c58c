"""One side of a body of evidence: the votes for a claim, or those against it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from kg.judge.certainty.designs import Start, start_of
from kg.judge.certainty.origins import Vote, votes

if TYPE_CHECKING:
    from kg.judge.certainty.body import Line, Lines, Subject


class Side(NamedTuple):
    """What is weighed.

    Attributes:
        subject: what the claim is about.
        supports: it is the side for the claim.
        votes: one an origin, of both sides.
        mine: those that speak for this side, mixed ones among them.
        deciding: those of them with a line that starts where the body starts.
        start: where the body starts: at its best line.
        best: that line, the first of several by IRI; None if no line has a start.
    """

    subject: Subject
    supports: bool
    votes: tuple[Vote, ...]
    mine: tuple[Vote, ...]
    deciding: tuple[Vote, ...]
    start: Start
    best: Line | None


class Found(Protocol):
    """What one rule found; its fields are the inputs of the rule."""

    @property
    def change(self) -> int:
        """Rungs up (positive) or down (negative)."""

    def why(self) -> str:
        """One sentence."""

    def _asdict(self) -> dict[str, Any]:
        """The inputs by name."""


def side_of(subject: Subject, groups: tuple[Lines, ...], name: str) -> Side | None:
    """One side of a body.

    Args:
        subject: what the claim is about.
        groups: live lines with a vote, by origin.
        name: `supports` or `disputes`.

    Returns:
        The side; None if no vote speaks for it.
    """
    every = votes(groups, name)
    mine = tuple(vote for vote in every if vote.mine)
    if not mine:
        return None
    started = [[(start_of(line, subject), line) for line in vote.mine] for vote in mine]
    best: tuple[Start, Line] | None = None
    fallback = started[0][0][0]
    for found in started:
        for start, line in found:
            if start.rung is None:
                continue
            if best is None or _before(start, line, *best):
                best = start, line
    if best is None:
        return Side(subject, name == "supports", every, mine, mine, fallback, None)
    rung = best[0].rung
    deciding = tuple(
        Vote(lines, vote.against)
        for vote, found in zip(mine, started, strict=True)
        if (lines := tuple(line for start, line in found if start.rung == rung))
    )
    return Side(subject, name == "supports", every, mine, deciding, *best)


def _before(start: Start, line: Line, other: Start, than: Line) -> bool:
    assert start.rung is not None
    assert other.rung is not None
    return (-start.rung, line.iri) < (-other.rung, than.iri)


def counted(number: int, noun: str) -> str:
    """A number with its noun: `1 study`, `2 studies`."""
    if number == 1:
        return f"1 {noun}"
    return f"{number} {noun[:-1]}ies" if noun.endswith("y") else f"{number} {noun}s"
