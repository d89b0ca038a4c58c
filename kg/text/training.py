"""Training of small linear models, without any other library.

Squared-hinge classifiers one against the rest, and least squares for numbers, both with an L2
penalty, by dual coordinate descent (Hsieh et al., ICML 2008, "A Dual Coordinate Descent Method for
Large-scale Linear SVM"; Ho and Lin, JMLR 13, 2012, for numbers). The order of rows is drawn from a
fixed seed: the same data give the same model.
"""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING, Final

from kg.text.linear import LinearModel, rounded

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    Step = Callable[[list[float], list[float], int], None]

_LEAST: Final = 2
"""A feature of fewer training texts than this teaches nothing."""
_ROUNDS: Final = 12


@dataclass(frozen=True, slots=True)
class Example:
    """A labelled text.

    Attributes:
        features: names of its features.
        label: its class, or its number.
        group: texts of one group (an article) are never parted by cross-validation.
    """

    features: frozenset[str]
    label: str | float
    group: str = ""


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a model is made.

    Attributes:
        task: what for.
        cost: weight of the training error against the size of the weights.
        most: how many features to keep.
        families: the families of features that the examples have.
        frequent: words that frames keep.
    """

    task: str
    cost: float
    most: int
    families: tuple[str, ...]
    frequent: frozenset[str] = frozenset()


def trained(
    examples: Sequence[Example], recipe: Recipe, about: Mapping[str, object] | None = None
) -> LinearModel:
    """Train a model.

    Args:
        examples: at least one; labels all words or all numbers.
        recipe: how.
        about: what the model's file is to say of it.

    Returns:
        A model with a number's or the classes' weights, rounded and pruned as it will be kept.

    Raises:
        ValueError: there are no examples.
    """
    if not examples:
        raise ValueError("no examples")
    counts = Counter(name for example in examples for name in example.features)
    names = [name for name, count in sorted(counts.items()) if count >= _LEAST]
    places = {name: place for place, name in enumerate(names)}
    rows = [[places[f] for f in sorted(one.features) if f in places] for one in examples]
    values = [1 / sqrt(len(one.features)) if one.features else 0.0 for one in examples]
    labels = sorted({one.label for one in examples if isinstance(one.label, str)})
    fits: list[tuple[list[float], float]] = []
    if labels:
        for label in labels:
            signs = [1.0 if one.label == label else -1.0 for one in examples]
            fits.append(_classifier(rows, values, signs, len(names), recipe.cost))
    else:
        numbers = [float(one.label) for one in examples]
        fits.append(_least_squares(rows, values, numbers, len(names), recipe.cost))
    exact = {name: tuple(weights[place] for weights, _ in fits) for place, name in enumerate(names)}
    scale, weights = rounded(exact, recipe.most)
    bias = tuple(bias for _, bias in fits)
    return LinearModel(
        task=recipe.task,
        labels=tuple(labels),
        bias=bias,
        scale=scale,
        weights=weights,
        families=recipe.families,
        frequent=recipe.frequent,
        about=about or {},
    )


def _classifier(
    rows: list[list[int]], values: list[float], signs: list[float], size: int, cost: float
) -> tuple[list[float], float]:
    """Weights and bias that tell one class from the rest, both sides counting alike."""
    weights, duals = [0.0] * (size + 1), [0.0] * len(rows)
    share = max(1, sum(sign > 0 for sign in signs)) / len(signs)
    for_one, for_rest = share / cost, max(1 / len(signs), 1 - share) / cost
    for at in _turns(len(rows)):
        value, row = values[at], rows[at]
        diagonal = for_one if signs[at] > 0 else for_rest
        margin = value * sum(map(weights.__getitem__, row)) + weights[size]
        slope = signs[at] * margin - 1 + duals[at] * diagonal
        length = value * value * len(row) + 1 + diagonal
        new = max(0.0, duals[at] - slope / length)
        step = (new - duals[at]) * signs[at]
        if step:
            duals[at] = new
            _move(weights, row, step * value)
            weights[size] += step
    return weights[:size], weights[size]


def _least_squares(
    rows: list[list[int]], values: list[float], numbers: list[float], size: int, cost: float
) -> tuple[list[float], float]:
    """Weights and bias that come nearest to numbers."""
    mean = sum(numbers) / len(numbers)
    weights, duals = [0.0] * size, [0.0] * len(rows)
    diagonal = 1 / (2 * cost)
    for at in _turns(len(rows)):
        value, row = values[at], rows[at]
        short = value * sum(map(weights.__getitem__, row)) - (numbers[at] - mean)
        step = -(short + duals[at] * diagonal) / (value * value * len(row) + diagonal)
        duals[at] += step
        _move(weights, row, step * value)
    return weights, mean


def _move(weights: list[float], row: list[int], step: float) -> None:
    for place in row:
        weights[place] += step


def _turns(count: int) -> list[int]:
    """The rows in the order in which they are visited, each once a round."""
    chance = random.Random(7)  # noqa: S311 - an order, no secret
    order = list(range(count))
    turns: list[int] = []
    for _ in range(_ROUNDS):
        chance.shuffle(order)
        turns += order
    return turns
