"""Lines and columns in every unit, on hostile text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kg.text.columns import UNITS, Columns, length

HOSTILE = st.text(
    st.one_of(
        st.sampled_from(
            "\n\n\t ab\u2019\u0301\u200f\u05ea\U0001fad6\U0001f1e9\u200d\ufeff\x0b\x1e\u2028"
        ),
        st.characters(exclude_characters="\r"),
    ),
    max_size=80,
)
ENCODINGS = {"code-point": ("utf-32-le", 4), "utf-16": ("utf-16-le", 2), "utf-8": ("utf-8", 1)}


@given(HOSTILE, st.data())
def test_a_column_counts_what_stands_before_it_on_its_line(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    lines = text[:offset].split("\n")
    for unit in UNITS:
        encoding, size = ENCODINGS[unit]
        wide = len(lines[-1].encode(encoding, "surrogatepass")) // size
        assert Columns(text).place(offset, unit) == (len(lines), wide + 1)


@given(HOSTILE, st.data())
def test_a_place_leads_back_to_its_offset(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    columns = Columns(text)
    for unit in UNITS:
        assert columns.offset(*columns.place(offset, unit), unit) == offset


@given(HOSTILE, st.integers(1, 200), st.integers(1, 200))
def test_any_place_means_an_offset_within_the_text(text: str, line: int, column: int) -> None:
    columns = Columns(text)
    for unit in UNITS:
        offset = columns.offset(line, column, unit)
        assert 0 <= offset <= len(text)
        if line <= text.count("\n") + 1:
            assert columns.place(offset, unit)[0] == line


def test_a_place_within_a_character_is_its_start() -> None:
    assert Columns("a\U0001fad6b").offset(1, 3, "utf-16") == 1
    assert Columns("a\U0001fad6b").offset(1, 4, "utf-8") == 1


def test_lengths() -> None:
    assert [length("\u2019\U0001fad6e\u0301", unit) for unit in UNITS] == [4, 5, 10]
    assert length("\ud800", "utf-8") == 3
