from __future__ import annotations

import pytest

from kg.text.training import Example, Recipe, trained

RECIPE = Recipe("claim", 1.0, 100, ("word",))


def example(words: str, label: str | float) -> Example:
    return Example(frozenset(f"word:{word}" for word in words.split()), label)


WORDS = [
    example("it rises now", "up"),
    example("it rises again", "up"),
    example("it falls now", "down"),
    example("it falls again", "down"),
]


def test_a_classifier_learns_what_tells_classes_apart() -> None:
    model = trained(WORDS, RECIPE)
    assert model.labels == ("down", "up")
    assert model.scored({"word:rises"}).label == "up"
    assert model.scored({"word:falls", "word:it"}).label == "down"
    assert model.weights["word:rises"][1] > 0 > model.weights["word:rises"][0]


def test_numbers_are_learnt_as_numbers() -> None:
    rows = [
        example(f"{word} x{n}", value)
        for n in range(4)
        for word, value in (("lo", 1.0), ("hi", 5.0))
    ]
    model = trained(rows, RECIPE)
    assert model.labels == ()
    assert model.scored({"word:hi"}).score > 4
    assert model.scored({"word:lo"}).score < 2
    assert model.scored(set()).score == pytest.approx(3.0)


def test_the_same_data_give_the_same_model() -> None:
    assert trained(WORDS, RECIPE).text == trained(list(WORDS), RECIPE).text


def test_a_feature_of_one_text_teaches_nothing() -> None:
    rows = [*WORDS, example("it rises once", "up")]
    assert "word:once" not in trained(rows, RECIPE).weights


def test_the_smallest_weights_are_left_out() -> None:
    assert len(trained(WORDS, Recipe("claim", 1.0, 2, ("word",))).weights) <= 2


def test_nothing_cannot_be_learnt_from() -> None:
    with pytest.raises(ValueError, match="no examples"):
        trained([], RECIPE)


def test_one_class_alone_is_answered() -> None:
    assert trained([WORDS[0]], RECIPE).scored({"word:falls"}).label == "up"
