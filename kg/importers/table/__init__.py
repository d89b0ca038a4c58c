"""Tables of claims, evidence and sources: CSV, TSV and JSONL, with or without a mapping."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg.errors import ImportFault
from kg.importers.table.claims import Claims
from kg.importers.table.columns import COLUMNS
from kg.importers.table.concepts import Concepts
from kg.importers.table.documents import Documents
from kg.importers.table.evidence import evidence_line
from kg.importers.table.mapping import NO_MAPPING, Places, read_mapping
from kg.importers.table.phrases import PhraseReader
from kg.importers.table.relations import common_relations
from kg.importers.table.sheets import SUFFIXES, read_sheet
from kg.importers.table.translate import by_header, by_mapping
from kg.importers.table.utterances import assertion, assessment, states_utterance
from kg.importers.table.values import NAMED, ContextReader
from kg.rdf.imported import Imported

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.importers.table.mapping import Mapping
    from kg.importers.table.row import Row
    from kg.model.entity import Entity
    from kg.rdf.imported import Request

__all__ = ["COLUMNS", "SUFFIXES", "read"]

_ENOUGH: Final = ("document", "verdict", "rationale")
"""What a row can be about besides a claim, an evidence line and a source."""

_SOURCE_COLUMNS: Final = tuple(c.name for c in COLUMNS.values() if c.target == "source")


def read(path: str, request: Request) -> Imported:
    """Import tables.

    Args:
        path: a table; or, with a mapping, the folder in which the mapping's files lie.
        request: the ledger's namespace and entities, renamed and ignored columns, the mapping.

    Returns:
        Concepts, documents, claims, assertions, evidence lines and assessments with their final
        names: importing the same tables again gives the same.

    Raises:
        ReadError: a file is missing or is no table.
        ImportFault: names file, row, column, value and remedy.
    """
    mapping = read_mapping(request.mapping) if request.mapping else NO_MAPPING
    files: dict[str, str] = {}
    folders = [Path(path) if Path(path).is_dir() else Path(path).parent]
    if request.mapping:
        folders.append(Path(request.mapping).parent)
    places = Places(tuple(folders))
    rows = tuple(_rows(path, request, mapping, places, files))
    return import_rows(rows, request, mapping, places, files)


def import_rows(
    rows: tuple[Row, ...], request: Request, mapping: Mapping, places: Places, files: dict[str, str]
) -> Imported:
    """Import rows that are in the columns of the table format already.

    Args:
        rows: the rows.
        request: the ledger's namespace and entities.
        mapping: concepts, relations and documents that the rows may speak of.
        places: where the texts of documents are looked for.
        files: SHA-256 of every file that the rows come from.

    Returns:
        What `read` returns.

    Raises:
        ImportFault: a cell cannot be read.
    """
    return _Import(request, mapping, places).run(rows, files)


def _rows(
    path: str, request: Request, mapping: Mapping, places: Places, files: dict[str, str]
) -> Iterator[Row]:
    if mapping.tables:
        for table in mapping.tables:
            if table.columns:
                yield from by_mapping(table, mapping, places, files)
            else:
                sheet = read_sheet(places.find(table.file))
                files[table.file] = sheet.sha256
                yield from by_header(sheet, request.columns, table.ignore)
        return
    if Path(path).is_dir():
        raise ImportFault(
            f"{path}: is a folder", "name a table, or give a --mapping with [[tables]]"
        )
    sheet = read_sheet(path)
    files[Path(path).name] = sheet.sha256
    yield from by_header(sheet, request.columns, request.ignored)


class _Import:
    """One run over all rows."""

    def __init__(self, request: Request, mapping: Mapping, places: Places) -> None:
        self._base = request.base
        self._read_context = request.read_context
        self._concepts = Concepts(request.base, request.known, mapping.concepts)
        minted = NAMED if mapping.mint is None else mapping.mint
        self._minted = frozenset(minted)
        self._contexts = ContextReader(self._concepts, self._minted)
        self._documents = Documents(
            request.base,
            request.known,
            mapping.documents,
            places,
            texts=mapping.texts,
            lenient=mapping.offsets == "lenient",
        )
        relations = (mapping.relations, common_relations())
        self._claims = Claims(
            request.base, request.known, self._concepts, self._contexts, relations
        )

    def run(self, rows: tuple[Row, ...], files: dict[str, str]) -> Imported:
        """All entities of the rows; a claim or a name may be used before its row defines it."""
        phrases = PhraseReader(self._concepts)
        if self._read_context:
            rows = phrases.rows(rows)
        for row in rows:
            if row.get("subject") and not row.get("duplicate_of"):
                self._claims.define(row)
        for row in rows:
            self._claims.name_things(row)
        for row in rows:
            self._name_conditions(row)
        found: dict[str, Entity] = {}
        notes = [
            self._twice(row, entity)
            for row in rows
            for entity in self._entities(row)
            if found.setdefault(entity.iri, entity) != entity
        ]
        parts = (self._concepts.made(), self._documents.entities(), self._claims.entities())
        whole = (*(entity for part in parts for entity in part), *found.values())
        kept = tuple(dict.fromkeys(self._contexts.kept))
        return Imported(
            whole,
            kept_words=kept,
            read_words=tuple(phrases.read),
            files={**files, **self._documents.files},
            notes=(*phrases.notes(), *notes),
        )

    def _twice(self, row: Row, entity: Entity) -> str:
        """What is said of a row that describes something otherwise than a row before it."""
        name = getattr(entity, "identifier", None) or entity.iri.removeprefix(self._base)
        return (
            f"{row.file}, row {row.number}: says of {entity.kind} {name} what an earlier row does"
            " not; the first stands"
        )

    def _name_conditions(self, row: Row) -> None:
        """Make the concepts that a row's conditions name, before any row's are read."""
        if row.states(("document", "duplicate_of")) or self._claims.is_first(row):
            self._contexts.name_things(row)
        if row.get("direction"):
            self._contexts.name_things(row, "evidence_")
        if row.states(_SOURCE_COLUMNS):
            self._contexts.name_things(row, "source_")

    def _entities(self, row: Row) -> Iterator[Entity]:
        claimed = row.states(("claim_id", "duplicate_of", "subject"))
        if claimed:
            self._claims.of(row)
        if states_utterance(row):
            yield assertion(row, self._base, self._claims, self._documents, self._contexts)
        if row.get("verdict") or row.get("rationale"):
            yield assessment(row, self._base, self._claims)
        if row.get("direction"):
            readers = (self._contexts, self._concepts)
            yield evidence_line(row, self._base, self._claims, self._documents, readers)
        elif row.states(_SOURCE_COLUMNS) and not claimed:
            self._documents.source(row, self._contexts)
        elif row.cells and not claimed and not row.states(_ENOUGH):
            raise row.fault(
                "claim_id", "the row names no claim and no document", "fill claim_id, or subject"
            )
