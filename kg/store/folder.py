"""Filling an index from a folder: each file by itself, then the sum of them.

A file is filled into an index of its own, which SQLite keeps in memory or on disk as it sees fit,
by the way that suits its form; its rows then move to the whole. So one file that a person has
edited costs no other its quick way, and memory does not grow with the number of files.
What could make the sum wrong is an error: two bases, a subject described in two files, a value node
in another file than its owner.
"""

from __future__ import annotations

import json
import sqlite3
from typing import TYPE_CHECKING, Final

from kg.errors import LedgerError
from kg.rdf.line_numbers import place_of, shown
from kg.rdf.parse import parse_turtle
from kg.store.blocks import CanonicalReading
from kg.store.files import ledger_files
from kg.store.fill import FILLED, fill, packed, piece_hash, unpacked
from kg.store.plans import NODES
from kg.store.schema import create
from kg.store.stem import Stem
from kg.terms import RDF_TYPE

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from pyoxigraph import Triple

    from kg.store.blocks import Reading
    from kg.store.fill import Watch

_ROWS: Final = 2_000
"""Rows read at once where those of one file move to the whole."""


def fill_folder(
    connection: sqlite3.Connection, path: Path, watch: Watch | None = None
) -> tuple[Stem, dict[str, str]]:
    """Write the rows of a folder's files.

    Args:
        connection: an index with empty tables.
        path: the folder.
        watch: is told how many bytes of how many are done.

    Returns:
        How own names are stored; what to remember of the files.

    Raises:
        ReadError: a file cannot be read or is not RDF.
        LedgerError: files do not fit together; names both, with lines.
    """
    files = ledger_files(path)
    whole, done = sum(file.stat().st_size for file in files), 0
    sum_of_files = _Sum(connection, files)
    for number, file in enumerate(files):
        sum_of_files.add(number)
        done += file.stat().st_size
        if watch is not None:
            watch(min(done, whole), whole)
    sum_of_files.settle()
    return Stem(sum_of_files.bases.base), sum_of_files.told


def prefixes_told(
    of_files: Iterable[dict[str, str]], loose: dict[str, dict[str, str]]
) -> dict[str, str]:
    """What to remember of the prefixes of several files.

    Args:
        of_files: prefix to namespace, a table a file; where two differ, the first counts.
        loose: the tables of those files that are not canonical, by the keys of the files.
    """
    joint: dict[str, str] = {}
    for table in of_files:
        joint = {**table, **joint}
    return {"prefixes": json.dumps(joint, sort_keys=True), "loose": json.dumps(loose)}


class Bases:
    """The one base of several files.

    Attributes:
        base: it, as far as it is known; empty before.
    """

    def __init__(self) -> None:
        self.base = ""
        self._first: Path | None = None

    def add(self, file: Path, base: str | None) -> None:
        """Take the base of the next file, None or empty if it declares none.

        Raises:
            LedgerError: it differs from that of the files before.
        """
        if self._first is None:
            self._first, self.base = file, base or ""
        elif (base or "") != self.base:
            raise LedgerError(
                f"{file}: {_of_base(base)}, but {self._first}: {_of_base(self.base)}",
                "give all files of the ledger the same prefix ':'",
            )


def _of_base(base: str | None) -> str:
    return f"its prefix ':' is <{base}>" if base else "no prefix ':' names the ledger's base"


class _Sum:
    """An index that grows file by file."""

    def __init__(self, connection: sqlite3.Connection, files: tuple[Path, ...]) -> None:
        self.bases = Bases()
        self._prefixes: list[dict[str, str]] = []
        self._loose: dict[str, dict[str, str]] = {}
        self._adrift: dict[str, int] = {}
        self._files = files
        self._connection = connection
        self._part = sqlite3.connect("", isolation_level=None)
        create(self._part)
        self._part.execute("PRAGMA synchronous = OFF")
        connection.execute("CREATE TEMP TABLE described (name INTEGER, file INTEGER)")

    @property
    def told(self) -> dict[str, str]:
        """What to remember of the files."""
        return {
            "base": self.bases.base,
            "stem": self.bases.base,
            **prefixes_told(self._prefixes, self._loose),
        }

    def add(self, number: int) -> None:
        """Add the rows of a file."""
        file = self._files[number]
        self._part.execute("BEGIN")
        reading = fill(self._part, file, one_of_many=True)
        self._part.execute("COMMIT")
        if not isinstance(reading, CanonicalReading):
            self._take_loose(number, reading)
        pieces = self._part.execute("SELECT subjects FROM piece").fetchall()
        if pieces or "" in reading.prefixes:  # an empty file may be without a base
            self.bases.add(file, reading.prefixes.get(""))
        self._prefixes.append(reading.prefixes)
        for (subjects,) in pieces:
            self._describe(unpacked(subjects), number)
        try:
            for table in FILLED:
                self._move(table)
        except sqlite3.IntegrityError:
            self._refuse_double()
            raise

    def _take_loose(self, number: int, reading: Reading) -> None:
        """Remember a file that is not canonical as one piece."""
        file = self._files[number]
        key, prefixes, subjects, adrift = loose(file)
        stem = reading.terms.stem
        self._part.execute("DELETE FROM piece")
        self._adrift |= dict.fromkeys(adrift, number)
        if not adrift:  # who names one later is to be found out: only a build does that
            self._loose[key.hex()] = prefixes
        if subjects:
            names = [stem.short(subject) for subject in subjects]
            self._part.execute("INSERT INTO piece VALUES (?, ?)", (key, packed(names)))

    def _describe(self, subjects: Iterable[str], number: int) -> None:
        self._connection.executemany(
            "INSERT INTO described VALUES (?, ?)", ((hash(one), number) for one in subjects)
        )

    def _move(self, table: str) -> None:
        """Move a table's rows from the part to the whole."""
        rows = self._part.execute(f"SELECT * FROM {table}")
        marks = ", ".join("?" * len(rows.description))
        insert = f"INSERT INTO {table} VALUES ({marks})"
        while some := rows.fetchmany(_ROWS):
            self._connection.executemany(insert, some)
        self._part.execute(f"DELETE FROM {table}")

    def settle(self) -> None:
        """See that the files fit together, now that all are there.

        Raises:
            LedgerError: a subject is described in two, or a node is not with its owner.
        """
        self._refuse_double()
        self._connection.execute("DROP TABLE described")
        self._part.close()
        if self._adrift:
            self._refuse_adrift()

    def _refuse_double(self) -> None:
        pairs = self._connection.execute(
            "SELECT name, min(file), max(file) FROM described GROUP BY name"
            " HAVING min(file) < max(file) ORDER BY 2, 3"
        )
        for _, one, other in pairs:
            refuse_double(self._files[one], self._files[other])

    def _refuse_adrift(self) -> None:
        """Refuse a value node that somebody in another file names."""
        for file in self._files:
            for triple in parse_turtle(file):
                node = getattr(triple.object, "value", "")
                home = self._files[self._adrift[node]] if node in self._adrift else file
                if home != file:
                    raise adrift(node, home, _name(triple), file, self.bases.base)


def loose(file: Path) -> tuple[bytes, dict[str, str], set[str], set[str]]:
    """What has to be known of a file that is not canonical.

    Args:
        file: a Turtle file.

    Returns:
        The key of the whole file, see `loose_key`; its prefixes; all its subjects; those of them
        that are value nodes without an owner.
    """
    import hashlib

    with file.open("rb") as stream:
        sha256 = hashlib.file_digest(stream, "sha256").digest()
    parsing = parse_turtle(file)
    subjects, values, named = set(), set(), set()
    for triple in parsing:
        subject = _name(triple)
        subjects.add(subject)
        found = getattr(triple.object, "value", "")
        if triple.predicate.value == RDF_TYPE:
            if found in NODES:
                values.add(subject)
        else:
            named.add(found)
    return loose_key(sha256), parsing.prefixes, subjects, values - named


def loose_key(sha256: bytes) -> bytes:
    """What stands in the index for the piece that is a whole file, of the file's SHA-256."""
    return piece_hash(sha256, b"whole ")


def _name(triple: Triple) -> str:
    return str(getattr(triple.subject, "value", triple.subject))


def refuse_double(one: Path, other: Path) -> None:
    """Refuse two files that describe one subject.

    Raises:
        LedgerError: they do; names the first such subject, and its line in each.
    """
    parsing = parse_turtle(one)
    there = {_name(triple) for triple in parsing}
    both = {subject for triple in parse_turtle(other) if (subject := _name(triple)) in there}
    if both:
        raise double(min(both), one, other, parsing.prefixes.get("", ""))


def double(subject: str, one: Path, other: Path, base: str) -> LedgerError:
    """The error of a subject that two files describe."""
    return LedgerError(
        f"{place_of(other, subject)}: {shown(subject, base)} is described in "
        f"{place_of(one, subject)} too",
        "keep each subject in one file of the ledger",
    )


def adrift(node: str, home: Path, owner: str, file: Path, base: str) -> LedgerError:
    """The error of a value node that stands in another file than its owner."""
    return LedgerError(
        f"{place_of(home, node)}: {shown(node, base)} is a value that belongs to "
        f"{shown(owner, base)}, which is described in {place_of(file, owner)}",
        "put the value beneath its owner, into the same file",
    )
