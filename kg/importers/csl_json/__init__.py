"""Bibliographies in CSL-JSON: one document a reference."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pydantic import ValidationError

from kg.errors import ImportFault, SyntaxFault
from kg.importers.csl_json.fields import document_fields
from kg.importers.table.sheets import read_bytes
from kg.model.document import Document
from kg.model.identity import digest, source_name
from kg.model.ownership import PENDING, owned_by
from kg.rdf.imported import Imported

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kg.model.entity import Entity
    from kg.rdf.imported import Request

SUFFIXES: Final = (".json", ".csl")

_PLACE: Final = re.compile(r"line (\d+) column (\d+)")


def read(path: str, request: Request) -> Imported:
    """Import a bibliography.

    Args:
        path: a CSL-JSON file: an array of references, one reference, or an object with `items`.
        request: the ledger's namespace and entities; a document of the same DOI, PMID or id is
            the same document and keeps its name.

    Returns:
        Documents; of two references with one id the first.

    Raises:
        ReadError: the file is missing.
        SyntaxFault: it is not JSON.
        ImportFault: a reference is no object, has no id, or holds what no document may hold.
    """
    data = read_bytes(path)
    known = _Known(request.known, request.base)
    found: dict[str, Document] = {}
    for number, record in enumerate(_references(data, path), start=1):
        document = _document(record, f"{path}, reference {number}", known)
        found.setdefault(document.iri, document)
    return Imported(
        tuple(found.values()), files={Path(path).name: hashlib.sha256(data).hexdigest()}
    )


def _references(data: bytes, path: str) -> Iterator[dict[str, object]]:
    try:
        content = json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise SyntaxFault(path, 0, 0, "the file is not UTF-8", "save it as UTF-8") from error
    except RecursionError as error:
        raise SyntaxFault(path, 0, 0, "nested too deeply to be a bibliography") from error
    except ValueError as error:
        place = _PLACE.search(str(error))
        line, column = (int(place[1]), int(place[2])) if place else (0, 0)
        raise SyntaxFault(path, line, column, f"not JSON: {error}", "export it again") from error
    if isinstance(content, dict):
        content = content.get("items", [content])
    if not isinstance(content, list):
        raise ImportFault(f"{path}: not a list of references", "export it as CSL-JSON")
    for number, record in enumerate(content, start=1):
        if not isinstance(record, dict):
            raise ImportFault(f"{path}, reference {number}: not an object", "export it as CSL-JSON")
        yield record


class _Known:
    """Documents of the ledger by DOI and PMID, and the names that are taken."""

    def __init__(self, known: Mapping[str, Entity], base: str) -> None:
        self.base = base
        self._taken = {iri: "" for iri, one in known.items() if not isinstance(one, Document)}
        self._by_number: dict[str, str] = {}
        for iri, one in known.items():
            if isinstance(one, Document):
                for number in (one.doi, one.pmid):
                    if number:
                        self._by_number[number.casefold()] = iri

    def name(self, identifier: str, numbers: tuple[str, ...]) -> str:
        """The IRI of a reference; two ids that look alike get different ones."""
        for number in numbers:
            if number.casefold() in self._by_number:
                return self._by_number[number.casefold()]
        iri = self.base + source_name(identifier)
        if self._taken.setdefault(iri, identifier) != identifier:
            iri = f"{iri}-{digest(identifier, 6)}"
        return iri


def _document(record: dict[str, object], place: str, known: _Known) -> Document:
    identifier = record.get("id", record.get("citation-key"))
    if not isinstance(identifier, str | int) or not str(identifier).strip():
        raise ImportFault(f"{place}: it has no id", "give every reference an id")
    try:
        stated = document_fields(record)
        draft = Document.model_validate({"iri": PENDING, **stated})
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(str(part) for part in first["loc"][:1])
        raise ImportFault(f"{place} ({identifier}): {where}: {first['msg']}") from error
    numbers = tuple(number for number in (draft.doi, draft.pmid) if number)
    return owned_by(draft, known.name(str(identifier), numbers))
