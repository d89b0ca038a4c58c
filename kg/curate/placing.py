"""Which file of a folder an entity belongs to.

| file                 | what                                                                     |
|----------------------|--------------------------------------------------------------------------|
| `ledger.ttl`         | the header, agents and activities                                        |
| `concepts.ttl`       | concepts and dose bands                                                  |
| `sources.ttl`        | documents of which the ledger keeps neither a version nor an assertion   |
| `claims/k.ttl`       | claims whose id begins with k, their evidence lines and assessments      |
| `documents/<id>.ttl` | a document, its versions, and the assertions in it                       |

That is where new entities go. What stands in a file stays there, and people may arrange files as
they like: new evidence then follows its claim, a new assertion its document.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kg.model.assertion import Assertion
from kg.model.assessment import Assessment
from kg.model.document import Version
from kg.model.evidence import EvidenceLine
from kg.model.identity import slug

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
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
_WITH_CLAIM: Final = frozenset({"claims", "evidence", "assessments"})
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


class Places:
    """The files of a ledger's entities, those that are there and those that come.

    Args:
        ledger: the ledger's file or folder.
        homes: the file of each subject that is there.
        header: IRI of the header, None if there is none.
        uttering: documents that have versions or assertions.
    """

    def __init__(
        self,
        ledger: Path,
        homes: Mapping[str, Path],
        header: str | None,
        uttering: Collection[str],
    ) -> None:
        self._ledger = ledger
        self._homes = homes
        self._header = homes.get(header or "")
        self._uttering = uttering

    def of(self, entity: Entity) -> Path:
        """The file where an entity stands or is to stand."""
        if entity.iri in self._homes:
            return self._homes[entity.iri]
        kind, anchor = entity.kind, anchor_of(entity)
        rule = file_for(kind, anchor, self._ledger)
        if _FLAT.get(kind) == HEADER_FILE:
            return self._header or rule
        if kind == "documents" and anchor in self._uttering:
            return file_for("versions", anchor, self._ledger)
        home = self._homes.get(anchor, rule)
        return rule if home == self._ledger / SOURCES_FILE else home


def anchor_of(entity: Entity) -> str:
    """The claim of an evidence line or assessment, the document of a version or assertion.

    Returns:
        The IRI; the entity's own for all others.
    """
    if isinstance(entity, EvidenceLine | Assessment):
        return entity.claim
    if isinstance(entity, Assertion | Version):
        return entity.document
    return entity.iri
