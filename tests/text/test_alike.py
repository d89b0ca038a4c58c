"""Words of two wordings are compared by their roots and by groups of like words."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kg.text.alike
from kg.text.alike import root, senses


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("anxiolytics", "anxiolytic"),
        ("Treatments", "treated"),
        ("genetics", "genetic"),
        ("haemorrhages", "hemorrhage"),
        ("promises", "promising"),
        ("developed", "development"),
    ],
)
def test_forms_of_one_word_have_one_root(one: str, other: str) -> None:
    assert root(one) == root(other)


@pytest.mark.parametrize(
    ("one", "other"), [("rat", "rate"), ("mice", "mild"), ("anxiety", "angina")]
)
def test_other_words_have_other_roots(one: str, other: str) -> None:
    assert root(one) != root(other)


def keys(text: str) -> set[str]:
    return set().union(*(sense.keys for sense in senses(text)))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("relieves", "alleviated"),
        ("heightens", "raised"),
        ("a loved one's death", "losing someone you love"),
        ("dosage", "doses"),
        ("vets", "veterinary medicine"),
    ],
)
def test_like_words_share_a_key(one: str, other: str) -> None:
    assert {key for key in keys(one) & keys(other) if key.startswith("=")}


def test_a_phrase_stands_before_its_words_and_these_are_not_whole() -> None:
    found = senses("the genetic makeup matters")
    assert [(sense.whole, sense.start) for sense in found] == [
        (True, 4),
        (False, 4),
        (False, 12),
        (True, 19),
    ]


def test_words_that_say_nothing_are_left_out() -> None:
    assert senses("It is what it is, and they would have been there.") == ()


@given(st.text(max_size=200), st.integers(0, 50), st.integers(0, 50))
def test_senses_lie_in_the_text_whatever_it_is(text: str, start: int, more: int) -> None:
    end = min(len(text), start + more)
    for sense in senses(text, start, end):
        assert start <= sense.start < sense.end <= end
        assert sense.keys


def test_every_group_has_a_name_a_reason_and_words() -> None:
    file = Path(kg.text.alike.__file__).parent / "lexicon" / "alike" / "words.toml"
    groups = tomllib.loads(file.read_text(encoding="utf-8"))["group"]
    assert len({group["name"] for group in groups}) == len(groups)
    assert all(group["why"] and len(group["words"]) > 1 for group in groups)
