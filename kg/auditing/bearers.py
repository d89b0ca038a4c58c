"""Documents of a ledger by what citations call them, looked up when an article cites.

A ledger may keep a hundred thousand documents, and an article cites a few dozen.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from typing import TYPE_CHECKING, Final
from weakref import WeakKeyDictionary

from kg.store.fetch import AMONG
from kg.store.recent import forget_oldest
from kg.store.schema import IN_FORCE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.store.ledger import Ledger
    from kg.store.records import DocumentRow
    from kg.store.selection import Selection
    from kg.text.citations import Key

_NAME = re.compile(r"[^\W\d_]+")
_COLUMNS: Final = {
    "doi": "lower(doi)",
    "pmid": "pmid",
    "pmcid": "lower(pmcid)",
    "url": "rtrim(lower(url), '/')",
}

_MADE: WeakKeyDictionary[Selection, tuple[object, Bearers]] = WeakKeyDictionary()
"""By selection, each with the connection to the index that it was made of."""


def bearers_of(view: Selection) -> Bearers:
    """The documents of a selection's ledger, the same as long as the ledger stays as it is."""
    connection = view.ledger.index.connection
    known = _MADE.get(view)
    if known is None or known[0] is not connection:
        known = _MADE[view] = (connection, Bearers(view.ledger))
    return known[1]


class Bearers:
    """The documents in force of a ledger, by the keys of citations.

    Args:
        ledger: the ledger.
    """

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._known: dict[Key, tuple[DocumentRow, ...]] = {}

    def get(self, key: Key, default: tuple[DocumentRow, ...] = ()) -> tuple[DocumentRow, ...]:
        """The documents that a key names.

        Args:
            key: as `kg.text.citations.Citation` has it, folded.
            default: what to give if there are none.

        Returns:
            Documents by IRI.
        """
        if key not in self._known:
            self.expect((key,))
        return self._known[key] or default

    def expect(self, keys: Iterable[Key]) -> None:
        """Look for several keys at once: each look goes through all documents.

        Args:
            keys: those that will be asked for.
        """
        forget_oldest(self._known)
        found: dict[Key, list[str]] = {key: [] for key in keys if key not in self._known}
        kinds: dict[str, list[Key]] = defaultdict(list)
        for key in found:
            if key[1]:
                kinds[key[0]].append(key)
        for kind, wanted in kinds.items():
            if kind in _COLUMNS:
                self._look(kind, wanted, found)
        self._look_for_authors(kinds["author-year"], found)
        documents = self._ledger.documents_by_iri(iri for iris in found.values() for iri in iris)
        for key, iris in found.items():
            self._known[key] = tuple(documents[iri] for iri in sorted(iris))

    def _look(self, kind: str, wanted: list[Key], found: dict[Key, list[str]]) -> None:
        forms = ("", "http://", "https://") if kind == "url" else ("",)
        column = _COLUMNS[kind]
        for iri, words in self._ledger.index.among(
            f"SELECT iri, {column} FROM document WHERE {column} IN {AMONG} AND state IN {IN_FORCE}",
            (form + key[1] for key in wanted for form in forms),
        ):
            plain = bare(str(words)) if kind == "url" else str(words)
            if (kind, plain) in found:
                found[kind, plain].append(str(iri))

    def _look_for_authors(self, wanted: list[Key], found: dict[Key, list[str]]) -> None:
        if not wanted:
            return
        names: dict[str, set[str]] = defaultdict(set)
        for _, name, asked in wanted:
            names[asked].add(name)
        for iri, year, authors in self._ledger.index.among(
            "SELECT iri, substr(issued, 1, 4) AS year, authors FROM document"
            f" WHERE year IN {AMONG} AND authors IS NOT NULL AND state IN {IN_FORCE}",
            names,
        ):
            said = str(authors)
            plain = said.lower()
            if said.isascii() and not any(name in plain for name in names[str(year)]):
                continue
            for name in author_names(said):
                if name in names[str(year)]:
                    found["author-year", name, str(year)].append(str(iri))


def keys_of(document: DocumentRow) -> Iterable[Key]:
    """What citations may call a document."""
    if document.doi:
        yield ("doi", document.doi.lower())
    if document.pmid:
        yield ("pmid", document.pmid)
    if document.pmcid:
        yield ("pmcid", document.pmcid.lower())
    if document.url:
        yield ("url", bare(document.url))
    if document.authors and document.year:
        for name in author_names(document.authors):
            yield ("author-year", name, str(document.year))


def author_names(authors: str) -> tuple[str, ...]:
    """The names of the first of some authors, folded: `van der Berg` is cited as Berg too."""
    first = authors.partition(";")[0].partition(",")[0]
    if not _NAME.search(first):
        return ()
    name = folded(first)
    return tuple(dict.fromkeys((name, name.split(" ")[-1])))


def bare(url: str) -> str:
    """An address without what addresses of one page differ in."""
    return url.lower().removeprefix("https://").removeprefix("http://").rstrip("/")


def folded(words: str) -> str:
    """Words without accents and capitals."""
    plain = unicodedata.normalize("NFKD", words)
    marks = "".join(c for c in plain if not unicodedata.combining(c))
    return marks.replace("\u2019", "'").casefold().strip()
