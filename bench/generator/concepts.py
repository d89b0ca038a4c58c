"""Concepts: their number grows after Heaps, their use follows Zipf."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from generator import figures
from generator.blocks import Block, english

if TYPE_CHECKING:
    from generator.draw import Draw
    from generator.sections import Sections
    from generator.truth import Truth

_MAPPED: Final = "<https://vocabulary.example/id/{}>"
_UNMAPPED: Final = 0.02
_CLOSELY_MAPPED: Final = 0.035
_BROADER_FROM: Final = 20
_SPAN: Final = 5
DISJOINT: Final = {
    "population-1": "population-2",
    "comparator-1": "comparator-3",
    "species-human": "species-rat",
    "condition-fasting": "condition-fed",
    "route-by-mouth": "route-infusion",
    "measure-self-rated": "measure-observed",
}
"""Concepts that share nothing, so that a difference between them explains a contradiction."""


_BARE: Final = frozenset({"species", "route"})
"""Kinds of concept whose label is their name without the kind: `rat`, `by mouth`."""


class Vocabulary:
    """All concepts that were spoken of.

    Args:
        draw: the stream of draws.
        sections: where concepts go.
        truth: where those without a mapping are told.
    """

    def __init__(self, draw: Draw, sections: Sections, truth: Truth) -> None:
        self._draw = draw
        self._sections = sections
        self._truth = truth
        self._known: set[str] = set()
        self._orphans = 0
        self._near_names = 0

    def ranked(self, word: str, number: int) -> str:
        """A concept by Zipf's law among those there are at a claim of that number."""
        size = figures.HEAPS_FACTOR * (number + 1) ** figures.HEAPS_POWER
        size = max(6, int(size * figures.VOCABULARY[word]))
        if word != "comparator":
            return self.get(word, self._draw.zipf(size, figures.DRAWN_WITH[word]))
        group = self._draw.word(figures.COMPARATORS)
        if group != "active":
            return self.get(word, int(group))
        return self.get(word, 3 + self._draw.zipf(size - 3, figures.DRAWN_WITH[word]))

    @staticmethod
    def get(word: str, rank: int) -> str:
        """The name of the concept of that rank."""
        return f"{word}-{rank}"

    def need(self, name: str) -> str:
        """Write a concept when something speaks of it for the first time."""
        if name not in self._known:
            word, _, rank = name.partition("-")
            if word not in figures.EXPONENTS:
                return self.fixed(name, label_of(name))
            self._known.add(name)
            self._write(name, word, int(rank))
        return name

    def fixed(self, name: str, label: str) -> str:
        """A concept of no rank, such as a species, with a mapping."""
        if name not in self._known:
            self._known.add(name)
            block = Block(name, "skos:Concept", label=label)
            block.add("skos:prefLabel", english(label))
            block.add("skos:exactMatch", _MAPPED.format(name))
            if name in DISJOINT:
                other = DISJOINT[name]
                block.add("kg:disjointWith", f":{self.fixed(other, label_of(other))}")
            self._sections.write_concept(block)
        return name

    def near_name(self) -> tuple[str, str]:
        """Two outcomes whose names differ in one word."""
        self._near_names += 1
        name = f"response-{self._near_names:06}"
        return name, f"{name}-lost"

    def orphan(self) -> str:
        """A concept that nothing speaks of."""
        self._orphans += 1
        return self.fixed(f"unused-{self._orphans:06}", f"unused word {self._orphans}")

    def _write(self, name: str, word: str, rank: int) -> None:
        draw = self._draw
        block = Block(name, "skos:Concept", label=label_of(name))
        block.add("skos:prefLabel", english(block.label))
        for synonym in range(int(draw.word(figures.SYNONYMS))):
            block.add("skos:altLabel", english(f"{word[:3]} {rank} {'abcd'[synonym]}"))
        mapped = draw.random.random()
        if mapped >= _CLOSELY_MAPPED:
            block.add("skos:exactMatch", _MAPPED.format(name))
        elif mapped >= _UNMAPPED:
            block.add("skos:closeMatch", _MAPPED.format(name))
            self._truth.miss("unmapped-concept", name, variant="mapped closely")
        else:
            self._truth.fault("unmapped-concept", name, variant=word)
        if rank > _BROADER_FROM and rank % _SPAN == 0:
            parent = f"{word}-{rank // _SPAN}"
            if parent not in self._known:
                self._truth.miss("orphan", parent, variant="only a broader one")
            block.add("skos:broader", f":{self.need(parent)}")
        if name in DISJOINT:
            block.add("kg:disjointWith", f":{self.need(DISJOINT[name])}")
        self._sections.write_concept(block)


def label_of(name: str) -> str:
    """The label of a concept of that name."""
    word, _, rank = name.partition("-")
    if word == "comparator" and int(rank) in figures.COMPARATOR_LABELS:
        return figures.COMPARATOR_LABELS[int(rank)]
    if word in _BARE:
        return rank.replace("-", " ")
    return name.replace("-", " ")
