"""Filling an index from a ledger file: one streaming pass, flat memory, batches of rows.

In canonical order an owner's triples stand together, its value nodes right beneath it, so that a
group can be turned into rows and forgotten. A file in any other order (edited by hand, written by
another program) is noticed, and read a second time with all its triples collected by subject.
"""

from __future__ import annotations

import hashlib
import sqlite3
import zlib
from typing import TYPE_CHECKING, Final

from kg.store.blocks import CanonicalReading, NotCanonicalError, Reading
from kg.store.layout import TABLES
from kg.store.plans import KINDS
from kg.store.rows import Nodes, Plan, Plans, Rows
from kg.store.tokens import RETYPED, joined, lines

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from kg.store.rows import Cell
    from kg.store.tokens import Block, Terms

    Watch = Callable[[int, int], None]

_BATCH: Final = 5_000
"""Groups between two writes: some megabytes of rows."""
_AT_ONCE: Final = 10
"""Rows a statement; more make it no faster."""


class UngroupedError(Exception):
    """The file is not in blocks, each owner followed by its value nodes."""


def fill(
    connection: sqlite3.Connection,
    path: Path,
    watch: Watch | None = None,
    *,
    one_of_many: bool = False,
) -> Reading | CanonicalReading:
    """Write the rows of a ledger file.

    Args:
        connection: an index with empty tables.
        path: the ledger file.
        watch: is told how many bytes of how many are done, where that is known.
        one_of_many: the file is one of a folder, whose files may differ in their prefixes.

    Returns:
        The reading, which knows the file's prefixes and the stem of its own names.

    Raises:
        SyntaxFault: the file is not RDF.
        ReadError: the file cannot be read.
    """
    try:
        try:
            return _canonical(connection, path, watch, one_of_many=one_of_many)
        except NotCanonicalError:
            _empty(connection)
            return _stream(connection, path)
    except (UngroupedError, sqlite3.IntegrityError):
        _empty(connection)
        return _collect(connection, path)


FILLED: Final = (*TABLES, "entity", "many", "label", "piece", "foreign_subject")
"""Tables that a file's rows go to."""


def _empty(connection: sqlite3.Connection) -> None:
    for table in FILLED:
        connection.execute(f"DELETE FROM {table}")


class Groups:
    """Owners with their value nodes, one after the other.

    Attributes:
        foreign: subjects of no known type; a later look must not find them to be part of ours.
    """

    def __init__(self, connection: sqlite3.Connection, terms: Terms) -> None:
        self.foreign: set[str] = set()
        self._connection = connection
        self._rows = Rows(terms)
        self._plans = Plans(terms)
        self._owner: tuple[str, Plan, Block] | None = None
        self._nodes: Nodes = {}
        self._waiting = 0

    def add(self, subject: str, body: str) -> None:
        """Take the next block of the file.

        Raises:
            UngroupedError: a value node does not stand beneath its owner.
        """
        block = lines(body)
        plan = self._plans[block[0]]
        if plan is None or RETYPED in body:
            plan = self._plans.of(block)
        else:
            del block[0]
        if plan is None:
            self.foreign.add(subject)
        elif plan.entity:
            self.close()
            self._owner = (subject, plan, block)
        elif subject in self._nodes:
            self._nodes[subject][1].extend(block)
        else:
            self._nodes[subject] = (plan, block)

    def close(self) -> None:
        """Turn the group at hand into rows; write them when there are many."""
        rows, nodes = self._rows, self._nodes
        if self._owner is not None:
            rows.entity(*self._owner, nodes)
        if nodes:
            if len(rows.used) != len(nodes):
                raise UngroupedError
            rows.used.clear()
            self._nodes = {}
        self._waiting += 1
        if self._waiting >= _BATCH:
            self.write()

    def end(self) -> None:
        """Close the last group of a piece: no group goes on in the next one."""
        self.close()
        self._owner = None

    def write(self) -> None:
        """Write what waits."""
        self._waiting = 0
        write(self._connection, self._rows)


def _canonical(
    connection: sqlite3.Connection, path: Path, watch: Watch | None, *, one_of_many: bool
) -> CanonicalReading:
    """Take the pieces one after the other, and remember which subjects stand in each.

    Raises:
        NotCanonicalError: the file is not canonical.
        UngroupedError: a node does not stand beneath its owner.
        sqlite3.IntegrityError: one subject stands in two blocks, or is of two kinds.
    """
    reading = CanonicalReading(path)
    groups = Groups(connection, reading.terms)
    done, whole = len(reading.head), path.stat().st_size
    within = reading.head if one_of_many else b""
    for piece in reading.pieces():
        take(connection, groups, reading, piece, within)
        done += len(piece)
        if watch is not None:
            watch(done, whole)
    groups.write()
    _settle(connection, groups.foreign, CanonicalReading(path))
    return reading


def take(
    connection: sqlite3.Connection,
    groups: Groups,
    reading: CanonicalReading,
    piece: bytes,
    within: bytes = b"",
) -> list[str]:
    """Fill from one piece.

    Args:
        connection: the index.
        groups: takes the blocks.
        reading: the reading of the piece's file.
        piece: see `kg.store.pieces`.
        within: see `piece_hash`.

    Returns:
        The subjects of the piece.

    Raises:
        NotCanonicalError: something unusual is found.
        UngroupedError: a node does not stand beneath its owner.
        sqlite3.IntegrityError: a subject was there before.
    """
    subjects = []
    for subject, body in reading.blocks(piece):
        groups.add(subject, body)
        subjects.append(subject)
    groups.end()
    if subjects:  # nothing but comments may come twice
        row = (piece_hash(piece, within), packed(subjects))
        connection.execute("INSERT INTO piece VALUES (?, ?)", row)
    return subjects


def piece_hash(piece: bytes, within: bytes = b"") -> bytes:
    """What a piece is known by.

    Args:
        piece: its text.
        within: what its meaning depends on besides: the prefixes, where files may differ in them.
    """
    return hashlib.sha256(within + piece).digest()


def packed(subjects: list[str]) -> bytes:
    """Subjects, which hold no line breaks, in little room."""
    return zlib.compress("\n".join(subjects).encode(), 1)


def unpacked(data: bytes) -> list[str]:
    """The subjects of `packed`."""
    return zlib.decompress(data).decode().split("\n")


def _stream(connection: sqlite3.Connection, path: Path) -> Reading:
    """Take the blocks one after the other.

    Raises:
        UngroupedError: the file is not in blocks.
        sqlite3.IntegrityError: one subject stands in two blocks, or is of two kinds.
    """
    reading = Reading(path)
    groups = Groups(connection, reading.terms)
    add = groups.add
    for subject, body in reading:
        add(subject, body)
    groups.end()
    groups.write()
    _settle(connection, groups.foreign, Reading(path))
    return reading


def _settle(
    connection: sqlite3.Connection, foreign: set[str], reading: Reading | CanonicalReading
) -> None:
    """See that no subject without a known type in one block has one in another; list entities."""
    if foreign:
        plan_of = Plans(reading.terms).of
        if any(subject in foreign and plan_of(lines(body)) for subject, body in reading):
            raise UngroupedError
        connection.executemany(
            "INSERT INTO foreign_subject VALUES (?)", [(one,) for one in sorted(foreign)]
        )
    list_entities(connection)


def list_entities(connection: sqlite3.Connection, among: str = "") -> None:
    """List entities with their kinds.

    Args:
        connection: the index.
        among: what narrows the rows of a table, such as `WHERE iri IN ...`; empty for all.

    Raises:
        sqlite3.IntegrityError: one subject is of two kinds.
    """
    for kind, table, _ in KINDS.values():
        state = "state" if "state" in TABLES[table] else "'accepted'"
        connection.execute(
            f"INSERT INTO entity SELECT iri, ?, {state} FROM {table} {among}", (kind,)
        )


def _collect(connection: sqlite3.Connection, path: Path) -> Reading:
    """Read all triples, by subject; memory grows with the file."""
    reading = Reading(path)
    rows, plan_of = Rows(reading.terms), Plans(reading.terms).of
    parts: dict[str, list[str]] = {}
    for subject, body in reading:
        parts.setdefault(subject, []).append(body)
    blocks = {subject: lines(joined(found)) for subject, found in parts.items()}
    parts.clear()
    plans = {subject: plan_of(block) for subject, block in blocks.items()}
    nodes: Nodes = {s: (p, blocks[s]) for s, p in plans.items() if p is not None and not p.entity}
    for number, (subject, plan) in enumerate(sorted(plans.items(), key=lambda item: item[0])):
        if plan is not None and plan.entity:
            rows.entity(subject, plan, blocks[subject], nodes)
        if number % _BATCH == 0:
            write(connection, rows)
    write(connection, rows)
    list_entities(connection)
    return reading


def write(connection: sqlite3.Connection, rows: Rows) -> None:
    """Write the waiting rows of all tables and forget them; several rows a statement cost less."""
    for table, groups in rows.waiting.items():
        for columns, cells in groups.items():
            names = ", ".join(f'"{name}"' for name in columns)
            one = f"({', '.join('?' * len(columns))})"
            _insert(connection, f"INSERT INTO {table} ({names}) VALUES ", one, cells, len(columns))
        groups.clear()


def _insert(
    connection: sqlite3.Connection, start: str, row: str, cells: list[Cell], width: int
) -> None:
    many = width * _AT_ONCE
    whole = len(cells) - len(cells) % many
    connection.executemany(
        start + ", ".join([row] * _AT_ONCE),
        [cells[place : place + many] for place in range(0, whole, many)],
    )
    connection.executemany(
        start + row,
        [cells[place : place + width] for place in range(whole, len(cells), width)],
    )
