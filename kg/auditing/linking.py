"""Sentences of prose linked to claims of the ledger, by concepts, direction and dose.

A wrong link makes a wrong finding, so a link needs every part of the claim in one sentence, the
conditions under which it holds among them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.auditing.statement import Link
from kg.text.labels import LabelMatcher

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.store.records import ClaimRow
    from kg.store.selection import Selection
    from kg.text.labels import LabelHit

_WORD = re.compile(r"[^\W\d_]{3,}")
_STOP: Final = frozenset(
    {
        "the",
        "and",
        "for",
        "with",
        "that",
        "this",
        "from",
        "are",
        "was",
        "were",
        "has",
        "have",
        "had",
        "not",
        "its",
        "their",
        "than",
        "then",
        "but",
        "can",
        "may",
        "might",
        "could",
        "would",
        "will",
        "been",
        "being",
        "into",
        "onto",
        "over",
        "under",
        "more",
        "most",
        "some",
        "any",
        "all",
        "who",
        "which",
        "what",
        "effect",
        "effects",
        "affect",
        "affects",
    }
)
_CLOSE: Final = 0.6
"""Share of a claim's own words that a sentence must hold, where no direction can be compared."""

_MEASURE: Final = frozenset({"outcome"})
"""How something was measured: no condition of a claim, as articles seldom say it."""


@dataclass(frozen=True, slots=True)
class Named:
    """Concepts that a sentence names, in order of place."""

    hits: tuple[LabelHit, ...]

    @property
    def iris(self) -> tuple[str, ...]:
        """The concepts, each once."""
        return tuple(dict.fromkeys(hit.key for hit in self.hits))


@dataclass(frozen=True, slots=True)
class Said:
    """What was read of a sentence besides its concepts.

    Attributes:
        effect: the direction that it states.
        doses: the dose words that it states.
        negated: it denies something.
    """

    effect: str | None
    doses: frozenset[str]
    negated: bool


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
        self._wider = {row.ref.iri: row.broader for row in concepts}
        self._by_concept: dict[str, list[ClaimRow]] = defaultdict(list)
        for claim in view.claims:
            for ref in (*claim.subjects, *claim.objects):
                self._by_concept[ref.iri].append(claim)

    def named(self, text: str, start: int, end: int) -> Named:
        """The concepts of the ledger that a sentence names."""
        return Named(self._matcher.find(text, start, end))

    def links(self, quote: str, named: Named, said: Said) -> tuple[Link, ...]:
        """The claims that a sentence states.

        Args:
            quote: the sentence.
            named: the concepts that it names.
            said: what else was read of it.

        Returns:
            At most three links, the most specific first; none where the direction is opposite.
        """
        reach = self._reach(named.iris)
        words = stems(quote)
        candidates = {
            claim.ref.iri: claim for iri in reach for claim in self._by_concept.get(iri, ())
        }
        scored = [
            (score, claim)
            for claim in candidates.values()
            if (score := _score(claim, words, reach, said)) > 0
        ]
        scored.sort(key=lambda pair: (-pair[0], pair[1].ref.id))
        return tuple(Link(claim, "read") for _, claim in scored[:3])

    def _reach(self, iris: Iterable[str]) -> frozenset[str]:
        """The named concepts and all that they are kinds of."""
        seen: set[str] = set()
        waiting = list(iris)
        while waiting:
            iri = waiting.pop()
            if iri not in seen:
                seen.add(iri)
                waiting += self._wider.get(iri, ())
        return frozenset(seen)


def _score(
    claim: ClaimRow,
    words: frozenset[str],
    reach: frozenset[str],
    said: Said,
) -> float:
    """How well a sentence states a claim; 0 if it does not."""
    subjects = {ref.iri for ref in claim.subjects}
    objects = {ref.iri for ref in claim.objects}
    if not subjects & reach or (objects and not objects & reach):
        return 0
    levels = {row.level for row in claim.qualifiers.get("dose", ()) if row.level}
    if levels != said.doses or not _states_conditions(claim, words, reach):
        return 0
    own = stems(claim.text)
    shared = len(own & words) / len(own) if own else 0.0
    if claim.effect in {"increase", "decrease", "no-difference-found", "equivalent"}:
        if said.effect != claim.effect or not objects:
            return 0
        return 1 + shared + 0.5 * len(claim.qualifiers.keys() - _MEASURE)
    if claim.negated != said.negated:
        return 0
    return shared if shared >= _CLOSE else 0


def _states_conditions(claim: ClaimRow, words: frozenset[str], reach: frozenset[str]) -> bool:
    """A sentence says all under which a claim holds; dose words are compared apart.

    A sentence that leaves a condition out says more than the claim, which the evidence for the
    claim does not bear.
    """
    return all(
        row.level is not None
        or (row.concept is not None and row.concept.iri in reach)
        or _holds(words, row.text)
        for name, rows in claim.qualifiers.items()
        if name not in _MEASURE
        for row in rows
    )


def _holds(words: frozenset[str], condition: str) -> bool:
    """Most content words of a condition are among those of a sentence."""
    own = stems(condition.rpartition(": ")[2])
    return not own or len(own & words) / len(own) >= _CLOSE


def stems(words: str) -> frozenset[str]:
    """Content words, roughly without their endings.

    Args:
        words: any text.

    Returns:
        Lower-case stems of words of three letters and more.
    """
    found = (match.group().lower() for match in _WORD.finditer(words))
    return frozenset(_stem(word) for word in found if word not in _STOP)


def _stem(word: str) -> str:
    for ending in ("ingly", "edly", "ies", "ing", "ed", "es", "ly", "s", "e"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:  # noqa: PLR2004 - a stem's least
            return word[: -len(ending)]
    return word
