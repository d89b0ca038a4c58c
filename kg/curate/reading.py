"""A whole ledger as it is read for checking and changing: its files, its triples, its base."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.curate.newer import refuse_newer
from kg.errors import LedgerError
from kg.model.kinds import VALUE_NODES
from kg.rdf.parse import parse_turtle
from kg.store.files import joint_hash, ledger_files, name_within
from kg.store.folder import Bases, adrift, double
from kg.terms import RDF_TYPE, expand

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pyoxigraph import Triple

_NODES = frozenset(expand(node.rdf_type) for node in VALUE_NODES)


@dataclass(frozen=True, slots=True)
class Part:
    """One file of a ledger.

    Attributes:
        path: the file.
        triples: what it says.
        sha256: of the bytes that were read.
    """

    path: Path
    triples: list[Triple]
    sha256: str


@dataclass(frozen=True, slots=True)
class Whole:
    """A ledger as it was read.

    Attributes:
        path: its file or folder.
        base: namespace of its names.
        parts: its files, in order.
        homes: the file of each subject, where the ledger is a folder.
    """

    path: Path
    base: str
    parts: tuple[Part, ...]
    homes: dict[str, Path]

    @property
    def triples(self) -> list[Triple]:
        """All triples."""
        if len(self.parts) == 1:
            return self.parts[0].triples
        return [triple for part in self.parts for triple in part.triples]

    @property
    def sha256(self) -> str:
        """The hash of its file, or of its files with their names."""
        if not self.path.is_dir():
            return self.parts[0].sha256
        return joint_hash((name_within(self.path, part.path), part.sha256) for part in self.parts)


def read_whole(path: Path) -> Whole:
    """Read a ledger.

    Args:
        path: a Turtle file, or a folder of such files.

    Raises:
        ReadError: a file cannot be read or is no Turtle.
        LedgerError: no prefix names the base, a newer program wrote it, or files of a folder do
            not fit together.
    """
    bases, parts = Bases(), []
    for file in ledger_files(path):
        parsing = parse_turtle(file)
        data = file.read_bytes()  # before the triples: a change in between is noticed when writing
        triples = list(parsing)
        refuse_newer(file, triples)
        parts.append(Part(file, triples, hashlib.sha256(data).hexdigest()))
        if triples or "" in parsing.prefixes:
            bases.add(file, parsing.prefixes.get(""))
    if not bases.base:
        raise LedgerError(f"{path}: no prefix ':' names the ledger's base", "add @prefix : <...#>")
    homes = _homes(parts, bases.base) if path.is_dir() else {}
    if parts[1:]:
        _refuse_adrift(parts, homes, bases.base)
    return Whole(path, bases.base, tuple(parts), homes)


def _homes(parts: list[Part], base: str) -> dict[str, Path]:
    homes: dict[str, Path] = {}
    for part in parts:
        for triple in part.triples:
            subject = str(getattr(triple.subject, "value", triple.subject))
            home = homes.setdefault(subject, part.path)
            if home is not part.path:
                raise double(subject, home, part.path, base)
    return homes


def _refuse_adrift(parts: list[Part], homes: dict[str, Path], base: str) -> None:
    for subject, node, file in _links_between(parts, homes):
        raise adrift(node, homes[node], subject, file, base)


def _links_between(parts: list[Part], homes: dict[str, Path]) -> Iterator[tuple[str, str, Path]]:
    """Value nodes that another file than their own names, with who names them and where."""
    nodes = {
        getattr(triple.subject, "value", "")
        for part in parts
        for triple in part.triples
        if triple.predicate.value == RDF_TYPE and getattr(triple.object, "value", "") in _NODES
    }
    for part in parts:
        for triple in part.triples:
            found = getattr(triple.object, "value", "")
            if found in nodes and homes[found] != part.path:
                yield getattr(triple.subject, "value", ""), found, part.path
