"""A ledger in Oxigraph, for people's own SPARQL.

The store's default graph holds what the file says and a label for each of our own terms, the graph
`kg:derived` what is computed of it, the graph `kg:ontology` the whole vocabulary.
A query without FROM sees the first two as one (`SEEN`), so that it needs no GRAPH.
A store is a cache: it keeps values, not lexical forms (`0.50` becomes `0.5`), and nothing is ever
written back from it.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from kg.errors import LedgerError
from kg.rdf.parse import FORMATS
from kg.store.cache import cache_folder, content_hash, layout_key
from kg.store.files import ledger_files
from kg.store.vocabulary import ontology_path
from kg.terms import KG, NAMESPACES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

IN_MEMORY: Final = 20_000
"""Claims up to which a ledger is loaded into memory for each query."""

LEDGER: Final = ox.DefaultGraph()
DERIVED: Final = ox.NamedNode(KG + "derived")
ONTOLOGY: Final = ox.NamedNode(KG + "ontology")
SEEN: Final = (LEDGER, DERIVED)
"""What a query without FROM sees as one graph."""

_BOM: Final = b"\xef\xbb\xbf"
_LAYOUT: Final = "1"
"""Raised whenever the graphs of a store change."""
_STALE: Final = 3600
"""Seconds after which a half-made store is the leftover of a killed build."""
_LABEL: Final = ox.NamedNode(NAMESPACES["rdfs"] + "label")
_LABELS: Final = (ox.NamedNode(NAMESPACES["skos"] + "prefLabel"), _LABEL)


@dataclass(frozen=True, slots=True)
class Content:
    """What a store is made of.

    Attributes:
        path: the ledger.
        sha256: hash of the content that `derived` is computed of.
        derived: gives the computed triples.
        version: raised whenever `derived` gives other triples.
    """

    path: Path
    sha256: str
    derived: Callable[[], Iterable[ox.Triple]]
    version: str

    @property
    def cached(self) -> Path:
        """Where this content is kept, without a suffix; all of it may be deleted at any time."""
        name = hashlib.sha256(os.fsencode(self.path.absolute())).hexdigest()[:32]
        parts = (self.sha256, layout_key(), self.version, _LAYOUT)
        key = hashlib.sha256(" ".join(parts).encode()).hexdigest()[:16]
        return cache_folder() / f"{name}-{key}"


def in_memory(content: Content) -> ox.Store:
    """A store that lasts as long as the process; what is computed is kept in the cache folder.

    Args:
        content: what to load.

    Returns:
        The store.

    Raises:
        LedgerError: the file has changed since it was indexed.
        SyntaxError: the file is not RDF.
    """
    store = ox.Store()
    kept = content.cached.with_suffix(".nt")
    if not kept.is_file() and not _kept(kept, _written, content):
        _fill(store, content, content.derived())
        return store
    _fill(store, content, ())
    store.bulk_load(path=str(kept), format=ox.RdfFormat.N_TRIPLES, to_graph=DERIVED)
    return store


def on_disk(content: Content) -> ox.Store:
    """A store in the cache folder, made where there is none for this content.

    Args:
        content: what to load.

    Returns:
        The store, open for reading; in memory where no folder can be made.

    Raises:
        LedgerError: the file has changed since it was indexed.
        SyntaxError: the file is not RDF.
    """
    folder = content.cached.with_suffix(".oxigraph")
    if not folder.is_dir() and not _kept(folder, _stored, content):
        return in_memory(content)
    return ox.Store.read_only(str(folder))


def _written(scratch: Path, content: Content) -> Path:
    place = scratch / "derived.nt"
    with place.open("wb") as stream:
        ox.serialize(content.derived(), output=stream, format=ox.RdfFormat.N_TRIPLES)
    return place


def _stored(scratch: Path, content: Content) -> Path:
    place = scratch / "store"
    store = ox.Store(str(place))
    _fill(store, content, content.derived())
    store.flush()
    store.optimize()
    return place


def _kept(place: Path, make: Callable[[Path, Content], Path], content: Content) -> bool:
    """Make a file or folder, which then takes its name at once; False where none can be made."""
    ledger = place.name.partition("-")[0]
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        for old in place.parent.glob(f"{ledger}-*.tmp"):
            if old.stat().st_mtime + _STALE < time.time():
                shutil.rmtree(old, ignore_errors=True)
        scratch = Path(tempfile.mkdtemp(".tmp", f"{ledger}-", place.parent))
    except OSError:
        return False
    try:
        make(scratch, content).replace(place)
    except OSError:  # no room; or another process was quicker, and its store is as good
        if not place.exists():
            return False
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    for old in place.parent.glob(f"{ledger}-*{place.suffix}"):
        if old.name.partition(".")[0] != place.name.partition(".")[0]:
            shutil.rmtree(old, ignore_errors=True) if old.is_dir() else old.unlink(missing_ok=True)
    return True


def _fill(store: ox.Store, content: Content, derived: Iterable[ox.Triple]) -> None:
    path = content.path
    for file in ledger_files(path):
        with file.open("rb") as stream:
            if stream.read(len(_BOM)) != _BOM:
                stream.seek(0)
            store.bulk_load(input=stream, format=FORMATS[file.suffix.lower()])
    ontology = ontology_path()
    if ontology is not None:
        store.bulk_load(path=str(ontology), format=ox.RdfFormat.TURTLE, to_graph=ONTOLOGY)
        store.bulk_extend(
            ox.Quad(quad.subject, _LABEL, quad.object, LEDGER)
            for predicate in _LABELS
            for quad in [*store.quads_for_pattern(None, predicate, None, ONTOLOGY)]
        )
    store.bulk_extend(
        ox.Quad(triple.subject, triple.predicate, triple.object, DERIVED) for triple in derived
    )
    if content_hash(path) != content.sha256:
        raise LedgerError(f"{path}: changes while it is read", "try again when it is still")
