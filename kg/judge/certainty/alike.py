"""Certainties of very many claims: bodies that differ in names only are weighed once."""

from __future__ import annotations

from bisect import bisect
from typing import TYPE_CHECKING, Final, NamedTuple

from kg.judge.certainty.body import Line
from kg.judge.certainty.designs import POOLED, start_of
from kg.judge.certainty.imprecision import EVENTS, PEOPLE, VERY_FEW, includes_no_effect
from kg.judge.certainty.ladder import NOT_APPLICABLE
from kg.judge.certainty.loading import Loaded, number
from kg.judge.certainty.measures import measure
from kg.judge.certainty.rating_up import LARGE, VERY_LARGE
from kg.judge.certainty.scope import scopes
from kg.judge.certainty.sources import Sources
from kg.judge.certainty.weighing import word
from kg.rdf.pausing import collection_paused

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator

    from kg.judge.certainty.body import Subject
    from kg.judge.certainty.loading import Row
    from kg.store.condition import Cell
    from kg.store.ledger import Ledger

_BUCKETS: Final = (0, *sorted((-(-EVENTS // VERY_FEW), PEOPLE // VERY_FEW, EVENTS, PEOPLE)))
"""Sizes at which a step of imprecision begins or ends."""
_NONE: Final = -1
_NO_ESTIMATE: Final = (None,) * 4


class _Traits(NamedTuple):
    """What the design and level of a line tell, without its names.

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


def words(ledger: Ledger, claims: Iterable[str] | None) -> Iterator[tuple[str, str | None]]:
    """The computed certainties of claims.

    Args:
        ledger: where to look.
        claims: IRIs, what is no claim is left out; None for all.

    Yields:
        IRI and word, in no order.
    """
    sources = Sources(ledger.index)
    known: dict[Hashable, str | None] = {}
    for scope in scopes(ledger.index, claims):
        with collection_paused():
            found = [*_of_scope(Loaded(ledger, scope, sources, live=True), known)]
        yield from found


def _of_scope(
    loaded: Loaded, known: dict[Hashable, str | None]
) -> Iterator[tuple[str, str | None]]:
    """The words of the claims of a scope; those of bodies that are alike are kept in `known`."""
    full = loaded.full
    key_of = _Signatures(loaded).of
    for told in loaded.claims:
        key = key_of(told)
        if key is None:
            yield full(str(told[0])), word(loaded.body(told))
            continue
        if key not in known:
            known[key] = word(loaded.body(told))
        yield full(str(told[0])), known[key]


class _Signatures:
    """What the word of a claim depends on.

    Args:
        loaded: claims with their live lines.
    """

    def __init__(self, loaded: Loaded) -> None:
        self._loaded = loaded
        self._traits: dict[Hashable, _Traits] = {}
        self._details: dict[Hashable, int] = {}
        self._plain = not (loaded.declared or loaded.bias)

    def of(self, told: Row) -> Hashable:
        """A key that bodies of one word share; None where origins have to be worked out."""
        if told[1] in NOT_APPLICABLE:
            return "not-applicable"
        rows = self._loaded.rows.get(told[0])
        if rows is None:
            return "none"
        if self._share_origins(rows):
            return None
        support = [row for row in rows if row[3] == "supports"]
        if not support:
            return "none"
        subject = self._loaded.subject(told)
        of_line = self._of_line
        context = self._loaded.conditions.context(told[0])
        lines = [of_line(row, subject, context) for row in support]
        if len(support) == 1:
            return _of_one(subject, *lines[0], support[0][11], len(rows))
        return _of_several(subject, lines, support, len(rows))

    def _share_origins(self, rows: list[Row]) -> bool:
        """Whether lines may share an origin, or one of them pools studies that it lists."""
        loaded = self._loaded
        listed, arms, citing = loaded.studies, loaded.arms, loaded.sources.citing
        several = len(rows) > 1
        nodes: set[Cell] = set()
        count = 0
        for row in rows:
            iri, source = row[0], row[2]
            if iri in listed:
                if row[7] in POOLED:
                    return True
                own = {*listed[iri], source}
                nodes |= own
                count += len(own)
            elif several:
                nodes.add(source)
                count += 1
            if iri in arms or (several and source in citing):
                return True
        return len(nodes) < count

    def _of_line(self, row: Row, subject: Subject, context: int | None) -> tuple[_Traits, int]:
        """What a line is by design and level, and the number of what else of it matters."""
        loaded = self._loaded
        apart = () if context is None else loaded.conditions.apart(row[1], context, row[0])
        several = row[0] in loaded.studies and len(loaded.studies[row[0]]) > 1
        key = (row[7:11], subject, several, "species" in apart)
        traits = self._traits.get(key)
        if traits is None:
            line = loaded.line(row)
            start = start_of(line, subject)
            traits = self._traits[key] = _Traits(
                _NONE if start.rung is None else start.rung,
                start.by == "level" and line.rated,
                several or line.design in POOLED,
                line.design if subject.species == "human" else None,
                line.moved,
            )
        effect = None if row[13:17] == _NO_ESTIMATE else _effect(row)
        judged = None if self._plain else self._judged(row[0])
        detail = (apart, traits.design, traits.moved, effect, judged)
        return traits, self._details.setdefault(detail, len(self._details))

    def _judged(self, line: Cell) -> Hashable:
        return self._loaded.declared.get(line), self._loaded.bias.get(line)


def _of_one(subject: Subject, traits: _Traits, detail: int, people: Cell, votes: int) -> Hashable:
    """The key where one line supports the claim."""
    if traits.rung == _NONE:
        return "none"
    size = bisect(_BUCKETS, people) if isinstance(people, int) and people >= 0 else _NONE
    return subject.change, traits, detail, size, votes


def _of_several(
    subject: Subject, lines: list[tuple[_Traits, int]], support: list[Row], votes: int
) -> Hashable:
    """The key where several lines support the claim; those decide that start where it starts."""
    best = max([traits.rung for traits, _ in lines])
    if best == _NONE:
        return "none"
    people = unknown = 0
    details: list[int] = []
    rated = set()
    for (traits, detail), row in zip(lines, support, strict=True):
        if traits.rung != best:
            continue
        rated.add(traits.rated)
        details.append(detail)
        n = row[11]
        if isinstance(n, int) and n >= 0:
            people += n
        else:
            unknown += 1
    if len(rated) > 1:
        return None
    details.sort()  # how many say so matters, not which comes first
    effects = [row[12] for row in support]
    opposite = min(effects.count("increase"), effects.count("decrease"))
    return (
        *(subject.change, subject.species, len(support), votes, opposite, best, rated.pop()),
        *(bisect(_BUCKETS, people), unknown, *details),
    )


def _effect(row: Row) -> Hashable:
    """What of an estimate bears on the word: its scale, how large it is, whether it is sure."""
    scale, risk, counted = measure(None if row[14] is None else str(row[14]))
    estimate, low, high = number(row[13]), number(row[15]), number(row[16])
    sure = includes_no_effect(Line("", "", scale=scale, low=low, high=high))
    if not risk or estimate is None or estimate <= 0:
        return sure, risk, counted
    ratio = max(estimate, 1 / estimate)
    return sure, risk, counted, estimate > 1, ratio > LARGE, ratio > VERY_LARGE
