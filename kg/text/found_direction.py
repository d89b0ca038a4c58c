"""What a sentence of a study says was found: more, less, or no difference; by a small model.

`kg.text.direction` answers None rather than guess; this always answers, with a score. It was
trained on sentences that report what a trial found, so ask it of such sentences only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.text.models import scored

if TYPE_CHECKING:
    from kg.text.cues import Cue
    from kg.text.linear import LinearModel, Scored


def found_direction(
    text: str,
    start: int = 0,
    end: int | None = None,
    *,
    found: tuple[Cue, ...] | None = None,
    model: LinearModel | None = None,
) -> Scored:
    """What a sentence says was found.

    Args:
        text: canonical text.
        start: start of the sentence.
        end: its end, exclusive; None for the end of the text.
        found: its cues, where they are known already.
        model: another than the shipped one.

    Returns:
        `increase`, `decrease` or `no-difference-found`; a score that is above 0 where the model
        holds the answer for right; and the features that make it.
    """
    return scored("direction", text, (start, end), found, model)
