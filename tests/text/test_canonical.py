from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import ReadError, SyntaxFault
from kg.text.canonical import LineIndex, canonical_text, line_column, sha256_bytes, sha256_text


def test_line_ends_bom_and_composition_are_made_one() -> None:
    assert canonical_text(b"\xef\xbb\xbfa\r\nb\rc\n", "a.txt") == "a\nb\nc\n"
    assert canonical_text("cafe\u0301".encode(), "a.txt") == "caf\u00e9"
    assert canonical_text(b"", "a.txt") == ""


def test_what_is_no_utf8_text_is_refused_with_its_place() -> None:
    with pytest.raises(SyntaxFault) as caught:
        canonical_text("é\nab".encode() + b"\xff", "a.txt")
    assert (caught.value.line, caught.value.column) == (2, 3)
    assert "a.txt:2:3" in str(caught.value)
    assert "UTF-8" in caught.value.hint
    with pytest.raises(SyntaxFault, match="UTF-16"):
        canonical_text("a".encode("utf-16"), "a.txt")
    with pytest.raises(ReadError, match=r"a\.txt:1:2: a NUL"):
        canonical_text(b"a\0b", "a.txt")


@given(st.text())
def test_canonical_text_is_a_fixed_point(text: str) -> None:
    if "\0" in text:
        return
    once = canonical_text(text.encode(), "x")
    assert canonical_text(once.encode(), "x") == once
    assert "\r" not in once


@given(st.binary())
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        data.decode()
        fine = b"\0" not in data and not data.startswith((b"\xff\xfe", b"\xfe\xff"))
    except UnicodeDecodeError:
        fine = False
    if fine:
        canonical_text(data, "x")
        return
    with pytest.raises(SyntaxFault) as caught:
        canonical_text(data, "x")
    assert caught.value.line >= 1
    assert caught.value.hint


@given(st.text(st.sampled_from("ab\n\U0001f9e0\u0301")), st.data())
def test_lines_and_columns_count_code_points(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    line, column = LineIndex(text).place(offset)
    assert line_column(text, offset) == (line, column)
    assert len("\n".join(text.split("\n")[: line - 1])) + (line > 1) + column - 1 == offset


def test_a_place_outside_the_text_is_refused() -> None:
    for offset in (-1, 2):
        with pytest.raises(ValueError, match="outside"):
            line_column("a", offset)
    assert line_column("a\nb", None) == (2, 2)


def test_hashes() -> None:
    assert (
        sha256_text("é") == sha256_bytes("é".encode()) == hashlib.sha256("é".encode()).hexdigest()
    )
    assert len(sha256_text("\ud800")) == 64
