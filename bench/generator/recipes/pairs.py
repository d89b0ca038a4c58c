"""Pairs of opposite claims whose verdict is known: in every dimension, in several forms of value.

Each pair has an outcome of its own, so that it meets no other claim, and shares some
conditions, which decide nothing. The truth tells the dimension and the form: `dose: other unit`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from generator.qualifiers import Amount, Level, Named, drawn
from generator.world import Proposition, Wording, cited

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.qualifiers import Condition
    from generator.world import World

_Value = Amount | Level | Named | None


@dataclass(frozen=True, slots=True)
class Cell:
    """Two values of a dimension, and what they make of opposite claims.

    Attributes:
        kind: `conflict`, `explained` or `unknown`.
        dimension: where the claims have these values, or neither has one.
        form: how the values are told.
        a: value of the claim of an increase, None if it states none.
        b: value of the claim of a decrease.
    """

    kind: str
    dimension: str
    form: str
    a: _Value
    b: _Value

    @property
    def conditions(self) -> tuple[tuple[Condition, ...], tuple[Condition, ...]]:
        """What each of the two claims states."""
        first, second = ((self._told(v),) if v else () for v in (self.a, self.b))
        return first, second

    def _told(self, value: Amount | Level | Named) -> Condition:
        return ("dose_level" if isinstance(value, Level) else self.dimension), value


def _concepts(kind: str, form: str, **names: tuple[str, str]) -> tuple[Cell, ...]:
    return tuple(
        Cell(kind, dimension, form, Named(a), Named(b)) for dimension, (a, b) in names.items()
    )


_APART: Final = {
    "population": ("population-1", "population-2"),
    "condition": ("condition-fasting", "condition-fed"),
    "species": ("species-human", "species-rat"),
    "route": ("route-by-mouth", "route-infusion"),
    "comparator": ("comparator-1", "comparator-3"),
    "outcome": ("measure-self-rated", "measure-observed"),
}
"""Concepts that the vocabulary declares disjoint."""

_VALUES: Final[dict[str, _Value]] = {
    "dose": Amount("20", "mg"),
    "duration": Amount("6", "weeks"),
    "timepoint": Amount("3", "days"),
    **{dimension: Named(names[0]) for dimension, names in _APART.items()},
}

CELLS: Final[tuple[Cell, ...]] = (
    *(Cell("conflict", name, "same value", value, value) for name, value in _VALUES.items()),
    Cell("conflict", "dose", "other unit", Amount("500", "mg"), Amount("0.5", "g")),
    Cell("conflict", "dose", "same word", Level("LowDose"), Level("LowDose")),
    Cell("conflict", "duration", "other unit", Amount("14", "days"), Amount("2", "weeks")),
    Cell("conflict", "timepoint", "other unit", Amount("48", "hours"), Amount("2", "days")),
    *_concepts("conflict", "a kind of it", population=("population-25", "population-5")),
    *_concepts("explained", "declared apart", **_APART),
    *_concepts("explained", "two active ones", comparator=("lorivane", "mebrolol")),
    Cell("explained", "dose", "same unit", Amount("20", "mg"), Amount("200", "mg")),
    Cell("explained", "dose", "other unit", Amount("500", "mg"), Amount("5", "g")),
    Cell("explained", "dose", "by word", Level("LowDose"), Level("HighDose")),
    Cell("explained", "duration", "same unit", Amount("1", "weeks"), Amount("12", "weeks")),
    Cell("explained", "duration", "other unit", Amount("3", "days"), Amount("12", "weeks")),
    Cell("explained", "timepoint", "same unit", Amount("1", "days"), Amount("90", "days")),
    Cell("explained", "timepoint", "other unit", Amount("6", "hours"), Amount("90", "days")),
    *(Cell("unknown", name, "one side", value, None) for name, value in _VALUES.items()),
    Cell("unknown", "dose", "one side, by word", None, Level("HighDose")),
    Cell("unknown", "dose", "word and number", Level("LowDose"), Amount("20", "mg")),
    Cell("unknown", "dose", "other kind", Amount("20", "mg"), Amount("0.5", "mg/kg")),
    Cell("unknown", "dose", "volume and mass", Amount("20", "mg"), Amount("5", "mL")),
    *_concepts(
        "unknown",
        "not declared apart",
        population=("population-3", "population-4"),
        condition=("condition-fasting", "condition-smoking"),
        route=("route-injection", "route-spray"),
    ),
)

_STRIDE: Final = 13
"""So that neighbours differ in kind; the number of cells must be no multiple of it."""

_SHARED: Final = frozenset({"population", "timepoint", "duration", "route"})
"""Dimensions of the conditions that both claims share."""


def planted_pair(world: World) -> Iterator[None]:
    """Opposite claims that meet in one cell; each cell has its turn."""
    cell = CELLS[world.pairs * _STRIDE % len(CELLS)]
    world.pairs += 1
    first, second = cell.conditions
    shared = _shared(world, cell.dimension)
    said = _topic(world)
    a = replace(said, conditions=(*shared, *first))
    b = replace(said, conditions=(*shared, *second), effect="Decrease")
    claim = _told(world, a)
    yield
    other = _told(world, b)
    world.truth.known(cell.kind, claim, other, variant=f"{cell.dimension}: {cell.form}")
    yield


def swapped_roles(world: World) -> Iterator[None]:
    """Two drugs against each other, told from both sides: they agree, or contradict each other."""
    contradict = world.draw.chance(0.5)
    said = _topic(world)
    rival = "drug-2" if said.subject == "drug-1" else "drug-1"
    shared = tuple(one for one in _shared(world, "comparator") if one[0] == "population")
    a = replace(said, conditions=(*shared, ("comparator", Named(rival))))
    b = replace(
        said,
        subject=rival,
        conditions=(*shared, ("comparator", Named(said.subject))),
        effect="Increase" if contradict else "Decrease",
    )
    claim = _told(world, a)
    yield
    other = _told(world, b)
    kind = "conflict" if contradict else "apart"
    world.truth.known(kind, claim, other, variant="comparator: swapped roles")
    yield


def _topic(world: World) -> Proposition:
    """An increase of an outcome that no other claim speaks of."""
    drug = world.words.ranked("drug", world.claims)
    return Proposition(drug, f"sign-{world.claims:08}", "Increase")


def _shared(world: World, besides: str) -> tuple[Condition, ...]:
    conditions = drawn(world.draw, world.words, world.claims, lean=True)
    return tuple(one for one in conditions if one[0] in _SHARED - {besides})


def _told(world: World, said: Proposition) -> str:
    """A claim with one line that states all its conditions, in an article of its own."""
    claim = world.claim(said)
    source = world.documents.new_source()
    world.line(claim, said, source, kept=1.0)
    wording = Wording("Categorical", cites=cited([source]))
    world.assertion(claim, world.documents.own_article(), wording)
    return claim


assert len(CELLS) % _STRIDE, "some cells would never have their turn"

RECIPES: Final = (
    (300, planted_pair),
    (16, swapped_roles),
)
