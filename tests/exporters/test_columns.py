from __future__ import annotations

import pytest

from kg.exporters.columns import Columns, Type


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([True, False], Type.BOOLEAN),
        ([1, 2], Type.INT),
        ([1, 2**31], Type.LONG),
        ([-(2**31)], Type.INT),
        ([-(2**63)], Type.LONG),
        ([2**63], Type.STRING),
        ([1, 0.5], Type.DOUBLE),
        ([0.5, 2**40, 1], Type.DOUBLE),
        ([1, "x"], Type.STRING),
        ([True, 1], Type.STRING),
        ([0.5, True], Type.STRING),
        (["x", 1], Type.STRING),
    ],
)
def test_one_type_a_name(values: list[str | float | bool], expected: Type) -> None:
    columns = Columns("<{}>", ";")
    for value in values:
        columns.cells({"b": value})
    columns.cells({"a": "x"})
    assert columns.sorted() == [("a", Type.STRING), ("b", expected)]


def test_nothing_seen_is_nothing_declared() -> None:
    assert Columns("", "").sorted() == []


def test_cells_stand_in_order_between_start_and_end() -> None:
    columns = Columns('<c n="{}">', "</c>")
    expected = '<c n="b&lt;">x&amp;y</c><c n="a">true</c><c n="c">-0.5</c>'
    assert columns.cells({"b<": "x&y", "a": True, "c": -0.5}) == expected
    assert columns.cells({}) == ""
