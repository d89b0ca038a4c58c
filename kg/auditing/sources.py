"""Citations of an article resolved to documents of the ledger."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Final

from kg.auditing.bearers import Bearers, bare, folded, keys_of
from kg.auditing.statement import Cited
from kg.text.linked import citations_and_links
from kg.text.references import references

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.store.records import DocumentRow
    from kg.text.citations import Citation, Key
    from kg.text.reading import Reading
    from kg.text.references import Reference

_SOURCE_KINDS: Final = frozenset(
    {"author-year", "number", "footnote", "citekey", "label", "link", "url", "doi", "pmid", "pmcid"}
)
_ONE_SOURCE: Final = frozenset({"label", "link", "url", "doi", "pmid", "pmcid"})
_YEAR: Final = 4
"""Digits of a year; a letter may follow."""
_LETTERED: Final = re.compile(r"(?<!\d)(?:1[89]|20)\d\d[a-z](?!\w)")


class Library:
    """The documents of a ledger by every key that a citation may bear.

    Args:
        documents: those of a ledger, or some by themselves.
        reading: the article, whose reference list resolves numbers and footnotes.

    Attributes:
        references: the entries of the article's reference lists.
    """

    def __init__(self, documents: Bearers | Iterable[DocumentRow], reading: Reading) -> None:
        self._by_key = documents if isinstance(documents, Bearers) else _by_key(documents)
        self._links = reading.links
        self.references = references(reading)
        self._references = {ref.label.casefold(): ref for ref in self.references if ref.label}
        self._named: dict[tuple[str, str], list[Reference]] = defaultdict(list)
        for ref in self.references:
            if ref.first_author and ref.year:
                for year in {ref.year, *_LETTERED.findall(ref.text)}:
                    self._named[folded(ref.first_author), year].append(ref)
        if isinstance(documents, Bearers):
            documents.expect(key for ref in self.references for key in _listed(ref))

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
        cited = tuple(one for citation in found for one in self._cited(citation))
        return cited, tuple((citation.start, citation.end) for citation in found)

    def _cited(self, citation: Citation) -> Iterator[Cited]:
        """The sources of one citation; a name alone is one only if the list has one entry of it."""
        if citation.kind in _ONE_SOURCE:  # an address and its DOI are keys of one source
            documents = (self._document(key) for key in citation.keys)
            yield Cited(citation.text, next(filter(None, documents), None))
        elif citation.kind in _SOURCE_KINDS:
            for key in citation.keys:
                yield Cited(citation.text, self._document(key))
        elif citation.kind == "named":
            entry = self._named_entry(citation.keys[0])
            if entry is not None:
                yield Cited(citation.text, self._of_reference(entry))

    def _document(self, key: Key) -> DocumentRow | None:
        if key[0] in {"number", "footnote", "label", "citekey"}:
            reference = self._references.get(key[1].casefold())
            return self._of_reference(reference) if reference else None
        if key[0] == "url":
            return self._first(("url", bare(key[1])))
        if key[0] == "author-year":
            return self._of_author(folded(key[1]), key[2])
        return self._first(key)

    def _of_author(self, name: str, year: str) -> DocumentRow | None:
        """The document of a name and a year; the article's own list tells 2017a from 2017b."""
        listed = self._named.get((name, year)) or self._named.get((name, year[:_YEAR]), [])
        if len(listed) == 1:
            found = self._of_reference(listed[0])
            if found is not None:
                return found
        return self._first(("author-year", name, year[:_YEAR]))

    def _named_entry(self, key: Key) -> Reference | None:
        """The one entry of the article's list whose first author somebody names without a year."""
        name = folded(key[1]).split(" ")[-1:]
        found = [ref for ref in self.references if folded(ref.first_author or "") in name]
        return found[0] if len(found) == 1 else None

    def _of_reference(self, reference: Reference) -> DocumentRow | None:
        doi, pmid, author = _listed(reference)
        by_id = self._first(doi) or self._first(pmid)
        if by_id is not None:
            return by_id
        words = folded(reference.text)
        near = self._by_key.get(author, ())
        titled = [d for d in near if d.title and folded(d.title)[:60] in words]
        return titled[0] if titled else (near[0] if len(near) == 1 else None)

    def _first(self, key: Key) -> DocumentRow | None:
        """The document of a key; none where several bear it, since a guess would accuse."""
        found = self._by_key.get(key, ())
        return found[0] if len(found) == 1 else None


def _listed(reference: Reference) -> Iterator[Key]:
    """What an entry of a reference list may be found by."""
    yield ("doi", (reference.doi or "").lower())
    yield ("pmid", reference.pmid or "")
    author = folded((reference.first_author or "").split(" ")[0])
    yield ("author-year", author, reference.year or "")


def _by_key(documents: Iterable[DocumentRow]) -> dict[Key, tuple[DocumentRow, ...]]:
    found: dict[Key, tuple[DocumentRow, ...]] = {}
    for document in documents:
        for key in keys_of(document):
            found[key] = (*found.get(key, ()), document)
    return found
