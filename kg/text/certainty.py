"""How certain a sentence sounds to a reader, by a small model."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.text.models import scored

if TYPE_CHECKING:
    from kg.text.cues import Cue
    from kg.text.linear import LinearModel, Scored


def certainty(
    text: str,
    start: int = 0,
    end: int | None = None,
    *,
    found: tuple[Cue, ...] | None = None,
    model: LinearModel | None = None,
) -> Scored:
    """How certain a sentence sounds.

    Args:
        text: canonical text.
        start: start of the sentence.
        end: its end, exclusive; None for the end of the text.
        found: its cues, where they are known already.
        model: another than the shipped one.

    Returns:
        A number, from about 1 (uncertain) to 6 (certain), and the features that make it. The scale
        is that of Pei and Jurgens (EMNLP 2021); it is about wording, not about truth.
    """
    return scored("certainty", text, (start, end), found, model)
