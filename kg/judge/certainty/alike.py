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

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator

    from kg.judge.certainty.body import Subject
    from kg.judge.certainty.loading import Row
    from kg.store.condition import Cell
    from kg.store.ledger import Ledger

_BUCKETS: Final = (0, *sorted((-(-EVENTS // VERY_FEW), PEOPLE // VERY_FEW, EVENTS, PEOPLE)))
"""Sizes at which a step of imprecision begins or ends."""
_NONE: Final = -1


class _Traits(NamedTuple):
    """What the design and level of a line tell, without its names."""

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
    full = ledger.index.whole
    known: dict[Hashable, str | None] = {}
    for scope in scopes(ledger.index, claims):
        loaded = Loaded(ledger, scope, sources, live=True)
        signatures = _Signatures(loaded)
        for told in loaded.claims:
            key = signatures.of(told)
            if key is None:
                found = word(loaded.body(told))
            elif key in known:
                found = known[key]
            else:
                found = known[key] = word(loaded.body(told))
            yield full(str(told[0])), found


def _effect(row: Row) -> Hashable:
    """What of an estimate bears on the word: its scale, how large it is, whether it is sure."""
    if row[13:17] == (None, None, None, None):
        return None
    scale, risk, counted = measure(None if row[14] is None else str(row[14]))
    estimate, low, high = number(row[13]), number(row[15]), number(row[16])
    sure = includes_no_effect(Line("", "", scale=scale, low=low, high=high))
    if not risk or estimate is None or estimate <= 0:
        return sure, risk, counted
    ratio = max(estimate, 1 / estimate)
    return sure, risk, counted, estimate > 1, ratio > LARGE, ratio > VERY_LARGE


class _Signatures:
    """What the word of a claim depends on.

    Args:
        loaded: claims with their live lines.
    """

    def __init__(self, loaded: Loaded) -> None:
        self._loaded = loaded
        self._traits: dict[tuple[Cell, ...], _Traits] = {}

    def of(self, told: Row) -> Hashable:
        """A key that bodies of one word share; None where origins have to be worked out."""
        if told[1] in NOT_APPLICABLE:
            return "not-applicable"
        rows = self._loaded.rows.get(told[0])
        if rows is None or self._share_origins(rows):
            return "none" if rows is None else None
        subject = self._loaded.subject(told)
        conditions = self._loaded.conditions
        support: list[tuple[_Traits, Row, tuple[str, ...]]] = []
        for row in rows:
            if row[3] == "supports":
                apart = conditions.of(told[0], row[0])[0]
                support.append((self._of_line(row, subject, "species" in apart), row, apart))
        return self._of_side(subject, support, len(rows) - len(support))

    def _share_origins(self, rows: list[Row]) -> bool:
        """Whether lines may share an origin, or one of them pools studies that it lists."""
        loaded = self._loaded
        nodes: set[Cell] = set()
        count = 0
        for row in rows:
            iri, source = row[0], row[2]
            studies = loaded.studies.get(iri) if loaded.studies else None
            if studies is not None:
                if row[7] in POOLED:
                    return True
                nodes.update(studies, (source,))
                count += len({*studies, source})
            else:
                nodes.add(source)
                count += 1
            if iri in loaded.arms or (len(rows) > 1 and source in loaded.sources.citing):
                return True
        return len(nodes) < count

    def _of_line(self, row: Row, subject: Subject, apart: bool) -> _Traits:
        several = len(self._loaded.studies.get(row[0], ())) > 1
        key = (*row[7:11], subject.type, subject.species, apart, several)
        found = self._traits.get(key)
        if found is None:
            line = self._loaded.line(row)
            start = start_of(line, subject)
            rung = _NONE if start.rung is None else start.rung
            rated = start.by == "level" and line.rated
            pooled = several or line.design in POOLED
            found = self._traits[key] = _Traits(rung, rated, pooled, line.design, line.moved)
        return found

    def _of_side(
        self, subject: Subject, support: list[tuple[_Traits, Row, tuple[str, ...]]], against: int
    ) -> Hashable:
        best = max((traits.rung for traits, _, _ in support), default=_NONE)
        if best == _NONE:
            return "none"
        people = unknown = 0
        details: list[Hashable] = []
        rated = set()
        loaded = self._loaded
        for traits, row, apart in support:
            if traits.rung != best:
                continue
            rated.add(traits.rated)
            n = row[11]
            if isinstance(n, int) and n >= 0:
                people += n
            else:
                unknown += 1
            human = traits.design if subject.species == "human" else None
            details.append(
                (
                    *(apart, human, traits.moved, _effect(row)),
                    *(loaded.declared.get(row[0]), loaded.bias.get(row[0])),
                )
            )
        if len(rated) > 1:
            return None
        effects = [row[12] for _, row, _ in support] if len(support) > 1 else []
        opposite = min(effects.count("increase"), effects.count("decrease"))
        alone = len(support) == 1 and not support[0][0].pooled
        size = _BUCKETS[bisect(_BUCKETS, people) - 1]
        sizes = (size, unknown, unknown == len(details))
        counts = (len(support), against, opposite, alone, best, rated.pop())
        return (subject.change, subject.species == "human", counts, sizes, *details)
