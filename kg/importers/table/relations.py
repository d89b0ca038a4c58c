"""The relations of our own vocabulary, as `schema/ontology.ttl` lists them."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

from pyoxigraph import NamedNode

from kg.model.kinds import CLASSES
from kg.rdf.fields import fields_of
from kg.rdf.parse import parse_turtle
from kg.terms import KG

_PACKAGE: Final = Path(__file__).parents[2]
_PLACES: Final = (
    _PACKAGE / "_schema" / "ontology.ttl",  # installed
    _PACKAGE.parent / "schema" / "ontology.ttl",  # a checkout
)


@cache
def common_relations() -> frozenset[str]:
    """Local names of the relations that a claim may have, such as `usedIn`.

    Returns:
        Terms of our namespace that begin with a small letter and are no field of a noun; empty
        where the ontology is not at hand, so that every relation becomes the ledger's own.
    """
    path = next((place for place in _PLACES if place.is_file()), None)
    if path is None:
        return frozenset()
    fields = {bound.term.iri for cls in CLASSES.values() for bound in fields_of(cls)}
    names = set()
    for triple in parse_turtle(path):
        subject = triple.subject
        if isinstance(subject, NamedNode) and subject.value.startswith(KG):
            local = subject.value.removeprefix(KG)
            if local[:1].islower() and subject.value not in fields:
                names.add(local)
    return frozenset(names)
