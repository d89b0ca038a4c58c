"""Computed certainties, worked out where they are needed and kept beside the index.

One claim, or a page of them, is weighed when it is shown. Whoever filters, sorts or counts by
certainty needs all: they are weighed once, and kept in a file of their own beside the index, which
is never changed in place either. It bears the birth of the index and how often that was brought up
to date; the index remembers when each claim was last touched, so that only those are weighed again.
Where no file can be kept, they are held in memory.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import quote

from kg.store.cache import layout_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from kg.store.index import Index

    Weigh = Callable[[Iterable[str] | None], Iterable[tuple[str, str | None]]]

TABLE: Final = "sureness (claim TEXT PRIMARY KEY, certainty TEXT) WITHOUT ROWID"
_FRESH: Final = f"""
CREATE TABLE meta (key TEXT, born TEXT, turn INTEGER);
CREATE TABLE {TABLE};
CREATE INDEX sureness_word ON sureness (certainty);
"""


class Judge(NamedTuple):
    """Whoever weighs claims.

    Attributes:
        version: raised whenever the method changes.
        weigh: words of claims by IRI, of all claims for None.
    """

    version: str
    weigh: Weigh


class _Age(NamedTuple):
    """What certainties were worked out of.

    Attributes:
        key: tables and method.
        born: the build of the index.
        turn: how often it was brought up to date since.
    """

    key: str
    born: str
    turn: int


def ready(index: Index) -> None:
    """See to it that the table `sureness` holds every claim, NULL for those without a word.

    Args:
        index: an index with a judge.
    """
    if _has(index):
        return
    age = _Age(
        f"{layout_key()} {index.judge.version}",
        index.meta.get("born", ""),
        int(index.meta.get("turn", 0)),
    )
    place = index.beside
    if place is not None and age.born and _kept(index, place, age):
        return
    index.connection.execute(f"CREATE TEMP TABLE {TABLE}")
    _fill(index.connection, index, index.judge.weigh(None))


def known(index: Index, claims: Iterable[str]) -> dict[str, str | None]:
    """Certainties of some claims: as kept where all are, else worked out.

    Args:
        index: an index with a judge.
        claims: their IRIs.

    Returns:
        Words by IRI; what is no claim is left out.
    """
    if not _has(index):
        return dict(index.judge.weigh(claims))
    rows = index.among(
        "SELECT claim, certainty FROM sureness WHERE claim IN (SELECT value FROM json_each(?))",
        claims,
    )
    return {str(iri): None if word is None else str(word) for iri, word in rows}


def _has(index: Index) -> bool:
    try:
        index.connection.execute("SELECT 1 FROM sureness LIMIT 0")
    except sqlite3.OperationalError:
        return False
    return True


def _kept(index: Index, place: Path, age: _Age) -> bool:
    """Whether the certainties of the index could be read from their file, or written there."""
    before = _age_of(place)
    if before != age:
        newer = before is not None and before[:2] == age[:2] and before.turn > age.turn
        if newer or not _written(index, place, before, age):
            return False
    return _attached(index.connection, place) and _age_of_attached(index.connection) == age


def _age_of(place: Path) -> _Age | None:
    if not place.is_file():
        return None
    try:
        with closing(sqlite3.connect(_uri(place), uri=True)) as side:
            return _Age(*side.execute("SELECT key, born, turn FROM meta").fetchone())
    except (sqlite3.Error, TypeError):
        return None


def _age_of_attached(connection: sqlite3.Connection) -> _Age | None:
    try:
        return _Age(*connection.execute("SELECT key, born, turn FROM sure.meta").fetchone())
    except (sqlite3.Error, TypeError):
        return None


def _uri(place: Path) -> str:
    return f"file:{quote(str(place.absolute()))}?mode=ro&immutable=1"


def _attached(connection: sqlite3.Connection, place: Path) -> bool:
    try:
        connection.execute("ATTACH ? AS sure", (_uri(place),))
    except sqlite3.Error:
        return False
    return True


def _written(index: Index, place: Path, before: _Age | None, age: _Age) -> bool:
    """Write the file anew, of the old one where that is of the same index."""
    from shutil import copyfile
    from tempfile import mkstemp

    temporary = None
    try:
        handle, name = mkstemp(".tmp", place.stem, place.parent)
        os.close(handle)
        temporary = Path(name)
        same = before is not None and before[:2] == age[:2]
        if same:
            copyfile(place, temporary)
        with closing(sqlite3.connect(temporary, isolation_level=None)) as side:
            side.execute("PRAGMA journal_mode = OFF")
            side.execute("PRAGMA synchronous = OFF")
            if same and before is not None:
                _bring_up(side, index, before.turn)
            else:
                side.executescript(_FRESH)
                _fill(side, index, index.judge.weigh(None))
            side.execute("DELETE FROM meta")
            side.execute("INSERT INTO meta VALUES (?, ?, ?)", age)
        temporary.replace(place)
    except (OSError, sqlite3.Error):  # no room, or nothing can be written there
        return False
    finally:
        if temporary is not None:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)
    return True


def _bring_up(side: sqlite3.Connection, index: Index, turn: int) -> None:
    """Weigh again what was touched since."""
    touched = [str(row[0]) for row in index.rows("SELECT claim FROM renewed WHERE turn > ?", turn)]
    stored = ((index.stored(iri),) for iri in touched)
    side.execute("BEGIN")
    side.executemany("DELETE FROM sureness WHERE claim = ?", stored)
    side.execute("COMMIT")
    _fill(side, index, index.judge.weigh(touched))


def _fill(
    connection: sqlite3.Connection, index: Index, words: Iterable[tuple[str, str | None]]
) -> None:
    connection.execute("BEGIN")
    connection.executemany(
        "INSERT OR REPLACE INTO sureness VALUES (?, ?)",
        ((index.stored(iri), word) for iri, word in words),
    )
    connection.execute("COMMIT")
