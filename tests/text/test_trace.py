from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.text.composing import in_canonical_form
from kg.text.trace import Stretch, Trace, composed

WORDS = st.text(st.sampled_from("ae o\u0301\u0323\u1100\u1161\u11a8\u212b\u09c7\u09be\n\U0001f9e0"))


@given(st.lists(WORDS))
def test_composed_parts_are_the_composed_whole(words: list[str]) -> None:
    at, given_parts = 0, []
    for one in words:
        given_parts.append(Stretch(one, at))
        at += len(one) + 3
    found = list(composed(given_parts))
    assert "".join(one.words for one in found) == unicodedata.normalize("NFC", "".join(words))
    origins = [one.origin for one in found]
    assert origins == sorted(origins)


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 4), st.booleans())))
def test_origins_never_fall(steps: list[tuple[int, int, bool]]) -> None:
    trace, origin = Trace(), 0
    for length, skip, moving in steps:
        origin += skip
        trace.add(length, origin, moving=moving)
        origin += length
    found = [trace.origin(offset) for offset in range(trace.length + 1)]
    assert found == sorted(found)
    with pytest.raises(ValueError, match="outside"):
        trace.origin(trace.length + 1)


@given(WORDS)
def test_lines_and_columns_are_those_of_the_source(source: str) -> None:
    text, places = in_canonical_form(source)
    assert text == unicodedata.normalize("NFC", source)
    if places is None:
        assert text == source
        return
    lines = source.split("\n")
    before = (0, 0)
    for offset, character in enumerate(text):
        place = places.place(offset)
        assert (place.line, place.column) >= before
        before = (place.line, place.column)
        if character != "\n" and character.isascii():
            assert lines[place.line - 1][place.column - 1] == character


def test_columns_behind_a_letter_of_two_characters() -> None:
    text, places = in_canonical_form("cafe\u0301 x\ny")
    assert text == "caf\u00e9 x\ny"
    assert places is not None
    assert (places.place(5).line, places.place(5).column) == (1, 7)
    assert (places.place(7).line, places.place(7).column) == (2, 1)
