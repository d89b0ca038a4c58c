"""Units by kind and their factors; made by tools/unit_factors.py, not by hand.

Factors were derived with pint. Amounts are compared only within one kind.
"""

from __future__ import annotations

from typing import Final

FACTORS: Final[dict[str, tuple[str, int]]] = {
    "kg": ("mass", 1_000_000_000_000_000),
    "g": ("mass", 1_000_000_000_000),
    "mg": ("mass", 1_000_000_000),
    "ug": ("mass", 1_000_000),
    "ng": ("mass", 1_000),
    "pg": ("mass", 1),
    "g/kg": ("mass/mass", 1_000_000_000),
    "mg/kg": ("mass/mass", 1_000_000),
    "ug/kg": ("mass/mass", 1_000),
    "ng/kg": ("mass/mass", 1),
    "mg/kg/d": ("mass/mass/time", 125),
    "mg/kg/h": ("mass/mass/time", 3_000),
    "mg/kg/min": ("mass/mass/time", 180_000),
    "ug/kg/h": ("mass/mass/time", 3),
    "ug/kg/min": ("mass/mass/time", 180),
    "mg/m2": ("mass/area", 1),
    "g/d": ("mass/time", 1_000_000),
    "mg/d": ("mass/time", 1_000),
    "ug/d": ("mass/time", 1),
    "mg/h": ("mass/time", 24_000),
    "mg/min": ("mass/time", 1_440_000),
    "ug/h": ("mass/time", 24),
    "ug/min": ("mass/time", 1_440),
    "g/L": ("mass/volume", 1_000_000_000),
    "mg/L": ("mass/volume", 1_000_000),
    "ug/L": ("mass/volume", 1_000),
    "ng/L": ("mass/volume", 1),
    "g/dL": ("mass/volume", 10_000_000_000),
    "mg/dL": ("mass/volume", 10_000_000),
    "ug/dL": ("mass/volume", 10_000),
    "ng/dL": ("mass/volume", 10),
    "mg/mL": ("mass/volume", 1_000_000_000),
    "ug/mL": ("mass/volume", 1_000_000),
    "ng/mL": ("mass/volume", 1_000),
    "pg/mL": ("mass/volume", 1),
    "mol": ("substance", 1_000_000_000),
    "mmol": ("substance", 1_000_000),
    "umol": ("substance", 1_000),
    "nmol": ("substance", 1),
    "mol/L": ("substance/volume", 1_000_000_000_000),
    "mmol/L": ("substance/volume", 1_000_000_000),
    "umol/L": ("substance/volume", 1_000_000),
    "nmol/L": ("substance/volume", 1_000),
    "pmol/L": ("substance/volume", 1),
    "mmol/kg": ("substance/mass", 1),
    "L": ("volume", 1_000_000),
    "dL": ("volume", 100_000),
    "mL": ("volume", 1_000),
    "uL": ("volume", 1),
    "IU": ("activity", 1),
    "IU/L": ("activity/volume", 1),
    "IU/mL": ("activity/volume", 1_000),
    "%": ("percent", 1),
    "s": ("time", 1),
    "min": ("time", 60),
    "h": ("time", 3_600),
    "d": ("time", 86_400),
    "wk": ("time", 604_800),
}
"""Kind, and how many of one measure of that kind make the unit, by canonical short text.

The measure is the largest of which all units of the kind are whole multiples."""
