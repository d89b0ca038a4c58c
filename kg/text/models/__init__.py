"""The small models that are shipped, and answers by them or by a user's own.

Where each comes from, and under which licence, stands in `README.md` beside them.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from kg.text.features import features, place_features
from kg.text.linear import read_model

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.text.features import Stretch
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
