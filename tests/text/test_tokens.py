from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kg.text.spelling import fold
from kg.text.tokens import PatternTable, PhraseTable, odd_gap, tokens


@given(st.text(), st.data())
def test_tokens_are_of_the_original_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    last = start
    for token in tokens(text, start, end):
        assert last <= token.start < token.end <= end
        assert fold(text[token.start : token.end]) == token.key
        last = token.end


def test_words_in_addresses_and_comments_are_left_out() -> None:
    text = "see [words](http://x.y/may) www.may.org 10.1000/may <!-- may --> end"
    assert [token.key for token in tokens(text)] == ["see", "words", "end"]
    assert [token.key for token in tokens("open <!-- may")] == ["open", "may"]


def test_scripts_without_spaces_and_marks() -> None:
    assert [token.key for token in tokens("氯胺酮 कि İx ß")] == [
        "氯",
        "胺",
        "酮",
        "कि",
        "i\u0307x",
        "ss",
    ]


def test_gaps() -> None:
    assert (
        odd_gap(" ")
        == odd_gap("-")
        == odd_gap(" **")
        == odd_gap("](http://x.y) ")
        == odd_gap("\n")
        == ""
    )
    assert odd_gap(". ") == "."
    assert odd_gap("\n\n") == "\n\n"


def test_phrases_and_patterns() -> None:
    table: PhraseTable[int] = PhraseTable()
    table.add(["a"], 1)
    table.add(["a", "b"], 2)
    table.add([], 3)
    words = tokens("a, b")
    assert [(hit.stop, hit.odd, hit.values) for hit in table.at("a, b", words, 0)] == [
        (1, (), [1]),
        (2, (",",), [2]),
    ]
    patterns: PatternTable[str] = PatternTable()
    patterns.add([[["some"]], [[], ["new"]], [["work"], ["case", "study"]]], "x")
    for text, stop in (("some work", 2), ("some new case study", 4), ("Some new work", 3)):
        assert [found for found, _ in patterns.at(text, tokens(text), 0)] == [stop]
    assert not list(patterns.at("some. work", tokens("some. work"), 0))
