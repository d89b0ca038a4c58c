"""The first claims of an order, and how many there are, by the sets of a large ledger's index.

The sets say which few claims may come first; these are then put in order by what the index says of
each, as all claims of a small ledger are.
"""

from __future__ import annotations

import json
from itertools import islice
from typing import TYPE_CHECKING, Final

from kg.store.bitmaps import members, members_down
from kg.store.closed import word
from kg.store.fetch import AMONG
from kg.store.layout import WORDS
from kg.store.narrowing import conditions_of
from kg.store.rungs import LADDER
from kg.store.sets import NONE, asked_set, both, either, kept_set, live, meeting, size, without

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.store.filters import Filters
    from kg.store.index import Index
    from kg.store.sets import Bits

_FEW: Final = 2_000
"""So many claims are put in order without more ado."""
_PAGE: Final = 5_000
_BUCKETS: Final = {
    "status": "status",
    "supports": "supports",
    "disputes": "disputes",
    "year": "newest",
    "recorded": "recorded",
}
"""The sets that an order goes by; label and id have none."""
_SURE: Final = "SELECT claim FROM sureness WHERE certainty = ?"
"""Certainties are not of the index, which is complete before they are worked out."""


def matching(index: Index, filters: Filters) -> Bits:
    """The claims that all filters let through.

    Args:
        index: where to look; it has sets.
        filters: what to narrow to.

    Raises:
        FilterError: a filter names nothing, or has a word that means nothing.
    """
    known = index.remembered.get(filters)
    if known is None:
        known = index.remembered[filters] = _matching(index, filters)
    return known


def _matching(index: Index, filters: Filters) -> Bits:
    everything = live(index)
    if filters.state:
        states = kept_set(index, "state", "value = ?", word(filters.state, "state", WORDS["State"]))
    else:
        states = kept_set(index, "state", "value IN ('accepted', 'candidate')")
    found = both(everything, states)
    for condition in conditions_of(index, filters):
        found = both(found, meeting(index, condition, everything))
    return found


def foremost(index: Index, found: Bits, name: str, *, down: bool, limit: int) -> list[str]:
    """Claims among which are the first of an order.

    Args:
        index: where to look.
        found: the claims to be ordered.
        name: what they are ordered by.
        down: the greatest come first.
        limit: how many are wanted.

    Returns:
        IRIs in no order.
    """
    if size(found) <= _FEW:
        return _claims(index, found, size(found))
    if name == "id":
        return _by_id(index, found, down=down, limit=limit)
    if name == "label":
        if not down:
            return _claims(index, found, limit)
        return _alike(index, found, _claims(index, found, limit, down=True))
    chosen: list[str] = []
    rest = found
    for bucket in _buckets(index, name, down=down):
        here = both(rest, bucket)
        if here != NONE:
            chosen += _claims(index, here, limit)
            rest = without(rest, here)
        if size(found) - size(rest) >= limit:
            return chosen
    return chosen + _claims(index, rest, limit)


def _buckets(index: Index, name: str, *, down: bool) -> Iterator[Bits]:
    if name == "certainty":
        yield from (asked_set(index, _SURE, one) for one in (LADDER[::-1] if down else LADDER))
        return
    sets = _BUCKETS[name]
    if name == "status":
        values: list[object] = [*WORDS["Status"]]
    else:
        rows = index.rows("SELECT DISTINCT value FROM posting WHERE name = ? ORDER BY value", sets)
        values = [row[0] for row in rows]
    for value in reversed(values) if down else values:
        yield kept_set(index, sets, "value = ?", value)  # type: ignore[arg-type]  # a cell


def _claims(index: Index, found: Bits, limit: int, *, down: bool = False) -> list[str]:
    """The first claims of each segment by their numbers."""
    chosen: list[str] = []
    for segment, bits in enumerate(found):
        numbers = [*islice((members_down if down else members)(bits), limit)]
        sql = f"SELECT claim FROM place WHERE n IN {AMONG} AND segment = ?"
        rows = index.rows(sql, json.dumps(numbers), segment)
        chosen += [str(row[0]) for row in rows]
    return chosen


def _alike(index: Index, found: Bits, claims: list[str]) -> list[str]:
    """Claims with those of the same labels: the last of a label come first when it goes down."""
    rows = index.among(
        "SELECT place.segment, place.n FROM listing JOIN place USING (claim)"
        f" WHERE listing.label IN (SELECT label FROM listing WHERE claim IN {AMONG})",
        claims,
    )
    alike = NONE
    for segment, n in rows:
        one = 1 << int(n or 0)
        alike = either(alike, (0, one) if segment else (one, 0))
    alike = both(alike, found)
    return _claims(index, alike, size(alike))


def _by_id(index: Index, found: Bits, *, down: bool, limit: int) -> list[str]:
    """Claims in the order of their IRIs, page by page."""
    sign, way, last = ("<", "DESC", "\U0010ffff") if down else (">", "ASC", "")
    flags = [bits.to_bytes((bits.bit_length() >> 3) + 1, "little") for bits in found]
    chosen: list[str] = []
    while len(chosen) < limit:
        rows = index.stored_rows(
            f"SELECT claim, segment, n FROM place WHERE claim {sign} ?"
            f" ORDER BY claim {way} LIMIT {_PAGE}",
            last,
        )
        for claim, segment, n in rows:
            held = flags[segment]
            if n >> 3 < len(held) and held[n >> 3] >> (n & 7) & 1:
                chosen.append(claim)
        if len(rows) < _PAGE:
            break
        last = rows[-1][0]
    return index.told(chosen[:limit])
