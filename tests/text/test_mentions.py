from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.text.mentions import mentions


@pytest.mark.parametrize(
    ("words", "kind", "found"),
    [
        ("They gave 0.5 mg/kg daily.", "dose", ["0.5 mg/kg daily"]),
        ("It lasted two weeks or 14 days.", "duration", ["two weeks", "14 days"]),
        ("Scores fell by 20%.", "percentage", ["20%"]),
        ("(n = 1,204)", "sample-size", ["n = 1,204"]),
        ("In 42 healthy adults pain fell.", "sample-size", ["42 healthy adults"]),
        ("(p < 0.05; P=.001)", "p-value", ["p < 0.05", "P=.001"]),
        ("In older adults over 65 it failed.", "population", ["older adults over 65"]),
        ("It works in mice and rats.", "species", ["mice", "rats"]),
        ("A rat race.", "species", []),
        ("About 1969 people left.", "dose", []),
    ],
)
def test_what_is_mentioned(words: str, kind: str, found: list[str]) -> None:
    assert [one.text for one in mentions(words) if one.kind == kind] == found


def test_numbers_are_read() -> None:
    low = {one.kind: (one.low, one.high) for one in mentions("n = 1,204; p < 0.05; 3-5 mg")}
    assert low == {"sample-size": ("1204", "1204"), "p-value": (None, "0.05"), "dose": ("3", "5")}


@given(st.text(max_size=100), st.text(max_size=20))
def test_offsets_give_back_the_words(words: str, before: str) -> None:
    text = before + "\n\n" + words
    for one in mentions(text, len(before) + 2):
        assert text[one.start : one.end] == one.text
        assert len(before) + 2 <= one.start < one.end
