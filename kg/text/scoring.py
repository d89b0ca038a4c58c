"""Figures of agreement between answers and labels, and cross-validation."""

from __future__ import annotations

import random
from math import sqrt
from typing import TYPE_CHECKING, Final, NamedTuple

from kg.text.training import trained

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from kg.text.training import Example, Recipe

FOLDS: Final = 5


class OfClass(NamedTuple):
    """How well one class is told.

    Attributes:
        label: the class.
        precision: share of the answers that are right; 0 if there are none.
        recall: share of the labels that are found; 0 if there are none.
        f1: their harmonic mean.
        labels: how many labels there are.
    """

    label: str
    precision: float
    recall: float
    f1: float
    labels: int


def per_class(gold: Sequence[str], got: Sequence[str]) -> list[OfClass]:
    """Precision, recall and F1 of every class that is a label.

    Args:
        gold: labels.
        got: answers, in the same order.

    Returns:
        One row a class, in order of name.
    """
    rows: list[OfClass] = []
    for label in sorted(set(gold)):
        hit = sum(a == b == label for a, b in zip(gold, got, strict=True))
        answers, labels = got.count(label), gold.count(label)
        f1 = 2 * hit / (answers + labels)
        rows.append(OfClass(label, hit / answers if answers else 0.0, hit / labels, f1, labels))
    return rows


def macro_f1(gold: Sequence[str], got: Sequence[str]) -> float:
    """The mean of the F1 of all classes that are labels; 0 without labels."""
    rows = per_class(gold, got)
    return sum(row.f1 for row in rows) / len(rows) if rows else 0.0


def pearson(one: Sequence[float], other: Sequence[float]) -> float:
    """Pearson's correlation; 0 where one side does not vary."""
    size = len(one)
    if not size:
        return 0.0
    mean_a, mean_b = sum(one) / size, sum(other) / size
    pairs = [(a - mean_a, b - mean_b) for a, b in zip(one, other, strict=True)]
    spread = sqrt(sum(a * a for a, _ in pairs)) * sqrt(sum(b * b for _, b in pairs))
    return sum(a * b for a, b in pairs) / spread if spread else 0.0


def agreement(
    labels: Sequence[str | float], answers: Sequence[tuple[str, float]]
) -> dict[str, float]:
    """The figure that tells how well answers agree with labels.

    Args:
        labels: words or numbers.
        answers: class and score of each.

    Returns:
        Macro-F1 for words, Pearson's correlation for numbers, by name.
    """
    words = [label for label in labels if isinstance(label, str)]
    if words:
        return {"macro-F1": round(macro_f1(words, [label for label, _ in answers]), 3)}
    numbers = [float(label) for label in labels]
    return {"Pearson": round(pearson(numbers, [score for _, score in answers]), 3)}


def cross_validated(
    examples: Sequence[Example], recipe: Recipe, folds: int = FOLDS
) -> list[tuple[str, float]]:
    """The answers that models give which have not seen the text, nor another of its group.

    Args:
        examples: labelled texts.
        recipe: how each model is made; it is rounded and pruned as the kept one is.
        folds: how many models.

    Returns:
        Class and score of each example, in order.
    """
    fold = _folds(examples, folds)
    answers: list[tuple[str, float]] = [("", 0.0)] * len(examples)
    for number in sorted(set(fold)):
        taught = [one for one, own in zip(examples, fold, strict=True) if own != number]
        if not taught:
            continue
        model = trained(taught, recipe)
        for at, (one, own) in enumerate(zip(examples, fold, strict=True)):
            if own == number:
                answer = model.scored(one.features, reasons=0)
                answers[at] = (answer.label, answer.score)
    return answers


def _folds(examples: Sequence[Example], folds: int) -> list[int]:
    """The fold of each example: by group where there are groups, else by class in turn."""
    chance = random.Random(3)  # noqa: S311 - a division, no secret
    grouped = any(one.group for one in examples)
    keys: list[Hashable] = [one.group or at if grouped else at for at, one in enumerate(examples)]
    kinds = {} if grouped else {at: str(one.label) for at, one in enumerate(examples)}
    order = list(dict.fromkeys(keys))
    chance.shuffle(order)
    if kinds and all(isinstance(one.label, str) for one in examples):
        order.sort(key=lambda key: kinds[key])  # type: ignore[index]  # a place, as set above
    place = {key: at % folds for at, key in enumerate(order)}
    return [place[key] for key in keys]
