"""The claims of a ledger as their words are compared: which words of a claim mean what, and weigh.

A word that many claims hold tells little of which one is meant, so words weigh by their rarity.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from kg.text.alike import senses

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.store.records import ClaimRow, Ref

LEVELS: Final = frozenset({"low", "medium", "high"})
"""Dose words that are compared; `correct` or `increasing` name no amount."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """A claim as its words are compared. Sets of its words are bit masks.

    Attributes:
        claim: the claim.
        weights: of its words.
        total: the sum of the weights.
        bits: its words by what they may mean.
        concepts: its words by the concept that they name.
        subjects: the words of each subject; 0 where its wording does not name it.
        objects: the words of each object.
        levels: the dose words under which it holds.
        known: sets of words that were weighed before.
    """

    claim: ClaimRow
    weights: tuple[float, ...]
    total: float
    bits: dict[str, int]
    concepts: dict[str, int]
    subjects: tuple[tuple[str, int], ...]
    objects: tuple[tuple[str, int], ...]
    levels: frozenset[str]
    known: dict[int, float] = field(default_factory=dict, compare=False, repr=False)

    def weight(self, words: int) -> float:
        """What some of its words weigh."""
        found = self.known.get(words)
        if found is None:
            one = enumerate(self.weights)
            found = self.known[words] = sum(weight for place, weight in one if words >> place & 1)
        return found


class Meanings:
    """The claims that sentences may state.

    Args:
        claims: the claims.
        names: labels of concepts by IRI.

    Attributes:
        all: the meanings of the claims.
        by_key: for what a word may mean, places in `all` of those that hold it, and their words.
        by_concept: the same for a concept that they are about.
    """

    def __init__(self, claims: Iterable[ClaimRow], names: Mapping[str, str]) -> None:
        self._names = names
        self._senses: dict[str, frozenset[str]] = {}
        slots = [(c, [s.keys for s in senses(c.text) if s.whole]) for c in claims]
        self._count = len(slots)
        self._rarity = Counter(key for _, words in slots for key in frozenset().union(*words))
        self._weights: dict[frozenset[str], float] = {}
        self._like: dict[frozenset[str], dict[int, tuple[int, int]]] = {}
        self.all = tuple(self._meaning(claim, words) for claim, words in slots if words)
        self.by_key: dict[str, list[tuple[int, int]]] = {}
        self.by_concept: dict[str, list[tuple[int, int]]] = {}
        for place, meaning in enumerate(self.all):
            for key, mask in meaning.bits.items():
                self.by_key.setdefault(key, []).append((place, mask))
            for iri, mask in meaning.concepts.items():
                self.by_concept.setdefault(iri, []).append((place, mask))

    def weight(self, keys: frozenset[str]) -> float:
        """What a word weighs: the logarithm of its rarity, by the commonest of its meanings."""
        found = self._weights.get(keys)
        if found is None:
            commonest = max(max(1, self._rarity[key]) for key in keys)
            found = self._weights[keys] = math.log1p(self._count / commonest)
        return found

    def like(self, keys: frozenset[str]) -> Mapping[int, tuple[int, int]]:
        """The claims that a word is like.

        Args:
            keys: what the word may mean.

        Returns:
            By the claim's place in `all`: its words that the word is like, and those that it is.
        """
        held = frozenset(key for key in keys if key in self.by_key)
        known = self._like.get(held)
        if known is None:
            known = self._like[held] = {}
            for key in held:
                is_group = key[0] == "="
                for place, mask in self.by_key[key]:
                    like, same = known.get(place, (0, 0))
                    known[place] = (like | mask, same if is_group else same | mask)
        return known

    def senses_of(self, iri: str) -> frozenset[str]:
        """What the words of a concept's label may mean."""
        known = self._senses.get(iri)
        if known is None:
            found = (sense.keys for sense in senses(self._names.get(iri, "")))
            known = self._senses[iri] = frozenset().union(*found)
        return known

    def _meaning(self, claim: ClaimRow, words: list[frozenset[str]]) -> Meaning:
        bits: dict[str, int] = defaultdict(int)
        for place, keys in enumerate(words):
            for key in keys:
                bits[key] |= 1 << place
        weights = tuple(map(self.weight, words))
        subjects = tuple(self._named(ref, bits) for ref in claim.subjects)
        objects = tuple(self._named(ref, bits) for ref in claim.objects)
        doses = claim.qualifiers.get("dose", ())
        return Meaning(
            claim,
            weights,
            sum(weights),
            dict(bits),
            dict((*subjects, *objects)),
            subjects,
            objects,
            frozenset(v.level for v in doses if v.level is not None and v.level in LEVELS),
        )

    def _named(self, ref: Ref, bits: Mapping[str, int]) -> tuple[str, int]:
        """A concept and the words of a claim that name it."""
        mask = 0
        for key in self.senses_of(ref.iri) or frozenset().union(*_keys(ref.label)):
            mask |= bits.get(key, 0)
        return ref.iri, mask


def _keys(label: str) -> list[frozenset[str]]:
    return [sense.keys for sense in senses(label)]
