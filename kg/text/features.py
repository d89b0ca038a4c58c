"""Features of a sentence for small linear models, each with a name that a person can read.

class:MODAL DOWN     classes of words in their order, 1 to 4 (`kg.text.word_classes`)
single:MODAL         the same, each class alone
cue:may              the words of such a class
say:hedge-possible   cues of the lexicon, singly and in pairs (`kg.text.cues`)
sign:increase        those that give a direction, 1 to 3, and the direction that rules read
grade:correlational  strength and hedging that rules read
frame:_ may reduce   frequent words in their order, 1 to 4; whatever else stands there is a gap
word:anxiety         words, and pairs of neighbours
figure:p small       what the figures say
length:2             how long it is
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Final

from kg.text.cues import cues, hedging
from kg.text.direction import direction
from kg.text.figures import figures
from kg.text.strength import graded
from kg.text.word_classes import worded

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from kg.text.cues import Cue
    from kg.text.word_classes import Worded

_GRAMS: Final = 4
_HEDGES: Final = 3
_LONG: Final = (8, 15, 25, 40)
_SIGNS: Final = frozenset(
    {"increase", "decrease", "no-difference", "comparative", "negation", "change", "correlational"}
)
_SILENT: Final = frozenset({"article-talk", "dose-level"})


@dataclass(frozen=True)
class Stretch:
    """A stretch of text, read once for all families of features.

    Attributes:
        text: canonical text.
        start: first offset.
        end: its end, exclusive.
        frequent: words that frames keep, folded.
        found: its cues, where they are known already.
    """

    text: str
    start: int
    end: int
    frequent: Collection[str] = ()
    found: tuple[Cue, ...] | None = field(default=None)

    @cached_property
    def said(self) -> Worded:
        """Its words and their classes."""
        return worded(self.text, self.start, self.end)

    @cached_property
    def cues(self) -> tuple[Cue, ...]:
        """Its cues."""
        return cues(self.text, self.start, self.end) if self.found is None else self.found

    @cached_property
    def keys(self) -> list[str]:
        """Its words, folded."""
        return [word.key for word in self.said.words]


def features(stretch: Stretch, families: Iterable[str]) -> frozenset[str]:
    """The features of a stretch of text.

    Args:
        stretch: the stretch.
        families: names of `FAMILIES`.

    Returns:
        Their names.

    Raises:
        KeyError: there is no such family.
    """
    return frozenset(
        f"{family}:{name}" for family in families for name in FAMILIES[family](stretch)
    )


def place_features(stretch: Stretch, place: Iterable[str]) -> frozenset[str]:
    """Features of where a stretch stands, alone and with each class of words in it.

    Args:
        stretch: the stretch.
        place: words for where it stands, such as `0 behind`.

    Returns:
        Their names, such as `place:0 behind` and `place:0 behind SHOW`.
    """
    words = tuple(place)
    kinds = {phrase.kind for phrase in stretch.said.phrases} if words else set()
    return frozenset(
        f"place:{name}" for word in words for name in (word, *(f"{word} {kind}" for kind in kinds))
    )


def frequent_words(texts: Iterable[str], most: int) -> frozenset[str]:
    """The words that most texts of a collection hold.

    Args:
        texts: the collection.
        most: how many words.

    Returns:
        The words, folded; numbers are none.
    """
    from collections import Counter

    from kg.text.tokens import tokens

    counts: Counter[str] = Counter()
    for text in texts:
        counts.update({word.key for word in tokens(text) if not word.key[0].isdigit()})
    ranked = sorted(counts, key=lambda word: (-counts[word], word))
    return frozenset(ranked[:most])


def _grams(parts: Sequence[str], most: int) -> Iterator[str]:
    for size in range(1, most + 1):
        for at in range(len(parts) - size + 1):
            yield " ".join(parts[at : at + size])


def _classes(stretch: Stretch) -> Iterator[str]:
    yield from _grams([phrase.kind for phrase in stretch.said.phrases], _GRAMS)


def _single(stretch: Stretch) -> Iterator[str]:
    yield from (phrase.kind for phrase in stretch.said.phrases)


def _cue_words(stretch: Stretch) -> Iterator[str]:
    for phrase in stretch.said.phrases:
        yield " ".join(stretch.keys[phrase.first : phrase.last])


def _said(stretch: Stretch) -> Iterator[str]:
    kinds = [
        f"{cue.kind}-{cue.strength}" if cue.kind == "hedge" else cue.kind
        for cue in stretch.cues
        if cue.kind not in _SILENT
    ]
    yield from _grams(kinds, 2)
    yield f"{min(_HEDGES, sum(cue.kind == 'hedge' for cue in stretch.cues))} hedges"


def _signs(stretch: Stretch) -> Iterator[str]:
    yield from _grams([cue.kind for cue in stretch.cues if cue.kind in _SIGNS], 3)
    read = direction(stretch.text, stretch.start, stretch.end, found=stretch.cues)
    yield f"read {read or 'nothing'}"


def _grade(stretch: Stretch) -> Iterator[str]:
    yield graded(stretch.text, stretch.said).grade
    yield hedging(stretch.cues)


def _frames(stretch: Stretch) -> Iterator[str]:
    frame: list[str] = []
    for word in stretch.keys:
        if word in stretch.frequent:
            frame.append(word)
        elif not frame or frame[-1] != "_":
            frame.append("_")
    yield from _grams(frame, _GRAMS)


def _words(stretch: Stretch) -> Iterator[str]:
    yield from _grams(stretch.keys, 2)


def _figures(stretch: Stretch) -> Iterator[str]:
    yield from figures(stretch.text[stretch.start : stretch.end])


def _length(stretch: Stretch) -> Iterator[str]:
    yield str(sum(len(stretch.keys) > limit for limit in _LONG))


FAMILIES: Final[dict[str, Callable[[Stretch], Iterator[str]]]] = {
    "class": _classes,
    "single": _single,
    "cue": _cue_words,
    "say": _said,
    "sign": _signs,
    "grade": _grade,
    "frame": _frames,
    "word": _words,
    "figure": _figures,
    "length": _length,
}
"""What gives the features of each family."""
