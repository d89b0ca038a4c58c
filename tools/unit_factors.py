"""Derive kg/text/unit_factors.py: units in one measure of their kind, by pint.

Run it after a change to `kg.text.units.UNITS`: `make units`.
Pint itself is not needed at run time: importing it costs more than the answers that need it.
"""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction
from math import gcd, lcm
from pathlib import Path
from typing import Final

import pint

from kg.text.units import UNITS

TARGET: Final = Path(__file__).parent.parent / "kg" / "text" / "unit_factors.py"
_CALENDAR: Final = frozenset({"mo", "y"})
"""Units whose length varies; kg.judge.context reads them as months."""
_OURS: Final = {
    "IU": "unit_of_activity",
    "%": "percentage_point",
    "m2": "meter ** 2",
    "wk": "week",
    "d": "day",
}
_DIMENSIONS: Final = {
    "[mass]": "mass",
    "[time]": "time",
    "[length] ** 3": "volume",
    "[length] ** 2": "area",
    "[substance]": "substance",
    "[international]": "activity",
    "[percentage]": "percent",
}
_HEAD: Final = '''"""Units by kind and their factors; made by tools/unit_factors.py, not by hand.

Factors were derived with pint. Amounts are compared only within one kind.
"""

from __future__ import annotations

from typing import Final

FACTORS: Final[dict[str, tuple[str, int]]] = {
'''
_FOOT: Final = '''}
"""Kind, and how many of one measure of that kind make the unit, by canonical short text.

The measure is the largest of which all units of the kind are whole multiples."""
'''


def factors() -> dict[str, tuple[str, int]]:
    """Kind and factor of every unit with a fixed size.

    Returns:
        By canonical short text. Body weight, volume and time stay in the kind (`mass/mass`), so
        that mg/kg is no bare number; international units and percent are kinds of their own.

    Raises:
        ValueError: a part of a unit has more than one dimension.
    """
    registry: pint.UnitRegistry[Fraction] = pint.UnitRegistry(
        non_int_type=Fraction, autoconvert_offset_to_baseunit=False
    )
    registry.define("unit_of_activity = [international]")
    registry.define("percentage_point = [percentage]")
    sizes: dict[str, dict[str, Fraction]] = defaultdict(dict)
    for short in UNITS:
        if short not in _CALENDAR:
            kind, size = _measured(registry, short)
            sizes[kind][short] = size
    found = {}
    for kind, members in sizes.items():
        over = lcm(*(size.denominator for size in members.values()))
        whole = {short: int(size * over) for short, size in members.items()}
        measure = gcd(*whole.values())
        found.update({short: (kind, size // measure) for short, size in whole.items()})
    return {short: found[short] for short in UNITS if short in found}


def _measured(registry: pint.UnitRegistry[Fraction], short: str) -> tuple[str, Fraction]:
    """Kind and size in pint's base units; each part of a quotient is measured by itself."""
    kinds, size = [], Fraction(1)
    for place, part in enumerate(short.split("/")):
        name = _OURS.get(part, part)
        base = registry.Quantity(Fraction(1), name).to_base_units()
        (dimension, power), *more = base.dimensionality.items()
        if more:
            raise ValueError(f"{part} has more than one dimension")
        kinds.append(_DIMENSIONS[dimension if power == 1 else f"{dimension} ** {power}"])
        size = size / base.magnitude if place else size * base.magnitude
    return "/".join(kinds), size


def written() -> str:
    """The module as it should stand."""
    lines = [f'    "{short}": ("{kind}", {n:_}),\n' for short, (kind, n) in factors().items()]
    return "".join([_HEAD, *lines, _FOOT])


if __name__ == "__main__":
    TARGET.write_text(written(), encoding="utf-8")
