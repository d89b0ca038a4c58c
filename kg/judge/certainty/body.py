"""A body of evidence as the method sees it: flat tuples, made in bulk."""

from __future__ import annotations

from typing import Final, Literal, NamedTuple

Left = Literal["", "retracted", "recalled", "candidate"]
Kin = Literal["", "human", "animal"]
Scale = Literal["", "ratio", "difference"]

UNKNOWN, LOW, SOME, HIGH, CRITICAL = range(5)
"""Risk of bias, whatever the words of the tool."""

VOTING: Final = frozenset({"supports", "disputes"})
"""Directions that speak for or against; what qualifies or is neutral has no vote."""


class Subject(NamedTuple):
    """What of a claim bears on how its evidence is weighed.

    Attributes:
        type: the kind of claim.
        change: it asserts an increase or a decrease.
        species: what it says of species; empty if nothing.
    """

    type: str = "causal"
    change: bool = True
    species: Kin = ""


class Line(NamedTuple):
    """One evidence line.

    Attributes:
        iri: the line.
        source: the document that it rests on.
        direction: what it says of the claim.
        left: why it counts for nothing; empty if it counts.
        studies: the studies that it reports or pools, by document.
        pools: documents cited by a source that pools studies, and which it may so include.
        design: the design of the study, of the source where the line has none.
        included: designs of `studies`, as far as described.
        question: the question that it answers.
        level: rung of the level that somebody stated, None for none that can be mapped.
        level_name: that level, as stated.
        moved: how many rungs a curator moved the level down.
        moved_why: the reason that was given.
        rated: the level is a rating of a whole body of evidence, as GRADE's are.
        n: people, animals or samples.
        events: people with the event, over all arms.
        dichotomous: it counts events.
        effect: the change that it found.
        scale: on which the estimate lies; empty if not known.
        risk_ratio: the estimate is a ratio of risks or hazards, not of odds.
        estimate: the estimate.
        low: lower end of its interval.
        high: upper end of its interval.
        bias: risk of bias.
        tool: the instrument with which it was judged.
        declared: considerations that it declares.
        concerns: what makes a reader careful, such as `preprint`.
        apart: dimensions in which it was studied under other conditions than those claimed.
        untold: dimensions that the claim states and the line cannot be compared in.
        dose: unit and amount of the one dose that it was studied at.
        measure: what the estimate measures, in words.
    """

    iri: str
    source: str
    direction: str = "supports"
    left: Left = ""
    studies: tuple[str, ...] = ()
    pools: tuple[str, ...] = ()
    design: str | None = None
    included: tuple[str, ...] = ()
    question: str | None = None
    level: int | None = None
    level_name: str = ""
    moved: int = 0
    moved_why: str = ""
    rated: bool = False
    n: int | None = None
    events: int | None = None
    dichotomous: bool = False
    effect: str | None = None
    scale: Scale = ""
    risk_ratio: bool = False
    estimate: float | None = None
    low: float | None = None
    high: float | None = None
    bias: int = UNKNOWN
    tool: str = ""
    declared: tuple[str, ...] = ()
    concerns: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()
    untold: tuple[str, ...] = ()
    dose: tuple[str, float] | None = None
    measure: str = ""


Lines = tuple[Line, ...]


class Body(NamedTuple):
    """A claim with all its lines, those that count for nothing included."""

    subject: Subject
    lines: Lines
