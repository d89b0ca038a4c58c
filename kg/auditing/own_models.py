"""Models that a user trained (`kg train`), in place of the rules and models that are shipped."""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import exp
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg.errors import FilterError
from kg.text.features import Stretch
from kg.text.linear import read_model
from kg.text.models import answered
from kg.text.tasks import TASKS, place_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.auditing.statement import Statement
    from kg.text.linear import LinearModel, Scored

_USED: Final = ("claim", "strength", "certainty")
"""Tasks whose models the reading of statements uses."""


@dataclass(frozen=True, slots=True)
class OwnModels:
    """Models of the user, each None where there is none.

    Attributes:
        claim: tells claims from the rest.
        strength: tells how strong a relation is claimed.
        certainty: tells how certain a sentence sounds.
    """

    claim: LinearModel | None = None
    strength: LinearModel | None = None
    certainty: LinearModel | None = None

    def told(self, text: str, statement: Statement, place: tuple[int, int]) -> Statement:
        """A statement as the models read it.

        Args:
            text: canonical text.
            statement: as rules read it, with its place.
            place: how many statements of its block stand before and behind it.

        Returns:
            The statement, changed where there is a model, with the features that decided.
        """
        span = statement.span
        if span is None or (self.claim is None and self.strength is None):
            return statement
        if self.claim is not None:
            stretch = Stretch(text, span.start, span.end, self.claim.frequent)
            found = answered(self.claim, stretch, place_words(*place))
            yes = found.label == "yes"
            sure = 1 / (1 + exp(-max(-50.0, min(50.0, found.score))))
            score = round(sure if yes else 1 - sure, 3)
            statement = replace(statement, is_claim=yes, score=score, because=_because(found))
        if self.strength is not None:
            stretch = Stretch(text, span.start, span.end, self.strength.frequent)
            found = answered(self.strength, stretch)
            because = (*statement.because, *_because(found))
            statement = replace(statement, strength=found.label, because=because)
        return statement


def own_models(given: Iterable[str]) -> OwnModels:
    """Read models of the user.

    Args:
        given: files, each made by `kg train`; what for stands in the file.

    Returns:
        The models by task.

    Raises:
        ReadError: a file is missing or is no model.
        FilterError: a model is for a task that is not used here, or two are for one task.
    """
    found: dict[str, LinearModel] = {}
    for name in given:
        model = read_model(Path(name))
        if model.task not in _USED:
            raise FilterError(
                f"{name}: a model for {model.task!r} is not used in reading statements",
                f"give one for {', '.join(_USED)}",
            )
        if model.task in found:
            raise FilterError(f"{name}: a second model for {model.task!r}", "give one a task")
        if set(model.labels) - set(TASKS[model.task].labels):
            raise FilterError(f"{name}: labels that {model.task!r} does not have", "train it anew")
        found[model.task] = model
    return OwnModels(found.get("claim"), found.get("strength"), found.get("certainty"))


def _because(found: Scored) -> tuple[str, ...]:
    return tuple(f"{part.feature} {part.contribution:+.2f}" for part in found.because)
