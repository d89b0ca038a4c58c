"""Which file of a folder an entity belongs to.

| file                 | what                                                                     |
|----------------------|--------------------------------------------------------------------------|
| `ledger.ttl`         | the header, agents and activities                                        |
| `concepts.ttl`       | concepts and dose bands                                                  |
| `sources.ttl`        | documents of which the ledger keeps neither a version nor an assertion   |
| `claims/k.ttl`       | claims whose id begins with k, their evidence, assessments, settlements   |
| `documents/<id>.ttl` | a document, its versions, and the assertions in it                       |

That is where new entities go. What stands in a file stays there, and people may arrange files as
they like: new evidence then follows its claim, a new assertion its document. Where all entities of
a kind stand in one file that the table does not give them, new ones of that kind go there too.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kg.model.assertion import Assertion
from kg.model.assessment import Assessment
from kg.model.document import Version
from kg.model.evidence import EvidenceLine
from kg.model.identity import slug
from kg.model.settlement import Settlement
from kg.store.files import name_within

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable
    from pathlib import Path

    from kg.model.entity import Entity

HEADER_FILE: Final = "ledger.ttl"
CONCEPTS_FILE: Final = "concepts.ttl"
SOURCES_FILE: Final = "sources.ttl"
CLAIMS_FOLDER: Final = "claims"
DOCUMENTS_FOLDER: Final = "documents"
OTHER_FILE: Final = "other.ttl"
"""Triples about subjects that are no entities."""

WRITING_ORDER: Final = (
    HEADER_FILE,
    CONCEPTS_FILE,
    SOURCES_FILE,
    OTHER_FILE,
    CLAIMS_FOLDER,
    DOCUMENTS_FOLDER,
)
"""What is named before what names it, as far as files can be put into one order."""

_FLAT: Final = {
    "ledgers": HEADER_FILE,
    "agents": HEADER_FILE,
    "activities": HEADER_FILE,
    "concepts": CONCEPTS_FILE,
    "dose-bands": CONCEPTS_FILE,
    "documents": SOURCES_FILE,
}
_WITH_CLAIM: Final = frozenset({"claims", "evidence", "assessments", "settlements"})
_WITH_DOCUMENT: Final = frozenset({"versions", "assertions"})
_LOCAL: Final = re.compile(r"[^#/]*$")


def file_for(kind: str, iri: str, ledger: Path) -> Path:
    """The file for a new entity, by the rule above.

    Args:
        kind: such as `claims`.
        iri: the entity; for evidence and assessments their claim, for versions and assertions their
            document.
        ledger: the ledger's file or folder.

    Returns:
        The ledger itself if it is a file, else a file in the folder, which need not exist.
    """
    if not ledger.is_dir():
        return ledger
    if kind in _FLAT:
        return ledger / _FLAT[kind]
    found = _LOCAL.search(iri)
    name = slug(found[0] if found else iri)
    if kind in _WITH_CLAIM:
        return ledger / CLAIMS_FOLDER / f"{name[0]}.ttl"
    if kind in _WITH_DOCUMENT:
        return ledger / DOCUMENTS_FOLDER / f"{name}.ttl"
    return ledger / OTHER_FILE


class Homes:
    """The files of a ledger's entities, those that are there and those that come.

    Args:
        ledger: the ledger's file or folder.
        home: gives the file of a subject that is there, None for one that is not.
        header: IRI of the header, None if there is none.
        uttering: whether a document has versions or assertions.
        holding: gives the files that hold entities of a kind.
    """

    def __init__(
        self,
        ledger: Path,
        home: Callable[[str], Path | None],
        header: str | None,
        uttering: Callable[[str], bool],
        holding: Callable[[str], Collection[Path]],
    ) -> None:
        self._ledger = ledger
        self._home = home
        self._header = home(header) if header else None
        self._uttering = uttering
        self._holding = holding

    def of(self, entity: Entity) -> Path:
        """The file where an entity stands or is to stand."""
        if not self._ledger.is_dir():
            return self._ledger
        return self._home(entity.iri) or self._new(entity)

    def _new(self, entity: Entity) -> Path:
        kind, anchor = entity.kind, anchor_of(entity)
        rule = file_for(kind, anchor, self._ledger)
        if _FLAT.get(kind) == HEADER_FILE:
            return self._header or rule
        arranged = self._arranged(kind)
        if arranged is not None:
            return arranged
        if kind == "documents" and self._uttering(anchor):
            return file_for("versions", anchor, self._ledger)
        home = self._home(anchor) or rule
        return rule if home == self._ledger / SOURCES_FILE else home

    def _arranged(self, kind: str) -> Path | None:
        """The one file in which people keep all entities of a kind, if it is not by the table."""
        files = self._holding(kind)
        if len(files) != 1:
            return None
        (file,) = files
        folder = CLAIMS_FOLDER if kind in _WITH_CLAIM else DOCUMENTS_FOLDER
        by_table = file == self._ledger / _FLAT.get(kind, OTHER_FILE) or (
            (kind == "documents" or kind not in _FLAT) and file.parent == self._ledger / folder
        )
        return None if by_table else file


def in_writing_order(ledger: Path, files: Iterable[Path]) -> list[Path]:
    """Files of a ledger in the order in which they are written: see `WRITING_ORDER`."""
    return sorted(files, key=lambda file: _rank(ledger, file))


def _rank(ledger: Path, file: Path) -> tuple[int, Path]:
    first = name_within(ledger, file).partition("/")[0]
    known = first in WRITING_ORDER
    return (WRITING_ORDER.index(first) if known else len(WRITING_ORDER), file)


def anchor_of(entity: Entity) -> str:
    """The claim of an evidence line, assessment or settlement, the document of the others.

    Returns:
        The IRI; the entity's own for all others.
    """
    if isinstance(entity, EvidenceLine | Assessment):
        return entity.claim
    if isinstance(entity, Settlement):
        return min(entity.claims, default=entity.iri)
    if isinstance(entity, Assertion | Version):
        return entity.document
    return entity.iri
