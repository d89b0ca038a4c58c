"""Concepts by any of their names: those of the ledger, of the mapping, and new ones."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kg.errors import ImportFault
from kg.importers.table.row import split_list
from kg.model.codes import DoseLevel
from kg.model.concept import Concept
from kg.model.identity import digest, slug
from kg.model.values import LangText
from kg.terms import KG, NAMESPACES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kg.importers.table.mapping import ConceptMap
    from kg.importers.table.row import Row
    from kg.model.entity import Entity

_CURIE: Final = re.compile(r"([A-Za-z][A-Za-z0-9-]*):([A-Za-z0-9_.-]+)")
_IRI: Final = re.compile(r"(?:https?|urn):[^\s<>\"{}|^`\\]+")


class Concepts:
    """The concepts that an import may speak of.

    Args:
        base: namespace of the ledger's own names.
        known: entities of the ledger.
        declared: concepts of the mapping by local name.
    """

    def __init__(
        self, base: str, known: Mapping[str, Entity], declared: Mapping[str, ConceptMap]
    ) -> None:
        self._base = base
        self._known = known
        self._made: dict[str, Concept] = {}
        self._by_name: dict[str, str] = {}
        self._labels: dict[str, frozenset[str]] = {}
        self._short: dict[str, list[str]] = {}
        self._matches: dict[str, dict[str, None]] = {}
        for entity in known.values():
            if isinstance(entity, Concept):
                self._index(entity)
        for name, found in declared.items():
            self._declare(base + slug(name), found, declared)

    def made(self) -> Iterator[Concept]:
        """The concepts that the mapping declares, those that cells named first, those matched."""
        for iri, concept in self._made.items():
            yield self._matched(concept, self._matches.get(iri, {}))
        for iri in self._matches.keys() - self._made.keys():
            held = self._known.get(iri)
            if isinstance(held, Concept):
                yield self._matched(held, self._matches[iri])

    @staticmethod
    def _matched(concept: Concept, matches: Iterable[str]) -> Concept:
        wanted = tuple(dict.fromkeys((*concept.exact_match, *matches)))
        same = wanted == concept.exact_match
        return concept if same else concept.model_copy(update={"exact_match": wanted})

    def identify(self, words: str, identifiers: Iterable[str]) -> None:
        """Say what the concept of that name is called elsewhere.

        Raises:
            ImportFault: an identifier is no IRI and no CURIE of a known prefix.
        """
        found = self.find(words)
        if found is not None:
            matches = dict.fromkeys(_foreign(name, found) for name in identifiers)
            matches.pop(found, None)
            self._matches.setdefault(found, {}).update(matches)

    def labels(self) -> Iterator[str]:
        """The labels and synonyms of all concepts of ledger and mapping."""
        for entity in (*self._known.values(), *self._made.values()):
            if isinstance(entity, Concept):
                yield from (name.text for name in (*entity.labels, *entity.synonyms))

    def also_called(self, label: str, short: str) -> None:
        """Give a concept a synonym, should it come to be made."""
        self._short.setdefault(label, []).append(short)

    def find(self, words: str) -> str | None:
        """The concept of a label, a synonym, a local id, a CURIE or an IRI; None if none is."""
        found = self._by_name.get(_folded(words))
        return found or iri_of(words)

    def named(self, words: str) -> str:
        """The concept of that name, made anew if there is none."""
        found = self.find(words)
        return found or self._mint(words)

    def label_of(self, words: str) -> str | None:
        """The label of the concept that the words name, None if they name none that is known."""
        iri = self.find(words)
        if iri is None or self.is_label(iri, words):
            return None if iri is None else words
        entity = self._made.get(iri) or self._known.get(iri)
        return entity.labels[0].text if isinstance(entity, Concept) else words

    def is_label(self, iri: str, words: str) -> bool:
        """The words are the concept's own label, letter by letter, so nothing else need be kept."""
        return words in self._labels.get(iri, ())

    def _mint(self, words: str) -> str:
        iri = self._base + slug(words)
        if iri in self._known or iri in self._made:  # the name belongs to something else
            iri = f"{iri}-{digest(words, 6)}"
        also = tuple(LangText(text=name) for name in self._short.get(words, ()))
        self._add(Concept(iri=iri, labels=(LangText(text=words),), synonyms=also))
        return iri

    def _add(self, concept: Concept) -> None:
        self._made[concept.iri] = concept
        self._index(concept)

    def _index(self, concept: Concept) -> None:
        names = (*concept.labels, *concept.synonyms)
        self._labels[concept.iri] = frozenset(label.text for label in concept.labels)
        for name in names:
            self._by_name.setdefault(_folded(name.text), concept.iri)
        self._by_name.setdefault(_folded(concept.iri.removeprefix(self._base)), concept.iri)

    def _declare(self, iri: str, found: ConceptMap, declared: Mapping[str, ConceptMap]) -> None:
        concept = Concept(
            iri=iri,
            labels=(LangText(text=found.label),),
            synonyms=tuple(LangText(text=name) for name in found.synonyms),
            definition=(LangText(text=found.definition),) if found.definition else (),
            broader=self._links(found.broader, declared, iri),
            related=self._links(found.related, declared, iri),
            disjoint_with=self._links(found.disjoint, declared, iri),
            measures=self._links(found.measures, declared, iri),
            inversely_measures=self._links(found.inversely_measures, declared, iri),
            better_when=found.better,
            exact_match=tuple(_foreign(name, iri) for name in found.match),
            close_match=tuple(_foreign(name, iri) for name in found.close),
        )
        for label in (*concept.labels, *concept.synonyms):
            other = self._by_name.get(_folded(label.text), iri)
            if other != iri and other in self._made:
                raise ImportFault(
                    f"mapping, [concepts]: {label.text!r} names two concepts, "
                    f"{other.removeprefix(self._base)} and {iri.removeprefix(self._base)}",
                    "drop it from one of them",
                )
        self._add(concept)

    def _links(
        self, names: Iterable[str], declared: Mapping[str, ConceptMap], owner: str
    ) -> tuple[str, ...]:
        for name in names:
            if name not in declared and self._base + slug(name) not in self._known:
                raise ImportFault(
                    f"mapping, [concepts.{owner.removeprefix(self._base)}]: "
                    f"no concept is declared as {name!r}",
                    "declare it, or mend the name",
                )
        return tuple(self._base + slug(name) for name in names)


def identify(row: Row, column: str, concepts: Concepts) -> None:
    """Match the concept that a cell of one value names with what the row says of it."""
    identifiers = split_list(row.matches.get(column, ""))
    values = row.items(column)
    if identifiers and len(values) == 1:
        concepts.identify(values[0], identifiers)


def iri_of(words: str) -> str | None:
    """The IRI that a CURIE of a known prefix, or a whole IRI, stands for; None for other words."""
    curie = _CURIE.fullmatch(words.strip())
    if curie is not None and curie[1] in NAMESPACES:
        return NAMESPACES[curie[1]] + curie[2]
    return words.strip() if _IRI.fullmatch(words.strip()) else None


def _foreign(name: str, owner: str) -> str:
    found = iri_of(name)
    if found is None:
        raise ImportFault(
            f"a match of {owner}: {name!r} is no IRI and no CURIE of a known prefix",
            f"known prefixes: {', '.join(sorted(NAMESPACES))}",
        )
    return found


def _folded(words: str) -> str:
    return " ".join(words.replace("’", "'").split()).casefold()


LEVEL_WORDS: Final = frozenset(level.value for level in DoseLevel)
"""Dose words that no concept may take."""

_SPLIT_WORDS: Final = re.compile(r"[\s_-]+")


def camel(words: str) -> str:
    """The local name of a relation word: `used_in` and `used in` are `usedIn`."""
    parts = [part for part in _SPLIT_WORDS.split(words.strip()) if part]
    return "".join(part if n == 0 else part[:1].upper() + part[1:] for n, part in enumerate(parts))


SIGNED: Final[dict[str, str]] = {
    "increases": "increase",
    "raises": "increase",
    "decreases": "decrease",
    "reduces": "decrease",
    "lowers": "decrease",
}
"""Relation words that say a change: they become `kg:affects` and this effect."""


def relation(
    words: str, concepts: Concepts, own: Mapping[str, str | dict[str, str]], common: frozenset[str]
) -> tuple[str, str]:
    """The relation that a predicate cell names.

    Args:
        words: the cell: a word, a CURIE or an IRI.
        concepts: where a relation of the ledger's own is looked for and made.
        own: the mapping's `[relations]`.
        common: local names of the relations of our own vocabulary.

    Returns:
        IRI of the relation, and the effect that it implies, empty if none.
    """
    meant = {camel(key): value for key, value in own.items()}.get(camel(words), words)
    name = meant if isinstance(meant, str) else meant.get("predicate", words)
    effect = "" if isinstance(meant, str) else meant.get("effect", "")
    if camel(name) in SIGNED:
        return f"{KG}affects", SIGNED[camel(name)]
    found = iri_of(name)
    if found is None and camel(name) in common:
        found = KG + camel(name)
    return found or concepts.named(" ".join(_SPLIT_WORDS.split(name.strip()))), effect
