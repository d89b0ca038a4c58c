"""Entities as triples: a subject, the value nodes beneath it, and what no field takes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kg.errors import EntityError
from kg.rdf.codec import decode, encode
from kg.rdf.ledger_layout import ledger_layout
from kg.terms import RDF_TYPE

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from pyoxigraph import Triple

    from kg.model.entity import Entity

Families = dict[str, list["Triple"]]
"""Triples by the subject that they belong to, its value nodes included."""


class Held(NamedTuple):
    """An entity as a ledger holds it, or is to hold it.

    Attributes:
        entity: the noun.
        leftovers: triples of it that no field takes.
    """

    entity: Entity
    leftovers: tuple[Triple, ...] = ()

    @property
    def family(self) -> list[Triple]:
        """Its triples, those of its value nodes, and those that no field takes."""
        return [*encode(self.entity), *self.leftovers]


def families(triples: Iterable[Triple], iris: Collection[str]) -> Families:
    """The triples of some subjects and of the value nodes beneath them.

    Args:
        triples: a whole ledger, in any order.
        iris: the subjects.

    Returns:
        Families by subject; one that has no triples is left out.
    """
    by_subject: dict[str, list[Triple]] = {}
    for triple in triples:
        by_subject.setdefault(getattr(triple.subject, "value", ""), []).append(triple)
    return {
        iri: [t for one in _beneath(iri, by_subject) for t in by_subject[one]]
        for iri in iris
        if iri in by_subject
    }


def _beneath(iri: str, by_subject: Mapping[str, list[Triple]]) -> dict[str, None]:
    """A subject and the value nodes that it leads to."""
    owned = ledger_layout().owned
    seen: dict[str, None] = {}
    waiting = [iri]
    while waiting:
        one = waiting.pop()
        seen[one] = None
        for triple in by_subject[one]:
            name = getattr(triple.object, "value", "")
            if name in by_subject and name not in seen and types_of(by_subject[name]) & owned:
                waiting.append(name)
    return seen


def types_of(triples: Iterable[Triple]) -> set[str]:
    """What a subject is said to be."""
    return {getattr(t.object, "value", "") for t in triples if t.predicate.value == RDF_TYPE}


def checked(entity: Entity) -> Entity:
    """An entity that reads back as it is.

    Raises:
        EntityError: it would not.
    """
    found = decode(list(encode(entity))).entities.get(entity.iri)
    if found != entity:
        raise EntityError(f"{entity.iri}: would not be read back as it is", "please report this")
    return entity
