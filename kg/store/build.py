"""Making an index of a ledger file, from the first table to the last full-text entry."""

from __future__ import annotations

import gc
import json
import sqlite3
from typing import TYPE_CHECKING, Final

from kg.errors import LedgerError
from kg.store.fill import fill
from kg.store.layout import MODEL_VERSION
from kg.store.schema import complete, create
from kg.store.vocabulary import load_vocabulary

if TYPE_CHECKING:
    from pathlib import Path

# A build that dies leaves a file that nobody looks at, so nothing has to survive a crash.
_FAST: Final = (
    "PRAGMA journal_mode = OFF",
    "PRAGMA synchronous = OFF",
    "PRAGMA locking_mode = EXCLUSIVE",
    "PRAGMA cache_size = -65536",
)


def build(target: str, path: Path, meta: dict[str, str]) -> sqlite3.Connection:
    """Fill a new index.

    Args:
        target: an empty file, or `:memory:`.
        path: the ledger file.
        meta: what to remember of it besides prefixes.

    Returns:
        The open connection.

    Raises:
        ReadError: the ledger is missing, unreadable or not RDF.
        LedgerError: a newer program wrote it.
    """
    connection = sqlite3.connect(target, isolation_level=None, check_same_thread=False)
    collecting = gc.isenabled()
    gc.disable()  # rows hold no cycles, and there are very many of them
    try:
        for pragma in _FAST:
            connection.execute(pragma)
        create(connection)
        connection.execute("BEGIN")
        reading = fill(connection, path)
        _refuse_newer(connection, path)
        stem, prefixes = reading.terms.stem, reading.prefixes
        connection.create_function("kg_full", 1, lambda t: t and stem.full(t), deterministic=True)
        connection.create_function("kg_short", 1, lambda t: t and stem.short(t), deterministic=True)
        load_vocabulary(connection)
        connection.execute("UPDATE vocabulary SET iri = kg_short(iri), scheme = kg_short(scheme)")
        rows = {
            **meta,
            "base": prefixes.get("", ""),
            "stem": stem.base,
            "prefixes": json.dumps(prefixes),
        }
        connection.executemany("INSERT INTO meta VALUES (?, ?)", rows.items())
        connection.execute("COMMIT")
        complete(connection)
    except BaseException:
        connection.close()
        raise
    finally:
        if collecting:
            gc.enable()
    return connection


def _refuse_newer(connection: sqlite3.Connection, path: Path) -> None:
    versions = connection.execute(
        "SELECT max(model_version) FROM header WHERE typeof(model_version) = 'integer'"
    )
    newest = versions.fetchone()[0]
    if newest is not None and newest > MODEL_VERSION:
        raise LedgerError(
            f"{path}: written for data model {newest}, this program knows {MODEL_VERSION}",
            "install a newer claimkg",
        )
