"""A statement beside the words that it cites: only plain differences are told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.text.differing import difference

QUOTE = "Within twelve months 18.1% of adults had an anxiety disorder, 9.5% a mood disorder."


@pytest.mark.parametrize(
    "said",
    [
        "28.1% of adults had an anxiety disorder within twelve months",
        "an anxiety disorder was found in 28 per cent of adults within twelve months",
    ],
)
def test_a_number_that_the_quote_does_not_give(said: str) -> None:
    found = difference(said, QUOTE)
    assert found is not None
    assert found.kind == "number"
    assert found.found == ("18.1%", "9.5%")


@pytest.mark.parametrize(
    "said",
    [
        "18.1% of adults had an anxiety disorder within twelve months",
        "18% of adults had an anxiety disorder within twelve months",
        "81.9% of adults had no anxiety disorder within twelve months",
        "10 to 28% of adults had an anxiety disorder within twelve months",
        "less than 28% of adults had an anxiety disorder within twelve months",
        "28.1 million adults had an anxiety disorder within twelve months",
        "28.1% of fish sleep",
        "0% of adults had an anxiety disorder within twelve months",
        "adults had an anxiety disorder",
        "",
    ],
)
def test_numbers_that_stand_or_cannot_be_compared(said: str) -> None:
    assert difference(said, QUOTE) is None


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("sleep has not improved with exercise", "denial"),
        ("sleep hasn't improved with exercise", "denial"),
        ("sleep has improved with exercise", None),
        ("sleep has not only improved with exercise", None),
        ("sleep improved, but not with exercise", None),
        ("the moon is not green", None),
    ],
)
def test_a_denial_of_what_the_quote_affirms(said: str, kind: str | None) -> None:
    found = difference(said, "With exercise, sleep and mood improved in all twenty adults.")
    assert (found.kind if found else None) == kind


def test_a_quote_that_denies_itself_is_not_held_against_a_denial() -> None:
    assert difference("sleep has not improved", "Sleep was not found to have improved.") is None


@given(st.text(max_size=300), st.text(max_size=300))
def test_any_two_texts_can_be_compared(said: str, quote: str) -> None:
    found = difference(said, quote)
    assert found is None or found.said in said


@given(st.integers(0, 9999), st.integers(0, 9999))
def test_a_statement_never_differs_from_its_own_words(whole: int, part: int) -> None:
    said = f"{whole}.{part}% of adults had an anxiety disorder within {part} months"
    assert difference(said, said) is None
