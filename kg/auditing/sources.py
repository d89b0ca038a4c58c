"""Citations of an article resolved to documents of the ledger."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from typing import TYPE_CHECKING, Final

from kg.auditing.statement import Cited
from kg.text.linked import citations_and_links
from kg.text.references import references

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.store.records import DocumentRow
    from kg.text.citations import Citation, Key
    from kg.text.reading import Reading
    from kg.text.references import Reference

_SOURCE_KINDS: Final = frozenset(
    {"author-year", "number", "footnote", "citekey", "label", "link", "url", "doi", "pmid", "pmcid"}
)
_NAME = re.compile(r"[^\W\d_]+")


class Library:
    """The documents of a ledger by every key that a citation may bear.

    Args:
        documents: the documents.
        reading: the article, whose reference list resolves numbers and footnotes.

    Attributes:
        references: the entries of the article's reference lists.
    """

    def __init__(self, documents: Iterable[DocumentRow], reading: Reading) -> None:
        self._by_key: dict[Key, list[DocumentRow]] = defaultdict(list)
        for document in documents:
            for key in _keys(document):
                self._by_key[key].append(document)
        self._links = reading.links
        self.references = references(reading)
        self._references = {ref.label.casefold(): ref for ref in self.references if ref.label}

    @property
    def has_references(self) -> bool:
        """The article has a reference list."""
        return bool(self._references)

    def cited(self, text: str, start: int, end: int) -> tuple[Cited, ...]:
        """The sources given between two offsets of the article's text."""
        return self.cited_with_places(text, start, end)[0]

    def cited_with_places(
        self, text: str, start: int, end: int
    ) -> tuple[tuple[Cited, ...], tuple[tuple[int, int], ...]]:
        """The sources given between two offsets of a text, and where its citations stand."""
        found = citations_and_links(text, self._links, start, end)
        cited = tuple(
            Cited(citation.text, self._document(key))
            for citation in found
            if citation.kind in _SOURCE_KINDS
            for key in citation.keys[: _only_one(citation)]
        )
        return cited, tuple((citation.start, citation.end) for citation in found)

    def _document(self, key: Key) -> DocumentRow | None:
        if key[0] in {"number", "footnote", "label", "citekey"}:
            reference = self._references.get(key[1].casefold())
            return self._of_reference(reference) if reference else None
        if key[0] == "url":
            return self._first(("url", _bare(key[1])))
        return self._first(key)

    def _of_reference(self, reference: Reference) -> DocumentRow | None:
        by_id = self._first(("doi", (reference.doi or "").lower())) or self._first(
            ("pmid", reference.pmid or "")
        )
        if by_id is not None:
            return by_id
        words = _folded(reference.text)
        year = reference.year or ""
        author = (reference.first_author or "").split(" ")[0]
        near = self._by_key.get(("author-year", _folded(author), year), [])
        titled = [d for d in near if d.title and _folded(d.title)[:60] in words]
        return titled[0] if titled else (near[0] if len(near) == 1 else None)

    def _first(self, key: Key) -> DocumentRow | None:
        """The document of a key; none where several bear it, since a guess would accuse."""
        found = self._by_key.get(key, [])
        return found[0] if len(found) == 1 else None


def _only_one(citation: Citation) -> int | None:
    """A link has its address and its DOI as keys: both are one source."""
    return None if citation.kind in {"author-year", "number", "footnote", "citekey"} else 1


def _keys(document: DocumentRow) -> Iterable[Key]:
    if document.doi:
        yield ("doi", document.doi.lower())
    if document.pmid:
        yield ("pmid", document.pmid)
    if document.pmcid:
        yield ("pmcid", document.pmcid.lower())
    if document.url:
        yield ("url", _bare(document.url))
    if document.authors and document.year:
        first = _NAME.search(document.authors.partition(";")[0].partition(",")[0])
        if first:
            yield ("author-year", _folded(document.authors.partition(",")[0]), str(document.year))


def _bare(url: str) -> str:
    return url.lower().removeprefix("https://").removeprefix("http://").rstrip("/")


def _folded(words: str) -> str:
    plain = unicodedata.normalize("NFKD", words)
    return "".join(c for c in plain if not unicodedata.combining(c)).lower().strip()
