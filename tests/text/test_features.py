from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.text.features import FAMILIES, Stretch, features, frequent_words


def of(words: str, family: str, frequent: tuple[str, ...] = ()) -> set[str]:
    return set(features(Stretch(words, 0, len(words), frequent), (family,)))


def test_each_family_names_itself() -> None:
    words = "Ketamine may reduce anxiety (p = 0.01)."
    assert "class:MODAL DOWN" in of(words, "class")
    assert of(words, "single") == {"single:MODAL", "single:DOWN"}
    assert of(words, "cue") == {"cue:may", "cue:reduce"}
    assert {"say:hedge-possible", "say:1 hedges"} <= of(words, "say")
    assert "sign:read decrease" in of(words, "sign")
    assert of(words, "grade") == {"grade:conditional_causal", "grade:possible"}
    assert "frame:_ may _" in of(words, "frame", ("may",))
    assert "word:reduce anxiety" in of(words, "word")
    assert of(words, "figure") == {"figure:p small", "figure:number"}
    assert of(words, "length") == {"length:0"}


def test_an_unknown_family_is_refused() -> None:
    with pytest.raises(KeyError):
        of("words", "colour")


def test_frequent_words_are_counted_by_text_and_hold_no_numbers() -> None:
    assert frequent_words(["a a a b", "b 5", "c 5"], 1) == {"b"}


@given(st.text(max_size=100), st.text(max_size=20))
def test_only_the_span_counts(words: str, around: str) -> None:
    text = f"{around}\n\n{words}\n\n{around}"
    start = len(around) + 2
    span = Stretch(text, start, start + len(words), ("the",))
    alone = Stretch(f"\n\n{words}\n\n", 2, 2 + len(words), ("the",))
    assert features(span, FAMILIES) == features(alone, FAMILIES)
