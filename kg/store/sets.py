"""The sets of claims that a large ledger's index keeps, and what filters make of them.

A set is one whole number a segment, see `kg.store.bitmaps` and `kg.store.postings`; what the index
has no set for is asked in SQL and becomes one.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from kg.store.bitmaps import bits_of, unpacked

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.store.condition import Cell, Condition, Kept
    from kg.store.index import Index

Bits = tuple[int, int]
"""Claims of the first and of the second segment."""
NONE: Final[Bits] = (0, 0)
LIVE: Final = "live"
"""The name of the set of the claims that a segment still holds."""
SPEAKS_OF: Final = "speaks of"
"""The name of the sets of claims about another claim."""


def has_sets(index: Index) -> bool:
    """Whether an index keeps sets; one of a small ledger has none."""
    return bool(index.rows("SELECT 1 FROM posting LIMIT 1"))


def both(one: Bits, other: Bits) -> Bits:
    """Claims that are in both."""
    return one[0] & other[0], one[1] & other[1]


def either(one: Bits, other: Bits) -> Bits:
    """Claims that are in at least one."""
    return one[0] | other[0], one[1] | other[1]


def without(one: Bits, other: Bits) -> Bits:
    """Claims that are in the first only."""
    return one[0] & ~other[0], one[1] & ~other[1]


def size(one: Bits) -> int:
    """How many claims a set holds."""
    return one[0].bit_count() + one[1].bit_count()


def kept_set(index: Index, name: str, where: str = "true", *values: Cell) -> Bits:
    """The union of some sets.

    Args:
        index: where to look.
        name: what the sets tell.
        where: a condition on the `value` of a set.
        values: for its question marks.

    Returns:
        Claims; the first segment's may have moved since.
    """
    found = [0, 0]
    sql = f"SELECT segment, claims FROM posting WHERE name = ? AND {where}"
    for segment, claims in index.stored_rows(sql, name, *map(index.stored, values)):
        found[segment] |= unpacked(claims)
    return found[0], found[1]


def asked_set(index: Index, claims: str, *values: Cell) -> Bits:
    """The set of the claims that a SELECT gives."""
    rows = index.rows(f"SELECT segment, n FROM place WHERE claim IN ({claims})", *values)
    return _bits(rows)


def _bits(rows: Iterable[tuple[Cell, ...]]) -> Bits:
    numbers: tuple[list[int], list[int]] = ([], [])
    for segment, n in rows:
        numbers[int(segment or 0)].append(int(n or 0))
    first, second = (bits_of(one, max(one, default=0) + 1) for one in numbers)
    return first, second


def live(index: Index) -> Bits:
    """All claims."""
    return kept_set(index, LIVE)


def meeting(index: Index, condition: Condition, everything: Bits) -> Bits:
    """The claims that meet a condition.

    Args:
        index: where to look; it has sets.
        condition: the condition.
        everything: all claims.

    Returns:
        Their set.
    """
    if not condition.kept:
        return asked_set(index, condition.sql, *condition.values)
    found = NONE
    for kept in condition.kept:
        found = either(found, _of(index, kept, everything))
    found = both(found, everything)
    return _spoken_of(index, found) if condition.nested else found


def _of(index: Index, kept: Kept, everything: Bits) -> Bits:
    found = kept_set(index, kept.name, kept.where, *kept.values)
    if kept.others:
        return without(everything, found)
    if not kept.rest:
        return found
    wanted = json.loads(str(kept.values[0]))
    known = index.rows(
        f"SELECT value FROM posting WHERE name = ? AND segment = 0 AND {kept.where}",
        kept.name,
        *kept.values,
    )
    rest = {*wanted} - {index.stored(row[0]) for row in known}
    if not rest:
        return found
    return either(found, asked_set(index, kept.rest, json.dumps(sorted(rest))))


def _spoken_of(index: Index, found: Bits) -> Bits:
    """Some claims, those about them, those about these and so on."""
    speaking = [
        (_bits([(segment, n)]), kept_set(index, SPEAKS_OF, "value = ?", value))
        for value, segment, n in index.rows(
            "SELECT DISTINCT posting.value, place.segment, place.n FROM posting"
            " JOIN place ON place.claim = posting.value WHERE posting.name = ?",
            SPEAKS_OF,
        )
    ]
    before = NONE
    while found != before:
        before = found
        for spoken, about in speaking:
            if any(both(spoken, found)):
                found = either(found, about)
    return found
