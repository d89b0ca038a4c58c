"""Filling an index from a ledger file: one streaming pass, flat memory, batches of rows.

In canonical order an owner's triples stand together, its value nodes right beneath it, so that a
group can be turned into rows and forgotten. A file in any other order (edited by hand, written by
another program) is noticed, and read a second time with all its triples collected by subject.
"""

from __future__ import annotations

import sqlite3
from itertools import chain
from typing import TYPE_CHECKING, Final, cast

from kg.rdf.parse import parse_quads, parse_turtle
from kg.store.layout import TABLES
from kg.store.plans import KINDS
from kg.store.rows import Block, Nodes, Plan, Rows, Statement, plan_of
from kg.terms import NAMESPACES, compact

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pyoxigraph import BlankNode, NamedNode, Quad, Triple

    from kg.rdf.parse import Parsing

_BATCH: Final = 2_000
"""Groups between two writes: some megabytes of rows."""
_AT_ONCE: Final = 10
"""Rows a statement; more make it no faster."""


class _UngroupedError(Exception):
    """The file is not in blocks, each owner followed by its value nodes."""


def fill(connection: sqlite3.Connection, path: Path) -> dict[str, str]:
    """Write the rows of a ledger file.

    Args:
        connection: an index with empty tables.
        path: the ledger file.

    Returns:
        The file's prefixes; `""` is the namespace of its own names.

    Raises:
        SyntaxFault: the file is not RDF.
        ReadError: the file cannot be read.
    """
    try:
        prefixes = _stream(connection, path)
        _entities(connection, prefixes)
    except (_UngroupedError, sqlite3.IntegrityError):
        for table in (*TABLES, "entity", "many", "label"):
            connection.execute(f"DELETE FROM {table}")
        prefixes = _collect(connection, path)
        _entities(connection, prefixes)
    return prefixes


class _Groups:
    """Owners with their value nodes, one after the other.

    Attributes:
        foreign: subjects of no known type; a later look must not find them to be part of ours.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.rows = Rows()
        self.foreign: set[str] = set()
        self._connection = connection
        self._owner: tuple[str, Plan, Block] | None = None
        self._nodes: Nodes = {}
        self._waiting = 0

    def add(self, subject: str, block: Block) -> None:
        """Take the next block of the file.

        Raises:
            _UngroupedError: a value node does not stand beneath its owner.
        """
        plan = plan_of(block)
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
        rows, nodes = self.rows, self._nodes
        if self._owner is not None:
            rows.entity(*self._owner, nodes)
        if nodes:
            if len(rows.used) != len(nodes):
                raise _UngroupedError
            rows.used.clear()
            self._nodes = {}
        self._waiting += 1
        if self._waiting >= _BATCH:
            self._waiting = 0
            write(self._connection, rows)


def _open(path: Path) -> tuple[Iterator[Statement], Parsing[Quad] | Parsing[Triple]]:
    """The statements and their parser; quads cost less where a format has no named graphs."""
    if path.suffix.lower() in {".ttl", ".nt"}:
        quads = parse_quads(path)
        return cast("Iterator[Statement]", iter(quads)), quads
    triples = parse_turtle(path)
    return cast("Iterator[Statement]", iter(triples)), triples


def _stream(connection: sqlite3.Connection, path: Path) -> dict[str, str]:
    """Take the blocks one after the other; this loop sees every triple, hence its plainness."""
    statements, parsing = _open(path)
    groups = _Groups(connection)
    last: NamedNode | BlankNode | None = None
    block: Block = []
    for statement in statements:
        subject = statement.subject
        if subject != last:
            if last is not None:
                groups.add(last.value, block)
            last = subject
            block = []
        block.append(statement)
    if last is not None:
        groups.add(last.value, block)
    groups.close()
    write(connection, groups.rows)
    if groups.foreign and _belong(path, groups.foreign):
        raise _UngroupedError
    return parsing.prefixes


def _entities(connection: sqlite3.Connection, prefixes: dict[str, str]) -> None:
    """List all entities with their short names: local id, else CURIE, else the IRI itself.

    Raises:
        sqlite3.IntegrityError: one subject is of two kinds.
    """
    base = prefixes.get("", "")
    for kind, table, _ in KINDS.values():
        state = "state" if "state" in TABLES[table] else "'accepted'"
        connection.execute(
            f"INSERT INTO entity SELECT iri, CASE WHEN substr(iri, 1, ?1) = ?2"
            f" AND length(iri) > ?1 AND ?1 > 0 THEN substr(iri, ?1 + 1) END, ?3, {state}"
            f" FROM {table}",
            (len(base), base, kind),
        )
    known = {**NAMESPACES, **prefixes}
    foreign = connection.execute("SELECT iri FROM entity WHERE id IS NULL").fetchall()
    connection.executemany(
        "UPDATE entity SET id = ? WHERE iri = ?",
        [(compact(iri, known) or iri, iri) for (iri,) in foreign],
    )


def _belong(path: Path, foreign: set[str]) -> bool:
    """Whether a subject without a known type in one block has one in another."""
    return any(
        subject in foreign and plan_of(block) is not None for subject, block in _blocks(path)
    )


def _blocks(path: Path) -> Iterator[tuple[str, Block]]:
    last: NamedNode | BlankNode | None = None
    block: Block = []
    for statement in _open(path)[0]:
        if statement.subject != last and last is not None:
            yield last.value, block
            block = []
        last = statement.subject
        block.append(statement)
    if last is not None:
        yield last.value, block


def _collect(connection: sqlite3.Connection, path: Path) -> dict[str, str]:
    """Read all triples, by subject; memory grows with the file."""
    statements, parsing = _open(path)
    rows = Rows()
    blocks: dict[str, Block] = {}
    for statement in statements:
        blocks.setdefault(statement.subject.value, []).append(statement)
    plans = {subject: plan_of(block) for subject, block in blocks.items()}
    nodes: Nodes = {s: (p, blocks[s]) for s, p in plans.items() if p is not None and not p.entity}
    for subject, plan in sorted(plans.items(), key=lambda item: item[0]):
        if plan is not None and plan.entity:
            rows.entity(subject, plan, blocks[subject], nodes)
            if len(rows.tables["label"]) >= _BATCH:
                write(connection, rows)
    write(connection, rows)
    return parsing.prefixes


def write(connection: sqlite3.Connection, rows: Rows) -> None:
    """Write the waiting rows of all tables and forget them; several rows a statement cost less."""
    for table, waiting in rows.tables.items():
        if not waiting:
            continue
        one = f"({','.join('?' * len(waiting[0]))})"
        whole = len(waiting) - len(waiting) % _AT_ONCE
        connection.executemany(
            f"INSERT INTO {table} VALUES {','.join([one] * _AT_ONCE)}",
            [[*chain(*waiting[i : i + _AT_ONCE])] for i in range(0, whole, _AT_ONCE)],
        )
        connection.executemany(f"INSERT INTO {table} VALUES {one}", waiting[whole:])
        waiting.clear()
