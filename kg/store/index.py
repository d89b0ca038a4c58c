"""The index of one ledger: the connection, and the few ways in which rows are asked for."""

from __future__ import annotations

import json
import sqlite3
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol

from kg.errors import LedgerError
from kg.store.cache import Cache
from kg.store.folding import storable
from kg.store.recent import forget_oldest
from kg.store.records import Ref
from kg.store.stem import Stem
from kg.store.sureness import Judge
from kg.store.vocabulary import spoken
from kg.terms import NAMESPACES, compact

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from kg.store.condition import Cell
    from kg.store.fill import Watch
    from kg.store.filters import Filters
    from kg.store.sets import Bits


class Keeper(Protocol):
    """Whoever can make an index, and make it anew.

    Attributes:
        file: where it is kept.
        keeps: what is worked out of it may be kept beside it.
    """

    file: Path
    keeps: bool

    def open(self, *, rebuild: bool = False) -> sqlite3.Connection:
        """A connection to a good index."""


class Index:
    """Rows of a ledger, from SQLite; never one question for each of many things.

    Args:
        path: the ledger file.
        watch: is told how many bytes of how many are read, when an index is made.
        cache: where its index is kept; its file in the cache folder if not given.

    Raises:
        ReadError: the ledger is missing, unreadable or not RDF.
        LedgerError: a newer program wrote it.
    """

    def __init__(self, path: Path, watch: Watch | None = None, cache: Keeper | None = None) -> None:
        self._cache: Keeper = cache or Cache(path, watch)
        self._path = path
        self.connection = self._cache.open()
        self._refs: dict[str, Ref] = {}
        self.judge = Judge("", _no_judge)
        self.scratch: object = None  # whoever last laid temporary tables, and on what connection
        self._stem: Stem | None = None
        self.remembered: dict[Filters, Bits] = {}

    @property
    def beside(self) -> Path | None:
        """Where certainties are kept; None if nothing is kept."""
        file = self._cache.file
        return file.with_suffix(".sure") if self._cache.keeps else None

    def rows(self, sql: str, *parameters: Cell) -> list[tuple[Cell, ...]]:
        """All rows of a query; an index that turns out to be damaged is made anew once.

        Args:
            sql: a SELECT.
            parameters: values for its question marks.

        Returns:
            The rows.

        Raises:
            LedgerError: even a new index cannot be read.
        """
        found = self.rows_as_stored(sql, *parameters)
        return (self._stem or self._find_stem()).rows(found)

    def rows_as_stored(self, sql: str, *parameters: Cell) -> list[tuple[Cell, ...]]:
        """All rows of a query as the index keeps them: cheaper, where names stand for themselves.

        Args:
            sql: a SELECT.
            parameters: values for its question marks, in full.

        Returns:
            The rows; `whole` tells what a text of them stands for.

        Raises:
            LedgerError: even a new index cannot be read.
        """
        try:
            return self._ask(sql, parameters)
        except sqlite3.DatabaseError:
            self.connection.close()
            self.connection = self._cache.open(rebuild=True)
            self._stem = None
        try:
            return self._ask(sql, parameters)
        except sqlite3.OperationalError:
            raise  # the question itself is wrong
        except sqlite3.DatabaseError as error:
            raise LedgerError(
                f"{self._path}: its index cannot be read ({error})",
                f"delete {self._cache.file.parent}, it is a cache",
            ) from error

    def _ask(self, sql: str, parameters: tuple[Cell, ...]) -> list[tuple[Cell, ...]]:
        stem = self._stem or self._find_stem()
        values = [stem.short(storable(p)) if isinstance(p, str) else p for p in parameters]
        return self.connection.execute(sql, values).fetchall()

    def stored_rows(self, sql: str, *values: Cell) -> list[tuple[Any, ...]]:
        """Rows as they are stored, for what stays within the index; values are stored ones too."""
        return self.connection.execute(sql, values).fetchall()

    def whole(self, stored: str) -> str:
        """The text of a stored form."""
        return (self._stem or self._find_stem()).full(stored)

    def told(self, stored: Iterable[str]) -> list[str]:
        """Texts of stored forms."""
        stem = self._stem or self._find_stem()
        return [stem.full(one) for one in stored]

    def stored(self, cell: Cell) -> Cell:
        """A cell of an answer as the index keeps it."""
        stem = self._stem or self._find_stem()
        return stem.short(cell) if isinstance(cell, str) else cell

    def _find_stem(self) -> Stem:
        found = self.connection.execute("SELECT value FROM meta WHERE name = 'stem'").fetchone()
        self._stem = Stem(found[0] if found else "")
        return self._stem

    def array(self, texts: Iterable[str]) -> str:
        """Texts as a parameter for `json_each(?)`, in their stored form.

        Args:
            texts: IRIs or other texts.

        Returns:
            A JSON array.
        """
        stem = self._stem or self._find_stem()
        return json.dumps([stem.short(text) for text in texts])

    def among(self, sql: str, iris: Iterable[str], *parameters: Cell) -> list[tuple[Cell, ...]]:
        """Rows of a query about many things at once.

        Args:
            sql: a SELECT whose first question mark is a JSON array, for `json_each(?)`.
            iris: the things.
            parameters: values for the other question marks.

        Returns:
            The rows.
        """
        return self.rows(sql, self.array(iris), *parameters)

    @cached_property
    def meta(self) -> dict[str, str]:
        """What the index remembers of the file: hash, base, prefixes."""
        return {str(name): str(value) for name, value in self.rows("SELECT name, value FROM meta")}

    @property
    def base(self) -> str:
        """Namespace of the ledger's own names; empty if the file declares none."""
        return self.meta.get("base", "")

    @cached_property
    def prefixes(self) -> dict[str, str]:
        """Prefix to namespace: ours, and those of the file."""
        stated = json.loads(self.meta.get("prefixes", "{}"))
        return {**NAMESPACES, **{name: iri for name, iri in stated.items() if name}}

    def local_id(self, iri: str) -> str:
        """The short name of an IRI: local id, else CURIE, else the IRI itself."""
        base = self.base
        if base and iri.startswith(base) and len(iri) > len(base):
            return iri[len(base) :]
        return compact(iri, self.prefixes) or iri

    def refs(self, iris: Iterable[str]) -> dict[str, Ref]:
        """Things with their labels; what has none bears its id as label.

        Args:
            iris: any IRIs.

        Returns:
            A reference for each of them.
        """
        wanted = {*iris}
        forget_oldest(self._refs)
        missing = {iri for iri in wanted if iri not in self._refs}  # a view would be walked whole
        if missing:
            ours = self.among(
                "SELECT iri, label FROM vocabulary WHERE label IS NOT NULL"
                " AND iri IN (SELECT value FROM json_each(?))",
                missing,
            )
            theirs = self.among(
                "SELECT iri, text FROM label WHERE kind = 'label' AND ord = 0"
                " AND iri IN (SELECT value FROM json_each(?))",
                missing,
            )
            labels = {str(iri): str(text) for iri, text in (*ours, *theirs)}
            for iri in missing:
                name = self.local_id(iri)
                self._refs[iri] = Ref(iri, name, labels.get(iri) or spoken(iri) or name)
        return {iri: self._refs[iri] for iri in wanted}

    def ref(self, iri: str) -> Ref:
        """One thing with its label."""
        return self.refs((iri,))[iri]


def _no_judge(_: Iterable[str] | None) -> Iterable[tuple[str, str | None]]:
    raise AssertionError("whoever opens an index gives it a judge")
