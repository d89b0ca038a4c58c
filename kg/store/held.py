"""A ledger that lies in no file of the user's: its Turtle and its index are held in memory."""

from __future__ import annotations

import os
from io import BytesIO
from pathlib import Path
from tempfile import mkstemp
from typing import TYPE_CHECKING, cast

import pyoxigraph as ox

from kg.store.ledger import Ledger

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator
    from typing import IO


class HeldLedger(Ledger):
    """A ledger made of canonical Turtle.

    Args:
        turtle: the ledger.
        name: what it is called in messages; no file.
    """

    def __init__(self, turtle: bytes, name: str) -> None:
        super().__init__(Path(name), keeper=_Memory(turtle))
        self._turtle = turtle

    def triples(self) -> Iterator[ox.Triple]:
        """All triples, lexical forms untouched."""
        stream = cast("IO[bytes]", BytesIO(self._turtle))
        for quad in ox.parse(stream, format=ox.RdfFormat.TURTLE):
            yield quad.triple


class _Memory:
    """Makes an index in memory; stands where a cache of files stands."""

    def __init__(self, turtle: bytes) -> None:
        self._turtle = turtle
        self.file = Path(":memory:")
        self.keeps = False

    def open(self, *, rebuild: bool = False) -> sqlite3.Connection:
        """A new index; the file that it is read from is gone at once."""
        from kg.store.build import build

        del rebuild  # there is no other way
        handle, name = mkstemp(".ttl")
        path = Path(name)
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(self._turtle)
            return build(":memory:", path, {})
        finally:
            path.unlink(missing_ok=True)
