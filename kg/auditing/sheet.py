"""What comparing a sentence with many claims needs, worked out once a sentence."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, Final, NamedTuple

from kg.auditing.uttered import FEWEST
from kg.auditing.windows import windows, words_back
from kg.text.direction import direction

if TYPE_CHECKING:
    from kg.auditing.meanings import Meaning, Meanings
    from kg.auditing.uttered import Uttered
    from kg.auditing.windows import Window
    from kg.text.alike import Sense
    from kg.text.labels import LabelHit

CARRIED: Final = 0.5
"""Weight of a claim's word that a sentence only refers back to."""
_HEAVIEST: Final = 3.0
"""A word of the sentence weighs no more: one rare word alone does not make another statement."""


class Stretch(NamedTuple):
    """A stretch of a sentence.

    Attributes:
        window: its offsets.
        first: place of its first word among those of the sentence that say something.
        last: behind its last one.
        weight: what its words weigh.
        back: it refers back.
        share: of the sentence's characters that it holds.
        levels: its dose words.
    """

    window: Window
    first: int
    last: int
    weight: float
    back: bool
    share: float
    levels: frozenset[str]


class Sheet:
    """One sentence made ready to be compared with claims.

    Args:
        said: the sentence.
        known: the claims.

    Attributes:
        words: for each word that says something, the places of the claims that it is like, with
            the claim's words concerned, and those among them that it is.
        weights: of these words, 0 for the parts of a phrase.
        named: for each claim that is about a concept named here, the name, the concept and the
            claim's words.
    """

    def __init__(self, said: Uttered, known: Meanings) -> None:
        self.said, self.known = said, known
        self.words = [known.like(sense.keys) for sense in said.senses]
        self.weights = [
            min(_HEAVIEST, known.weight(sense.keys)) if sense.whole else 0.0
            for sense in said.senses
        ]
        self.named: dict[int, list[tuple[LabelHit, str, int]]] = {}
        for hit in said.hits:
            for iri in (said.reach or {}).get(hit.key, (hit.key,)):
                for place, mask in known.by_concept.get(iri, ()):
                    self.named.setdefault(place, []).append((hit, iri, mask))
        self._directions: dict[tuple[Window, int], str | None] = {}

    def candidates(self, least: float) -> list[tuple[int, int]]:
        """Claims of whose words the sentence holds enough.

        Args:
            least: share of a claim's words, by weight.

        Returns:
            Places of the claims, in order, with those of their words that the sentence holds.
        """
        held: dict[int, int] = defaultdict(int)
        for words in self.words:
            for place, (like, _) in words.items():
                held[place] |= like
        for place, names in self.named.items():
            for _, _, mask in names:
                held[place] |= mask
        every = self.known.all
        return sorted(
            (place, words)
            for place, words in held.items()
            if (meaning := every[place]).weight(words) >= least * meaning.total
        )

    def carried(self, meaning: Meaning) -> int:
        """The words of a claim that the sentence may refer back to."""
        keys, words = self.said.carried.keys, 0
        for key, mask in meaning.bits.items():
            if key in keys:
                words |= mask
        return words

    @cached_property
    def stretches(self) -> tuple[Stretch, ...]:
        """The stretches that say enough to state something."""
        said = self.said
        sums = [0.0, *accumulate(self.weights)]
        backs = words_back(said.text, said.start, said.end)
        found = (
            self._stretch(window, sums, backs)
            for window in windows(said.text, said.start, said.end)
        )
        return tuple(one for one in found if one.last - one.first >= FEWEST)

    def _stretch(self, window: Window, sums: list[float], backs: tuple[Window, ...]) -> Stretch:
        said = self.said
        first, last = (bisect_left(said.senses, at, key=_start) for at in window)
        return Stretch(
            window,
            first,
            last,
            sums[last] - sums[first],
            any(window[0] <= start and end <= window[1] for start, end in backs),
            (window[1] - window[0]) / (said.end - said.start),
            frozenset(c.strength for c in said.doses if window[0] <= c.start < window[1]),
        )

    def direction(self, window: Window, about: LabelHit | None) -> str | None:
        """The direction of change of what is named in a stretch, or of the stretch as a whole."""
        key = (window, about.start if about else -1)
        if key not in self._directions:
            self._directions[key] = self._read(window, about)
        return self._directions[key]

    def _read(self, window: Window, about: LabelHit | None) -> str | None:
        said = self.said
        cues = [cue for cue in said.cues if window[0] <= cue.start and cue.end <= window[1]]
        if about is not None:
            found = direction(said.text, *window, (about.start, about.end), cues)
            if found is not None:
                return found
        return direction(said.text, *window, None, cues)


def _start(sense: Sense) -> int:
    return sense.start
