"""The concepts of a BEL document: its terms, and the values of its annotations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.importers.bel.annotations import SPECIES
from kg.importers.bel.terms import name_in
from kg.importers.table.mapping import ConceptMap
from kg.model.concept import Concept
from kg.model.identity import digest, slug
from kg.model.values import LangText

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.importers.table.row import Row
    from kg.model.entity import Entity

_SPECIES: Final = {name: (number, common) for number, (name, common) in SPECIES.items()}
_EXCLUSIVE: Final = (frozenset(_SPECIES), frozenset({"Male", "Female"}))
"""Values of which nothing can have two."""
_NAMING: Final = tuple(
    f"evidence_{name}" for name in ("species", "condition", "place", "population")
)


def declared(
    rows: tuple[Row, ...], known: Mapping[str, Entity], base: str
) -> dict[str, ConceptMap]:
    """Concepts that the rows name, in the form of a mapping's `[concepts]`.

    Args:
        rows: the rows.
        known: entities of the ledger; what it names already is not declared again.
        base: namespace of the ledger's own names.

    Returns:
        By local name; two labels that look alike get two names, the same in every run.
    """
    held = {
        label.text.casefold()
        for one in known.values()
        if isinstance(one, Concept)
        for label in (*one.labels, *one.synonyms)
    }
    labels = dict.fromkeys(
        words
        for row in rows
        for column in ("subject", "object", *_NAMING)
        for words in row.items(column)
    )
    folded: dict[str, str] = {}
    for label in labels:
        folded.setdefault(label.casefold(), label)
    wanted = {key: label for key, label in folded.items() if key not in held}
    names = _names(wanted.values(), known, base)
    local = {**_held(known, base), **{label: names[label] for label in wanted.values()}}
    return {names[label]: _concept(label, local) for label in wanted.values()}


def _held(known: Mapping[str, Entity], base: str) -> dict[str, str]:
    """Local names, by label, of the concepts that the ledger has already."""
    return {
        one.labels[0].text: iri.removeprefix(base)
        for iri, one in known.items()
        if isinstance(one, Concept) and slug(iri.removeprefix(base)) == iri.removeprefix(base)
    }


def _names(labels: Iterable[str], known: Mapping[str, Entity], base: str) -> dict[str, str]:
    taken = {iri.removeprefix(base) for iri in known}
    found: dict[str, str] = {}
    for label in labels:
        name = slug(label)
        if name in taken:
            name = f"{slug(label, 53)}-{digest(label, 6)}"
        taken.add(name)
        found[label] = name
    return found


def _concept(label: str, local: Mapping[str, str]) -> ConceptMap:
    """The concept of a label; of things that exclude each other it names the others."""
    kind = next((kind for kind in _EXCLUSIVE if label in kind), frozenset())
    apart = tuple(sorted(local[other] for other in kind - {label} if other in local))
    if label not in _SPECIES:
        return ConceptMap(label=label, disjoint=apart)
    number, common = _SPECIES[label]
    match = (f"obo:NCBITaxon_{number}",)
    return ConceptMap(label=label, synonyms=common, match=match, disjoint=apart)


def with_names(entity: Entity) -> Entity:
    """A term's concept with the bare name in it as a synonym, so that people find it by that.

    Several terms may bear one name: a gene and its protein do.
    """
    if not isinstance(entity, Concept) or entity.synonyms:
        return entity
    name = name_in(entity.labels[0].text)
    if name is None:
        return entity
    return entity.model_copy(update={"synonyms": (LangText(text=name),)})
