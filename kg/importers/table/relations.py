"""The relations of our own vocabulary, as `schema/ontology.ttl` lists them."""

from __future__ import annotations

from functools import cache
from typing import Final

from kg.model.kinds import CLASSES
from kg.rdf.fields import fields_of
from kg.rdf.ontology import declared_terms
from kg.terms import KG

UNSIGNED: Final = "affects"
"""The relation that carries an effect; known even where the ontology is not at hand."""


@cache
def common_relations() -> frozenset[str]:
    """Local names of the relations that a claim may have, such as `usedIn`.

    Returns:
        Terms of our namespace that begin with a small letter and are no field of a noun; where
        the ontology is not at hand `affects` alone, and other relations become the ledger's own.
    """
    fields = {bound.term.iri for cls in CLASSES.values() for bound in fields_of(cls)}
    names = (iri.removeprefix(KG) for iri in declared_terms() - fields)
    return frozenset((UNSIGNED, *(name for name in names if name[:1].islower())))
