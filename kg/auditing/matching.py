"""How well a sentence states each claim of a ledger.

A claim is stated where a stretch of the sentence names its subject and its object, or refers back
to them, and shares its words: `score` is the geometric mean of the share of the claim's words that
the stretch holds and of the stretch's words that the claim holds, words weighing by rarity. The
direction of change and the dose words have to agree. Method and constants were chosen on two
articles (`bench/RESULTS.md`).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final, Literal

from kg.auditing.windows import refers_back, talks_of_itself, windows
from kg.text.alike import senses
from kg.text.direction import direction

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.auditing.meanings import Meaning, Meanings
    from kg.auditing.windows import Window
    from kg.text.alike import Sense
    from kg.text.cues import Cue
    from kg.text.labels import LabelHit

LEAST: Final = 0.47
"""Score from which a sentence is taken to state a claim."""
_HALF: Final = 0.5
"""Share of the words of a subject or object that has to be there; weight of carried words."""
_MOSTLY: Final = 0.8
"""The same where some of the words are those of the sentence before."""
_NAMED, _WORDED, _CARRIED = 1.0, 0.9, 0.75
_GROUPED: Final = 0.85
"""Weight of a word that is only like that of the claim, and not the same."""
_HEAVIEST: Final = 3.0
"""A word of the sentence weighs no more: one rare word alone does not make another statement."""
_DIRECTION: Final = 0.1
_UNDIRECTED: Final = 0.05
_NO_LEVEL: Final = 0.1
_PART: Final = 0.05
"""Taken off in proportion to what a stretch leaves out of its sentence."""
_FEWEST: Final = 2
"""Words that say something in a stretch."""
_FRAGMENT: Final = 4
"""The same in words that end without a full stop."""
_CLOSING: Final = frozenset(".!?…)]\"'\u201d\u2019")
_SIGNED: Final = frozenset({"increase", "decrease"})
_DIRECTED: Final = _SIGNED | {"no-difference-found", "equivalent"}

Way = Literal["same", "opposite", "unread"]


@dataclass(frozen=True, slots=True)
class Carried:
    """What the words before a sentence may be referred back to.

    Attributes:
        concepts: IRIs of what was last named in the section, and of the article's topic.
        keys: what the words of the sentence before, and the topic's name, may mean.
    """

    concepts: frozenset[str] = frozenset()
    keys: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Uttered:
    """A sentence as it is matched.

    Attributes:
        text: canonical text of the article.
        start: start of the sentence.
        end: its end, exclusive.
        hits: the names of concepts in it.
        cues: its cues.
        carried: what it may refer back to.
        citations: where it cites, which says nothing of what it states.
        reach: for each concept in it those that it is a kind of, and itself.
        doses: its dose words.
    """

    text: str
    start: int
    end: int
    hits: tuple[LabelHit, ...] = ()
    cues: tuple[Cue, ...] = ()
    carried: Carried = Carried()
    citations: tuple[Window, ...] = ()
    reach: dict[str, frozenset[str]] | None = None
    doses: tuple[Cue, ...] = ()

    @cached_property
    def senses(self) -> tuple[Sense, ...]:
        """Its words that say something, citations left out."""
        found = senses(self.text, self.start, self.end)
        return tuple(s for s in found if not any(a <= s.start < b for a, b in self.citations))

    @property
    def is_sentence(self) -> bool:
        """It says enough to state something: a list item of three words does not."""
        closed = self.text[self.end - 1 : self.end] in _CLOSING
        return len(self.senses) >= (_FEWEST if closed else _FRAGMENT)

    @cached_property
    def keys(self) -> frozenset[str]:
        """What its words may mean."""
        return frozenset().union(*(sense.keys for sense in self.senses))

    @cached_property
    def windows(self) -> tuple[Window, ...]:
        """Its stretches."""
        return windows(self.text, self.start, self.end)

    def back(self, window: Window) -> bool:
        """A stretch refers back."""
        return refers_back(self.text, *window)


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
    directions: dict[tuple[Window, int], str | None] = {}
    found: list[Match] = []
    for place in _candidates(said, known):
        compared = _Compared(said, known, known.all[place], directions)
        best = max(compared.matches(), key=lambda match: match.score, default=None)
        if best is not None:
            found.append(best)
    found.sort(key=lambda match: (-match.score, match.meaning.claim.ref.id))
    return tuple(found)


def _candidates(said: Uttered, known: Meanings) -> list[int]:
    """Places of the claims that share a concept or a word with a sentence."""
    places: set[int] = set()
    for key in said.keys:
        places.update(known.by_key.get(key, ()))
    for concepts in (said.reach or {}).values():
        for iri in concepts:
            places.update(known.by_concept.get(iri, ()))
    return sorted(places)


class _Compared:
    """One claim beside one sentence.

    Args:
        said: the sentence.
        known: all claims.
        meaning: the claim.
        directions: what was read of stretches of the sentence, kept for its other claims.
    """

    def __init__(
        self,
        said: Uttered,
        known: Meanings,
        meaning: Meaning,
        directions: dict[tuple[Window, int], str | None],
    ) -> None:
        self._said, self._known, self._meaning = said, known, meaning
        self._directions = directions
        bits = meaning.bits
        self._masks = [_mask(sense, bits) for sense in said.senses]
        reach = said.reach or {}
        self._hits = [
            (hit, iri)
            for hit in said.hits
            for iri in reach.get(hit.key, (hit.key,))
            if iri in meaning.concepts
        ]
        back = (bits.get(key, 0) for key in said.carried.keys)
        self._carried = 0
        for mask in back:
            self._carried |= mask

    def matches(self) -> Iterator[Match]:
        """The claim in each stretch that may state it."""
        every = (self._said.start, self._said.end)
        if not self._present(every, self._words(every), back=True):
            return
        for window in self._said.windows:
            found = self._match(window)
            if found is not None:
                yield found

    def _words(self, window: Window) -> int:
        """The claim's words that a stretch holds."""
        words = 0
        for sense, (mask, _) in zip(self._said.senses, self._masks, strict=True):
            if mask and window[0] <= sense.start < window[1]:
                words |= mask
        for hit, iri in self._hits:
            if window[0] <= hit.start < window[1]:
                words |= self._meaning.concepts[iri]
        return words

    def _present(self, window: Window, words: int, *, back: bool) -> float:
        """How surely a stretch speaks of the claim's subject and object, 0 if it does not."""
        named = {iri for hit, iri in self._hits if window[0] <= hit.start < window[1]}
        sure = 1.0
        for refs in (self._meaning.subjects, self._meaning.objects):
            if refs:
                sure *= max(self._place(iri, mask, named, words, back=back) for iri, mask in refs)
        return sure

    def _place(self, iri: str, mask: int, named: set[str], words: int, *, back: bool) -> float:
        if iri in named:
            return _NAMED
        if not mask or self._share(mask, words) >= _HALF:
            return _WORDED
        carried = iri in self._said.carried.concepts
        if back and (carried or self._share(mask, words | self._carried) >= _MOSTLY):
            return _CARRIED
        return 0.0

    def _share(self, mask: int, words: int) -> float:
        return self._meaning.weight(mask & words) / self._meaning.weight(mask)

    def _match(self, window: Window) -> Match | None:
        said, meaning = self._said, self._meaning
        inside = [i for i, s in enumerate(said.senses) if window[0] <= s.start < window[1]]
        if len(inside) < _FEWEST:
            return None
        back = said.back(window)
        words = self._words(window)
        sure = self._present(window, words, back=back)
        levels = {cue.strength for cue in said.doses if window[0] <= cue.start < window[1]}
        if not sure or (levels and levels != meaning.levels):
            return None
        shared = frozenset(i for i in inside if self._masks[i][0] or self._is_named(i))
        held = self._held(words, self._same(inside, window), back=back)
        score = float((held * self._told(inside, shared)) ** 0.5)
        score = score * sure**0.5 - _PART * (1 - _length(window) / _length((said.start, said.end)))
        score -= _NO_LEVEL if meaning.levels and not levels else 0
        if score + _DIRECTION < LEAST:
            return None
        way = self._way(window)
        if way is None:
            return None
        if meaning.claim.effect in _DIRECTED:
            score += -_UNDIRECTED if way == "unread" else _DIRECTION
        return Match(meaning, score, way, window, shared) if score >= LEAST else None

    def _is_named(self, place: int) -> bool:
        start = self._said.senses[place].start
        return any(hit.start <= start < hit.end for hit, _ in self._hits)

    def _same(self, inside: list[int], window: Window) -> int:
        """The claim's words that a stretch holds themselves, or by the name of their concept."""
        same = 0
        for i in inside:
            same |= self._masks[i][1]
        for hit, iri in self._hits:
            if window[0] <= hit.start < window[1]:
                same |= self._meaning.concepts[iri]
        return same

    def _held(self, words: int, same: int, *, back: bool) -> float:
        """The share of the claim's words that a stretch holds."""
        meaning = self._meaning
        held = meaning.weight(words & same) + _GROUPED * meaning.weight(words & ~same)
        if back:
            held += _HALF * meaning.weight(self._carried & ~words)
        return held / meaning.total

    def _told(self, inside: list[int], shared: frozenset[int]) -> float:
        """The share of a stretch's words that the claim holds."""
        every = told = 0.0
        for i in inside:
            sense = self._said.senses[i]
            if sense.whole:
                weight = min(_HEAVIEST, self._known.weight(sense.keys))
                every += weight
                told += weight if i in shared else 0
        return told / every if every else 0.0

    def _way(self, window: Window) -> Way | None:
        """Whether a stretch goes the claim's way; None if it goes one that cannot be compared."""
        claimed = self._meaning.claim.effect
        if claimed not in _DIRECTED:
            return "unread"
        found = self._direction(window)
        if found is None or (found == "unspecified" and claimed in _SIGNED):
            return "unread"
        if found == claimed or {found, claimed} == {"no-difference-found", "equivalent"}:
            return "same"
        return "opposite" if found in _DIRECTED else None

    def _direction(self, window: Window) -> str | None:
        objects = {iri for iri, _ in self._meaning.objects}
        about = [h for h, iri in self._hits if iri in objects and window[0] <= h.start < window[1]]
        key = (window, about[-1].start if about else -1)
        if key not in self._directions:
            self._directions[key] = self._read(window, about[-1] if about else None)
        return self._directions[key]

    def _read(self, window: Window, about: LabelHit | None) -> str | None:
        said = self._said
        cues = [cue for cue in said.cues if window[0] <= cue.start and cue.end <= window[1]]
        if about is not None:
            found = direction(said.text, *window, (about.start, about.end), cues)
            if found is not None:
                return found
        return direction(said.text, *window, None, cues)


def _mask(sense: Sense, bits: dict[str, int]) -> tuple[int, int]:
    """The words of a claim that a word of a sentence is like, and those that it is."""
    like = same = 0
    for key in sense.keys:
        mask = bits.get(key, 0)
        like |= mask
        if key[0] != "=":
            same |= mask
    return like, same


def _length(window: Window) -> int:
    return window[1] - window[0]
