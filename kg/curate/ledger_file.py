"""One file of a ledger at hand for a small change: some of its entities, and new ones put in."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING

from kg.curate.families import families, types_of
from kg.curate.keeping import keep_comments
from kg.errors import WriteError
from kg.model.kinds import KINDS
from kg.rdf.ledger_layout import ledger_layout
from kg.rdf.offsets import NotInPlaceError, Offsets
from kg.rdf.parse import parse_turtle
from kg.rdf.splice import check_spliced, parsed, spliced, splices
from kg.rdf.turtle import canonical_turtle
from kg.rdf.verify import same_triples
from kg.store.atomic import Kept, Write
from kg.terms import expand

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from contextlib import ExitStack
    from pathlib import Path

    from pyoxigraph import Triple

    from kg.curate.families import Families
    from kg.rdf.splice import Splice


@dataclass(frozen=True, slots=True)
class Change:
    """A change of one file that is ready to be written.

    Attributes:
        file: the file.
        text: the new blocks.
        anew: empty if their places alone are changed, else why the whole file is written anew.
        splices: the changes in place; None if the file is written anew.
        whole: the new file where it is written anew.
        triples: what it then says.
    """

    file: LedgerFile
    text: str
    anew: str = ""
    splices: tuple[Splice, ...] | None = None
    whole: str = ""
    triples: tuple[Triple, ...] = ()

    def write(self, stack: ExitStack) -> Write:
        """What is to be written; files that are needed for it are open while the stack is."""
        path, data = self.file.path, self.file.data
        if self.splices is None:
            return Write(path, [self.whole.encode()], self._check_whole)
        source = stack.enter_context(path.open("rb"))
        kept = partial(Kept, source.fileno())
        return Write(path, spliced(kept, len(data), self.splices), self._check_size)

    def _check_size(self, written: Path) -> None:
        changes, size = self.splices or (), len(self.file.data)
        size += sum(len(c.text.encode()) - (c.end - c.start) for c in changes)
        if written.stat().st_size != size:
            raise WriteError(f"{self.file.path}: not written: bytes are lost", "check the disk")

    def _check_whole(self, written: Path) -> None:
        difference = same_triples(self.triples, parsed(written.read_text("utf-8")))
        if difference is not None:
            raise WriteError(f"{self.file.path}: not written: {difference}", "please report this")


class LedgerFile:
    """The bytes of one file of a ledger.

    Args:
        path: a Turtle file, which need not exist.
        data: its bytes, empty if it does not.
        base: the namespace of its prefix `:`.
    """

    def __init__(self, path: Path, data: bytes, base: str) -> None:
        self.path = path
        self.data = data
        self._base = base

    @cached_property
    def offsets(self) -> Offsets | None:
        """Where things stand in it; None if it is not in canonical form."""
        try:
            return Offsets(self.data, ledger_layout(), self._base)
        except NotInPlaceError:
            return None

    def describes(self, iri: str) -> bool:
        """Whether it has a statement about a subject."""
        if self.offsets is not None:
            try:
                return self.offsets.find(iri) is not None
            except NotInPlaceError:
                return True
        return iri in self._subjects

    def bears(self, iri: str) -> bool:
        """Whether a line begins with a subject, a value node perhaps; looks through all bytes."""
        return f"\n:{iri.removeprefix(self._base)} ".encode() in self.data

    @cached_property
    def kinds(self) -> frozenset[str]:
        """The kinds of entities that it holds."""
        if self.offsets is not None:
            headings = {kind.heading: kind.name for kind in ledger_layout().kinds}
            return frozenset(headings[h] for h in self.offsets.sections if h in headings)
        types = types_of(self._triples)
        return frozenset(kind.kind for kind in KINDS if expand(kind.rdf_type) in types)

    @cached_property
    def _subjects(self) -> frozenset[str]:
        return frozenset(getattr(triple.subject, "value", "") for triple in self._triples)

    @cached_property
    def _triples(self) -> list[Triple]:
        """All it says: only for a file that is not canonical, or one that holds what is missed."""
        return list(parse_turtle(self.path)) if self.data else []

    def families(self, iris: Collection[str]) -> Families:
        """What it says of subjects and their value nodes, without reading all of it if canonical.

        Args:
            iris: names of entities.

        Returns:
            Families of those that are there.
        """
        try:
            found = dict(self._in_place(iris))
        except NotInPlaceError:
            found = {}
        missing = [iri for iri in iris if iri not in found]
        return found | (families(self._triples, missing) if missing else {})

    def _in_place(self, iris: Collection[str]) -> Iterator[tuple[str, list[Triple]]]:
        if self.offsets is None:
            return
        head = self.offsets.head_text()
        for iri in iris:
            at = self.offsets.find(iri)
            if at is not None:
                yield iri, parsed(head + self.offsets.text(at))

    def change(
        self,
        new: Mapping[str, list[Triple]],
        settled: Collection[str] = (),
        fresh: Collection[str] = (),
    ) -> Change:
        """Families put in, each new or in place of its old state; the rest is untouched.

        Args:
            new: by the name of the entity.
            settled: see `kg.rdf.splice.splices`; only saves time.
            fresh: see there.

        Returns:
            The change, not written yet.

        Raises:
            WriteError: comments would be lost, or the change would not bring what is meant.
        """
        try:
            offsets = self.offsets or Offsets(self.data, ledger_layout(), self._base)
            changes = tuple(splices(offsets, new, settled, fresh))
        except NotInPlaceError as reason:
            return self._anew(new, str(reason))
        wrong = check_spliced(self.data, changes, new)
        if wrong:
            raise WriteError(f"{self.path}: not written: {wrong}", "please report this")
        text = "".join(change.text for change in changes if change.start)
        return Change(self, text, splices=changes)

    def _anew(self, new: Mapping[str, list[Triple]], reason: str) -> Change:
        every = self._triples
        gone = {t for old in families(every, new).values() for t in old}
        added = [triple for family in new.values() for triple in family]
        triples = [t for t in every if t not in gone] + added
        text = "".join(canonical_turtle(triples, ledger_layout(), self._base))
        keep_comments(self.path, self.data.decode("utf-8-sig"), text)
        blocks = "".join(canonical_turtle(added, ledger_layout(), self._base))
        why = reason if self.data else ""
        return Change(self, blocks, why, whole=text, triples=tuple(triples))
