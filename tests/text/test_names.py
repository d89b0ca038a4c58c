from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.text.names import name_key, outcome_words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Haemorrhages", "hemorrhage"),
        ("the anaesthesia", "anesthesia"),
        ("duration of hospital stay", "hospital stay duration"),
        ("randomisation", "randomization"),
        ("paediatric diarrhoea", "pediatric diarrhea"),
        ("health-care programmes", "health care program"),
        ("tumour analysed", "tumor analyzed"),
        ("leucocytes", "leukocyte"),
    ],
)
def test_one_name_in_two_spellings(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("exercise", "exercize"),
        ("IL-6", "IL-8"),
        ("HbA1c < 7", "HbA1c > 7"),
        ("drug after surgery", "surgery after drug"),
        ("nausea", "vomiting"),
    ],
)
def test_two_names(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)


@given(st.text(max_size=60))
def test_a_key_does_not_hang_on_case_and_space(name: str) -> None:
    assert name_key(f"  {name} ") == name_key(name)
    if name.isascii():
        assert name_key(name.upper()) == name_key(name.lower())


def test_outcome_words_keep_their_order_and_prepositions() -> None:
    assert outcome_words("Duration of the haemorrhages") == ("duration", "of", "hemorrhage")
