"""Sentences of prose linked to claims of the ledger: what they state, and how.

A wrong link makes a wrong finding: rules judge a statement by a claim only if it states it with
all conditions under which the claim holds.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final, Literal
from weakref import WeakKeyDictionary

from kg.auditing.claims_about import claims_about, spoken_of
from kg.auditing.conditions import states_conditions
from kg.auditing.firmness import is_firmer
from kg.auditing.matching import matches
from kg.auditing.meanings import LEVELS, Meanings
from kg.auditing.statement import Link
from kg.auditing.uttered import Carried
from kg.judge.context.hierarchy import Hierarchy
from kg.text.labels import LabelMatcher
from kg.text.quantities import dose_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.auditing.claims_about import Spoken
    from kg.auditing.matching import Match
    from kg.auditing.statement import How
    from kg.auditing.uttered import Uttered
    from kg.store.selection import Selection
    from kg.text.cues import Cue
    from kg.text.labels import LabelHit

_MOST: Final = 3
"""Claims that one sentence is linked to at most."""
_MORE: Final = 0.02
"""What each unit of weight of the words that it shares moves a claim forward."""
_NEW: Final = 0.6
"""Share of a claim's words in the sentence that no better claim has taken, where stretches meet."""


_MADE: WeakKeyDictionary[Selection, tuple[object, Linker]] = WeakKeyDictionary()
"""Linkers by selection, each with the connection to the index that it was made of."""


def linker_of(view: Selection) -> Linker:
    """The linker of a selection, made once as long as the ledger stays as it is.

    Args:
        view: the ledger.
    """
    connection = view.ledger.index.connection
    known = _MADE.get(view)
    if known is None or known[0] is not connection:
        known = _MADE[view] = (connection, Linker(view))
    return known[1]


class Linker:
    """Links sentences to the claims of a selection.

    Args:
        view: the ledger.
    """

    def __init__(self, view: Selection) -> None:
        concepts = view.ledger.concepts()
        self._matcher = LabelMatcher(
            (name, row.ref.iri) for row in concepts for name in (row.ref.label, *row.synonyms)
        )
        self._hierarchy = Hierarchy({row.ref.iri: row.broader for row in concepts})
        self._labels = {row.ref.iri: row.ref.label for row in concepts}
        self._view = view
        self._about: Spoken | Literal["nothing"] | None = "nothing"
        self._known = Meanings((), self._labels)

    def prepare(self, text: str, hits: Iterable[LabelHit]) -> None:
        """Make ready for an article; of a large ledger only claims about what it names are held.

        Args:
            text: the article.
            hits: the names of concepts in it.
        """
        named = {kind for hit in hits for kind in self.kinds_of(hit.key)}
        about = spoken_of(self._view, text, named, self._labels)
        if about != self._about:
            self._about = about
            self._known = Meanings(claims_about(self._view, about), self._labels)

    def named(self, text: str) -> tuple[LabelHit, ...]:
        """The names of concepts of the ledger in a text, in order of place."""
        return self._matcher.find(text)

    def ready(self, said: Uttered) -> Uttered:
        """A sentence with its dose words and with what its concepts are kinds of."""
        doses = filter(_is_level, dose_words(said.text, said.start, said.end, said.cues))
        reach = {hit.key: self.kinds_of(hit.key) for hit in said.hits}
        return replace(said, reach=reach, doses=tuple(doses))

    def carried(self, topic: str | None, before: Uttered | None) -> Carried:
        """What a sentence may refer back to.

        Args:
            topic: IRI of the concept that the article names most, if any.
            before: the sentence before it in the section, if any.
        """
        named = () if before is None else [hit.key for hit in before.hits]
        concepts = frozenset(named if topic is None else (topic, *named))
        keys = frozenset() if before is None else before.keys
        return Carried(concepts, keys | self._known.senses_of(topic) if topic else keys)

    def links(self, said: Uttered, hedging: str) -> tuple[Link, ...]:
        """The claims that a sentence states, or of which it states the opposite.

        Args:
            said: the sentence.
            hedging: how firmly it speaks.

        Returns:
            At most three, those first that rules may judge it by.
        """
        found = matches(said, self._known)
        stated = self._apart(said, [match for match in found if match.way != "opposite"])
        links = [Link(m.meaning.claim, self._how(m, said, hedging), m.score) for m in stated]
        if not links:
            against = [m for m in found if m.way == "opposite" and self._has_conditions(m, said)]
            links = [Link(m.meaning.claim, "opposite", m.score) for m in against[:1]]
        links.sort(key=lambda link: link.how == "without-context")
        return tuple(links)

    def _apart(self, said: Uttered, found: list[Match]) -> list[Match]:
        """The best claims, no two of them told by the same words of one stretch."""
        kept: list[Match] = []
        taken: set[int] = set()
        found = sorted(found, key=lambda m: -m.score - _MORE * self._weight(said, m.words))
        for match in found:
            whole = self._weight(said, match.words)
            new = self._weight(said, match.words - taken)
            meets = any(_meet(match, other) for other in kept)
            if meets and new < _NEW * whole:
                continue
            kept.append(match)
            taken |= match.words
        return kept[:_MOST]

    def _weight(self, said: Uttered, words: Iterable[int]) -> float:
        return sum(self._known.weight(said.senses[i].keys) for i in words)

    def _how(self, match: Match, said: Uttered, hedging: str) -> How:
        if not self._has_conditions(match, said):
            return "without-context"
        return "more-firmly" if is_firmer(match.meaning.claim, hedging, said.cues) else "states"

    def _has_conditions(self, match: Match, said: Uttered) -> bool:
        named = {iri for hit in said.hits for iri in self.kinds_of(hit.key)}
        return states_conditions(match.meaning.claim, said.keys, frozenset(named), said.doses)

    def kinds_of(self, iri: str) -> frozenset[str]:
        """A concept and all that it is a kind of."""
        return self._hierarchy.kinds_of(iri)


def _is_level(cue: Cue) -> bool:
    return cue.strength in LEVELS


def _meet(one: Match, other: Match) -> bool:
    """Two claims are read of stretches that share words."""
    return one.window[0] < other.window[1] and other.window[0] < one.window[1]
