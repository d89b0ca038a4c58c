"""Bringing an index up to date by what has changed in its file, piece by piece.

The index remembers the hash of each piece of a canonical file, and which subjects stand in it. Of
a changed file all pieces are hashed; the rows of subjects in pieces that are gone are taken out,
pieces that are new are read, and what follows from rows (tallies, status, full text) is worked out
again for the claims that this touches. The result has the rows of an index built anew.

This happens in a copy that nobody else has opened; the caller puts it in the old one's place.
Whatever is unusual (another form, other prefixes, most of the file new, a subject in two places)
is left to a build.
"""

from __future__ import annotations

import hashlib
import sqlite3
from typing import TYPE_CHECKING, Final

from kg.store.blocks import CanonicalReading, NotCanonicalError
from kg.store.build import begin, refuse_newer, teach
from kg.store.fill import Groups, UngroupedError, list_entities, piece_hash, take, unpacked
from kg.store.layout import TABLES
from kg.store.schema import renew_claims, renew_retracted

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from kg.store.fill import Watch

_SHARE: Final = 4
"""A file of which more than one part in so many is new is read anew."""
_STALE: Final = 4
"""So is one whose full text holds more than one part in so many that is no longer said."""
_LITTLE: Final = 4_000
"""Sayings that never count as too many."""
_CLAIMS: Final = {"claim": "iri", "assertion": "claim", "evidence_line": "claim"}
"""Tables whose rows bear on a claim, and the column that names it."""


class Changes:
    """What is new in a file, and what is gone.

    Args:
        reading: the file as it is now.
        known: the pieces of the file as it was.
        watch: is told how many bytes of how many are done.

    Attributes:
        fresh: place and length of the new pieces.
        gone: hashes of the pieces that are no longer there.
        sha256: of the whole file.
        size: of the whole file, in bytes.

    Raises:
        NotCanonicalError: the file has to be read as a whole.
    """

    def __init__(
        self, reading: CanonicalReading, known: set[bytes], watch: Watch | None, whole: int
    ) -> None:
        content = hashlib.sha256(reading.head)
        kept: set[bytes] = set()
        self.fresh: list[tuple[int, int]] = []
        place = len(reading.head)
        for piece in reading.pieces():
            content.update(piece)
            found = piece_hash(piece)
            if found in kept:
                raise NotCanonicalError
            if found in known:
                kept.add(found)
            else:
                self.fresh.append((place, len(piece)))
            place += len(piece)
            if watch is not None:
                watch(place, whole)
        self.gone = known - kept
        self.sha256 = content.hexdigest()
        self.size = place
        if sum(length for _, length in self.fresh) * _SHARE > self.size:
            raise NotCanonicalError


def refresh(
    target: str, path: Path, meta: dict[str, str], watch: Watch | None = None
) -> sqlite3.Connection | None:
    """Bring a copy of an index up to date.

    Args:
        target: the copy, which is worthless if this fails.
        path: the ledger file, changed since.
        meta: what to remember besides; its `sha256` is overwritten.
        watch: is told how many bytes of how many are done.

    Returns:
        The open connection; None if the index has to be built anew.

    Raises:
        LedgerError: a newer program wrote the ledger.
    """
    connection = begin(target)
    try:
        if _renewed(connection, path, meta, watch):
            return connection
    except (
        NotCanonicalError,
        UngroupedError,
        sqlite3.DatabaseError,  # a subject that stands in two places, or a damaged index
        OSError,
    ):
        pass
    except BaseException:
        connection.close()
        raise
    connection.close()
    return None


def _renewed(
    connection: sqlite3.Connection, path: Path, meta: dict[str, str], watch: Watch | None
) -> bool:
    reading = CanonicalReading(path)
    before = dict(connection.execute("SELECT name, value FROM meta"))
    if before.get("head") != reading.head.decode() or _mostly_stale(connection, before):
        return False
    known = {row[0] for row in connection.execute("SELECT hash FROM piece")}
    changes = Changes(reading, known, watch, path.stat().st_size)
    teach(connection, reading.terms.stem, reading.prefixes)
    connection.execute("BEGIN")
    for name in ("gone", "fresh", "touched"):
        connection.execute(f"CREATE TEMP TABLE {name} (iri TEXT PRIMARY KEY) WITHOUT ROWID")
    if not (_take_out(connection, changes) and _put_in(connection, reading, path, changes)):
        return False
    refuse_newer(connection, path)
    _touch_by_notices(connection)
    renew_claims(connection, "touched", int(before["said"]))
    rows = {**meta, "sha256": changes.sha256}
    connection.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", rows.items())
    connection.execute("COMMIT")
    return True


def _mostly_stale(connection: sqlite3.Connection, meta: dict[str, str]) -> bool:
    said = int(connection.execute("SELECT count(*) FROM said").fetchone()[0])
    return (int(meta["said"]) - said) * _STALE > int(meta["said"]) + _LITTLE


def _collect(connection: sqlite3.Connection, table: str, iris: Iterable[str]) -> None:
    connection.executemany(f"INSERT OR IGNORE INTO {table} VALUES (?)", ((iri,) for iri in iris))


def _touch(connection: sqlite3.Connection, among: str) -> None:
    """Note the claims that some subjects bear on."""
    for table, column in _CLAIMS.items():
        connection.execute(
            f"INSERT OR IGNORE INTO touched SELECT {column} FROM {table}"
            f" WHERE iri IN (SELECT iri FROM {among}) AND {column} IS NOT NULL"
        )


def _take_out(connection: sqlite3.Connection, changes: Changes) -> bool:
    """Delete the rows of subjects in pieces that are gone; whether that can be done."""
    for piece in changes.gone:
        found = connection.execute("SELECT subjects FROM piece WHERE hash = ?", (piece,))
        _collect(connection, "gone", unpacked(found.fetchone()[0]))
        connection.execute("DELETE FROM piece WHERE hash = ?", (piece,))
    _touch(connection, "gone")
    holders = connection.execute(
        "SELECT owner FROM many WHERE owner IN gone UNION"
        " SELECT iri FROM label WHERE iri IN gone"
        " EXCEPT SELECT iri FROM entity WHERE iri IN gone"
    ).fetchall()
    for table, columns in [*TABLES.items(), ("many", ("owner",)), ("label", ("iri",))]:
        connection.execute(f"DELETE FROM {table} WHERE {columns[0]} IN gone")
    for table in ("entity", "foreign_subject"):
        connection.execute(f"DELETE FROM {table} WHERE iri IN gone")
    # rows of a value node that stands beneath another owner too would be lost to that one
    return not any(
        connection.execute(f"SELECT 1 FROM {table} WHERE iri = ?", row).fetchall()
        for row in holders
        for table, columns in TABLES.items()
        if columns[0] == "owner"
    )


def _put_in(
    connection: sqlite3.Connection, reading: CanonicalReading, path: Path, changes: Changes
) -> bool:
    """Add the rows of the new pieces; whether that can be done."""
    groups = Groups(connection, reading.terms)
    with path.open("rb") as stream:
        for place, length in changes.fresh:
            stream.seek(place)
            _collect(connection, "fresh", take(connection, groups, reading, stream.read(length)))
    groups.write()
    list_entities(connection, "WHERE iri IN fresh")
    _touch(connection, "fresh")
    elsewhere = "SELECT 1 FROM foreign_subject WHERE iri IN fresh"
    return not groups.foreign and not connection.execute(elsewhere).fetchall()


def _touch_by_notices(connection: sqlite3.Connection) -> None:
    """Note the claims that rest on documents retracted, or reinstated, by the change."""
    connection.execute("CREATE TEMP TABLE once_retracted AS SELECT document FROM retracted")
    renew_retracted(connection)
    connection.execute(
        "INSERT OR IGNORE INTO touched SELECT claim FROM evidence_line WHERE claim IS NOT NULL"
        " AND source IN (SELECT document FROM once_retracted WHERE document NOT IN retracted"
        " UNION SELECT document FROM retracted WHERE document NOT IN once_retracted)"
    )
