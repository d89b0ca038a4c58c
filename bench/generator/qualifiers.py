"""Conditions of claims and evidence lines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from generator import figures
from generator.blocks import Block

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.concepts import Vocabulary
    from generator.draw import Draw

PREDICATES: Final = {
    "dose_level": "kg:doseLevel",
    "dose": "kg:dose",
    "population": "kg:population",
    "condition": "kg:condition",
    "species": "kg:species",
    "route": "kg:route",
    "duration": "kg:duration",
    "timepoint": "kg:timepoint",
    "comparator": "kg:comparator",
    "outcome": "kg:outcomeMeasure",
    "place": "kg:place",
}
_MEASURES: Final = (
    ("measure-self-rated", "self-rated score"),
    ("measure-observed", "score of an observer"),
)
_ROUTES: Final = ("by mouth", "infusion", "injection", "skin patch", "spray")


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its unit."""

    low: str
    unit: str

    def __str__(self) -> str:
        return f"{self.low} {self.unit}"

    @property
    def meaning(self) -> str:
        """By value: 0.50 mcg is 0.5 ug."""
        return f"{float(self.low)} {figures.UNIT_NAMES[self.unit]}"


@dataclass(frozen=True, slots=True)
class Named:
    """A concept, with the words as found where they are not its label."""

    concept: str
    words: str = ""

    def __str__(self) -> str:
        return f"{self.concept} {self.words}"

    @property
    def meaning(self) -> str:
        """The concept, however it was worded."""
        return self.concept


@dataclass(frozen=True, slots=True)
class Level:
    """A dose word."""

    word: str

    def __str__(self) -> str:
        return self.word

    @property
    def meaning(self) -> str:
        """The word."""
        return self.word


Condition = tuple[str, Amount | Named | Level]
"""A dimension and its value."""


def drawn(draw: Draw, words: Vocabulary, number: int, *, lean: bool) -> list[Condition]:
    """The conditions of an ordinary claim."""
    found: list[Condition] = []
    if draw.chance(figures.DOSE[lean]):
        first = dose(draw)
        found.append(("dose", first))
        if draw.chance(figures.SECOND_DOSE / figures.DOSE[lean]):
            found.append(("dose", scaled(first, float(draw.word(figures.RATIOS)))))
    elif draw.chance(figures.DOSE_WORD):
        found.append(("dose_level", Level(draw.pick(("LowDose", "MediumDose", "HighDose")))))
    if draw.chance(figures.POPULATION):
        found.append(("population", Named(words.ranked("population", number))))
    if draw.chance(figures.ROUTE):
        found.append(("route", Named(route(words, draw.pick(_ROUTES)))))
    if draw.chance(figures.DURATION):
        found.append(("duration", Amount(draw.pick(figures.TIMES), "weeks")))
    if draw.chance(figures.TIMEPOINT[lean]):
        found.append(("timepoint", Amount(draw.pick(figures.TIMES), "days")))
    if draw.chance(figures.COMPARATOR):
        name = words.ranked("comparator", number)
        dosed = draw.chance(figures.COMPARATOR_DOSE / figures.COMPARATOR)
        found.append(("comparator", Named(name, f"{dose(draw)} a day" if dosed else "")))
    return found


def dose(draw: Draw) -> Amount:
    """A dose as found: one number in one of many units."""
    return Amount(draw.pick(figures.DOSES), draw.word(figures.UNITS))


def scaled(amount: Amount, ratio: float) -> Amount:
    """A second level of a dose."""
    return Amount(f"{float(amount.low) * ratio:.2f}", amount.unit)


def route(words: Vocabulary, label: str) -> str:
    """The concept of a route."""
    return words.fixed(f"route-{label.replace(' ', '-')}", label)


def differing(draw: Draw, words: Vocabulary, dimension: str) -> tuple[Condition, Condition]:
    """Two values of a dimension that share nothing, so that they explain a contradiction."""
    if dimension == "dose":
        first = dose(draw)
        return (dimension, first), (dimension, scaled(first, float(draw.word(figures.RATIOS))))
    if dimension == "timepoint":
        return (dimension, Amount("1", "days")), (dimension, Amount("90", "days"))
    if dimension == "outcome":
        names = tuple(words.fixed(name, label) for name, label in _MEASURES)
    elif dimension == "route":
        names = tuple(route(words, label) for label in _ROUTES[:2])
    else:
        ranks = (1, 3) if dimension == "comparator" else (1, 2)
        names = tuple(words.get(dimension, rank) for rank in ranks)
    return (dimension, Named(names[0])), (dimension, Named(names[1]))


def qualify(block: Block, conditions: Iterable[Condition]) -> None:
    """Write conditions into a block, with their nodes beneath it."""
    found: list[tuple[str, str, Block | None]] = []
    for place, (dimension, value) in enumerate(conditions, 1):
        name = f"{block.name}-{dimension}-{place:02}"
        predicate = PREDICATES[dimension]
        if isinstance(value, Level):
            found.append((predicate, f"kg:{value.word}", None))
        elif isinstance(value, Amount):
            found.append((predicate, f":{name}", _quantity(name, value)))
        elif value.words:
            node = Block(name, "kg:Mention", [("kg:concept", f":{value.concept}")])
            node.add("kg:words", f'"{value.words}"')
            found.append((predicate, f":{name}", node))
        else:
            found.append((predicate, f":{value.concept}", None))
    for predicate, token, below in sorted(found, key=lambda row: row[:2]):
        block.add(predicate, token)
        if below is not None:
            block.nodes[token] = below


def _quantity(name: str, amount: Amount) -> Block:
    node = Block(name, "schema:QuantitativeValue")
    node.add("schema:value", amount.low)
    node.add("qudt:hasUnit", f"unit:{figures.UNIT_NAMES[amount.unit]}")
    node.add("schema:unitText", f'"{amount.unit}"')
    return node


def spoken(conditions: Iterable[Condition]) -> str:
    """Conditions at the end of a sentence."""
    return "".join(
        f", {dimension.replace('_', ' ')} {str(value).strip().replace('-', ' ')}"
        for dimension, value in conditions
    )
