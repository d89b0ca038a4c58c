"""A ledger file at hand for a small change: some of its entities, and new ones put in."""

from __future__ import annotations

import contextlib
import hashlib
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from kg.curate.keeping import keep_comments
from kg.errors import EntityError, LedgerError, ReadError, WriteError
from kg.rdf.codec import decode, encode
from kg.rdf.ledger_layout import ledger_layout
from kg.rdf.parse import parse_turtle
from kg.rdf.places import NotInPlaceError, Places
from kg.rdf.splice import check_spliced, parsed, spliced, splices
from kg.rdf.turtle import canonical_turtle
from kg.rdf.verify import same_triples
from kg.store.atomic import Kept, atomic_write
from kg.store.cache import look_at
from kg.store.ledger import open_ledger
from kg.terms import RDF_TYPE

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from pyoxigraph import Triple

    from kg.model.entity import Entity

_TRIES: Final = 5

Families = dict[str, list["Triple"]]
"""Triples by the subject that they belong to, its value nodes included."""


class Held(NamedTuple):
    """An entity as a ledger holds it.

    Attributes:
        entity: the noun.
        leftovers: triples of it that no field takes.
    """

    entity: Entity
    leftovers: tuple[Triple, ...]


class LedgerFile:
    """The bytes of a ledger. Hold its lock (`kg.store.atomic.locked`) from reading to writing.

    Args:
        path: a Turtle file.

    Attributes:
        ledger: its index, which is that of these very bytes.
        base: the namespace of its prefix `:`.

    Raises:
        ReadError: it cannot be read.
        LedgerError: it is not Turtle, or names no base.
    """

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)
        if self.path.suffix.lower() != ".ttl":
            raise LedgerError(
                f"{path}: only Turtle ledgers can be changed", "kg export -o ledger.ttl makes one"
            )
        self.ledger = open_ledger(path)
        try:
            self._seen = look_at(self.path)
            self.data = self.path.read_bytes()
        except OSError as error:
            raise ReadError(f"{path}: cannot be read ({error.strerror})", "check it") from error
        self._match_index()
        self.base = self.ledger.base
        if not self.base:
            raise LedgerError(
                f"{path}: no prefix ':' names the ledger's base", "add @prefix : <…#>"
            )

    def _match_index(self) -> None:
        """See to an index of these bytes: another process may just have left one of older ones."""
        sha256 = hashlib.sha256(self.data).hexdigest()
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
        found = {}
        for iri, triples in self._families(iris).items():
            decoded = decode(triples)
            if iri in decoded.entities:
                found[iri] = Held(decoded.entities[iri], tuple(decoded.leftovers))
        return found

    @cached_property
    def places(self) -> Places:
        """Where things stand in it.

        Raises:
            NotInPlaceError: it is not in canonical form.
        """
        return Places(self.data, ledger_layout(), self.base)

    def _families(self, iris: Collection[str]) -> Families:
        try:
            places = self.places
            head = places.head_text()
            texts = {iri: places.text(at) for iri in iris if (at := places.find(iri)) is not None}
            found = {iri: parsed(head + text) for iri, text in texts.items()}
        except NotInPlaceError:
            found = {}
        missing = [iri for iri in iris if iri not in found]
        return found | (families(parse_turtle(self.path), missing) if missing else {})

    def put(
        self,
        new: Mapping[str, list[Triple]],
        settled: Collection[str] = (),
        fresh: Collection[str] = (),
        *,
        dry_run: bool = False,
    ) -> tuple[str, str]:
        """Write families, each new or in place of its old state; the rest is untouched.

        Args:
            new: by the name of the entity.
            settled: see `kg.rdf.splice.splices`; only saves time.
            fresh: see there.
            dry_run: write nothing.

        Returns:
            Empty if the places alone were changed, else why the whole file was written anew; and
            the new blocks.

        Raises:
            WriteError: the file cannot be written, or comments would be lost; it is untouched.
        """
        try:
            changes = splices(self.places, new, settled, fresh)
        except NotInPlaceError as reason:
            self._rewrite(new, dry_run=dry_run)
            triples = [triple for family in new.values() for triple in family]
            return str(reason), "".join(canonical_turtle(triples, ledger_layout(), self.base))
        text = "".join(change.text for change in changes if change.start)
        wrong = check_spliced(self.data, changes, new)
        if wrong:
            raise WriteError(f"{self.path}: not written: {wrong}", "please report this")
        size = len(self.data) + sum(len(c.text.encode()) - (c.end - c.start) for c in changes)

        def check(written: Path) -> None:
            if written.stat().st_size != size:
                raise WriteError(f"{self.path}: not written: bytes are lost", "check the disk")
            self._check_unchanged()

        if not dry_run:
            with self.path.open("rb") as source:
                self._check_unchanged()
                kept = partial(Kept, source.fileno())
                atomic_write(self.path, spliced(kept, len(self.data), changes), check=check)
        return "", text

    def _check_unchanged(self) -> None:
        """Refuse to write over what a program that knows no lock has just written."""
        if not look_at(self.path).same(self._seen):
            raise WriteError(
                f"{self.path}: has changed since it was read; nothing was written",
                "run the command again, on the new content",
            )

    def _rewrite(self, new: Mapping[str, list[Triple]], *, dry_run: bool) -> None:
        every = list(parse_turtle(self.path))
        gone = {t for old in families(every, new).values() for t in old}
        triples = [t for t in every if t not in gone] + [t for f in new.values() for t in f]
        text = "".join(canonical_turtle(triples, ledger_layout(), self.base))
        keep_comments(self.path, self.data.decode("utf-8-sig"), text)

        def check(written: Path) -> None:
            difference = same_triples(triples, parsed(written.read_text("utf-8")))
            if difference is not None:
                raise WriteError(f"{self.path}: not written: {difference}", "please report this")
            self._check_unchanged()

        if not dry_run:
            atomic_write(self.path, [text.encode()], check=check)


def warm(path: str | Path) -> None:
    """Make an index that is out of date anew while others may still write.

    A ledger that changes meanwhile is no trouble here: it is looked at again under its lock.

    Raises:
        ReadError: the ledger is missing, unreadable or not RDF.
    """
    with contextlib.suppress(LedgerError):
        _ = open_ledger(path).index


def family_of(entity: Entity, leftovers: Iterable[Triple] = ()) -> list[Triple]:
    """The triples of an entity, of its value nodes, and those that no field takes."""
    return [*encode(entity), *leftovers]


def families(triples: Iterable[Triple], iris: Collection[str]) -> Families:
    """The triples of some subjects and of the value nodes beneath them.

    Args:
        triples: a whole ledger, in any order.
        iris: the subjects.

    Returns:
        Families by subject; one that has no triples is left out.
    """
    by_subject: dict[str, list[Triple]] = {}
    for triple in triples:
        by_subject.setdefault(getattr(triple.subject, "value", ""), []).append(triple)
    return {
        iri: [t for one in _beneath(iri, by_subject) for t in by_subject[one]]
        for iri in iris
        if iri in by_subject
    }


def _beneath(iri: str, by_subject: Mapping[str, list[Triple]]) -> dict[str, None]:
    """A subject and the value nodes that it leads to."""
    owned = ledger_layout().owned
    seen: dict[str, None] = {}
    waiting = [iri]
    while waiting:
        one = waiting.pop()
        seen[one] = None
        for triple in by_subject[one]:
            name = getattr(triple.object, "value", "")
            if name in by_subject and name not in seen and _types(by_subject[name]) & owned:
                waiting.append(name)
    return seen


def _types(triples: Iterable[Triple]) -> set[str]:
    return {getattr(t.object, "value", "") for t in triples if t.predicate.value == RDF_TYPE}


def checked(entity: Entity) -> Entity:
    """An entity that reads back as it is.

    Raises:
        EntityError: it would not.
    """
    found = decode(list(encode(entity))).entities.get(entity.iri)
    if found != entity:
        raise EntityError(f"{entity.iri}: would not be read back as it is", "please report this")
    return entity
