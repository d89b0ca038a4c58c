"""Which values of a dimension have to be compared: most concepts are strangers to each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from kg.judge.context import Side
    from kg.judge.context.grounds import Marks


class Near:
    """The values that claims of a topic state in one dimension, by what they may share.

    Args:
        sides: the values, with the claims that state them as bits.
        marks: of a value; None where it has to be compared with every other.
    """

    def __init__(self, sides: Mapping[Side, int], marks: Callable[[Side], Marks | None]) -> None:
        self._sides = sides
        self._marks = marks
        self._odd: list[Side] = []
        self._kin: dict[str, list[Side]] = {}
        self._words: dict[str, int] = {}
        self._named: dict[str, list[Side]] = {}
        for side, mask in sides.items():
            found = marks(side)
            if found is None:
                self._odd.append(side)
                continue
            for mark in found.kin:
                self._kin.setdefault(mark, []).append(side)
            for word in found.words or ():
                self._words[word] = self._words.get(word, 0) | mask
                self._named.setdefault(word, []).append(side)

    def of(self, side: Side) -> Collection[Side]:
        """The values that have to be compared with one, itself among them if it is stated."""
        marks = self._marks(side)
        if marks is None:
            return self._sides
        return {*self._odd, *(other for mark in marks.kin for other in self._kin.get(mark, ()))}

    def unknown(self, side: Side, near: Collection[Side], states: int) -> int:
        """The claims that state one of the others, as far as those cannot be told apart from it.

        Args:
            side: a value with marks.
            near: what it was compared with; none of it was disjoint.
            states: all claims that state something.

        Returns:
            The claims; among them may be some that state what overlaps.
        """
        words = self._words_of(side)
        if words is None:
            return states if len(near) < len(self._sides) else 0
        found = 0
        for word in words:
            found |= self._words.get(word, 0)
        return found

    def unknown_beside(self, side: Side, near: Collection[Side]) -> int:
        """The same where something near is disjoint: the others, one by one."""
        words = self._words_of(side)
        others = (
            self._sides
            if words is None
            else [other for word in words for other in self._named.get(word, ())]
        )
        found = 0
        for other in others:
            if other not in near:
                found |= self._sides[other]
        return found

    def _words_of(self, side: Side) -> frozenset[str] | None:
        marks = self._marks(side)
        return None if marks is None else marks.words
