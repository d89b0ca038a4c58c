"""The table of factors is what pint says, and is current."""

from __future__ import annotations

from fractions import Fraction

import pint
import pytest
import unit_factors

from kg.text.unit_factors import FACTORS
from kg.text.units import UNITS


def test_the_table_is_current() -> None:
    assert unit_factors.TARGET.read_text(encoding="utf-8") == unit_factors.written()


def test_every_unit_of_a_fixed_size_has_a_factor() -> None:
    assert UNITS.keys() - FACTORS.keys() == {"mo", "y"}


@pytest.fixture(scope="module")
def registry() -> pint.UnitRegistry[Fraction]:
    return pint.UnitRegistry(non_int_type=Fraction)


@pytest.mark.parametrize("unit", [unit for unit in FACTORS if "IU" not in unit and unit != "%"])
def test_pint_converts_whole_units_alike(unit: str, registry: pint.UnitRegistry[Fraction]) -> None:
    """Pint reads the quotient as one here, while the table was made of its parts."""
    kind, factor = FACTORS[unit]
    spelt = {"d": "day", "wk": "week"}
    for other, (same, size) in FACTORS.items():
        if same == kind:
            a, b = (
                "/".join(spelt.get(part, part) for part in one.replace("m2", "m**2").split("/"))
                for one in (unit, other)
            )
            assert registry.Quantity(Fraction(1), a).to(b).magnitude == Fraction(factor, size)


def test_kinds_of_dose_and_of_concentration_are_apart() -> None:
    kinds = {unit: kind for unit, (kind, _) in FACTORS.items()}
    apart = ("mg", "mg/kg", "mg/m2", "mg/d", "mg/kg/h", "mg/L", "mmol", "mmol/L", "IU", "%", "mL")
    assert len({kinds[unit] for unit in apart}) == len(apart)
    assert kinds["ng/mL"] == kinds["mg/dL"]
    assert kinds["g"] == kinds["ug"]
