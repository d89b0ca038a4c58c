from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.text.figures import figures


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("(p = 0.03)", {"p small", "number"}),
        ("(P<.001)", {"p small", "number"}),
        ("(p > 0.05)", {"p large", "number"}),
        ("difference 2 (-1 to 5)", {"interval with 0", "number"}),
        ("odds ratio 1.4 (1.1-1.9)", {"interval without 0", "interval above 1", "number"}),
        ("hazard ratio 0.9 (0.7, 1.2)", {"interval without 0", "interval with 1", "number"}),
        ("45% against 55%", {"shares rise", "number"}),
        ("4.3% and 5.1 %", {"shares rise", "number"}),
        ("no figures", set()),
    ],
)
def test_what_figures_say(words: str, told: set[str]) -> None:
    assert set(figures(words)) == told


@given(st.text(alphabet="p=<>0123456789.,-()% to\u2212\u2013·ORHR", max_size=80))
def test_any_figures_are_read(words: str) -> None:
    assert all(isinstance(name, str) for name in figures(words))
