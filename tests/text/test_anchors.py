from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import EntityError
from kg.text.anchors import Anchor, Placement, anchor_of, locate
from kg.text.canonical import sha256_text

TEXT = (
    "Ketamine may reduce anxiety. Doses matter a lot here. "
    "Ketamine may increase anxiety in large doses."
)


def anchor(words: str, text: str = TEXT) -> Anchor:
    start = text.index(words)
    return anchor_of(text, start, start + len(words))


@given(st.text(min_size=1), st.data())
def test_an_anchor_is_found_in_its_own_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    made = anchor_of(text, start, end)
    assert made.exact == text[start:end]
    assert locate(text, made) == Placement("exact", start, end)
    assert locate(text, replace(made, exact=None)) == Placement("exact", start, end)


@given(st.text(min_size=1, max_size=60), st.text(max_size=80))
def test_what_is_said_to_be_moved_has_the_same_words(words: str, other: str) -> None:
    made = anchor_of(f"x{words}y", 1, 1 + len(words))
    placed = locate(other, made)
    if placed.status in {"exact", "moved"}:
        assert other[placed.start : placed.end] == words
    if placed.status in {"lost", "ambiguous"}:
        assert placed.start is placed.end is None


def test_moved_by_an_insertion() -> None:
    made = anchor("Doses matter a lot here.")
    assert locate("New. " + TEXT, made) == Placement("moved", made.start + 5, made.end + 5)


def test_context_decides_among_several() -> None:
    made = anchor("Ketamine may")
    doubled = "Other. " + TEXT
    assert locate(doubled, made) == Placement("moved", 7, 19)
    bare = replace(made, prefix="", suffix="")
    assert locate(doubled, bare).status == "ambiguous"
    second = TEXT.rindex("Ketamine may")
    made = anchor_of(TEXT, second, second + 12)
    assert locate(doubled, made) == Placement("moved", second + 7, second + 19)


def test_several_equally_good_places_are_ambiguous() -> None:
    made = anchor("Doses matter a lot here.")
    assert locate("- " + TEXT + TEXT, made).status == "ambiguous"


def test_a_changed_passage_is_reported_and_not_taken_for_the_same() -> None:
    made = anchor("Ketamine may increase anxiety in large doses.")
    edited = "A preface. " + TEXT.replace("increase anxiety", "increases anxiety")
    placed = locate(edited, made)
    assert placed.status == "changed"
    assert edited[placed.start : placed.end] == "Ketamine may increases anxiety in large doses."


def test_a_passage_taken_out_is_lost() -> None:
    made = anchor("Doses matter a lot here.")
    assert locate("", made) == Placement("lost")
    assert locate("Nothing like it stands in this text at all.", made) == Placement("lost")


def test_only_the_hash_is_known() -> None:
    made = replace(anchor("Doses matter a lot here."), exact=None)
    assert locate(TEXT, made).status == "exact"
    assert locate("New. " + TEXT, made) == Placement("moved", made.start + 5, made.end + 5)
    assert locate(TEXT.replace("lot", "bit"), made).status == "lost"


def test_hash_search_in_a_long_text() -> None:
    long = "word and " * 12_000
    words = "Doses matter a lot here."
    made = Anchor(0, len(words), sha256=sha256_text(words))
    assert locate(long + words, made).start == len(long)


def test_records_that_are_no_anchor_are_refused() -> None:
    with pytest.raises(EntityError, match="neither"):
        Anchor(0, 1)
    with pytest.raises(EntityError, match="no span"):
        Anchor(3, 3, "")
    for start, end in ((0, 0), (-1, 1), (0, 99_999)):
        with pytest.raises(ValueError, match="no span"):
            anchor_of(TEXT, start, end)


def test_a_long_passage_is_looked_for_verbatim_only() -> None:
    long = "".join(chr(97 + i % 26) for i in range(6000))
    made = Anchor(0, 6000, long)
    assert locate("x" + long, made).status == "moved"
    assert locate("x" + long[:-1], made).status == "lost"
