"""Citations of an article beside the entries of its reference list."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.text.blocks import PROSE
from kg.text.citations import citations

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.text.citations import Citation, Key
    from kg.text.reading import Reading
    from kg.text.references import Reference

ENOUGH: Final = 3
"""Entries of one form from which a list is taken to be of that form."""
_LABELLED: Final = frozenset({"number", "footnote"})
_WORD: Final = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Listing:
    """The citations and the reference list of one article.

    Attributes:
        cited: the citations in its prose.
        entries: the entries of its lists.
    """

    cited: tuple[Citation, ...]
    entries: tuple[Reference, ...]

    @classmethod
    def of(cls, reading: Reading, entries: tuple[Reference, ...]) -> Listing:
        """Read the citations of a text.

        Args:
            reading: the text.
            entries: the entries of its reference lists.
        """
        kinds = (*PROSE, "heading", "caption")
        found = (
            citation
            for block in reading.blocks
            if block.kind in kinds
            for citation in citations(reading.text, block.start, block.end)
        )
        return cls(tuple(found), entries)

    def unlisted(self) -> Iterator[tuple[Citation, Key]]:
        """Citations of which no entry is known, where the list has entries of their form."""
        labels = {entry.label for entry in self.entries if entry.label}
        numbered = sum(label.isdigit() for label in labels) >= ENOUGH
        footnotes = any(label.startswith("^") for label in labels)
        named = sum(bool(entry.first_author and entry.year) for entry in self.entries) >= ENOUGH
        known = {"number": numbered, "footnote": footnotes, "author-year": named}
        for citation in self.cited:
            for key in citation.keys:
                if known.get(key[0]) and not self._has(key, labels):
                    yield citation, key

    def _has(self, key: Key, labels: set[str]) -> bool:
        """The list has an entry for a citation."""
        if key[0] == "author-year":
            return any(_fits(entry, key) for entry in self.entries)
        return (f"^{key[1]}" if key[0] == "footnote" else key[1]) in labels

    def uncited(self) -> Iterator[Reference]:
        """Entries that nothing in the prose cites, where others of their form are cited."""
        keys = {key for citation in self.cited for key in citation.keys}
        labels = {f"^{key[1]}" if key[0] == "footnote" else key[1] for key in keys if len(key) > 1}
        by_label = any(key[0] in _LABELLED for key in keys)
        by_name = [key for key in keys if key[0] == "author-year"]
        for entry in self.entries:
            form = by_label if entry.label else bool(by_name)
            if not form or entry.label in labels:
                continue
            if any(_fits(entry, key) for key in by_name) or self._is_linked(entry, keys):
                continue
            yield entry

    def _is_linked(self, entry: Reference, keys: set[Key]) -> bool:
        """The prose gives the entry's identifier itself."""
        return ("doi", entry.doi or "-") in keys or ("pmid", entry.pmid or "-") in keys


def _fits(entry: Reference, key: Key) -> bool:
    """An entry holds the name and the year of a citation."""
    words = {_folded(word) for word in _WORD.findall(entry.text)}
    name = {_folded(word) for word in _WORD.findall(key[1])}
    return name <= words and any(key[2][:4] in word for word in words)


def _folded(word: str) -> str:
    parted = unicodedata.normalize("NFKD", word.casefold())
    return "".join(c for c in parted if not unicodedata.combining(c))
