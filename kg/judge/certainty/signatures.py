"""Signatures: what the word of a body depends on, and nothing that it does not."""

from __future__ import annotations

from bisect import bisect
from typing import TYPE_CHECKING, Final, NamedTuple

from kg.judge.certainty.body import Line
from kg.judge.certainty.designs import POOLED, start_of
from kg.judge.certainty.imprecision import EVENTS, PEOPLE, VERY_FEW, spans_no_effect
from kg.judge.certainty.inconsistency import steps
from kg.judge.certainty.ladder import LOW, NOT_APPLICABLE
from kg.judge.certainty.loading import number, subject_of
from kg.judge.certainty.measures import measure
from kg.judge.certainty.outlines import (
    ADJUSTED,
    DESIGN,
    DIRECTION,
    EFFECT,
    ESTIMATE,
    IRI,
    JUDGED,
    LEVEL,
    QUESTION,
    SIZE,
)
from kg.judge.certainty.rating_up import DOSES, LARGE, VERY_LARGE

if TYPE_CHECKING:
    from collections.abc import Hashable

    from kg.judge.certainty.body import Subject
    from kg.judge.certainty.outlines import Outlines, Row
    from kg.store.condition import Cell

_BUCKETS: Final = (0, *sorted((-(-EVENTS // VERY_FEW), PEOPLE // VERY_FEW, EVENTS, PEOPLE)))
"""Sizes at which a step of imprecision begins or ends."""
_NONE: Final = -1
_NO_ESTIMATE: Final = (None,) * 4


class _Start(NamedTuple):
    """What design and level of a line tell.

    Attributes:
        rung: where it starts.
        rated: its level rates a whole body.
        pooled: it speaks for several studies.
        design: its design, where it matters further: for claims about people.
        moved: how far its level was moved down.
    """

    rung: int
    rated: bool
    pooled: bool
    design: str | None
    moved: int


class _Traits(NamedTuple):
    """What a line tells, without its names.

    Attributes:
        rung: where it starts.
        rated: its level rates a whole body.
        pooled: it speaks for several studies.
        down: the number of what may lead down.
        both: the number of what may lead down or up.
    """

    rung: int
    rated: bool
    pooled: bool
    down: int
    both: int


class _Effect(NamedTuple):
    """What of an estimate bears on the word.

    Attributes:
        includes: its interval includes no effect; None if that cannot be told.
        counted: it is made of numbers of events.
        up: whether it is a ratio of risks; which way and how far from no effect.
    """

    includes: bool | None
    counted: bool
    up: Hashable


class _Deciding(NamedTuple):
    """The votes that decide.

    Attributes:
        rated: whether levels of theirs rate a whole body.
        numbers: of what they tell.
        sizes: `_NONE` where not recorded.
    """

    rated: set[bool]
    numbers: list[int]
    sizes: list[int]


_NO_STUDIES: Final[tuple[tuple[str, ...], tuple[str, ...]]] = ((), ())
_NO_EFFECT: Final = _Effect(None, counted=False, up=False)


class Signatures:
    """What the words of claims depend on.

    Args:
        outlines: the claims with their live lines.
        numbers: of what lines and votes tell; signatures with the same ones can be compared.
    """

    def __init__(self, outlines: Outlines, numbers: dict[Hashable, int]) -> None:
        self._outlines = outlines
        self._subjects: dict[Hashable, tuple[int, Subject]] = {}
        self._starts: dict[Hashable, _Start] = {}
        self._plain: dict[Hashable, _Traits] = {}
        self._numbers = numbers
        self._odd = {*outlines.differences.lines, *outlines.judged, *outlines.studies}

    def of(self, told: Row) -> Hashable:
        """A key that bodies of one word share; None where a body has to be weighed itself."""
        if told[1] in NOT_APPLICABLE:
            return "not-applicable"
        rows = self._outlines.rows.get(told[0])
        if rows is None:
            return "none"
        arms = self._outlines.arms
        if arms and any(row[IRI] in arms for row in rows):
            return None
        if len(rows) == 1:
            return self._of_one(told, rows[0])
        if self._outlines.share_origins(rows):
            return self._of_votes(told, self._outlines.origins(rows))
        return self._of_lines(told, rows)

    def _of_one(self, told: Row, row: Row) -> Hashable:
        """The key of a body of one line."""
        if row[DIRECTION] != "supports":
            return "none"
        place, subject = self._subject(told)
        line = self._of_line(told, row, place, subject)
        if line.rung == _NONE:
            return "none"
        return subject.change, subject.species == "human", line, _bucket(_size(row[SIZE]))

    def _of_lines(self, told: Row, rows: list[Row]) -> Hashable:
        """The key of a body of several lines, each of them a vote."""
        support = [row for row in rows if row[DIRECTION] == "supports"]
        place, subject = self._subject(told)
        lines = [self._of_line(told, row, place, subject) for row in support]
        best = max([line.rung for line in lines], default=_NONE)
        if best == _NONE:
            return "none"
        deciding = [
            (line, row[SIZE]) for line, row in zip(lines, support, strict=True) if line[0] == best
        ]
        effects = [row[EFFECT] for row in support]
        opposite = min(effects.count("increase"), effects.count("decrease"))
        contrary = steps(len(support), len(rows) - len(support), opposite)
        numbers = [line.both if best == LOW else line.down for line, _ in deciding]
        votes = _Deciding(
            {line.rated for line, _ in deciding}, numbers, [_size(size) for _, size in deciding]
        )
        return _key(subject, best, votes, contrary, _alone(len(support), pooled=lines[0].pooled))

    def _of_votes(self, told: Row, groups: list[list[Row]]) -> Hashable:
        """The key of a body by its votes; those decide that start where it starts."""
        place, subject = self._subject(told)
        mine = [
            found
            for group in groups
            if (
                found := [
                    (self._of_line(told, row, place, subject), _size(row[SIZE]))
                    for row in group
                    if row[DIRECTION] == "supports"
                ]
            )
        ]
        best = max([line.rung for vote in mine for line, _ in vote], default=_NONE)
        if best == _NONE:
            return "none"
        deciding = [
            lines for vote in mine if (lines := [one for one in vote if one[0].rung == best])
        ]
        if best == LOW and any(len(vote) >= DOSES for vote in deciding):  # it may show a gradient
            return None
        mixed, opposite = _contrary(groups)
        contrary = steps(len(mine) - mixed, len(groups) - len(mine) + mixed, opposite)
        votes = _Deciding(
            {line.rated for vote in deciding for line, _ in vote},
            [self._number(vote, best) for vote in deciding],
            [max([size for _, size in vote]) for vote in deciding],
        )
        pooled = any(line.pooled for line, _ in mine[0])
        return _key(subject, best, votes, contrary, _alone(len(mine), pooled=pooled))

    def _subject(self, told: Row) -> tuple[int, Subject]:
        """What a claim is about, with its number."""
        key = (told[1:], self._outlines.differences.species(told[0]))
        found = self._subjects.get(key)
        if found is None:
            found = self._subjects[key] = len(self._subjects), subject_of(told, key[1])
        return found

    def _number(self, vote: list[tuple[_Traits, int]], best: int) -> int:
        """The number of what a vote tells; only bodies that start low may go up."""
        numbers = [line.both if best == LOW else line.down for line, _ in vote]
        if len(numbers) == 1:
            return numbers[0]
        return self._numbers.setdefault(tuple(sorted(numbers)), len(self._numbers))

    def _of_line(self, told: Row, row: Row, place: int, subject: Subject) -> _Traits:
        if row[IRI] in self._odd or row[ESTIMATE] != _NO_ESTIMATE:
            return self._apart(told, row, place, subject)
        key = (place, row[JUDGED])
        found = self._plain.get(key)
        if found is None:
            start = self._start(row, place, subject, (), _NO_STUDIES)
            found = self._plain[key] = self._numbered(start, (), _NO_EFFECT, None)
        return found

    def _apart(self, told: Row, row: Row, place: int, subject: Subject) -> _Traits:
        """What a line tells that has an estimate, studies, differences or judgements."""
        outlines = self._outlines
        apart = outlines.differences.of(told[0], row[IRI])
        studies = outlines.included(row) if row[IRI] in outlines.studies else _NO_STUDIES
        effect = _NO_EFFECT if row[ESTIMATE] == _NO_ESTIMATE else _effect(row)
        judged = outlines.judged.get(row[IRI])
        key = (place, row[JUDGED], apart, len(studies[0]), studies[1], effect, judged)
        found = self._plain.get(key)
        if found is None:
            start = self._start(row, place, subject, apart, studies)
            found = self._plain[key] = self._numbered(start, apart, effect, judged)
        return found

    def _numbered(
        self, start: _Start, apart: tuple[str, ...], effect: _Effect, judged: Hashable
    ) -> _Traits:
        numbers = self._numbers
        down = (apart, start.design, start.moved, judged, effect.includes, effect.counted)
        return _Traits(
            start.rung,
            start.rated,
            start.pooled,
            numbers.setdefault(down, len(numbers)),
            numbers.setdefault((down, effect.up), len(numbers)),
        )

    def _start(
        self,
        row: Row,
        place: int,
        subject: Subject,
        apart: tuple[str, ...],
        studies: tuple[tuple[str, ...], tuple[str, ...]],
    ) -> _Start:
        key = (row[JUDGED], place, "species" in apart, len(studies[0]), studies[1])
        found = self._starts.get(key)
        if found is None:
            line = self._line(row)._replace(
                studies=studies[0], included=studies[1], apart=("species",) if key[2] else ()
            )
            start = start_of(line, subject)
            found = self._starts[key] = _Start(
                _NONE if start.rung is None else start.rung,
                start.by == "level" and line.rated,
                len(studies[0]) > 1 or (line.design in POOLED and not studies[0]),
                line.design if subject.species == "human" else None,
                line.moved,
            )
        return found

    def _line(self, row: Row) -> Line:
        """A line as far as design and level go."""
        levels = self._outlines.levels
        design, question = (None if row[c] is None else str(row[c]) for c in (DESIGN, QUESTION))
        _, level = levels.of(row[LEVEL] if row[LEVEL] is not None else row[ADJUSTED], question)
        return Line(
            iri="",
            source="",
            design=design,
            question=question,
            level=level.rung if level else None,
            moved=levels.moved(row[LEVEL], row[ADJUSTED], question),
            rated=level.rated if level else False,
        )


def _key(subject: Subject, best: int, deciding: _Deciding, contrary: int, alone: str) -> Hashable:
    """The key of a body.

    Args:
        subject: what the claim is about.
        best: where it starts.
        deciding: what decides.
        contrary: how far it goes down for inconsistency.
        alone: see `_alone`.
    """
    rated, numbers, sizes = deciding
    if len(rated) > 1:
        return None
    told = sizes if _NONE not in sizes else [size for size in sizes if size != _NONE]
    numbers.sort()  # how many say so matters, not which comes first
    return (
        *(subject.change, subject.species == "human", best, *rated, contrary, alone),
        *(len(told) < len(sizes), _bucket(sum(told) if told else _NONE), *numbers),
    )


def _alone(mine: int, *, pooled: bool) -> str:
    """Whether one vote speaks for a claim, and for several studies."""
    return "several" if mine > 1 else "pooled" if pooled else "alone"


def _bucket(people: int) -> int:
    """Between which sizes a number of people lies."""
    return bisect(_BUCKETS, people)


def _size(cell: Cell) -> int:
    return cell if isinstance(cell, int) and cell >= 0 else _NONE


def _contrary(groups: list[list[Row]]) -> tuple[int, int]:
    """Mixed votes, and agreeing ones whose effect is the rarer of increase and decrease."""
    mixed = up = down = 0
    for group in groups:
        effects = {row[EFFECT] for row in group if row[DIRECTION] == "supports"}
        if effects and any(row[DIRECTION] != "supports" for row in group):
            mixed += 1
        else:
            up += "increase" in effects and "decrease" not in effects
            down += "decrease" in effects and "increase" not in effects
    return mixed, min(up, down)


def _effect(row: Row) -> _Effect:
    estimated, measured, *ends = row[ESTIMATE]
    scale, risk, counted = measure(None if measured is None else str(measured))
    estimate, low, high = number(estimated), *map(number, ends)
    includes = spans_no_effect(scale, low, high)
    if not risk or estimate is None or estimate <= 0:
        return _Effect(includes, counted, risk)
    ratio = max(estimate, 1 / estimate)
    return _Effect(includes, counted, (estimate > 1, ratio > LARGE, ratio > VERY_LARGE))
