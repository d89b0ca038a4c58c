"""The pairs in docs/judgement.md are what the algebra says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.judge.context import World, compare_dimension
from kg.store.records import ValueRow
from kg.text.quantities import parse_amounts

if TYPE_CHECKING:
    from pathlib import Path


def rows(root: Path) -> list[list[str]]:
    text = (root / "docs" / "judgement.md").read_text(encoding="utf-8")
    table = text.partition("(a test reads this table)")[2].partition("\n### ")[0]
    lines = [line for line in table.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def value(words: str) -> ValueRow:
    if words in {"low", "high"}:
        return ValueRow(text=words, level=words)
    amounts = parse_amounts(words)
    if len(amounts) != 1:
        return ValueRow(text=words, unread=True)
    one = amounts[0]
    return ValueRow(
        text=words,
        low=one.low,
        high=one.high,
        unit=one.unit,
        times=one.times,
        regimen=one.regimen or None,
    )


def test_documented_pairs(root: Path) -> None:
    pairs = rows(root)
    assert len(pairs) > 20
    at = World()
    for name, a, b, relation in pairs:
        found = compare_dimension(name, (value(a),), (value(b),), at)
        assert found.relation == relation, (name, a, b)
