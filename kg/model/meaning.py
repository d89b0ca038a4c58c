"""The meaning key of a claim: computed, never stored; equal keys are duplicates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.model.identity import digest
from kg.model.qualifiers import DIMENSIONS
from kg.model.quantity import Mention, Period, Quantity, Value, Words

if TYPE_CHECKING:
    from decimal import Decimal

    from kg.model.claim import Claim

KEY_DIGITS = 16
"""Hexadecimal digits of a key: 64 bits, so that a million claims do not collide by chance."""


def meaning_key(claim: Claim) -> str:
    """What two claims share when they mean the same.

    Args:
        claim: any claim; its name, label, notes and type do not enter.

    Returns:
        16 hexadecimal digits of subject, predicate, object or value, effect, negation, mediators
        and qualifiers in canonical form.
    """
    parts = [
        f"subject {_joined(claim.subject)}",
        f"predicate {claim.predicate}",
        f"object {_joined(claim.object)}",
        f"value {'' if claim.value is None else meaning_of(claim.value)}",
        f"statistic {_folded(claim.statistic or '')}",
        f"effect {claim.effect or ''}",
        f"negated {bool(claim.negated)}",
        f"via {_joined(claim.via)}",
    ]
    for name in DIMENSIONS:
        values = getattr(claim, name)
        if values:
            parts.append(f"{name} {_joined(meaning_of(value) for value in values)}")
    return digest("\n".join(parts), KEY_DIGITS)


def meaning_of(value: Value) -> str:
    """The meaning of a qualifier value without the words that it was found in.

    Args:
        value: a concept's IRI, a mention, a quantity, a period, or words.

    Returns:
        Canonical text: numbers by value (`0.50` is `0.5`), words without case.
    """
    if isinstance(value, Mention):
        return value.concept
    if isinstance(value, Words):
        return f'"{_folded(value.text)}"'
    if isinstance(value, Period):
        return f"{value.start or ''}/{value.end or ''}"
    if isinstance(value, Quantity):
        return _quantity(value)
    return str(value)


def _quantity(value: Quantity) -> str:
    low = "" if value.low is None else _plain(value.low)
    high = "" if value.high is None else _plain(value.high)
    opening = "(" if value.minimum_open else "["
    closing = ")" if value.maximum_open else "]"
    unit = value.unit or _folded(value.unit_text or "")
    return (
        f"{opening}{low},{high}{closing} {unit} x{value.times or 1} {_folded(value.regimen or '')}"
    )


def _plain(number: Decimal) -> str:
    return format(number.normalize(), "f")


def _folded(words: str) -> str:
    return " ".join(words.split()).casefold()


def _joined(values: object) -> str:
    assert hasattr(values, "__iter__")
    return " ".join(sorted(str(value) for value in values))
