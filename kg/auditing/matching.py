"""How well a sentence states each claim of a ledger.

A claim is stated where a stretch of the sentence names its subject and its object, or refers back
to them, and shares its words: `score` is the geometric mean of the share of the claim's words that
the stretch holds and of the stretch's words that the claim holds, words weighing by rarity. The
direction of change and the dose words have to agree. Method and constants were chosen on two
articles (`bench/RESULTS.md`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from kg.auditing.sheet import CARRIED, Sheet
from kg.auditing.windows import talks_of_itself

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.auditing.meanings import Meaning, Meanings
    from kg.auditing.sheet import Stretch
    from kg.auditing.uttered import Uttered
    from kg.auditing.windows import Window

LEAST: Final = 0.47
"""Score from which a sentence is taken to state a claim."""
_HALF: Final = 0.5
"""Share of the words of a subject or object that has to be there."""
_MOSTLY: Final = 0.8
"""The same where some of the words are those of the sentence before."""
_NAMED, _WORDED, _CARRIED = 1.0, 0.9, 0.75
"""How surely a sentence speaks of a concept that it names, words otherwise or refers back to."""
_GROUPED: Final = 0.85
"""Weight of a word that is only like that of the claim, and not the same."""
_DIRECTION: Final = 0.1
_UNDIRECTED: Final = 0.05
_TOO_LITTLE: Final = (LEAST - _DIRECTION) ** 2
"""Share of a claim's words with which no sentence reaches the least score."""
_OWN: Final = 0.35
"""Share of a claim's words that a stretch itself holds, whatever it refers back to."""
_NO_LEVEL: Final = 0.1
_PART: Final = 0.05
"""Taken off in proportion to what a stretch leaves out of its sentence."""
_SIGNED: Final = frozenset({"increase", "decrease"})
_DIRECTED: Final = _SIGNED | {"no-difference-found", "equivalent"}

Way = Literal["same", "opposite", "unread"]


@dataclass(frozen=True, slots=True)
class Match:
    """A claim that a stretch of a sentence may state.

    Attributes:
        meaning: the claim.
        score: from 0 to a little above 1.
        way: whether it goes the way of the claim.
        window: the stretch.
        words: places of the sentence's words that the claim shares.
    """

    meaning: Meaning
    score: float
    way: Way
    window: Window
    words: frozenset[int]


def matches(said: Uttered, known: Meanings) -> tuple[Match, ...]:
    """The claims that a sentence may state.

    Args:
        said: the sentence.
        known: the claims.

    Returns:
        For each claim its best stretch, the best claim first; those that go the opposite way of
        their claim as well, marked so.
    """
    if not said.is_sentence or talks_of_itself(said.text, said.start, said.end):
        return ()
    sheet = Sheet(said, known)
    found: list[Match] = []
    for place, words in sheet.candidates(_OWN):
        best = max(_Compared(sheet, place).matches(words), key=_score, default=None)
        if best is not None:
            found.append(best)
    found.sort(key=lambda match: (-match.score, match.meaning.claim.ref.id))
    return tuple(found)


def _score(match: Match) -> float:
    return match.score


class _Compared:
    """One claim beside one sentence.

    Args:
        sheet: the sentence.
        place: of the claim among those known.
    """

    __slots__ = ("_carried", "_held_by", "_meaning", "_named", "_place_known", "_sheet")

    def __init__(self, sheet: Sheet, place: int) -> None:
        self._sheet = sheet
        self._meaning = sheet.known.all[place]
        self._place_known = place
        self._held_by: list[tuple[int, int, int]] = []
        self._named = sheet.named.get(place, ())
        self._carried = sheet.carried(self._meaning)

    def matches(self, words: int) -> Iterator[Match]:
        """The claim in each stretch that may state it.

        Args:
            words: those of the claim that the whole sentence holds.
        """
        # no stretch holds more of the claim than the sentence does, whether it refers back or not
        sure = self._present({iri for _, iri, _ in self._named}, words, back=True)
        if not sure or self._held(words, words, back=True) * sure < _TOO_LITTLE:
            return
        place = self._place_known
        self._held_by = [
            (i, *known[place]) for i, known in enumerate(self._sheet.words) if place in known
        ]
        for stretch in self._sheet.stretches:
            found = self._match(stretch)
            if found is not None:
                yield found

    def _words(self, stretch: Stretch) -> tuple[int, int, set[str]]:
        """The claim's words that a stretch holds, as they are too, and its concepts named there."""
        like = same = 0
        for i, one, other in self._held_by:
            if stretch.first <= i < stretch.last:
                like |= one
                same |= other
        named = set[str]()
        for hit, iri, mask in self._named:
            if stretch.window[0] <= hit.start < stretch.window[1]:
                like |= mask
                same |= mask
                named.add(iri)
        return like, same, named

    def _present(self, named: set[str], words: int, *, back: bool) -> float:
        """How surely a stretch speaks of the claim's subject and object, 0 if it does not.

        Args:
            named: concepts of the claim that it names.
            words: of the claim that it holds.
            back: it refers back.
        """
        sure = 1.0
        for refs in (self._meaning.subjects, self._meaning.objects):
            best = 0.0 if refs else 1.0
            for iri, mask in refs:
                found = _NAMED if iri in named else self._worded(iri, mask, words, back=back)
                best = max(best, found)
            if not best:
                return 0.0
            sure *= best
        return sure

    def _worded(self, iri: str, mask: int, words: int, *, back: bool) -> float:
        """How surely a stretch speaks of a concept that it does not name."""
        if not mask or self._share(mask, words) >= _HALF:
            return _WORDED
        if back and (
            iri in self._sheet.said.carried.concepts
            or self._share(mask, words | self._carried) >= _MOSTLY
        ):
            return _CARRIED
        return 0.0

    def _share(self, mask: int, words: int) -> float:
        both = mask & words
        return self._meaning.weight(both) / self._meaning.weight(mask) if both else 0.0

    def _match(self, stretch: Stretch) -> Match | None:
        meaning = self._meaning
        if stretch.levels and stretch.levels != meaning.levels:
            return None
        words, same, named = self._words(stretch)
        holds = meaning.weight(words) >= _OWN * meaning.total
        sure = self._present(named, words, back=stretch.back) if holds else 0.0
        if not sure:
            return None
        shared = self._shared(stretch)
        held = self._held(words, same, back=stretch.back)
        score = (held * self._told(stretch, shared) * sure) ** 0.5 - _PART * (1 - stretch.share)
        score -= _NO_LEVEL if meaning.levels and not stretch.levels else 0
        if score + _DIRECTION < LEAST:
            return None
        way = self._way(stretch.window)
        if way is None:
            return None
        if meaning.claim.effect in _DIRECTED:
            score += -_UNDIRECTED if way == "unread" else _DIRECTION
        if score < LEAST:
            return None
        return Match(meaning, score, way, stretch.window, shared)

    def _shared(self, stretch: Stretch) -> frozenset[int]:
        """Places of the words of a stretch that the claim holds as well."""
        senses = self._sheet.said.senses
        names = [(hit.start, hit.end) for hit, _, _ in self._named]
        held = {i for i, _, _ in self._held_by}
        return frozenset(
            i
            for i in range(stretch.first, stretch.last)
            if i in held or any(a <= senses[i].start < b for a, b in names)
        )

    def _held(self, words: int, same: int, *, back: bool) -> float:
        """The share of the claim's words that a stretch holds."""
        weight = self._meaning.weight
        held = weight(words & same) + _GROUPED * weight(words & ~same)
        if back:
            held += CARRIED * weight(self._carried & ~words)
        return held / self._meaning.total

    def _told(self, stretch: Stretch, shared: frozenset[int]) -> float:
        """The share of a stretch's words that the claim holds."""
        weights = self._sheet.weights
        told = sum(weights[i] for i in shared)
        return told / stretch.weight if stretch.weight else 0.0

    def _way(self, window: Window) -> Way | None:
        """Whether a stretch goes the claim's way; None if it goes one that cannot be compared."""
        claimed = self._meaning.claim.effect
        if claimed not in _DIRECTED:
            return "unread"
        objects = {iri for iri, _ in self._meaning.objects}
        about = [
            hit
            for hit, iri, _ in self._named
            if iri in objects and window[0] <= hit.start < window[1]
        ]
        found = self._sheet.direction(window, about[-1] if about else None)
        if found is None or (found == "unspecified" and claimed in _SIGNED):
            return "unread"
        if found == claimed or {found, claimed} == {"no-difference-found", "equivalent"}:
            return "same"
        return "opposite" if found in _DIRECTED else None
