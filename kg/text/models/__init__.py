"""The small models that are shipped, and answers by them or by a user's own.

Where each comes from, and under which licence, stands in `README.md` beside them.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from kg.text.features import Stretch, features, place_features
from kg.text.linear import read_model

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.text.cues import Cue
    from kg.text.linear import LinearModel, Scored


@cache
def shipped(task: str) -> LinearModel:
    """A shipped model.

    Args:
        task: `certainty` or `direction`.

    Returns:
        The model, read once.

    Raises:
        ReadError: none is shipped for the task.
    """
    return read_model(Path(__file__).with_name(f"{task}.json"))


def scored(
    task: str,
    text: str,
    span: tuple[int, int | None],
    found: tuple[Cue, ...] | None,
    model: LinearModel | None,
) -> Scored:
    """What a model says of a sentence.

    Args:
        task: whose shipped model is asked.
        text: canonical text.
        span: start and end of the sentence; None for the end of the text.
        found: its cues, where they are known already.
        model: another than the shipped one.

    Returns:
        Class or number, with the features that make it.
    """
    chosen = model or shipped(task)
    start, end = span
    stop = len(text) if end is None else end
    return answered(chosen, Stretch(text, start, stop, chosen.frequent, found))


def answered(model: LinearModel, stretch: Stretch, place: Iterable[str] = ()) -> Scored:
    """What a model says of a stretch of text.

    Args:
        model: the model.
        stretch: the text.
        place: where it stands, in the words that the model was trained with.

    Returns:
        Class or number, with the features that make it.
    """
    return model.scored(features(stretch, model.families) | place_features(stretch, place))
