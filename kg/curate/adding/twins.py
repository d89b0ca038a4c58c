"""What the ledger has already of what is to be added."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.model.claim import Claim
from kg.model.concept import Concept
from kg.model.document import Document
from kg.model.meaning import meaning_key
from kg.store.presence import NUMBERS, claims_between, concept_called, document_numbered, present

if TYPE_CHECKING:
    from kg.curate.adding.desk import Desk
    from kg.model.entity import Entity


def twin_of(desk: Desk, new: Entity) -> str | None:
    """The entity of the ledger that is the same thing, one in force if there is one.

    Args:
        desk: the ledger at hand.
        new: what is to be added, under its final name.

    Returns:
        For a claim one of the same meaning, for a concept one of the same label, for a document
        one of the same DOI or PubMed number; for the others one of the same name.
    """
    index = desk.ledger.index
    coming = desk.coming.twin_of(new)
    if coming is not None:
        return coming
    if isinstance(new, Claim):
        return _same_claim(desk, new)
    if isinstance(new, Concept):
        found = (concept_called(index, label.text, label.lang) for label in new.labels)
    elif isinstance(new, Document):
        numbers = ((name, getattr(new, name)) for name in NUMBERS)
        found = (document_numbered(index, name, number) for name, number in numbers if number)
    else:
        return new.iri if desk.ledger.kind_of(new.iri) == new.kind else None
    return next((iri for iri in found if iri is not None), None)


def _same_claim(desk: Desk, new: Claim) -> str | None:
    index = desk.ledger.index
    found = claims_between(index, new.predicate, new.effect, new.subject, new.object)
    key = meaning_key(new)
    same = [
        iri
        for iri, one in desk.hand.held(found).items()
        if isinstance(one.entity, Claim) and meaning_key(one.entity) == key
    ]
    live = present(index, same, in_force=True)
    return min(live or same, default=None)
