"""Which claims have what, as sets: for filters and orders over very many claims.

Claims are numbered in the order of their labels (`place`), and what many of them have in common is
kept as a set of these numbers (`posting`). A refresh would renumber them all, so it adds a second
segment instead, with numbers of its own, for the claims that changed since; the first then holds
them no more (`live`). When too many have moved, all are numbered anew.
Everything here follows from other tables; a small ledger has none of it and is asked by these.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from itertools import chain, compress
from typing import TYPE_CHECKING, Final

from kg.store.bitmaps import bits_of, packed, unpacked
from kg.store.sets import LIVE, SPEAKS_OF
from kg.store.traits import (
    COLUMNS,
    CONDITIONS,
    LINKS,
    RECORDED,
    SPEAKING,
    STATED_AMOUNTS,
    YEARS,
)

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping

    from kg.store.condition import Cell
    from kg.store.traits import Column

    Sets = dict[Cell, array[int]]
    Named = dict[str, Sets]

FEW: Final = 5_000
"""Claims up to which a ledger has no sets: it is quick without."""
POPULAR: Final = 1_000
"""Claims from which on something that has no closed list is worth a set."""
_SHARE: Final = 100
"""So is what one claim in so many has; the rest is quickly listed."""
_MOVED: Final = 20
"""One claim in so many may have moved before all are numbered anew."""
MOST_MOVED: Final = 2_000
"""So many may always."""

_EMPTYING: Final = (
    "DELETE FROM place",
    "DELETE FROM posting",
    "DROP INDEX place_n",
    "DROP INDEX posting_name",
)
_NUMBER: Final = """
INSERT INTO place SELECT claim, {segment}, row_number() OVER (ORDER BY label, claim) - 1
FROM listing WHERE {among} ORDER BY claim"""


def add_postings(connection: sqlite3.Connection) -> None:
    """Number all claims of an index that is complete, and keep their sets."""
    if _count(connection, "listing") <= FEW:
        return
    connection.execute(_NUMBER.format(segment=0, among="true"))
    connection.execute("CREATE INDEX place_n ON place (segment, n)")
    _add_segment(connection, 0)
    connection.execute("CREATE UNIQUE INDEX posting_name ON posting (name, value, segment)")


def renew_postings(connection: sqlite3.Connection, among: str) -> None:
    """Bring the sets up to date after a refresh.

    Args:
        connection: an index in the midst of a transaction, its rows up to date.
        among: a table with the claims that are new, changed or gone, in its column `iri`.
    """
    if not _count(connection, "posting"):
        return
    _forget(connection, among)
    connection.execute("DELETE FROM place WHERE segment = 1")
    connection.execute("DELETE FROM posting WHERE segment = 1")
    connection.execute(_NUMBER.format(segment=1, among="claim NOT IN (SELECT claim FROM place)"))
    moved = connection.execute("SELECT count(*) FROM place WHERE segment = 1").fetchone()[0]
    if moved <= max(MOST_MOVED, _count(connection, "place") // _MOVED):
        _add_segment(connection, 1)
        return
    for statement in _EMPTYING:
        connection.execute(statement)
    add_postings(connection)


def _forget(connection: sqlite3.Connection, among: str) -> None:
    """Take claims out of the first segment."""
    where = f"segment = 0 AND claim IN (SELECT iri FROM {among})"
    gone = [n for (n,) in connection.execute(f"SELECT n FROM place WHERE {where}")]
    kept = connection.execute("SELECT claims FROM posting WHERE segment = 0 AND name = ?", (LIVE,))
    live = unpacked(kept.fetchone()[0])
    live &= ~bits_of(gone, live.bit_length() + 1)
    blob = b"b" + live.to_bytes((live.bit_length() >> 3) + 1, "little")
    connection.execute("UPDATE posting SET claims = ? WHERE segment = 0 AND name = ?", (blob, LIVE))
    connection.execute(f"DELETE FROM place WHERE {where}")


def _count(connection: sqlite3.Connection, table: str) -> int:
    return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def _add_segment(connection: sqlite3.Connection, segment: int) -> None:
    found = connection.execute("SELECT count(*) FROM place WHERE segment = ?", (segment,))
    size = int(found.fetchone()[0])
    kept = _Segment(connection, segment, size)
    kept.add(LIVE, {"": array("I", range(size))})
    for column in COLUMNS:
        kept.add_column(column)
    kept.add(SPEAKS_OF, _gathered(connection.execute(SPEAKING, (segment,))))
    kept.add_times()
    if segment:
        kept.add_of_some()
    else:
        kept.add_popular()


class _Segment:
    """Keeps the sets of one segment."""

    def __init__(self, connection: sqlite3.Connection, segment: int, size: int) -> None:
        self._connection = connection
        self._segment = segment
        self._size = size
        # a plus keeps the planner from the index of numbers: one sweep in the order of claims
        self._within = f"{'place' if segment else '+place'}.segment = {segment}"

    def add(self, name: str, sets: Mapping[Cell, array[int]]) -> None:
        """Keep some sets."""
        self._keep(name, {value: packed(numbers, self._size) for value, numbers in sets.items()})

    def _keep(self, name: str, kept: Mapping[Cell, bytes]) -> None:
        self._connection.executemany(
            "INSERT INTO posting VALUES (?, ?, ?, ?)",
            ((self._segment, name, value, blob) for value, blob in kept.items()),
        )

    def add_column(self, one: Column) -> None:
        """Keep the sets of a column; that of the most frequent value is what others leave."""
        usual = None if self._segment else self._usual(one)
        rows = self._connection.execute(
            f"SELECT {one.column}, n FROM place CROSS JOIN {one.table}"
            f" ON {one.table}.{one.claim} = place.claim"
            f" WHERE {self._within} AND {one.column} IS NOT ?"
            if self._segment
            else f"SELECT {one.column}, n FROM {one.table} CROSS JOIN place"
            f" ON {one.table}.{one.claim} = place.claim"
            f" WHERE {one.column} IS NOT ?",
            (usual,),
        )
        sets = _gathered(rows)
        if usual is not None:
            rest = bytearray(b"\1") * self._size
            for numbers in sets.values():
                for n in numbers:
                    rest[n] = 0
            sets[usual] = array("I", compress(range(self._size), rest))
        self.add(one.name, {value: n for value, n in sets.items() if value is not None})

    def _usual(self, one: Column) -> Cell:
        """The most frequent value of a column that has one for every claim."""
        rows = self._connection.execute(
            f"SELECT {one.column}, count(*) AS size FROM {one.table} GROUP BY 1 ORDER BY size DESC"
        ).fetchall()
        return rows[0][0] if rows and sum(size for _, size in rows) == self._size else None

    def add_times(self) -> None:
        """Keep the years of sources, the newest of them, and the latest time of recording."""
        years = _gathered(self._connection.execute(YEARS + self._within))
        self.add("year", years)
        self.add("newest", _greatest(years, self._size))
        if self._connection.execute("SELECT 1 FROM activity LIMIT 1").fetchone():
            times = chain.from_iterable(
                self._connection.execute(sql + self._within) for sql in RECORDED
            )
            self.add("recorded", _greatest(_gathered(times), self._size))

    def add_popular(self) -> None:
        """Keep what stands in open lists and is had by many claims."""
        least = max(POPULAR, self._size // _SHARE)
        said = self._said()
        for one in (LINKS, *CONDITIONS):
            popular = self._connection.execute(one.popular, (least,)).fetchall()
            for name, field, value in popular:
                rows = self._connection.execute(one.numbers, (field, value))
                numbers = array("I", chain.from_iterable(rows))
                numbers.extend(said.get(name, {}).get(value, ()))
                self.add(name, {value: numbers})
        self._add_amounts(said)

    def _add_amounts(self, said: Named) -> None:
        found = _named(self._connection.execute(STATED_AMOUNTS.in_order))
        for name in {n for n in (*found, *said) if n.startswith("amount ")}:
            self.add(name, _merged(found.get(name, {}), said.get(name, {})))

    def _said(self) -> Named:
        """What assertions of claims have."""
        return _named(
            chain.from_iterable(
                self._connection.execute(one.by_assertions, (self._segment,))
                for one in (*CONDITIONS, STATED_AMOUNTS)
            )
        )

    def add_of_some(self) -> None:
        """Keep all that stands in open lists, of few claims."""
        found = _named(
            chain.from_iterable(
                self._connection.execute(one.of_some)
                for one in (LINKS, *CONDITIONS, STATED_AMOUNTS)
            )
        )
        said = self._said()
        for name in {*found, *said}:
            self.add(name, _merged(found.get(name, {}), said.get(name, {})))


def _gathered(rows: Iterable[tuple[Cell, int]]) -> Sets:
    found: Sets = defaultdict(lambda: array("I"))
    for value, n in rows:
        found[value].append(n)
    return found


def _named(rows: Iterable[tuple[str, Cell, int]]) -> Named:
    found: Named = defaultdict(lambda: defaultdict(lambda: array("I")))
    for name, value, n in rows:
        found[name][value].append(n)
    return found


def _merged(one: Sets, other: Sets) -> Sets:
    none = array("I")
    return {v: one.get(v, none) + other.get(v, none) for v in {*one, *other}}


def _greatest(sets: Sets, size: int) -> Sets:
    """Claims by the greatest of several values that they have."""
    seen = bytearray(size)
    found: Sets = {}
    for value in sorted(sets, key=str, reverse=True):
        found[value] = array("I")
        for n in sets[value]:
            if not seen[n]:
                seen[n] = 1
                found[value].append(n)
    return {value: numbers for value, numbers in found.items() if numbers}
