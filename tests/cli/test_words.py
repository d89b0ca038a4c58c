from __future__ import annotations

import sys

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from kg.cli.console import plain
from kg.cli.words import Words, breaks, cells

GLYPHS = "ab ,.-…“”↑↓±é\u0301漢字ｶ🙂☺\ufe0fกำ한\xa0"
texts = st.text(GLYPHS, max_size=60) | st.text(max_size=40)


def told(words: Words, width: int) -> list[str]:
    return ["".join(piece.text for piece in line) for line in words.folded(width)]


def test_every_glyph_is_as_wide_as_rich_says() -> None:
    every = (chr(code) for code in range(sys.maxunicode + 1))
    wrong = [c for c in every if c.isprintable() and cells(c) != cell_len(c)]
    assert not wrong


@given(texts, st.integers(2, 40))
def test_words_are_folded_as_rich_folds_them(text: str, width: int) -> None:
    words = plain(text)
    shown = "".join(piece.text for piece in words.line)
    theirs = Text(shown).wrap(Console(width=width), width, overflow="fold")
    assert told(words, width) == [line.plain.rstrip() for line in theirs] or not shown.strip()


@given(texts, st.integers(2, 40))
def test_lines_fit_and_nothing_is_lost(text: str, width: int) -> None:
    words = plain(text)
    lines = told(words, width)
    assert all(cell_len(line) <= width for line in lines)
    shown = "".join(piece.text for piece in words.line)
    assert "".join("".join(lines).split()) == "".join(shown.split())


@given(st.lists(texts, min_size=1, max_size=4), st.integers(2, 40))
def test_styles_change_no_line(parts: list[str], width: int) -> None:
    many = plain(parts[0], "s0")
    for number, part in enumerate(parts[1:], 1):
        many.append_text(plain(part, f"s{number}"))
    whole = "".join(piece.text for piece in many.line)
    assert told(many, width) == told(Words(whole), width)
    kept = {piece.style: piece.text for piece in many.line}
    for line in many.folded(width):
        assert all(piece.text in kept[piece.style] for piece in line)


def test_a_long_word_is_folded_and_blanks_end_no_line() -> None:
    assert told(plain("one extraordinarily short"), 8) == ["one", "extraord", "inarily", "short"]
    assert told(plain(""), 8) == [""]
    assert breaks("漢字漢字", 4) == [2]


def test_what_cannot_be_printed_is_marked_and_blanks_are_spaces() -> None:
    assert told(plain("a\tb\nc\xa0d\x1b[31m\u202e"), 80) == ["a b c d\ufffd[31m\ufffd"]
