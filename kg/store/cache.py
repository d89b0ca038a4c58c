"""Where indexes are kept, and when one is still good.

An index is a cache of a ledger (a file, or a folder of files): it can be deleted at any time, bears
the name of the ledger's absolute path, holds the hash of the content that it was made of, and is
never changed in place: a new one, built or made of a copy of the old one, takes its place by a
rename. So readers need no locks and no journal; each keeps the file that it has opened, whatever
others do. Two processes that find an index outdated both make one, each in a file of its own with a
random name, and the last rename stands; should that be the older content, its hash tells the next
reader. What a killed process leaves are such files, which a later run removes.
A small stamp beside it remembers size and time of the ledger at the last look, so that the content
need not be hashed again. Of a folder these are the sum of the sizes, the latest time, and a
checksum of all names, sizes and times.
"""

from __future__ import annotations

import json
import os
import sqlite3
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import quote
from zlib import crc32

from kg.errors import KGError, LedgerError, ReadError
from kg.store.files import joint_hash, ledger_files, name_within
from kg.store.layout import VERSION
from kg.store.schema import SCHEMA_VERSION
from kg.store.vocabulary import ontology_digest

if TYPE_CHECKING:
    from kg.store.fill import Watch

_RACY: Final = 2_000_000_000
"""Nanoseconds: a file as young as this at the last look may have changed since, with equal size
and time (git's rule for its own index)."""
_STALE: Final = 3600
"""Seconds after which a half-made index is the leftover of a killed build."""
_TRIES: Final = 3
_CHUNK: Final = 1 << 20


class Look(NamedTuple):
    """A ledger as it was seen: its size and time, and the moment of the look."""

    size: int
    mtime_ns: int
    inode: int
    at_ns: int

    def same(self, other: Look) -> bool:
        """Size, time and place are equal."""
        return (self.size, self.mtime_ns, self.inode) == (other.size, other.mtime_ns, other.inode)

    @property
    def settled(self) -> bool:
        """A later change would show: the file was old enough when it was seen."""
        return self.mtime_ns + _RACY < self.at_ns


Made = tuple[sqlite3.Connection, str, Look]
"""An index, the hash of the content that it was made of, and the look at that content."""


_UNSEEN: Final = Look(-1, -1, -1, -1)


def look_at(path: Path) -> Look:
    """See a file, or a folder with all its files.

    Raises:
        ReadError: there is no such file, it cannot be read, or the folder holds no ledger.
    """
    if not path.is_dir():
        return _look_at_file(path)
    size = latest = sign = 0
    for file in ledger_files(path):
        seen = _look_at_file(file)
        size += seen.size
        latest = max(latest, seen.mtime_ns)
        listed = f"{name_within(path, file)}\n{seen.size} {seen.mtime_ns} {seen.inode}\n"
        sign = crc32(os.fsencode(listed), sign)
    return Look(size, latest, sign, time.time_ns())


def _look_at_file(path: Path) -> Look:
    try:
        found = path.stat()
    except FileNotFoundError as error:
        raise ReadError(
            f"{path}: no such file", "name an existing ledger, or make one with kg init"
        ) from error
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        raise ReadError(f"{path}: cannot be read ({error})", "check the path") from error
    return Look(found.st_size, found.st_mtime_ns, found.st_ino, time.time_ns())


def content_hash(path: Path) -> str:
    """SHA-256 of a file; of a folder that of its files' names and hashes.

    Raises:
        ReadError: it cannot be read.
    """
    if path.is_dir():
        files = ledger_files(path)
        return joint_hash((name_within(path, file), _hash_of_file(file)) for file in files)
    return _hash_of_file(path)


def _hash_of_file(path: Path) -> str:
    import hashlib  # takes OpenSSL with it, and an index that is fresh needs none

    found = hashlib.sha256()
    try:
        with path.open("rb") as stream:
            while chunk := stream.read(_CHUNK):
                found.update(chunk)
    except OSError as error:
        reason = error.strerror or error
        raise ReadError(f"{path}: cannot be read ({reason})", "check its permissions") from error
    return found.hexdigest()


def cache_folder() -> Path:
    """`$KG_CACHE`, else `claimkg` in the user's cache folder (XDG)."""
    stated = os.environ.get("KG_CACHE")
    if stated:
        return Path(stated)
    home = os.environ.get("XDG_CACHE_HOME")
    return (Path(home) if home else Path("~/.cache").expanduser()) / "claimkg"


def layout_key() -> str:
    """What an index depends on besides the ledger: tables, statements, labels of our terms."""
    return f"{VERSION} {SCHEMA_VERSION} {ontology_digest()}"


def _file_name(path: Path) -> str:
    """A name for what is kept of a ledger: readable, and of its own for every path.

    Two paths of one checksum would only take turns, as the index tells what it was made of.
    """
    readable = "".join(c if c.isascii() and c.isalnum() else "-" for c in path.stem[:40])
    return f"{readable}-{crc32(os.fsencode(path)):08x}"


class Cache:
    """The place of one ledger's index.

    Args:
        path: the ledger.
        watch: is told how many bytes of how many are read, when an index is made.
    """

    def __init__(self, path: Path, watch: Watch | None = None) -> None:
        self._path = path
        self._watch = watch
        name = _file_name(path.absolute())
        folder = cache_folder()
        self.file = folder / f"{name}.sqlite"
        self.keeps = True
        self._stamp = folder / f"{name}.stamp"

    def open(self, *, rebuild: bool = False) -> sqlite3.Connection:
        """A connection to a good index, made anew or brought up to date where there is none.

        Args:
            rebuild: distrust the index that is there.

        Returns:
            A read-only connection to the file, or to an index in memory where no file can be kept.

        Raises:
            ReadError: the ledger is missing, unreadable or not RDF.
            LedgerError: a newer program wrote the ledger.
        """
        seen = look_at(self._path)
        if rebuild:
            return self._make(outdated=False)
        connection = connect(self.file)
        if connection is None:
            return self._make(outdated=False)
        try:
            meta = dict(connection.execute("SELECT name, value FROM meta"))
        except sqlite3.DatabaseError:
            meta = {}
        ours = meta.get("layout") == layout_key()
        if ours and self._holds(meta.get("sha256"), seen):
            return connection
        connection.close()
        return self._make(outdated=ours)

    def _holds(self, sha256: str | None, seen: Look) -> bool:
        """Whether the ledger still has the content of that hash."""
        stamped = self._stamped()
        if stamped is not None and stamped[0] == sha256:
            before = stamped[1]
            if before.same(seen) and before.settled:
                return True
            if before.size not in {seen.size, _UNSEEN.size}:
                return False
        if sha256 is None or content_hash(self._path) != sha256:
            return False
        self._write_stamp(sha256, seen)
        return True

    def _stamped(self) -> tuple[str, Look] | None:
        try:
            stamp = json.loads(self._stamp.read_text(encoding="utf-8"))
            return str(stamp["sha256"]), Look(*(int(part) for part in stamp["look"]))
        except (OSError, ValueError, TypeError, KeyError):
            return None

    def _write_stamp(self, sha256: str, seen: Look) -> None:
        from tempfile import mkstemp  # only a build writes: reading needs no random names

        look = [seen.size, seen.mtime_ns, seen.inode, seen.at_ns]
        text = json.dumps({"sha256": sha256, "look": look})
        with suppress(OSError):
            handle, name = mkstemp(".tmp", self.file.stem, self.file.parent)
            with os.fdopen(handle, "w", encoding="utf-8") as stream:
                stream.write(text)
            Path(name).replace(self._stamp)

    def _make(self, *, outdated: bool) -> sqlite3.Connection:
        """Make the index in a file of its own, then let it take the old one's place."""
        temporary = self._temporary()
        if temporary is not None:
            try:
                opened = self._in_file(temporary, outdated=outdated)
            except (OSError, sqlite3.OperationalError):  # no room, or another program holds it
                opened = None
            finally:
                with suppress(OSError):
                    temporary.unlink(missing_ok=True)
            if opened is not None:
                return opened
        return self._built(":memory:")[0]

    def _in_file(self, temporary: Path, *, outdated: bool) -> sqlite3.Connection | None:
        made = self._refreshed(temporary) if outdated else None
        connection, sha256, seen = made or self._built(str(temporary))
        connection.close()
        temporary.replace(self.file)
        self._write_stamp(sha256, seen)
        return connect(self.file)

    def _temporary(self) -> Path | None:
        """A new file beside the index; None where nothing can be written."""
        try:
            self.file.parent.mkdir(parents=True, exist_ok=True)
            from tempfile import mkstemp

            for old in self.file.parent.glob(f"{self.file.stem}*.tmp"):
                if old.stat().st_mtime + _STALE < time.time():
                    old.unlink()
            handle, name = mkstemp(".tmp", self.file.stem, self.file.parent)
        except OSError:
            return None
        os.close(handle)
        return Path(name)

    def _refreshed(self, temporary: Path) -> Made | None:
        """A copy of the old index with the changes of the ledger; None: build it anew."""
        from shutil import copyfile

        from kg.store.refresh import refresh

        seen = look_at(self._path)
        copyfile(self.file, temporary)
        meta = {"layout": layout_key()}
        connection = refresh(str(temporary), self._path, meta, self._watch)
        if connection is not None and look_at(self._path).same(seen):
            query = "SELECT value FROM meta WHERE name = 'sha256'"
            return connection, str(connection.execute(query).fetchone()[0]), seen
        if connection is not None:
            connection.close()
        temporary.write_bytes(b"")
        return None

    def _built(self, target: str) -> Made:
        """Build an index of the ledger as it stands; again if the file changes meanwhile."""
        for _ in range(_TRIES):
            made = self._built_once(target, self._path)
            if made is not None:
                return made
        from tempfile import TemporaryDirectory

        # somebody replaces it faster than it is read: of a copy, which cannot change
        with TemporaryDirectory() as folder:
            still = Path(folder, f"copy{self._path.suffix}")
            _copy_at_rest(self._path, still)
            try:
                made = self._built_once(target, still)
            except KGError as error:
                raise _restless(self._path) from error
        if made is None:
            raise _restless(self._path)
        # the look at a copy is none at the ledger: next time its content counts
        return made[0], made[1], _UNSEEN

    def _built_once(self, target: str, path: Path) -> Made | None:
        from kg.store.build import build

        seen = look_at(path)
        sha256 = content_hash(path)
        meta = {"sha256": sha256, "layout": layout_key()}
        connection = build(target, path, meta, self._watch)
        if look_at(path).same(seen):
            return connection, sha256, seen
        connection.close()
        if target != ":memory:":
            Path(target).write_bytes(b"")
        return None


def _copy_at_rest(path: Path, target: Path) -> None:
    """Copy a ledger whose files others may replace, but not write into, meanwhile.

    Raises:
        LedgerError: somebody wrote into one.
    """
    from shutil import copyfileobj

    if path.is_dir():
        for file in ledger_files(path):
            copied = target / name_within(path, file)
            copied.parent.mkdir(parents=True, exist_ok=True)
            _copy_at_rest(file, copied)
        return
    with path.open("rb") as source, target.open("wb") as copy:
        before = os.fstat(source.fileno())
        copyfileobj(source, copy, _CHUNK)
        after = os.fstat(source.fileno())
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        raise _restless(path)


def _restless(path: Path) -> LedgerError:
    return LedgerError(f"{path}: changes while it is read", "try again when it is still")


def connect(file: Path) -> sqlite3.Connection | None:
    """A connection to an index that nobody changes in place; None if there is no such file."""
    if not file.is_file():
        return None
    name = f"file:{quote(str(file.absolute()))}?mode=ro&immutable=1"
    try:
        return sqlite3.connect(name, uri=True, isolation_level=None, check_same_thread=False)
    except sqlite3.Error:
        return None
