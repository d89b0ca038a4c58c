"""A sentence as it is matched with claims."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from kg.text.alike import senses

if TYPE_CHECKING:
    from kg.auditing.windows import Window
    from kg.text.alike import Sense
    from kg.text.cues import Cue
    from kg.text.labels import LabelHit

FEWEST: Final = 2
"""Words that say something in a stretch that states something."""
_FRAGMENT: Final = 4
"""The same in words that end without a full stop."""
_CLOSING: Final = frozenset(".!?…)]\"'\u201d\u2019")


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
        if not self.citations:
            return found
        return tuple(s for s in found if not any(a <= s.start < b for a, b in self.citations))

    @property
    def is_sentence(self) -> bool:
        """It says enough to state something: a list item of three words does not."""
        closed = self.text[self.end - 1 : self.end] in _CLOSING
        return len(self.senses) >= (FEWEST if closed else _FRAGMENT)

    @cached_property
    def keys(self) -> frozenset[str]:
        """What its words may mean."""
        return frozenset().union(*(sense.keys for sense in self.senses))
