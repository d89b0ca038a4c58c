"""Documents, versions of their text, and passages of it."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING, Final

from kg.errors import ImportFault
from kg.importers.table.anchoring import check_length, located
from kg.importers.table.codes import code_cell, is_nothing, read_code, whole_cell
from kg.importers.table.mapping import DocumentMap
from kg.importers.table.sheets import read_bytes
from kg.importers.table.values import count_cell
from kg.model.codes import NoticeKind, StudyDesign, Verification
from kg.model.document import Document, Notice, Version
from kg.model.identity import slug, source_name
from kg.model.ownership import PENDING, owned_by
from kg.model.passage import Passage, PositionSelector, QuoteSelector
from kg.model.values import LangText
from kg.terms import expand
from kg.text.canonical import canonical_text, sha256_text
from kg.text.dates import read_date

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kg.importers.table.mapping import Places, TextsMap
    from kg.importers.table.row import Row
    from kg.importers.table.values import ContextReader
    from kg.model.entity import Entity

_WEB: Final = re.compile(r"https?://\S+")

AROUND: Final = 32
"""Code points kept on either side of a quote, so that repeats of it can be told apart."""


@dataclass(frozen=True, slots=True)
class _Text:
    """The text of a document at hand."""

    version: str
    text: str
    carries: bool


class Documents:
    """The documents that rows speak of.

    Args:
        base: namespace of the ledger's own names.
        known: entities of the ledger.
        declared: documents of the mapping by id.
        places: where their files are looked for.
        texts: where texts of documents lie that are not declared, None if nowhere.
        lenient: a passage whose offsets do not fit loses its place instead of being refused.
    """

    def __init__(
        self,
        base: str,
        known: Mapping[str, Entity],
        declared: Mapping[str, DocumentMap],
        places: Places,
        *,
        texts: TextsMap | None = None,
        lenient: bool = False,
    ) -> None:
        self._base = base
        self._places = places
        self._undeclared = texts
        self._lenient = lenient
        self._made: dict[str, dict[str, object]] = {}
        self._versions: dict[str, Version] = {}
        self._texts: dict[str, _Text] = {}
        self._by_number: dict[str, str] = {}
        self._sought: set[str] = set()
        self.files: dict[str, str] = {}
        for entity in known.values():
            if isinstance(entity, Document):
                for number in (entity.doi, entity.pmid):
                    if number:
                        self._by_number[number.casefold()] = entity.iri
        for name, found in declared.items():
            self._declare(name, found, places)

    def entities(self) -> Iterator[Entity]:
        """All documents and versions."""
        for iri, record in self._made.items():
            yield owned_by(Document.model_validate({"iri": PENDING, **record}), iri)
        yield from self._versions.values()

    def named(self, name: str) -> str:
        """The IRI of the document of that id."""
        iri = self._base + source_name(name)
        self._made.setdefault(iri, {})
        return iri

    def stating(self, row: Row) -> str:
        """The document of an assertion, described by its row."""
        name = row.get("document")
        iri = self.named(name)
        self._find_text(name, iri)
        if row.get("document_title"):
            self._put(iri, "title", (LangText(text=row.get("document_title")),))
        return iri

    def source(self, row: Row, contexts: ContextReader) -> str:
        """The source of a row, described by its `source…` columns.

        Raises:
            ImportFault: the row names none.
        """
        doi, pmid = _bare_doi(row.get("doi")), row.get("pmid")
        name = row.get("source") or doi or pmid
        if not name:
            raise row.fault("source", "an evidence line needs a source", "fill source, doi or pmid")
        same = self._by_number.get((doi or pmid or name).casefold())
        iri = same if same and not row.get("source") else self.named(name)
        stated: dict[str, object] = {
            "title": (LangText(text=row.get("source_title")),) if row.get("source_title") else None,
            "doi": doi or None,
            "pmid": pmid or None,
            "url": name if _WEB.fullmatch(name) else None,
            "issued": self._year(row),
            "notices": notices_cell(row),
            "study_design": code_cell(row, "source_design", StudyDesign),
            "design_words": row.get("source_design_words") or None,
            "finding_words": row.get("source_finding") or None,
            "appraisal": row.get("source_appraisal") or None,
            "verification": code_cell(row, "source_verification", Verification),
        }
        context = contexts.read(row, "source_")
        stated["sample_size"] = count_cell(row, "source_n", context)
        for field, value in {**stated, **context}.items():
            if value:
                self._put(iri, field, value)
        for number in (doi, pmid):
            if number:
                self._by_number.setdefault(number.casefold(), iri)
        return iri

    def passage(self, row: Row, document: str) -> tuple[Passage | None, tuple[str, ...]]:
        """The passage of an assertion, checked against the text where that is at hand.

        Returns:
            The passage, None if the row gives none; and remarks on what was found odd.

        Raises:
            ImportFault: offsets or hash contradict the text or each other.
        """
        quote, hashed = row.get("passage"), row.get("quote_sha256").lower()
        start, end = whole_cell(row, "start"), whole_cell(row, "end")
        if not quote and not hashed and start is None:
            return None, ()
        known = self._texts.get(document)
        version = known.version if known else self._version(row, document)
        remarks: tuple[str, ...] = ()
        try:
            if known is not None and quote:
                place = located(row, known.text, quote, start, end)
                quote, start, end, remarks = place.quote, place.start, place.end, place.remarks
            check_length(row, quote, start, end)
        except ImportFault:
            if not self._lenient:
                raise
            remarks = (f"No place was kept: the passage does not fit {start}-{end}.",)
            start = end = None
        carried = bool(quote) and (known is None or known.carries)
        return Passage(
            iri=PENDING,
            source=version,
            position=_position(row, start, end),
            quote=_quote(known, quote, start, end) if carried else None,
            quote_sha256=None
            if carried
            else hashed or sha256_text(quote)
            if quote or hashed
            else None,
            excerpt=_excerpt(row, quote),
            section=row.get("section") or None,
            sentence=whole_cell(row, "sentence"),
        ), remarks

    def quoted(self, document: str) -> str:
        """The version of a document that somebody quoted, whatever its text was."""
        iri = f"{document}-text"
        self._versions.setdefault(iri, Version(iri=iri, document=document))
        return iri

    def _put(self, iri: str, field: str, value: object) -> None:
        """What a first row says of a document stands; later rows fill gaps."""
        self._made.setdefault(iri, {}).setdefault(field, value)

    def _year(self, row: Row) -> str | None:
        year = row.get("year")
        if is_nothing(year):
            return None
        date = read_date(year)
        if date is None:
            raise row.fault("year", "is no year or date", "write it as 2018 or 2018-03-31")
        return date

    def _version(self, row: Row, document: str) -> str:
        name = row.get("document_version")
        if not name:
            return self.quoted(document)
        iri = self._base + slug(name)
        self._versions.setdefault(iri, Version(iri=iri, document=document))
        return iri

    def _declare(self, name: str, found: DocumentMap, places: Places) -> None:
        iri = self.named(name)
        for field in ("authors", "issued", "language", "url"):
            value = getattr(found, field)
            if value:
                self._put(iri, field, value)
        if found.title:
            self._put(iri, "title", (LangText(text=found.title),))
        if found.genre:
            self._put(iri, "genre", expand(found.genre))
        if found.note:
            self._put(iri, "notes", (LangText(text=found.note),))
        if not found.file:
            return
        if found.carry not in {"quote", "hash"}:
            raise ImportFault(
                f"mapping, [documents.{name}]: carry is {found.carry!r}", "quote or hash"
            )
        self._read(iri, found, places)

    def _find_text(self, name: str, iri: str) -> None:
        """Read the text of a document that the mapping does not declare, if it is at hand."""
        if self._undeclared is None or iri in self._sought:
            return
        self._sought.add(iri)
        if PurePath(name).name != name:  # an id is no way out of the folder
            return
        file = self._undeclared.file.replace("{document}", name)
        if iri not in self._texts and self._places.at_hand(file):
            carry, reader = self._undeclared.carry, self._undeclared.reader
            self._read(iri, DocumentMap(file=file, carry=carry, reader=reader), self._places)

    def _read(self, iri: str, found: DocumentMap, places: Places) -> None:
        data = read_bytes(places.find(found.file))
        text = canonical_text(data, found.file)
        self.files[found.file] = hashlib.sha256(data).hexdigest()
        version = Version(
            iri=f"{iri}-text",
            document=iri,
            sha256=hashlib.sha256(data).hexdigest(),
            text_sha256=sha256_text(text),
            characters=len(text),
            reader=found.reader or None,
            path=found.path or None,
            carries_text=found.carry == "quote",
        )
        self._versions[version.iri] = version
        self._texts[iri] = _Text(version.iri, text, found.carry == "quote")


def _position(row: Row, start: int | None, end: int | None) -> PositionSelector | None:
    if start is None or end is None:
        return None
    if start >= end:
        raise row.fault("end", f"the passage ends before its start at {start}", "correct it")
    return PositionSelector(iri=PENDING, start=start, end=end)


def _quote(known: _Text | None, quote: str, start: int | None, end: int | None) -> QuoteSelector:
    if known is None or start is None or end is None:
        return QuoteSelector(iri=PENDING, exact=quote)
    before, after = known.text[max(0, start - AROUND) : start], known.text[end : end + AROUND]
    return QuoteSelector(iri=PENDING, exact=quote, prefix=before, suffix=after)


def _excerpt(row: Row, quote: str) -> str | None:
    excerpt = row.get("excerpt")
    if excerpt and quote and excerpt not in quote:
        raise row.fault("excerpt", "is no part of the passage", "copy it from there")
    return excerpt or None


def notices_cell(row: Row) -> tuple[Notice, ...] | None:
    """The notice that a cell names, with its date if it has one; None if it states none."""
    words = row.get("notice")
    if is_nothing(words):
        return None
    kind = next(
        (k for part in words.split() if (k := read_code(NoticeKind, part.strip(",;:")))), None
    )
    kind = kind or read_code(NoticeKind, words)
    if kind is None:
        raise row.fault(
            "notice",
            "names no kind of notice",
            f"use one of {', '.join(k.value for k in NoticeKind)}",
        )
    return (Notice(iri=PENDING, notice_kind=kind, date=read_date(words), words=words),)


def _bare_doi(doi: str) -> str:
    lowered = doi.strip()
    for prefix in ("https://doi.org/", "http://doi.org/", "https://dx.doi.org/", "doi:"):
        if lowered.lower().startswith(prefix):
            return lowered[len(prefix) :].strip()
    return lowered
