from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.exporters.formulas import neutralise, restore


@pytest.mark.parametrize("cell", ["=1+1", "+A1", "-A1", "@SUM(A1)", "\t=1", "\r=1", "-", "'=1"])
def test_formulas_become_text(cell: str) -> None:
    assert neutralise(cell) == f"'{cell}"


@pytest.mark.parametrize(
    "cell", ["", "-0.5", "+3", "-.5", "a=b", "'tis", "ケタミン", "0.1-1 mg/kg"]
)
def test_all_else_stays(cell: str) -> None:
    assert neutralise(cell) == cell
    assert restore(cell) == cell


@given(st.text() | st.text(alphabet="'=+-@\t\r1.a"))
def test_the_way_back_is_exact(cell: str) -> None:
    safe = neutralise(cell)
    assert restore(safe) == cell
    assert safe[:1] not in {"=", "@", "\t", "\r"}
