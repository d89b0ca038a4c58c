from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.text.units import UNITS, canonical_unit, kind_of, same_time, smaller_time


@pytest.mark.parametrize(
    ("words", "unit"),
    [
        ("mg/kg", "mg/kg"),
        ("mg kg⁻¹", "mg/kg"),
        ("mg per kg", "mg/kg"),
        ("mg kg-1 h-1", "mg/kg/h"),
        ("µg/kg", "ug/kg"),
        ("μg", "ug"),
        ("mcg", "ug"),
        ("ng/ml", "ng/mL"),
        ("mM", "mmol/L"),
        ("weeks", "wk"),
        ("hr", "h"),
        ("per cent", "%"),
        ("milligrams per kilogram", "mg/kg"),
        ("mg/day", "mg/d"),
        ("international units", "IU"),
        ("foo", None),
        ("", None),
        ("mg/foo", None),
        ("G", None),
        ("kg/mg", None),
    ],
)
def test_spellings(words: str, unit: str | None) -> None:
    assert canonical_unit(words) == unit


def test_every_unit_reads_itself() -> None:
    for unit, (_, kind) in UNITS.items():
        assert canonical_unit(unit) == unit
        assert kind_of(unit) == kind
    with pytest.raises(KeyError):
        kind_of("foo")


def test_time_is_converted_only_exactly() -> None:
    assert same_time("7", "d", "h") == "168"
    assert same_time("1.5", "h", "min") == "90"
    assert same_time("0.50", "h", "h") == "0.50"
    assert same_time("2", "y", "mo") == "24"
    assert same_time("1", "mo", "d") is None
    assert same_time("1", "h", "d") is None
    assert smaller_time("d", "h") == "h"
    assert smaller_time("mo", "d") == "mo"


@given(st.text())
def test_any_text(text: str) -> None:
    assert canonical_unit(text) in {None, *UNITS}
