"""Whether a condition speaks of people or of animals."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.judge.certainty.body import Kin
    from kg.judge.context import Hierarchy
    from kg.store.index import Index
    from kg.store.records import ValueRow

_HUMAN: Final = re.compile(
    r"\b(?:humans?|homo sapiens|people|persons?|patients?|men|women|adults?|children|volunteers?)\b"
)
_NUMBERS: Final = ("NCBITaxon_9606", "mesh/D006801", "taxonomy/9606")
"""Ends of the IRIs of Homo sapiens in the NCBI taxonomy and MeSH."""


def humans(index: Index, hierarchy: Hierarchy, concepts: Iterable[str]) -> frozenset[str]:
    """The concepts that are people, by IRI, label or mapping, or kinds of such.

    Args:
        index: where labels and mappings stand.
        hierarchy: kinds of concepts.
        concepts: IRIs.

    Returns:
        Those of them that are.
    """
    kinds = {one: hierarchy.kinds_of(one) for one in concepts}
    named = index.refs({kind for found in kinds.values() for kind in found})
    people = {
        iri
        for iri, ref in named.items()
        if iri.endswith(_NUMBERS) or _HUMAN.search(ref.label.casefold())
    }
    people |= {
        str(owner)
        for owner, match in index.among(
            "SELECT owner, value FROM many WHERE field = 'exact_match'"
            " AND owner IN (SELECT value FROM json_each(?))",
            named,
        )
        if str(match).endswith(_NUMBERS)
    }
    return frozenset(one for one, found in kinds.items() if not people.isdisjoint(found))


def kin_of(values: Iterable[ValueRow], people: frozenset[str]) -> Kin:
    """Whether values of the dimension `species` name people, or others.

    Args:
        values: what is stated.
        people: concepts that are people.

    Returns:
        `human` if any does, `animal` if none does.
    """
    human = any(
        value.concept.iri in people if value.concept else _HUMAN.search(value.text.casefold())
        for value in values
    )
    return "human" if human else "animal"
