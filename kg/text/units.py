"""Units of dose, concentration and time: how they are written, and what QUDT calls them."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import Final

UNITS: Final[dict[str, tuple[str, str]]] = {
    "kg": ("KiloGM", "mass"),
    "g": ("GM", "mass"),
    "mg": ("MilliGM", "mass"),
    "ug": ("MicroGM", "mass"),
    "ng": ("NanoGM", "mass"),
    "pg": ("PicoGM", "mass"),
    "g/kg": ("GM-PER-KiloGM", "mass-per-mass"),
    "mg/kg": ("MilliGM-PER-KiloGM", "mass-per-mass"),
    "ug/kg": ("MicroGM-PER-KiloGM", "mass-per-mass"),
    "ng/kg": ("NanoGM-PER-KiloGM", "mass-per-mass"),
    "mg/kg/d": ("MilliGM-PER-KiloGM-DAY", "mass-per-mass-per-time"),
    "mg/kg/h": ("", "mass-per-mass-per-time"),
    "mg/kg/min": ("", "mass-per-mass-per-time"),
    "ug/kg/h": ("", "mass-per-mass-per-time"),
    "ug/kg/min": ("", "mass-per-mass-per-time"),
    "mg/m2": ("MilliGM-PER-M2", "mass-per-area"),
    "g/d": ("GM-PER-DAY", "mass-per-time"),
    "mg/d": ("MilliGM-PER-DAY", "mass-per-time"),
    "ug/d": ("", "mass-per-time"),
    "mg/h": ("MilliGM-PER-HR", "mass-per-time"),
    "mg/min": ("MilliGM-PER-MIN", "mass-per-time"),
    "ug/h": ("", "mass-per-time"),
    "ug/min": ("", "mass-per-time"),
    "g/L": ("GM-PER-L", "concentration"),
    "mg/L": ("MilliGM-PER-L", "concentration"),
    "ug/L": ("MicroGM-PER-L", "concentration"),
    "ng/L": ("NanoGM-PER-L", "concentration"),
    "g/dL": ("GM-PER-DeciL", "concentration"),
    "mg/dL": ("MilliGM-PER-DeciL", "concentration"),
    "ug/dL": ("MicroGM-PER-DeciL", "concentration"),
    "ng/dL": ("NanoGM-PER-DeciL", "concentration"),
    "mg/mL": ("MilliGM-PER-MilliL", "concentration"),
    "ug/mL": ("MicroGM-PER-MilliL", "concentration"),
    "ng/mL": ("NanoGM-PER-MilliL", "concentration"),
    "pg/mL": ("PicoGM-PER-MilliL", "concentration"),
    "mol": ("MOL", "molar"),
    "mmol": ("MilliMOL", "molar"),
    "umol": ("MicroMOL", "molar"),
    "nmol": ("NanoMOL", "molar"),
    "mol/L": ("MOL-PER-L", "molar"),
    "mmol/L": ("MilliMOL-PER-L", "molar"),
    "umol/L": ("MicroMOL-PER-L", "molar"),
    "nmol/L": ("NanoMOL-PER-L", "molar"),
    "pmol/L": ("PicoMOL-PER-L", "molar"),
    "mmol/kg": ("MilliMOL-PER-KiloGM", "molar"),
    "L": ("L", "volume"),
    "dL": ("DeciL", "volume"),
    "mL": ("MilliL", "volume"),
    "uL": ("MicroL", "volume"),
    "IU": ("IU", "activity"),
    "IU/L": ("IU-PER-L", "activity"),
    "IU/mL": ("IU-PER-MilliL", "activity"),
    "%": ("PERCENT", "percent"),
    "s": ("SEC", "time"),
    "min": ("MIN", "time"),
    "h": ("HR", "time"),
    "d": ("DAY", "time"),
    "wk": ("WK", "time"),
    "mo": ("MO", "time"),
    "y": ("YR", "time"),
}
"""Canonical short text: local name in `http://qudt.org/vocab/unit/`, and kind.

The names were looked up in QUDT's unit vocabulary (state of August 2026); an empty one means that
it has no such unit, so that only the text can be recorded.
Two amounts may be compared only within one kind: pint and others take mg/kg for a bare number.
"""

_BASES: Final[dict[str, str]] = {
    spelling: short
    for short, spellings in {
        "kg": "kg kgs kilogram kilograms kilogramme kilogrammes kilo kilos",
        "g": "g gm gram grams gramme grammes",
        "mg": "mg mgs milligram milligrams milligramme milligrammes",
        "ug": "ug mcg µg μg microgram micrograms microgramme microgrammes",
        "ng": "ng nanogram nanograms",
        "pg": "pg picogram picograms",
        "m2": "m2 m²",
        "mol": "mol mole moles",
        "mmol": "mmol millimole millimoles",
        "umol": "umol µmol μmol micromole micromoles",
        "nmol": "nmol nanomole nanomoles",
        "pmol": "pmol picomole picomoles",
        "mmol/L": "mM",
        "umol/L": "uM µM μM",
        "nmol/L": "nM",
        "L": "l L litre litres liter liters",
        "dL": "dl dL decilitre deciliter",
        "mL": "ml mL cc millilitre millilitres milliliter milliliters",
        "uL": "ul uL µl µL μl μL microlitre microlitres microliter microliters",
        "IU": "IU I.U. iu",
        "%": "% \uff05 percent",
        "s": "s sec secs second seconds",
        "min": "min mins minute minutes",
        "h": "h hr hrs hour hours",
        "d": "d day days",
        "wk": "wk wks week weeks",
        "mo": "mo mos month months",
        "y": "y yr yrs year years",
    }.items()
    for spelling in spellings.split()
}

_HOURS: Final[dict[str, Decimal]] = {
    "s": Decimal(1),
    "min": Decimal(60),
    "h": Decimal(3600),
    "d": Decimal(86400),
    "wk": Decimal(604800),
}
"""Seconds in those units of time that have a fixed length."""
_MONTHS: Final[dict[str, Decimal]] = {"mo": Decimal(1), "y": Decimal(12)}

_BASE = "|".join(sorted(map(re.escape, _BASES), key=len, reverse=True))
_OVER = r"[ ]?/[ ]?|[ ]per[ ]|[ ]a[ ](?=day|week|month|year|hour|minute)"
_INVERSE = r"[ ]?[·.⋅]?[ ]?(?:{base})[ ]?(?:-1|\u22121|⁻¹|\u20131|\^-1)"
UNIT_PATTERN: Final = (
    rf"(?:per[ ]cent|international[ ]units?|(?:{_BASE})"
    rf"(?:(?:{_OVER})(?:{_BASE})|{_INVERSE.format(base=_BASE)}){{0,2}})(?![^\W_]|[²³⁻])"
)
"""A unit in any spelling known here; not followed by a letter, digit or exponent.

Case matters as it does in SI, but units in capital letters are none here."""
_SEPARATOR = re.compile(r"[ ]?/[ ]?|[ ]per[ ]|[ ]a[ ]")
_EXPONENT = re.compile(rf"[ ·.⋅]*({_BASE})[ ]?(?:-1|\u22121|⁻¹|\u20131|\^-1)")


@lru_cache(maxsize=1024)
def canonical_unit(words: str) -> str | None:
    """The canonical short text of a unit.

    Args:
        words: a unit as written, such as `mg kg⁻¹`, `micrograms per kilogram`, `ng/ml`.

    Returns:
        A key of `UNITS`, or None if it is no unit known here.
    """
    plain = " ".join(words.split())
    if plain.casefold() in {"per cent", "international unit", "international units"}:
        return "%" if plain.casefold() == "per cent" else "IU"
    plain = _EXPONENT.sub(r"/\1", plain)
    parts = [_BASES.get(part, "") for part in _SEPARATOR.split(plain)]
    short = "/".join(parts)
    return short if all(parts) and short in UNITS else None


def kind_of(unit: str) -> str:
    """The kind of a canonical unit: mass, mass-per-mass, time ... Amounts compare within a kind.

    Raises:
        KeyError: the unit is not in `UNITS`.
    """
    return UNITS[unit][1]


def same_time(value: str, unit: str, target: str) -> str | None:
    """A time in another unit, if that is exact.

    Args:
        value: a decimal.
        unit: its unit of time.
        target: the unit wanted; it must divide the other one evenly.

    Returns:
        The decimal in the target unit, None if a month would have to be given a length in days.
    """
    for table in (_HOURS, _MONTHS):
        if unit in table and target in table:
            factor = table[unit] / table[target]
            if factor != factor.to_integral_value():
                return None
            return value if factor == 1 else format((Decimal(value) * factor).normalize(), "f")
    return None


def smaller_time(one: str, other: str) -> str:
    """The smaller of two units of time that are both in one table; else the first."""
    for table in (_HOURS, _MONTHS):
        if one in table and other in table:
            return min(one, other, key=lambda unit: table[unit])
    return one
