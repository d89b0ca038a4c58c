from __future__ import annotations

import io
from typing import Literal

import rich.table
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from kg.cli.console import plain
from kg.cli.table import Column, Table

texts = st.text("ab ,-…↑±é\u0301漢字🙂", max_size=30)
columns = st.builds(
    Column,
    st.sampled_from(["id", "claim", "n", "漢字"]),
    most=st.none() | st.integers(2, 24),
    least=st.integers(1, 9),
    right=st.booleans(),
    whole=st.booleans(),
)
tables = st.lists(columns, min_size=1, max_size=5).flatmap(
    lambda cs: st.tuples(
        st.just(cs), st.lists(st.tuples(*[texts] * len(cs)), min_size=1, max_size=4)
    )
)


def told(table: Table, page: int) -> list[str]:
    return ["".join(piece.text for piece in line).rstrip() for line in table.lines(page)]


def of(cols: list[Column], rows: list[tuple[str, ...]]) -> Table:
    made = Table(*cols)
    for row in rows:
        made.add_row(*map(plain, row))
    return made


@given(tables, st.integers(30, 90))
def test_cells_stand_where_rich_would_put_them(
    given_table: tuple[list[Column], list[tuple[str, ...]]], page: int
) -> None:
    cols, rows = given_table
    table = of(cols, rows)
    theirs = rich.table.Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for column, width in zip(cols, table._widths(page), strict=True):
        head = Text(column.name.upper())
        justify: Literal["left", "right"] = "right" if column.right else "left"
        theirs.add_column(head, width=width, overflow="fold", justify=justify)
    for row in rows:
        theirs.add_row(*map(Text, row))
    stream = io.StringIO()
    Console(file=stream, width=page, color_system=None).print(theirs)
    assert told(table, page) == [line.rstrip() for line in stream.getvalue().splitlines()]


@given(tables, st.integers(30, 200))
def test_every_line_fits_the_page(
    given_table: tuple[list[Column], list[tuple[str, ...]]], page: int
) -> None:
    assert all(cell_len(line) <= page for line in told(of(*given_table), page))


def test_the_widest_columns_yield_and_numbers_keep_their_place() -> None:
    cols = [Column("id", most=6), Column("claim"), Column("n", right=True, whole=True)]
    assert told(of(cols, [("abcdefgh", "some words that go on", "12")]), 24) == [
        "ID      CLAIM          N",
        "abcdef  some words    12",
        "gh      that go on",
    ]


def test_a_page_too_narrow_for_anything_still_tells_everything() -> None:
    cols = [Column("status", whole=True), Column("claim")]
    lines = told(of(cols, [("unsupported", "words")]), 4)
    assert "".join(line[:1].strip() for line in lines) == "STATUSunsupported"


def test_a_column_that_yields_keeps_room_for_a_wide_glyph() -> None:
    kept = Column("id", whole=True)
    cols = [kept, kept, kept, kept, Column("x")]
    lines = told(of(cols, [("", "aaaa字字", "aaaaaaa", "aaaa", "字a字")]), 30)
    assert all(cell_len(line) <= 30 for line in lines)
    assert "".join(lines).count("字") == 4


def test_a_glyph_wider_than_its_column_is_shown_and_takes_of_the_gap() -> None:
    cols = [Column("a", whole=True), Column("b")]
    assert told(of(cols, [("字", "字"), ("x", "y")]), 4) == ["A  B", "字 字", "x  y"]
