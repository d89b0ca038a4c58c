"""One form for a word, shared by names, conditions and labels."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.text.spelling import plain_word, singular


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("behavioural", "behavioral"),
        ("centres", "center"),
        ("aetiology", "etiology"),
        ("randomised", "randomized"),
        ("analysed", "analyzed"),
        ("children", "child"),
        ("counselling", "counseling"),
        ("Patient’s", "patients"),
    ],
)
def test_one_form(one: str, other: str) -> None:
    assert plain_word(one) == plain_word(other)


@pytest.mark.parametrize("word", ["aerobic", "exercise", "contour", "four", "there", "genre"])
def test_words_of_both_spellings_stay(word: str) -> None:
    assert plain_word(word) == word


@given(st.text(max_size=40))
def test_a_form_is_not_longer_than_its_word_by_much(word: str) -> None:
    assert len(plain_word(word)) <= len(word.casefold()) + 2
    assert singular(singular(word)).startswith(singular(word)[:1])
