"""What small models can be trained for: labels, families of features, and how.

The figures of each are printed by `python bench/text.py --train`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.text.features import Stretch, features, frequent_words, place_features
from kg.text.training import Example, Recipe

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Task:
    """Something a model can be trained for.

    Attributes:
        name: its name.
        about: what is answered, in a line.
        labels: the answers; none where it is a number.
        families: families of features.
        cost: see `kg.text.training.Recipe`.
        most: how many features to keep; 2,500 make a file of less than 100 kB.
        frequent: how many words frames keep.
    """

    name: str
    about: str
    labels: tuple[str, ...]
    families: tuple[str, ...]
    cost: float
    most: int
    frequent: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """A labelled text as a user holds it.

    Attributes:
        text: the sentence.
        label: a word or a number.
        group: texts of one group (an article) are never parted.
        place: where it stands, in words, such as `last` or `section conclusions`.
    """

    text: str
    label: str | float
    group: str = ""
    place: tuple[str, ...] = ()


TASKS: Final[dict[str, Task]] = {
    task.name: task
    for task in (
        Task(
            "claim",
            "whether a sentence states a claim: yes or no",
            ("no", "yes"),
            ("class", "cue", "say", "grade", "word", "figure", "length"),
            0.5,
            5_000,
        ),
        Task(
            "strength",
            "how strong a relation is claimed",
            ("none", "correlational", "conditional_causal", "direct_causal"),
            ("class", "cue", "say", "sign", "grade", "frame", "word"),
            0.5,
            5_000,
            600,
        ),
        Task(
            "certainty",
            "how certain a sentence sounds, a number from 1 to 6",
            (),
            ("single", "cue", "say", "grade", "figure", "length"),
            0.5,
            2_500,
        ),
        Task(
            "direction",
            "what a sentence says was found: increase, decrease or no-difference-found",
            ("decrease", "increase", "no-difference-found"),
            ("class", "cue", "sign", "word", "figure"),
            0.5,
            2_500,
        ),
    )
}


_NEAR: Final = 6
"""Places farther from either end of a paragraph are not told apart."""


def place_words(before: int, behind: int) -> tuple[str, ...]:
    """Where a sentence stands in its paragraph, as features tell it.

    Args:
        before: how many sentences stand before it.
        behind: how many behind it.

    Returns:
        Words for `Row.place`.
    """
    return (f"{min(before, _NEAR)} before", f"{min(behind, _NEAR)} behind")


def prepared(task: Task, rows: Sequence[Row]) -> tuple[Recipe, list[Example]]:
    """Rows as examples, and how to train on them.

    Args:
        task: what for.
        rows: labelled texts.

    Returns:
        Recipe and examples, in the order of the rows.
    """
    frequent = frequent_words((row.text for row in rows), task.frequent) if task.frequent else ()
    words = frozenset(frequent)
    recipe = Recipe(task.name, task.cost, task.most, task.families, words)
    examples: list[Example] = []
    for row in rows:
        stretch = Stretch(row.text, 0, len(row.text), words)
        found = features(stretch, task.families) | place_features(stretch, row.place)
        examples.append(Example(found, row.label, row.group))
    return recipe, examples
