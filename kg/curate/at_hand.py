"""A ledger at hand for a small change: its index, the bytes of its files, and what is put in.

A change of a folder touches the file that holds the subject, or the one where a new subject goes
(`kg.curate.placing`), and the header's file for who did it. All new files are complete and on disk
before the first takes its place; they then do so in the order of `WRITING_ORDER`, who is named
before who names it. A process that is killed in between leaves at most an activity, an agent or a
claim to which nothing leads yet: each file whole, no link to nothing.
"""

from __future__ import annotations

import contextlib
import hashlib
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from kg.curate.families import Held
from kg.curate.ledger_file import LedgerFile
from kg.curate.placing import Homes, file_for, in_writing_order
from kg.errors import EntityError, LedgerError, ReadError, WriteError
from kg.model.assertion import Assertion
from kg.model.document import Version
from kg.rdf.codec import decode
from kg.rdf.line_numbers import place_of
from kg.store.atomic import atomic_write_all
from kg.store.cache import look_at
from kg.store.files import SUFFIX, joint_hash, ledger_files, name_within
from kg.store.ledger import open_ledger
from kg.store.presence import header_of, utters

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from kg.curate.ledger_file import Change
    from kg.model.entity import Entity

_TRIES: Final = 5


class Written(NamedTuple):
    """What was put in.

    Attributes:
        anew: why a whole file was written anew, empty if none was.
        text: the new blocks.
        files: the files that changed.
    """

    anew: str
    text: str
    files: tuple[Path, ...]


class AtHand:
    """A ledger as it is now. Hold its lock (`kg.curate.locking`) from reading to writing.

    Args:
        path: a Turtle file, or a folder of such files.

    Attributes:
        path: as given.
        folder: the folder that it is, or in which it stands.
        ledger: its index, which is that of these very bytes.
        base: the namespace of its prefix `:`.

    Raises:
        ReadError: it cannot be read.
        LedgerError: it is not Turtle, or names no base.
    """

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)
        if not self.path.is_dir() and self.path.suffix.lower() != SUFFIX:
            raise LedgerError(
                f"{path}: only Turtle ledgers can be changed", "kg export -o ledger.ttl makes one"
            )
        before = look_at(self.path)
        self.ledger = open_ledger(path)
        _ = self.ledger.index
        self._seen = look_at(self.path)
        data = {file: _read(file) for file in ledger_files(self.path)}
        # what has the size and time of old cannot have changed since the index was judged by them
        if not (before.settled and before.same(self._seen) and look_at(self.path).same(before)):
            self._match_index(data)
        self.base = self.ledger.base
        if not self.base:
            raise LedgerError(
                f"{path}: no prefix ':' names the ledger's base", "add @prefix : <…#>"
            )
        self._files = {file: LedgerFile(file, data[file], self.base) for file in data}

    @property
    def folder(self) -> Path:
        """The folder that it is, or in which it stands."""
        absolute = self.path.absolute()
        return absolute if absolute.is_dir() else absolute.parent

    def _match_index(self, data: dict[Path, bytes]) -> None:
        """See to an index of these bytes: another process may just have left one of older ones."""
        hashes = {file: hashlib.sha256(one).hexdigest() for file, one in data.items()}
        sha256 = hashes.get(self.path) or joint_hash(
            (name_within(self.path, file), one) for file, one in hashes.items()
        )
        for _ in range(_TRIES):
            if self.ledger.index.meta.get("sha256") == sha256:
                return
            self.ledger = open_ledger(self.path)
        raise LedgerError(f"{self.path}: its index does not keep up with it", "try again")

    def held(self, iris: Collection[str]) -> dict[str, Held]:
        """Entities of the ledger, without reading all of it where it is canonical.

        Args:
            iris: names of entities.

        Returns:
            Those that are there, by name.

        Raises:
            EntityError: one of them breaks the model.
        """
        wanted: dict[Path, list[str]] = {}
        for iri in iris:
            home = self.home(iri)
            if home is not None:
                wanted.setdefault(home, []).append(iri)
        found = {}
        for file, names in wanted.items():
            for iri, triples in self._files[file].families(names).items():
                decoded = decode(triples)
                if iri in decoded.entities:
                    found[iri] = Held(decoded.entities[iri], tuple(decoded.leftovers))
        return found

    def home(self, iri: str) -> Path | None:
        """The file that describes a subject; None if none does."""
        if not self.path.is_dir() and self.ledger.kind_of(iri) is not None:
            return self.path
        for path, file in self._files.items():
            if file.describes(iri):
                return path
        if self.ledger.kind_of(iri) is None:
            return None
        # it stands where no canonical file has it: only reading everything finds it
        return next((path for path, file in self._files.items() if file.families((iri,))), None)

    def bears(self, iri: str) -> bool:
        """Whether the name is that of any subject, a value node perhaps; reads all bytes."""
        return self.home(iri) is not None or any(f.bears(iri) for f in self._files.values())

    def put(
        self,
        things: Sequence[Held],
        settled: Collection[str] = (),
        fresh: Collection[str] = (),
        *,
        dry_run: bool = False,
    ) -> Written:
        """Write entities, each new or in place of its old state; the rest is untouched.

        Args:
            things: what is to stand in the ledger.
            settled: see `kg.rdf.splice.splices`; only saves time.
            fresh: see there.
            dry_run: write nothing.

        Raises:
            EntityError: something is described already under the name of something new.
            WriteError: a file cannot be written, or comments would be lost; all are untouched.
        """
        spread = self._spread([thing.entity for thing in things])
        families = {thing.entity.iri: thing.family for thing in things}
        changes = [
            self._file(path).change({iri: families[iri] for iri in iris}, settled, fresh)
            for path, iris in spread.items()
        ]
        if not dry_run:
            self._write(changes)
        anew = "; ".join(self._why(change) for change in changes if change.anew)
        return Written(anew, "".join(c.text for c in changes), tuple(spread))

    def _write(self, changes: Sequence[Change]) -> None:
        for change in changes:
            _make(change.file.path.parent)
        with ExitStack() as stack:
            self._check_unchanged()
            writes = [change.write(stack) for change in changes]
            atomic_write_all(writes, self._check_unchanged)

    def _spread(self, entities: Sequence[Entity]) -> dict[Path, list[str]]:
        """The names of what goes to each file, in the order in which files are written."""
        homes = self._homes(entities)
        spread: dict[Path, list[str]] = {}
        for entity in entities:
            spread.setdefault(homes.of(entity), []).append(entity.iri)
        return {path: spread[path] for path in in_writing_order(self.path, spread)}

    def _homes(self, entities: Sequence[Entity]) -> Homes:
        there = {one.iri: home for one in entities if (home := self._home_of(one)) is not None}
        index = self.ledger.index
        said = {one.document for one in entities if isinstance(one, Assertion | Version)}
        homes = Homes(
            self.path,
            lambda iri: there.get(iri) or self.home(iri),
            header_of(index),
            lambda iri: iri in said or utters(index, iri),
            self._holding,
        )
        # what belongs to something new follows it
        there |= {one.iri: homes.of(one) for one in entities if one.iri not in there}
        return homes

    def _home_of(self, entity: Entity) -> Path | None:
        """The file of an entity that is there already.

        Raises:
            EntityError: something that is no entity of that kind is described under its name.
        """
        home = self.home(entity.iri)
        kind = None if home is None else self.ledger.kind_of(entity.iri)
        if home is not None and kind != entity.kind:
            raise self.taken(entity.iri, entity.kind)
        return home

    def taken(self, iri: str, kind: str) -> EntityError:
        """The error of a new entity of a kind under a name that is not free."""
        there = self.ledger.kind_of(iri)
        home = self.home(iri) or next((p for p, f in self._files.items() if f.bears(iri)), None)
        local = iri.removeprefix(self.base)
        what = f"one of the {there}" if there else "part of something else"
        said = f"{local} is there already, {what}"
        if home is not None and self.path.is_dir():
            new = file_for(kind, iri, self.path)
            said = f"{place_of(home, iri)}: {said}; the new one would come to {new}"
        return EntityError(said, "choose another name")

    def _holding(self, kind: str) -> tuple[Path, ...]:
        """The files that hold entities of a kind."""
        return tuple(path for path, file in self._files.items() if kind in file.kinds)

    def _file(self, path: Path) -> LedgerFile:
        return self._files.get(path) or LedgerFile(path, b"", self.base)

    def _why(self, change: Change) -> str:
        name = name_within(self.path, change.file.path)
        return f"{name}: {change.anew}" if name else change.anew

    def _check_unchanged(self) -> None:
        """Refuse to write over what a program that knows no lock has just written."""
        if not look_at(self.path).same(self._seen):
            raise WriteError(
                f"{self.path}: has changed since it was read; nothing was written",
                "run the command again, on the new content",
            )


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise ReadError(f"{file}: cannot be read ({error.strerror})", "check it") from error


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WriteError(f"{folder}: {error.strerror}", "choose another folder") from error


def warm(path: str | Path) -> None:
    """Make an index that is out of date anew while others may still write.

    A ledger that changes meanwhile is no trouble here: it is looked at again under its lock.

    Raises:
        ReadError: the ledger is missing, unreadable or not RDF.
    """
    with contextlib.suppress(LedgerError):
        _ = open_ledger(path).index
