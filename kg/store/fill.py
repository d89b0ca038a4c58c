"""Filling an index from a ledger file: one streaming pass, flat memory, batches of rows.

In canonical order an owner's triples stand together, its value nodes right beneath it, so that a
group can be turned into rows and forgotten. A file in any other order (edited by hand, written by
another program) is noticed, and read a second time with all its triples collected by subject.
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Final

from kg.store.blocks import NotCanonicalError, Reading
from kg.store.layout import TABLES
from kg.store.plans import KINDS
from kg.store.rows import Nodes, Plan, Plans, Rows
from kg.store.tokens import RETYPED, joined, lines

if TYPE_CHECKING:
    from pathlib import Path

    from kg.store.rows import Cell
    from kg.store.tokens import Block

_BATCH: Final = 5_000
"""Groups between two writes: some megabytes of rows."""
_AT_ONCE: Final = 10
"""Rows a statement; more make it no faster."""


class _UngroupedError(Exception):
    """The file is not in blocks, each owner followed by its value nodes."""


def fill(connection: sqlite3.Connection, path: Path) -> Reading:
    """Write the rows of a ledger file.

    Args:
        connection: an index with empty tables.
        path: the ledger file.

    Returns:
        The reading, which knows the file's prefixes and the stem of its own names.

    Raises:
        SyntaxFault: the file is not RDF.
        ReadError: the file cannot be read.
    """
    try:
        try:
            return _stream(connection, path, canonical=True)
        except NotCanonicalError:
            _empty(connection)
            return _stream(connection, path)
    except (_UngroupedError, sqlite3.IntegrityError):
        _empty(connection)
        return _collect(connection, path)


def _empty(connection: sqlite3.Connection) -> None:
    for table in (*TABLES, "entity", "many", "label"):
        connection.execute(f"DELETE FROM {table}")


class _Groups:
    """Owners with their value nodes, one after the other.

    Attributes:
        foreign: subjects of no known type; a later look must not find them to be part of ours.
    """

    def __init__(self, connection: sqlite3.Connection, reading: Reading) -> None:
        self.foreign: set[str] = set()
        self._connection = connection
        self._rows = Rows(reading.terms)
        self._plans = Plans(reading.terms)
        self._owner: tuple[str, Plan, Block] | None = None
        self._nodes: Nodes = {}
        self._waiting = 0

    def add(self, subject: str, body: str) -> None:
        """Take the next block of the file.

        Raises:
            _UngroupedError: a value node does not stand beneath its owner.
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
                raise _UngroupedError
            rows.used.clear()
            self._nodes = {}
        self._waiting += 1
        if self._waiting >= _BATCH:
            self.write()

    def write(self) -> None:
        """Write what waits."""
        self._waiting = 0
        write(self._connection, self._rows)


def _stream(connection: sqlite3.Connection, path: Path, *, canonical: bool = False) -> Reading:
    """Take the blocks one after the other.

    Raises:
        NotCanonicalError: `canonical`, but the file is not.
        _UngroupedError: the file is not in blocks.
        sqlite3.IntegrityError: one subject stands in two blocks, or is of two kinds.
    """
    reading = Reading(path, canonical=canonical)
    groups = _Groups(connection, reading)
    add = groups.add
    for subject, body in reading:
        add(subject, body)
    groups.close()
    groups.write()
    if groups.foreign and _belong(Reading(path, canonical=canonical), groups.foreign):
        raise _UngroupedError
    _entities(connection)
    return reading


def _entities(connection: sqlite3.Connection) -> None:
    """List all entities.

    Raises:
        sqlite3.IntegrityError: one subject is of two kinds.
    """
    for kind, table, _ in KINDS.values():
        state = "state" if "state" in TABLES[table] else "'accepted'"
        connection.execute(f"INSERT INTO entity SELECT iri, ?, {state} FROM {table}", (kind,))


def _belong(reading: Reading, foreign: set[str]) -> bool:
    """Whether a subject without a known type in one block has one in another."""
    plan_of = Plans(reading.terms).of
    return any(subject in foreign and plan_of(lines(body)) is not None for subject, body in reading)


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
    _entities(connection)
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
