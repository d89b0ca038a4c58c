"""Small linear models: weights as whole numbers of one byte, and scores that can be explained.

A text is a set of features (`kg.text.features`); each that is there has the same value, one over
the square root of their number, so that long texts weigh no more than short ones.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from math import sqrt
from typing import TYPE_CHECKING, Final, NamedTuple, cast

from kg.errors import ReadError

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from pathlib import Path

SCHEMA: Final = "kg.model/1"
_TOP: Final = 127
"""The largest weight of one byte."""


class Contribution(NamedTuple):
    """What one feature adds to a score.

    Attributes:
        feature: its name.
        weight: its weight.
        contribution: the part of the score that it makes: weight times value.
    """

    feature: str
    weight: float
    contribution: float


class Scored(NamedTuple):
    """An answer of a model.

    Attributes:
        label: the class with the highest score; empty where the model gives a number.
        score: that score, or the number.
        because: the contributions that make it, the largest first.
    """

    label: str
    score: float
    because: tuple[Contribution, ...]


@dataclass(frozen=True)
class LinearModel:
    """A trained model.

    Attributes:
        task: what it was trained for.
        labels: its classes; none where it gives a number.
        bias: what is added to the score of each class, or to the number.
        scale: what a weight of one stands for, by class.
        weights: by feature one whole number a class, of -127 to 127.
        families: the families of features that it knows (`kg.text.features.FAMILIES`).
        frequent: the words that frames keep; others are gaps.
        about: where it comes from, how it was trained, how it did.
    """

    task: str
    labels: tuple[str, ...]
    bias: tuple[float, ...]
    scale: tuple[float, ...]
    weights: Mapping[str, tuple[int, ...]]
    families: tuple[str, ...]
    frequent: frozenset[str]
    about: Mapping[str, object]

    def scored(self, features: Collection[str], *, reasons: int = 5) -> Scored:
        """The answer for a text.

        Args:
            features: names of its features.
            reasons: the most contributions to give.

        Returns:
            Class or number, and the contributions that make it.
        """
        value = self._value(features)
        known = [(name, self.weights[name]) for name in features if name in self.weights]
        sums = [
            bias + scale * value * sum(row[at] for _, row in known)
            for at, (bias, scale) in enumerate(zip(self.bias, self.scale, strict=True))
        ]
        best = max(range(len(sums)), key=sums.__getitem__)
        parts = [
            Contribution(name, row[best] * self.scale[best], row[best] * self.scale[best] * value)
            for name, row in known
            if row[best]
        ]
        parts.sort(key=lambda part: (-abs(part.contribution), part.feature))
        label = self.labels[best] if self.labels else ""
        return Scored(label, sums[best], tuple(parts[:reasons]))

    def _value(self, features: Collection[str]) -> float:
        return 1 / sqrt(len(features)) if features else 0.0

    @cached_property
    def text(self) -> str:
        """The model as JSON, keys in order, one line a feature."""
        head = {
            "schema": SCHEMA,
            "task": self.task,
            "labels": list(self.labels),
            "bias": [round(bias, 6) for bias in self.bias],
            "scale": [round(scale, 8) for scale in self.scale],
            "about": dict(self.about),
            "families": list(self.families),
            "frequent": " ".join(sorted(self.frequent)),
        }
        first = json.dumps(head, ensure_ascii=False)[:-1]
        rows = (
            f"{json.dumps(name, ensure_ascii=False)}:{json.dumps(row, separators=(',', ':'))}"
            for name, row in sorted(self.weights.items())
        )
        return first + ', "weights": {\n' + ",\n".join(rows) + "\n}}\n"


def rounded(
    exact: Mapping[str, tuple[float, ...]], most: int
) -> tuple[tuple[float, ...], dict[str, tuple[int, ...]]]:
    """Weights as whole numbers of one byte, the smallest left out.

    Args:
        exact: weights by feature, one a class.
        most: how many features to keep.

    Returns:
        What one stands for by class, and the whole numbers by feature.
    """
    kept = sorted(exact, key=lambda name: (-max(map(abs, exact[name])), name))[:most]
    classes = len(next(iter(exact.values()), (0.0,)))
    tops = [max((abs(exact[name][at]) for name in kept), default=0.0) for at in range(classes)]
    scale = tuple(top / _TOP or 1.0 for top in tops)
    whole = {
        name: tuple(round(w / s) for w, s in zip(exact[name], scale, strict=True)) for name in kept
    }
    return scale, {name: row for name, row in whole.items() if any(row)}


def read_model(path: Path) -> LinearModel:
    """Read a model from its file.

    Args:
        path: a file that `kg train` wrote.

    Returns:
        The model.

    Raises:
        ReadError: the file is missing or is no model.
    """
    try:
        return _model(json.loads(path.read_text(encoding="utf-8")))
    except OSError as error:
        raise ReadError(f"{path}: {error.strerror}", "name a file that kg train wrote") from None
    except (ValueError, KeyError, TypeError, AttributeError):
        raise ReadError(f"{path}: no model of this program", "train it anew") from None


def _model(found: object) -> LinearModel:
    row = cast("dict[str, object]", found)
    if row["schema"] != SCHEMA:
        raise ValueError(SCHEMA)
    labels = tuple(str(label) for label in cast("list[str]", row["labels"]))
    bias = tuple(float(number) for number in cast("list[float]", row["bias"]))
    scale = tuple(float(number) for number in cast("list[float]", row["scale"]))
    weights = {
        str(name): tuple(int(number) for number in numbers)
        for name, numbers in cast("dict[str, list[int]]", row["weights"]).items()
    }
    size = max(1, len(labels))
    if {len(bias), len(scale), *map(len, weights.values())} - {size}:
        raise ValueError("sizes differ")
    families = tuple(str(name) for name in cast("list[str]", row["families"]))
    frequent = frozenset(cast("str", row["frequent"]).split())
    about = cast("dict[str, object]", row["about"])
    return LinearModel(str(row["task"]), labels, bias, scale, weights, families, frequent, about)
