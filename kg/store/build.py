"""Making an index of a ledger, from the first table to the last full-text entry."""

from __future__ import annotations

import json
import os
import sqlite3
from typing import TYPE_CHECKING, Final

from kg.errors import LedgerError
from kg.rdf.pausing import collection_paused
from kg.store.blocks import CanonicalReading
from kg.store.fill import fill
from kg.store.layout import MODEL_VERSION
from kg.store.listing import add_functions
from kg.store.schema import complete, create
from kg.store.vocabulary import load_vocabulary
from kg.terms import NAMESPACES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from kg.store.fill import Watch
    from kg.store.stem import Stem

# A build that dies leaves a file that nobody looks at, so nothing has to survive a crash.
_FAST: Final = (
    "PRAGMA journal_mode = OFF",
    "PRAGMA synchronous = OFF",
    "PRAGMA locking_mode = EXCLUSIVE",
    "PRAGMA cache_size = -65536",
)


def build(
    target: str, path: Path, meta: dict[str, str], watch: Watch | None = None
) -> sqlite3.Connection:
    """Fill a new index.

    Args:
        target: an empty file, or `:memory:`.
        path: the ledger, a file or a folder.
        meta: what to remember of it besides prefixes.
        watch: is told how many bytes of how many are done, where that is known.

    Returns:
        The open connection.

    Raises:
        ReadError: the ledger is missing, unreadable or not RDF.
        LedgerError: a newer program wrote it, or files of a folder do not fit together.
    """
    connection = begin(target)
    try:
        with collection_paused():  # rows hold no cycles, and there are very many of them
            _build(connection, path, meta, watch)
    except BaseException:
        connection.close()
        raise
    return connection


def _build(
    connection: sqlite3.Connection, path: Path, meta: dict[str, str], watch: Watch | None
) -> None:
    create(connection)
    connection.execute("BEGIN")
    stem, told = _filled(connection, path, watch)
    refuse_newer(connection, path)
    teach(connection, stem, json.loads(told["prefixes"]))
    load_vocabulary(connection)
    connection.execute("UPDATE vocabulary SET iri = kg_short(iri), scheme = kg_short(scheme)")
    rows = {**meta, **told, "born": os.urandom(8).hex(), "turn": "0"}
    connection.executemany("INSERT INTO meta VALUES (?, ?)", rows.items())
    connection.execute("COMMIT")
    complete(connection)


def _filled(
    connection: sqlite3.Connection, path: Path, watch: Watch | None
) -> tuple[Stem, dict[str, str]]:
    """Write the rows of a ledger; how own names are stored, and what to remember of its files."""
    if path.is_dir():
        from kg.store.folder import fill_folder

        return fill_folder(connection, path, watch)
    reading = fill(connection, path, watch)
    stem = reading.terms.stem
    told = {
        "base": reading.prefixes.get("", ""),
        "stem": stem.base,
        "prefixes": json.dumps(reading.prefixes),
    }
    if isinstance(reading, CanonicalReading):
        told["head"] = reading.head.decode()
    return stem, told


def begin(target: str) -> sqlite3.Connection:
    """A connection for the only one who works on an index.

    Args:
        target: a file, or `:memory:`.
    """
    connection = sqlite3.connect(target, isolation_level=None, check_same_thread=False)
    try:
        for pragma in _FAST:
            connection.execute(pragma)
    except BaseException:
        connection.close()
        raise
    return connection


def teach(connection: sqlite3.Connection, stem: Stem, prefixes: dict[str, str]) -> None:
    """Make known to SQL the ways between a text and its stored form, and what listings call."""
    for name, way in (("kg_full", stem.full), ("kg_short", stem.short)):
        connection.create_function(name, 1, _of_text(way), deterministic=True)
    add_functions(connection, stem, NAMESPACES | {n: i for n, i in prefixes.items() if n})


def _of_text(way: Callable[[str], str]) -> Callable[[str | None], str | None]:
    return lambda text: None if text is None else way(text)


def refuse_newer(connection: sqlite3.Connection, path: Path) -> None:
    """Refuse a ledger that this program may misunderstand.

    Raises:
        LedgerError: a newer program wrote it.
    """
    versions = connection.execute(
        "SELECT max(model_version) FROM header WHERE typeof(model_version) = 'integer'"
    )
    newest = versions.fetchone()[0]
    if newest is not None and newest > MODEL_VERSION:
        raise LedgerError(
            f"{path}: written for data model {newest}, this program knows {MODEL_VERSION}",
            "install a newer claimkg",
        )
