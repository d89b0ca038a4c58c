"""Opposite claims of a selection: counted at once, told one by one on demand."""

from __future__ import annotations

from functools import cached_property
from heapq import nsmallest
from typing import TYPE_CHECKING, Final

from kg.judge.conflicts.groups import Group
from kg.judge.conflicts.pairs import judged
from kg.judge.conflicts.search import Search
from kg.judge.conflicts.within import contested, within
from kg.store.settlements import settlements

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.judge.conflicts.pairs import Pair
    from kg.judge.conflicts.search import Met
    from kg.judge.conflicts.stands import Kind
    from kg.judge.conflicts.within import Within
    from kg.judge.context import Verdict
    from kg.store.selection import Selection

HEAVY: Final = 500
"""Pairs above which a topic is told as a group, its pairs on demand: nobody reads so many."""
VERDICTS: Final[tuple[Verdict, ...]] = ("conflict", "undetermined", "explained")
"""The gravest first."""
_RANK: Final = {verdict: place for place, verdict in enumerate(VERDICTS)}


class Conflicts:
    """Opposite claims of a selection.

    Args:
        selection: what to look at; both claims of a pair lie in it.
        every: list the pairs of heavy topics too.
    """

    def __init__(self, selection: Selection, *, every: bool = False) -> None:
        self._selection = selection
        self._search = Search(selection)
        self._every = every

    def count(self, verdict: Verdict, kind: Kind | None = None) -> int:
        """How many pairs have that verdict, of one kind or of all."""
        return sum(
            number
            for tally in self._search.tallies
            for (of, found), number in tally.counts.items()
            if found == verdict and kind in {None, of}
        )

    @cached_property
    def total(self) -> int:
        """How many pairs there are, those of heavy topics too."""
        return sum(tally.pairs for tally in self._search.tallies)

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """The topics that pairs come from, by subject and object."""
        ledger = self._selection.ledger
        index = ledger.index
        named = {name for tally in self._search.tallies for name in tally.topic.names}
        whole = {name: index.whole(name) for name in named}
        found = index.refs(whole.values())
        refs = {name: found[iri] for name, iri in whole.items()}
        return tuple(
            Group(ledger, self._search, tally, refs, heavy=tally.pairs > HEAVY)
            for tally in self._search.tallies
        )

    @cached_property
    def pairs(self) -> tuple[Pair, ...]:
        """Pairs in full, the gravest first; those of heavy topics only if all are asked for."""
        return self.told(self.met())

    @cached_property
    def within(self) -> tuple[Within, ...]:
        """Claims whose evidence lines disagree."""
        return within(self._selection, self._contested, self._search.world)

    @cached_property
    def _contested(self) -> list[str]:
        return contested(self._selection)

    @property
    def within_total(self) -> int:
        """How many claims have evidence lines that disagree."""
        return len(self._contested)

    def first(
        self, limit: int | None, verdict: Verdict | None = None, state: str | None = None
    ) -> tuple[Pair, ...]:
        """The gravest pairs in full.

        Args:
            limit: the most pairs; None for all.
            verdict: the only verdict wanted; None for any.
            state: the only state of curation wanted; None for any.

        Returns:
            Pairs in the order of `pairs`.
        """
        return self.told(self.met(limit, verdict, state))

    def met(
        self,
        limit: int | None = None,
        verdict: Verdict | None = None,
        state: str | None = None,
    ) -> list[Met]:
        """Pairs as numbers: the gravest first, those that were studied on both sides, by id.

        Args:
            limit: the most pairs; None for all.
            verdict: the only verdict wanted; None for any.
            state: the only state of curation wanted; None for any.
        """
        found = (
            met
            for met in self._all()
            if verdict in {None, met.verdict} and state in {None, self._state(met)}
        )
        if limit is None:
            return sorted(found, key=self._order)
        return nsmallest(limit, found, key=self._order)

    @cached_property
    def _states(self) -> dict[frozenset[str], str]:
        return {
            pair: rows[-1].state for pair, rows in settlements(self._selection.ledger.index).items()
        }

    def _state(self, met: Met) -> str:
        if not self._states:
            return "open"
        iris, whole = self._search.claims.iris, self._selection.ledger.index.whole
        return self._states.get(frozenset((whole(iris[met.a]), whole(iris[met.b]))), "open")

    def _all(self) -> Iterator[Met]:
        for tally in self._search.tallies:
            if self._every or tally.pairs <= HEAVY:
                yield from self._search.pairs(tally)

    def _order(self, met: Met) -> tuple[int, bool, list[str]]:
        search = self._search
        iris = search.claims.iris
        a, b = iris[met.a], iris[met.b]
        studied = search.conditions.studied
        return _RANK[met.verdict], not (a in studied and b in studied), sorted((a, b))

    def told(self, met: Iterable[Met]) -> tuple[Pair, ...]:
        """Pairs in full."""
        search = self._search
        return judged(self._selection.ledger, [*met], search.claims.iris, search.world)


def conflicts(selection: Selection, *, every: bool = False) -> Conflicts:
    """Sort the opposite claims of a selection.

    Args:
        selection: what to look at; both claims of a pair lie in it.
        every: list also the pairs of topics that have more than `HEAVY` of them.

    Returns:
        Counts, groups and pairs; groups and pairs are read when they are asked for.
    """
    return Conflicts(selection, every=every)
