"""The document that a passage stands in: found in the ledger, or made with the version read."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Final

from kg.curate.adding.passages import Words, quoted, read_spot, sentences_at
from kg.errors import ImportFault
from kg.model.document import Document, Version
from kg.model.identity import slug
from kg.model.ownership import PENDING
from kg.model.passage import Passage, PositionSelector, QuoteSelector
from kg.model.values import LangText
from kg.readers.read import read_document
from kg.text.anchors import anchor_of
from kg.text.canonical import sha256_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.curate.adding.desk import Desk
    from kg.store.records import VersionRow
    from kg.text.reading import Reading

CARRY: Final = ("quote", "hash")
"""Whether a ledger may hold a document's words, or only their hash."""


@dataclass(frozen=True, slots=True)
class Anchored:
    """A passage in its document.

    Attributes:
        document: IRI of the document.
        passage: where the words stand, still without an owner.
        words: the words themselves, which the ledger may not be allowed to carry.
        carried: it is.
        new: document and version, as far as the ledger has them not yet.
        notes: what is to be said of it.
    """

    document: str
    passage: Passage
    words: str
    carried: bool
    new: tuple[Document | Version, ...]
    notes: tuple[str, ...] = ()


def anchored(desk: Desk, given: Mapping[str, str]) -> Anchored | None:
    """The passage that options describe.

    Args:
        desk: the ledger at hand.
        given: `from`, `quote`, `document` and `carry` as far as stated.

    Returns:
        The passage; None if neither a line nor a quote is given.

    Raises:
        ImportFault: the line or quote is not there, or no document is named.
        ReadError: the file cannot be read.
        LedgerError: no document of the ledger bears the name.
    """
    place, quote, name = (given.get(key, "") for key in ("from", "quote", "document"))
    if not place and not quote:
        return None
    if not place and not name:
        raise ImportFault(
            "--quote: the document is not named", "give --document FILE or ID, or --from"
        )
    spot = read_spot(place) if place else None
    path = spot.path if spot else name if Path(name).is_file() else _path_of(desk, name)
    if path is None:
        return _unchecked(desk, name, quote)
    reading = read_document(path)
    words = sentences_at(reading, spot) if spot else None
    if quote:
        words = quoted(reading, quote, words)
    assert words is not None
    known = desk.named(name, "documents") if name and name != path else ""
    return _Anchoring(desk, reading, known, given.get("carry", "")).at(words)


def _path_of(desk: Desk, name: str) -> str | None:
    """The file of a document's text, None if it is not at hand."""
    ledger = desk.ledger
    folder = desk.hand.folder
    for version in ledger.versions(desk.named(name, "documents")):
        for place in (folder, Path.cwd(), *folder.parents) if version.path else ():
            if (place / str(version.path)).is_file():
                return os.path.relpath(place / str(version.path))
    return None


def _unchecked(desk: Desk, name: str, quote: str) -> Anchored:
    """A quote of a text that is not at hand: kept as it is, without a place."""
    document = desk.named(name, "documents")
    versions = desk.ledger.versions(document)
    made = Version(iri=desk.free(f"{document}-text", name), document=document)
    new = () if versions else (made,)
    carried = not any(version.carries_text is False for version in versions)
    source = versions[0].iri if versions else made.iri
    note = f"the text of {name} is not at hand, so the quote is not checked"
    return Anchored(
        document, _passage(source, quote, carried=carried), quote, carried, new, (note,)
    )


def version_of(desk: Desk, path: str, document: str, carry: str) -> tuple[Document | Version, ...]:
    """The version that a document's file is, where the ledger has it not.

    Args:
        desk: the ledger at hand.
        path: the file.
        document: IRI of the document.
        carry: `quote` or `hash`, empty if not stated.

    Raises:
        ReadError: the file cannot be read.
    """
    return tuple(_Anchoring(desk, read_document(path), document, carry).new())


def _passage(source: str, quote: str, *, carried: bool) -> Passage:
    exact = QuoteSelector(iri=PENDING, exact=quote) if carried else None
    sha256 = None if carried else sha256_text(quote)
    return Passage(iri=PENDING, source=source, quote=exact, quote_sha256=sha256)


class _Anchoring:
    """A text at hand, and what the ledger knows of it.

    Args:
        desk: the ledger.
        reading: the text.
        known: the document as the user named it, empty if not.
        carry: `quote` or `hash` as stated, empty if not.
    """

    def __init__(self, desk: Desk, reading: Reading, known: str, carry: str) -> None:
        self._desk = desk
        self._reading = reading
        self._path = PurePath(os.path.relpath(reading.path, desk.hand.folder)).as_posix()
        every = desk.ledger.versions(known or None)
        same = [v for v in every if v.text_sha256 == reading.text_sha256]
        here = [v for v in every if v.path and v.path == self._path]
        self._version: VersionRow | None = next(iter(same), None)
        self._document = known or next((v.document for v in (*same, *here)), "")
        self._carried = self._may_carry(carry)

    def _may_carry(self, carry: str) -> bool:
        """As the document's versions say; as stated where they say nothing."""
        if carry not in {"", *CARRY}:
            raise ImportFault(f"--carry {carry!r}: is neither quote nor hash", "choose one")
        versions = self._desk.ledger.versions(self._document) if self._document else ()
        stated = {v.carries_text for v in versions} - {None}
        if stated and carry and (carry == "quote") is not (False not in stated):
            name = self._desk.ledger.index.local_id(self._document)
            raise ImportFault(f"--carry {carry}: {name} is kept otherwise", "leave --carry out")
        return False not in stated if stated else carry != "hash"

    def at(self, words: Words) -> Anchored:
        """The passage of a stretch of the text."""
        new = tuple(self.new())
        source = self._version.iri if self._version else new[-1].iri
        anchor = anchor_of(self._reading.text, words.start, words.end)
        exact = str(anchor.exact)
        quote = QuoteSelector(iri=PENDING, exact=exact, prefix=anchor.prefix, suffix=anchor.suffix)
        passage = Passage(
            iri=PENDING,
            source=source,
            position=PositionSelector(iri=PENDING, start=words.start, end=words.end),
            quote=quote if self._carried else None,
            quote_sha256=None if self._carried else anchor.sha256,
            section=words.section or None,
        )
        return Anchored(self._document, passage, exact, self._carried, new)

    def new(self) -> list[Document | Version]:
        """The document and the version, where the ledger has them not."""
        found: list[Document | Version] = []
        if not self._document:
            name = slug(PurePath(self._path).stem)
            self._document = self._desk.free(f"{self._desk.base}{name}", self._path)
            title = (LangText(text=self._title()),)
            found.append(Document(iri=self._document, title=title))
        if self._version is None:
            reading = self._reading
            iri = self._desk.free(f"{self._document}-text", reading.text_sha256)
            found.append(
                Version(
                    iri=iri,
                    document=self._document,
                    sha256=reading.bytes_sha256,
                    text_sha256=reading.text_sha256,
                    characters=len(reading.text),
                    reader=reading.reader,
                    path=self._path,
                    carries_text=self._carried,
                )
            )
        return found

    def _title(self) -> str:
        """The first heading, else the file's name."""
        text = self._reading.text
        for block in self._reading.blocks:
            words = text[block.start : block.end].strip("#= \t\n-")
            if block.kind == "heading" and words:
                return " ".join(words.split())
        return PurePath(self._path).name
