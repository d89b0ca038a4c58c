"""Which way a sentence says that something changes: None rather than a guess."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING, Final, Literal

from kg.text.cues import Cue, cues
from kg.text.tokens import Token, tokens

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Direction = Literal["increase", "decrease", "no-difference-found", "mixed", "unspecified"]

_REACH = 7
"""Words that may stand between a cue and what it acts on."""
_NEGATION_REACH = 6
"""Words that may stand between a negation and the cue it denies."""
_CLAUSE = re.compile(
    r"[;:!?()\u2013—]|\.\s|,\s*(?:but|yet|while|whereas|although|though|which|who|however|and\s+\w+\s+"
    r"(?:is|are|was|were|may|can|could))\b|\s(?:but|while|whereas|although|though|because|if)\s",
    re.IGNORECASE,
)
_FENCE_WORDS: Final = (
    "by after via using during when through than versus vs compared because with among who that "
    "which following without before"
)
_FENCE = frozenset(_FENCE_WORDS.split())
"""Words that end the reach of a cue towards its object ("reduced pain in people with anxiety")."""
_BE_WORDS: Final = (
    "is are was were be been being significantly markedly greatly also not substantially"
)
_BE = frozenset(_BE_WORDS.split())
_AFTER_INTRANSITIVE_WORDS: Final = (
    "in with by after over during from at when as among following and or significantly more "
    "than for on to across within compared until slightly markedly substantially rapidly"
)
_AFTER_INTRANSITIVE = frozenset(_AFTER_INTRANSITIVE_WORDS.split())
_FILLER_WORDS: Final = "the a an of in symptoms levels level disorder disorders symptom scores"
_FILLER = frozenset(_FILLER_WORDS.split())
_NOUNS_WORDS: Final = (
    "relief reduction reductions increase rise escalation exacerbation elevation decrease "
    "decline alleviation suppression prevention inhibition augmentation"
)
_NOUNS = frozenset(_NOUNS_WORDS.split())
_SIGNED = ("increase", "decrease")
_DOUBTS: Final = frozenset({"whether", "if"})


def direction(
    text: str,
    start: int,
    end: int,
    about_span: tuple[int, int] | None = None,
    found: Sequence[Cue] | None = None,
) -> Direction | None:
    """The direction in which a sentence says that something changes.

    Args:
        text: canonical text.
        start: start of the sentence.
        end: its end, exclusive.
        about_span: where the thing that changes is named, inside the sentence; None to take the
            sentence as a whole.
        found: the sentence's cues, where they are known already.

    Returns:
        A direction, or None where the sentence says none, denies one, or could be read two ways.
        `unspecified` is a change of unstated sign.
    """
    found = cues(text, start, end) if found is None else found
    words = _Words(tokens(text, start, end))
    if any(cue.kind == "no-difference" for cue in found):
        others = _outside_no_difference(found)
        acts = any(_acts(text, words, cue, about_span) for cue in others)
        return None if acts else "no-difference-found"
    if any(cue.kind == "change" and cue.strength == "mixed" for cue in found):
        return "mixed"
    acting = [cue for cue in found if cue.kind in _SIGNED and _acts(text, words, cue, about_span)]
    if not acting:
        unsigned = [cue for cue in found if cue.kind == "change" and cue.strength == "unsigned"]
        open_sign = [cue for cue in unsigned if _acts(text, words, cue, about_span)]
        denied = _denied(text, words, open_sign, found)
        return "unspecified" if open_sign and not denied else None
    if _denied(text, words, acting, found):
        return None
    return _combined(text, acting)


class _Words:
    """The words of a sentence, counted and cut without a walk through all of them.

    Args:
        words: in order.
    """

    def __init__(self, words: Sequence[Token]) -> None:
        self._words = words
        self._starts = [word.start for word in words]

    def count(self, start: int, end: int) -> int:
        """How many words begin between two offsets."""
        return bisect_left(self._starts, end) - bisect_left(self._starts, start)

    def keys(self, start: int, end: int) -> list[str]:
        """Keys of the words that begin between two offsets."""
        low, high = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return [word.key for word in self._words[low:high]]

    def back(self, start: int, end: int) -> Iterator[str]:
        """The same from the last to the first."""
        low, high = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return (self._words[at].key for at in range(high - 1, low - 1, -1))

    def after(self, place: int) -> str:
        """Key of the first word that begins at an offset or later, empty if there is none."""
        at = bisect_left(self._starts, place)
        return self._words[at].key if at < len(self._words) else ""

    def first(self, keys: frozenset[str]) -> int | None:
        """Where the first of some words begins."""
        return next((word.start for word in self._words if word.key in keys), None)


def _outside_no_difference(found: Sequence[Cue]) -> list[Cue]:
    """Signed cues that are no part of a wording such as "did not increase"."""
    outside, reach = [], -1
    for cue in sorted(found, key=lambda cue: (cue.start, cue.kind != "no-difference")):
        if cue.kind == "no-difference":
            reach = max(reach, cue.end)
        elif cue.kind in _SIGNED and cue.end > reach:
            outside.append(cue)
    return outside


def _combined(text: str, acting: list[Cue]) -> Direction | None:
    """The direction of several cues that act on one thing."""
    kinds = [cue.kind for cue in acting]
    if len(set(kinds)) == 1:
        chained = len(acting) > 1 and kinds[0] == "decrease" and not _listed(text, acting)
        return None if chained else _signed(kinds[0])
    plain = [cue for cue in acting if cue.strength != "causal"]
    if len({cue.kind for cue in plain}) == 1 and _causal_first(text, acting):
        return None if len(plain) > 1 else _signed(plain[0].kind)
    return "mixed" if len(acting) == 2 and _listed(text, acting) else None  # noqa: PLR2004 - a pair


def _signed(kind: str) -> Direction:
    return "increase" if kind == "increase" else "decrease"


def _causal_first(text: str, acting: list[Cue]) -> bool:
    """Whether one causal verb governs the rest: "causes a reduction in anxiety"."""
    first = acting[0]
    if first.strength != "causal" or any(cue.strength == "causal" for cue in acting[1:]):
        return False
    return not re.search(r"\b(?:and|or)\b", text[first.end : acting[1].start])


def _listed(text: str, acting: list[Cue]) -> bool:
    """Whether the cues stand side by side: "reduce or escalate anxiety"."""
    return all(
        re.fullmatch(
            r"[\s*_]*(?:,|,?\s*(?:and|or|and/or))[\s*_]+(?:\w+ly\s+|to\s+)?", text[a.end : b.start]
        )
        for a, b in pairwise(acting)
    )


def _denied(text: str, words: _Words, acting: Sequence[Cue], found: Sequence[Cue]) -> bool:
    """Whether a negation stands before a cue in its clause, or a sentence doubts it ("whether")."""
    doubt = words.first(_DOUBTS)
    negations = sorted((cue for cue in found if cue.kind == "negation"), key=lambda cue: cue.start)
    starts = [cue.start for cue in negations]
    for cue in acting:
        if doubt is not None and doubt < cue.start:
            return True
        for at in range(bisect_right(starts, cue.start) - 1, -1, -1):
            between = (negations[at].end, cue.start)
            if words.count(*between) > _NEGATION_REACH:
                break  # those before it are farther still
            if not _CLAUSE.search(text[slice(*between)]):
                return True
    return False


def _acts(text: str, words: _Words, cue: Cue, about: tuple[int, int] | None) -> bool:
    """Whether a cue acts on what stands in a span."""
    if about is None:
        return True
    if cue.end <= about[0]:
        return _reaches(text, words, cue, about[0])
    return cue.start >= about[1] and _follows(text, words, cue, about[1])


def _reaches(text: str, words: _Words, cue: Cue, about: int) -> bool:
    """Whether what stands at an offset is the object of a cue before it."""
    if words.count(cue.end, about) > _REACH:
        return False
    between = words.keys(cue.end, about)
    if _CLAUSE.search(text[cue.end : about]):
        return False
    if "," in text[cue.end : about] and not {"and", "or"} & set(between):
        return False
    return not _FENCE & set(between)


def _follows(text: str, words: _Words, cue: Cue, about: int) -> bool:
    """Whether a cue behind a name is said of it: "anxiety relief", "anxiety was reduced"."""
    if any(key not in _FILLER and key not in _BE for key in words.back(about, cue.start)):
        return False  # told from the last word, before the whole stretch is looked at
    if _CLAUSE.search(text[about : cue.start]):
        return False
    rest = [key for key in words.keys(about, cue.start) if key not in _FILLER]
    after = words.after(cue.end)
    closed = not after or after in _AFTER_INTRANSITIVE or not text[cue.end : cue.end + 1].isspace()
    if rest:  # words of being alone
        return cue.text.casefold().endswith(("ed", "er", "n"))
    if cue.strength == "causal":
        return False
    return cue.text.casefold() in _NOUNS or closed
