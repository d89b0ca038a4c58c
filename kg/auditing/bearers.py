"""Documents of a ledger by what citations call them, looked up when an article cites.

A ledger may keep a hundred thousand documents, and an article cites a few dozen.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final
from weakref import WeakKeyDictionary

from kg.store.recent import forget_oldest
from kg.store.schema import IN_FORCE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.store.ledger import Ledger
    from kg.store.records import DocumentRow
    from kg.store.selection import Selection
    from kg.text.citations import Key

_NAME = re.compile(r"[^\W\d_]+")
_COLUMNS: Final = {"doi": "lower(doi) = ?", "pmid": "pmid = ?", "pmcid": "lower(pmcid) = ?"}
_ADDRESS: Final = "rtrim(lower(url), '/') IN (?1, 'http://' || ?1, 'https://' || ?1)"

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
        self._by_year: dict[str, dict[str, list[str]]] = {}

    def get(self, key: Key, default: Iterable[DocumentRow] = ()) -> tuple[DocumentRow, ...]:
        """The documents that a key names.

        Args:
            key: as `kg.text.citations.Citation` has it, in small letters.
            default: what to give if there are none.

        Returns:
            Documents by IRI.
        """
        found = self._known.get(key)
        if found is None:
            forget_oldest(self._known)
            rows = self._ledger.documents_by_iri(sorted(self._bearing(key)))
            found = self._known[key] = tuple(rows.values())
        return found or tuple(default)

    def _bearing(self, key: Key) -> Iterable[str]:
        kind, words = key[0], key[1]
        if not words:
            return ()
        if kind in _COLUMNS:
            return self._where(_COLUMNS[kind], words)
        if kind == "url":
            return self._where(_ADDRESS, words)
        if kind == "author-year":
            return self._of_year(key[2]).get(words, ())
        return ()

    def _where(self, condition: str, words: str) -> list[str]:
        sql = f"SELECT iri FROM document WHERE {condition} AND state IN {IN_FORCE}"
        return [str(row[0]) for row in self._ledger.index.rows(sql, words)]

    def _of_year(self, year: str) -> dict[str, list[str]]:
        """Documents of a year by the names of their first authors."""
        found = self._by_year.get(year)
        if found is None:
            found = self._by_year[year] = {}
            for iri, authors in self._ledger.index.rows(
                "SELECT iri, authors FROM document WHERE substr(issued, 1, 4) = ?"
                f" AND authors IS NOT NULL AND state IN {IN_FORCE}",
                year,
            ):
                for name in author_names(str(authors)):
                    found.setdefault(name, []).append(str(iri))
        return found


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
