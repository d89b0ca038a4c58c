"""What one act has made so far: later records of it may name what earlier ones made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.model.claim import Claim
from kg.model.concept import Concept
from kg.model.document import Document
from kg.model.meaning import meaning_key
from kg.store.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.model.entity import Entity

_NUMBERED = ("doi", "pmid", "pmcid")


class Coming:
    """Entities that are made but not written.

    Args:
        base: namespace of the ledger's own names.

    Attributes:
        entities: them, by name.
    """

    def __init__(self, base: str) -> None:
        self.entities: dict[str, Entity] = {}
        self._base = base
        self._named: dict[tuple[str, str], str] = {}
        self._same: dict[tuple[str, str], str] = {}

    def add(self, entities: Iterable[Entity]) -> None:
        """Take what a record made."""
        for entity in entities:
            self.entities[entity.iri] = entity
            for name in self._names(entity):
                self._named.setdefault((entity.kind, name), entity.iri)
            for mark in _marks(entity):
                self._same.setdefault(mark, entity.iri)

    def kind_of(self, iri: str) -> str | None:
        """The kind of one of them, None for all else."""
        found = self.entities.get(iri)
        return found.kind if found else None

    def named(self, name: str, kind: str) -> str | None:
        """The one of a kind that bears a local id, IRI, label, synonym or number."""
        found = self._named.get((kind, name))
        return found or self._named.get((kind, fold(name)))

    def twin_of(self, new: Entity) -> str | None:
        """The one that is the same thing as another; see `kg.curate.adding.twins`."""
        return next((self._same[mark] for mark in _marks(new) if mark in self._same), None)

    def _names(self, entity: Entity) -> Iterator[str]:
        local = entity.iri.removeprefix(self._base)
        yield from (entity.iri, local, f":{local}")
        if isinstance(entity, Concept):
            yield from (fold(one.text) for one in (*entity.labels, *entity.synonyms))
        if isinstance(entity, Document):
            yield from (fold(one.text) for one in entity.title)
            yield from (number for _, number in _numbers(entity))


def _marks(entity: Entity) -> Iterator[tuple[str, str]]:
    """What no two entities have in common."""
    yield "iri", entity.iri
    if isinstance(entity, Claim):
        yield "meaning", meaning_key(entity)
    elif isinstance(entity, Concept):
        yield from (("label", fold(one.text)) for one in entity.labels)
    elif isinstance(entity, Document):
        yield from _numbers(entity)


def _numbers(document: Document) -> Iterator[tuple[str, str]]:
    for name in _NUMBERED:
        number = getattr(document, name)
        if number:
            yield name, number.lower()
