"""Whether two sets of triples are the same, lexical forms included."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Final

from pyoxigraph import RdfFormat, serialize

from kg.errors import EntityError

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable

    from pyoxigraph import Triple

_BATCH: Final = 50_000


@dataclass(frozen=True, slots=True)
class Difference:
    """How two sets of triples differ.

    Attributes:
        only_first: how many triples only the first holds.
        only_second: how many only the second holds.
        example: one such triple as N-Triples, without its dot; the second's first if it has any.
    """

    only_first: int
    only_second: int
    example: str

    def __str__(self) -> str:
        return (
            f"{self.only_first} triples are lost and {self.only_second} are new, "
            f"for example {self.example}"
        )


def same_triples(first: Iterable[Triple], second: Iterable[Triple]) -> Difference | None:
    """Compare two sets of triples exactly: `0.50` and `0.5` differ.

    A triple counts once, however often it comes. Blank nodes are compared by their labels, which
    no two readings of a file share: a ledger has none. The second is read once, as a stream. Of
    the first, 64-bit hashes are kept (about 100 bytes a triple), and it is read again to name a
    triple; if it can be read only once (an iterator), its lines are kept instead. That two
    different triples share a hash has a chance of one in 2^64 for each pair.

    Args:
        first: what should be there.
        second: what is there.

    Returns:
        None if they are the same.

    Raises:
        EntityError: an IRI holds a line break.
    """
    once = isinstance(first, Iterator)
    missing: set[Hashable] = set(_keys(first, once=once))
    met: set[Hashable] = set()
    new: set[Hashable] = set()
    example = ""
    for line in _lines(second):
        key = line if once else hash(line)
        if key in missing:
            missing.remove(key)
            met.add(key)
        elif key not in met and key not in new:
            example = example or line
            new.add(key)
    if not missing and not new:
        return None
    return Difference(len(missing), len(new), example or _named(first, missing))


def _keys(triples: Iterable[Triple], *, once: bool) -> Iterator[Hashable]:
    lines = _lines(triples)
    return lines if once else map(hash, lines)


def _named(first: Iterable[Triple], missing: set[Hashable]) -> str:
    if isinstance(first, Iterator):
        return min(str(line) for line in missing)
    return next(line for line in _lines(first) if hash(line) in missing)


def _lines(triples: Iterable[Triple]) -> Iterator[str]:
    """Each triple as a line of N-Triples, without its dot."""
    source = iter(triples)
    while batch := list(islice(source, _BATCH)):
        data = serialize(batch, format=RdfFormat.N_TRIPLES)
        assert data is not None  # it is returned unless an output is given
        lines = data.decode().split(" .\n")
        lines.pop()
        if len(lines) != len(batch):
            raise EntityError("an IRI holds a line break, which no IRI may", "correct the IRI")
        yield from lines
