"""The JSON pieces that all answers share (VALUE, QUALIFIERS, REF of the design)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.store.records import Qualifiers, Ref, ValueRow

Json = dict[str, object]


def ref(found: Ref) -> Json:
    """REF: id and label."""
    return {"id": found.id, "label": found.label}


def value(row: ValueRow) -> Json:
    """VALUE: the words, and what was read of them; absent parts are left out."""
    shape: Json = {"text": row.text}
    if row.concept:
        shape["id"] = row.concept.id
    for name in ("low", "high", "unit", "level", "times", "regimen", "start", "end"):
        part = getattr(row, name)
        if part is not None:
            shape[name] = float(part) if name in {"low", "high"} else part
    for name in ("low_open", "high_open"):
        if getattr(row, name):
            shape[name] = True
    return shape


def qualifiers(found: Qualifiers) -> Json:
    """QUALIFIERS: values by dimension."""
    return {name: [value(row) for row in rows] for name, rows in found.items() if rows}
