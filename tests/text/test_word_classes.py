from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kg.text
from kg.text.word_classes import worded

FOLDER = Path(kg.text.__file__).parent / "lexicon" / "classes"


def kinds(words: str) -> list[tuple[str, str]]:
    return [(p.kind, words[p.start : p.end]) for p in worded(words).phrases]


def test_phrases_have_classes() -> None:
    assert kinds("Ketamine may reduce anxiety in patients.") == [
        ("MODAL", "may"),
        ("DOWN", "reduce"),
        ("WHO", "patients"),
    ]


def test_the_longest_phrase_wins_over_all_classes() -> None:
    assert kinds("It was not significantly associated with age.")[-1][0] == "NULL"


def test_an_exception_takes_its_words_away() -> None:
    assert kinds("All cause deaths") == []


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*.toml")), ids=lambda path: path.stem)
def test_every_entry_has_a_reason(file: Path) -> None:
    family = tomllib.loads(file.read_text(encoding="utf-8"))
    assert family["class"].isupper()
    for entry in family["entry"]:
        assert entry["reason"].endswith(".")
        assert entry["phrases"]


@given(st.text(max_size=200))
def test_phrases_lie_in_order_and_give_back_their_words(text: str) -> None:
    said = worded(text)
    last = 0
    for phrase in said.phrases:
        assert last <= phrase.first < phrase.last <= len(said.words)
        assert phrase.start == said.words[phrase.first].start
        assert phrase.end == said.words[phrase.last - 1].end
        last = phrase.last
