from __future__ import annotations

import pytest
from graphs import ANY_TEXT
from hypothesis import given
from hypothesis import strategies as st

from kg.exporters.columns import Columns, Type
from kg.exporters.escape import lexical
from kg.model.codes import Effect

SCALARS = st.one_of(ANY_TEXT, st.integers(), st.floats(), st.booleans())


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
    one_by_one, at_once = Columns(), Columns()
    for value in values:
        one_by_one.texts("b", [value])
    one_by_one.declare("a")
    assert one_by_one.sorted() == [("a", Type.STRING), ("b", expected)]
    at_once.texts("b", values)
    assert at_once.sorted() == [("b", expected)]


def test_nothing_seen_is_nothing_declared() -> None:
    assert Columns().sorted() == []


@given(st.lists(SCALARS, min_size=1))
def test_texts_are_what_each_value_is_alone(values: list[str | float | bool]) -> None:
    assert [*Columns().texts("a", values)] == [lexical(value) for value in values]


def test_a_word_of_a_closed_list_is_text() -> None:
    assert "".join(Columns().texts("a", [Effect.MIXED])) == "mixed"
