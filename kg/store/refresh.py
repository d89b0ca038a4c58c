"""Bringing an index up to date by what has changed in its files, piece by piece.

The index remembers the hash of each piece of a canonical file, and which subjects stand in it. Of
a changed ledger all pieces are hashed; the rows of subjects in pieces that are gone are taken out,
pieces that are new are read, and what follows from rows (tallies, status, full text) is worked out
again for the claims that this touches. The result has the rows of an index built anew.

This happens in a copy that nobody else has opened; the caller puts it in the old one's place.
Whatever is unusual (another form, other prefixes, most of the ledger new, a subject in two places)
is left to a build. In a folder, files may come, go and be renamed; one that is not canonical is one
piece, and has to stay as it was.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Final

from kg.store.blocks import CanonicalReading, NotCanonicalError
from kg.store.build import begin, refuse_newer, teach
from kg.store.counting import count_retractions, count_subjects, forget_zeros
from kg.store.files import joint_hash, ledger_files, name_within
from kg.store.fill import Groups, UngroupedError, list_entities, piece_hash, take, unpacked
from kg.store.folder import loose_key, prefixes_told
from kg.store.layout import TABLES
from kg.store.schema import renew_claims, renew_retracted
from kg.store.stem import Stem
from kg.store.unsettling import unsettle

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


class State:
    """One file of a ledger as it is now.

    Args:
        path: the file.
        loose: prefixes of the files that were not canonical, by their keys; None where the ledger
            is this one file.

    Attributes:
        reading: the file as canonical text; None if it is as it was and not canonical.
        sha256: its hash, where it is not canonical.
        key: what its piece is known by, where it is not canonical.
        within: see `piece_hash`.
        prefixes: its own.

    Raises:
        NotCanonicalError: it is not canonical, and not as it was.
    """

    def __init__(self, path: Path, loose: dict[str, dict[str, str]] | None = None) -> None:
        self.path = path
        self.reading: CanonicalReading | None = None
        self.sha256 = self.key = ""
        if loose:
            with path.open("rb") as stream:
                sha256 = hashlib.file_digest(stream, "sha256").digest()
            self.sha256, self.key = sha256.hex(), loose_key(sha256).hex()
            if self.key in loose:
                self.prefixes = loose[self.key]
                return
        self.reading = CanonicalReading(path)
        self.prefixes = self.reading.prefixes
        self.within = self.reading.head if loose is not None else b""


class Changes:
    """What is new in a ledger, and what is gone.

    Args:
        states: its files as they are now.
        known: the pieces of the ledger as it was.
        watch: is told how many bytes of how many are done.

    Attributes:
        fresh: number of a file, place and length of the new pieces.
        gone: hashes of the pieces that are no longer there.
        hashes: SHA-256 of each file.

    Raises:
        NotCanonicalError: the ledger has to be read as a whole.
    """

    def __init__(self, states: list[State], known: set[bytes], watch: Watch | None) -> None:
        self._known = known
        self._kept: set[bytes] = set()
        self._watch = watch
        self._done = 0
        self._whole = sum(state.path.stat().st_size for state in states)
        self.fresh: list[tuple[int, int, int]] = []
        self.hashes: list[str] = []
        for number, state in enumerate(states):
            self._add(number, state)
        self.gone = known - self._kept
        if sum(length for _, _, length in self.fresh) * _SHARE > self._done:
            raise NotCanonicalError

    def _add(self, number: int, state: State) -> None:
        if state.reading is None:
            self._kept.add(bytes.fromhex(state.key))
            self.hashes.append(state.sha256)
            self._done += state.path.stat().st_size
            return
        content = hashlib.sha256(state.reading.head)
        place = len(state.reading.head)
        for piece in state.reading.pieces():
            content.update(piece)
            found = piece_hash(piece, state.within)
            if found in self._known:
                self._keep(found)
            else:
                self.fresh.append((number, place, len(piece)))
            place += len(piece)
            if self._watch is not None:
                self._watch(self._done + place, self._whole)
        self.hashes.append(content.hexdigest())
        self._done += place

    def _keep(self, found: bytes) -> None:
        if found in self._kept or found not in self._known:
            raise NotCanonicalError
        self._kept.add(found)


def refresh(
    target: str, path: Path, meta: dict[str, str], watch: Watch | None = None
) -> sqlite3.Connection | None:
    """Bring a copy of an index up to date.

    Args:
        target: the copy, which is worthless if this fails.
        path: the ledger, changed since.
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
    before = dict(connection.execute("SELECT name, value FROM meta"))
    if _mostly_stale(connection, before):
        return False
    states = _states(path, before)
    known = {row[0] for row in connection.execute("SELECT hash FROM piece")}
    changes = Changes(states, known, watch)
    told = _told(path, states, changes)
    if told["prefixes"] != before["prefixes"]:
        return False
    teach(connection, Stem(before["base"]), json.loads(told["prefixes"]))
    connection.execute("BEGIN")
    for name in ("gone", "fresh", "touched", "unsettled"):
        connection.execute(f"CREATE TEMP TABLE {name} (iri TEXT PRIMARY KEY) WITHOUT ROWID")
    if not (_take_out(connection, changes) and _put_in(connection, states, changes)):
        return False
    refuse_newer(connection, path)
    _touch_by_notices(connection)
    _touch_by_others(connection)
    renew_claims(connection, "touched", int(before["said"]))
    forget_zeros(connection)
    turn = int(before["turn"]) + 1
    connection.execute(
        "INSERT OR REPLACE INTO renewed SELECT iri, ? FROM touched"
        " UNION SELECT iri, ? FROM unsettled",
        (turn, turn),
    )
    rows = {**meta, **told, "turn": str(turn)}
    connection.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", rows.items())
    connection.execute("COMMIT")
    return True


def _states(path: Path, before: dict[str, str]) -> list[State]:
    """The files as they are now.

    Raises:
        NotCanonicalError: they are not what the index was made of, or of another base.
    """
    if not path.is_dir():
        state = State(path)
        if state.reading is None or before.get("head") != state.reading.head.decode():
            raise NotCanonicalError
        return [state]
    if "loose" not in before:
        raise NotCanonicalError
    loose = json.loads(before["loose"])
    states = [State(file, loose) for file in ledger_files(path)]
    if any(s.reading is not None and s.prefixes.get("", "") != before["base"] for s in states):
        raise NotCanonicalError
    return states


def _told(path: Path, states: list[State], changes: Changes) -> dict[str, str]:
    """What to remember of the files."""
    if not path.is_dir():
        return {"sha256": changes.hashes[0], "prefixes": json.dumps(states[0].prefixes)}
    names = [name_within(path, state.path) for state in states]
    loose = {state.key: state.prefixes for state in states if state.reading is None}
    return {
        "sha256": joint_hash(zip(names, changes.hashes, strict=True)),
        **prefixes_told((state.prefixes for state in states), loose),
    }


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
    unsettle(connection, "gone")
    count_subjects(connection, "gone", -1)
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


def _put_in(connection: sqlite3.Connection, states: list[State], changes: Changes) -> bool:
    """Add the rows of the new pieces; whether that can be done."""
    fresh: list[str] = []
    kept = connection.execute("SELECT subjects FROM piece").fetchall() if states[1:] else []
    for number, found in groupby(changes.fresh, key=itemgetter(0)):
        state = states[number]
        assert state.reading is not None  # nothing is new in a file that is as it was
        groups = Groups(connection, state.reading.terms)
        with state.path.open("rb") as stream:
            for _, place, length in found:
                stream.seek(place)
                piece = stream.read(length)
                fresh += take(connection, groups, state.reading, piece, state.within)
        groups.write()
        if groups.foreign:
            return False
    _collect(connection, "fresh", fresh)
    list_entities(connection, "WHERE iri IN fresh")
    _touch(connection, "fresh")
    unsettle(connection, "fresh")
    count_subjects(connection, "fresh", 1)
    elsewhere = "SELECT 1 FROM foreign_subject WHERE iri IN fresh"
    return not connection.execute(elsewhere).fetchall() and not (
        states[1:] and _stands_twice(fresh, kept)
    )


def _stands_twice(fresh: list[str], kept: Iterable[tuple[bytes]]) -> bool:
    """Whether a subject, be it a value node, may stand in two files."""
    once = set(fresh)
    return len(once) < len(fresh) or any(
        not once.isdisjoint(unpacked(subjects)) for (subjects,) in kept
    )


def _touch_by_others(connection: sqlite3.Connection) -> None:
    """Note claims whose sources' years or times may have changed, and those about touched ones."""
    changed = "(SELECT iri FROM gone UNION SELECT iri FROM fresh)"
    for table, column in _CLAIMS.items():
        connection.execute(
            f"INSERT OR IGNORE INTO touched SELECT {column} FROM {table}"
            f" WHERE generated_by IN {changed} AND {column} IS NOT NULL"
        )
    connection.execute(
        "INSERT OR IGNORE INTO touched SELECT claim FROM evidence_line"
        f" WHERE source IN {changed} AND claim IS NOT NULL"
    )
    connection.execute(
        "INSERT OR IGNORE INTO touched SELECT owner FROM many"
        " WHERE field IN ('subject', 'object') AND value IN (SELECT iri FROM touched)"
    )


def _touch_by_notices(connection: sqlite3.Connection) -> None:
    """Note the claims that rest on documents retracted, or reinstated, by the change."""
    connection.execute("CREATE TEMP TABLE once_retracted AS SELECT document FROM retracted")
    renew_retracted(connection)
    connection.execute(
        "CREATE TEMP TABLE turned AS"
        " SELECT document FROM once_retracted WHERE document NOT IN retracted"
        " UNION SELECT document FROM retracted WHERE document NOT IN once_retracted"
    )
    connection.execute(
        "INSERT OR IGNORE INTO touched SELECT claim FROM evidence_line WHERE claim IS NOT NULL"
        " AND source IN (SELECT document FROM turned)"
    )
    count_retractions(connection, "once_retracted", "turned")
