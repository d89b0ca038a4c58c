"""Anchors: how a passage is found again after its document was edited.

A passage is never re-attached to a look-alike in silence: `changed` is reported, not accepted.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Final, Literal

from kg.errors import EntityError
from kg.text.canonical import sha256_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Status = Literal["exact", "moved", "changed", "ambiguous", "lost"]

NEAR: Final = 0.85
"""Least difflib ratio of a passage that counts as the same one, changed."""
_MAX_FUZZY = 4_000
"""Longer passages are looked for verbatim only: the comparison is quadratic."""
_GRAM = 5
_GRAMS = 60
_FREQUENT = 50
_CANDIDATES = 6
_BUCKET = 24
_SPACED = re.compile(r"\S")
_GAP = re.compile(r"\s+")
_SIDE = 12
"""Characters; fewer on one side of a passage are found round many others."""
_ENOUGH = 64
"""Characters of a passage and its context together: so long a stretch is hardly said twice."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A passage as recorded.

    Args:
        start: code-point offset into the canonical text it was made in.
        end: end of it, exclusive.
        exact: the words; None where they may not be carried.
        sha256: SHA-256 of the words; None if not recorded. One of the two must be given.
        prefix: words before it, may be empty.
        suffix: words behind it, may be empty.

    Raises:
        EntityError: neither words nor hash are given, or the offsets are no span.
    """

    start: int
    end: int
    exact: str | None = None
    sha256: str | None = None
    prefix: str = ""
    suffix: str = ""

    def __post_init__(self) -> None:
        if self.exact is None and self.sha256 is None:
            raise EntityError("a passage has neither words nor a hash", "record one of them")
        if not 0 <= self.start < self.end:
            raise EntityError(f"a passage from {self.start} to {self.end} is no span", "mend it")


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a passage stands in a text now.

    Args:
        status: exact, moved, changed, ambiguous or lost.
        start: offset now; of a changed passage the look-alike's; None if ambiguous or lost.
        end: end of it, exclusive, or None.
        others: of an ambiguous passage the offsets at which its words begin.
    """

    status: Status
    start: int | None = None
    end: int | None = None
    others: tuple[int, ...] = ()


def anchor_of(text: str, start: int, end: int, context: int = 32) -> Anchor:
    """The anchor of a passage.

    Args:
        text: canonical text.
        start: first offset.
        end: end, exclusive.
        context: characters to keep on either side.

    Returns:
        An anchor with words, hash and context.

    Raises:
        ValueError: the offsets are not a span of the text.
    """
    if not 0 <= start < end <= len(text):
        raise ValueError(f"{start} to {end} is no span of a text of {len(text)} characters")
    exact = text[start:end]
    prefix, suffix = text[max(0, start - context) : start], text[end : end + context]
    return Anchor(start, end, exact, sha256_text(exact), prefix, suffix)


def locate(text: str, anchor: Anchor) -> Placement:
    """Find a passage in a text that may have been edited.

    Args:
        text: canonical text as it is now.
        anchor: the passage as recorded.

    Returns:
        exact: the same words at the same offsets, between the same words;
        moved: the same words elsewhere, between the same words;
        ambiguous: several equally good places;
        changed: a near-identical passage (difflib ratio of at least `NEAR`), or the same words
            between others: they may be those of another sentence that says the same;
        lost: none of these. Without the words (hash only) a change cannot be seen: lost.

        Where nothing around the passage was recorded, its words alone decide.
    """
    if anchor.exact is None:
        return _by_hash(text, anchor)
    if not anchor.exact:
        return Placement("lost")
    if text[anchor.start : anchor.end] == anchor.exact and agrees(text, anchor, anchor.start):
        return Placement("exact", anchor.start, anchor.end)
    starts = list(_occurrences(text, anchor.exact))
    if starts:
        return _chosen(text, anchor, starts, len(anchor.exact))
    return _changed(text, anchor, anchor.exact)


def agrees(text: str, anchor: Anchor, start: int) -> bool:
    """Whether the words around a place are those that were recorded around the passage.

    Both sides have to be there as a whole, and to be of some length elsewhere than before; or, of
    a passage of some length, one side, or half of both, counted outwards from it. White space
    counts as one space.

    Args:
        text: canonical text.
        anchor: the passage, with its words.
        start: where these words stand.
    """
    if not anchor.prefix and not anchor.suffix:
        return True
    before, behind = _sides(text, anchor, start)
    prefix, suffix = len(_laid(anchor.prefix)), len(_laid(anchor.suffix))
    here = start == anchor.start
    if before == prefix and behind == suffix and (here or before + behind >= _SIDE):
        return True
    whole = (before == prefix >= _SIDE) or (behind == suffix >= _SIDE)
    some = whole or (before + behind) * 2 >= prefix + suffix
    return some and before + behind + len(anchor.exact or "") >= _ENOUGH


def _occurrences(text: str, words: str) -> Iterator[int]:
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + max(1, len(words)))


def _chosen(text: str, anchor: Anchor, starts: list[int], length: int) -> Placement:
    """One of several verbatim places, if the context decides."""
    fits = [at for at in starts if agrees(text, anchor, at)]
    if len(starts) == 1:
        status: Status = "moved" if fits else "changed"
        return Placement(status, starts[0], starts[0] + length)
    scores = sorted(((sum(_sides(text, anchor, at)), at) for at in starts), reverse=True)
    (best, at), (second, _) = scores[:2]
    if best > second and at in fits:
        status = "exact" if at == anchor.start else "moved"
        return Placement(status, at, at + length)
    return Placement("ambiguous", others=tuple(starts))


def _sides(text: str, anchor: Anchor, start: int) -> tuple[int, int]:
    """How many characters of the recorded context stand on either side, counted outwards."""
    end = start + (anchor.end - anchor.start if anchor.exact is None else len(anchor.exact))
    wide = 2 * max(len(anchor.prefix), len(anchor.suffix)) + _SIDE
    before, behind = _laid(text[max(0, start - wide) : start]), _laid(text[end : end + wide])
    return (
        _common(reversed(before), _laid(anchor.prefix)[::-1]),
        _common(iter(behind), _laid(anchor.suffix)),
    )


def _laid(words: str) -> str:
    """Words with each run of white space as one space."""
    return _GAP.sub(" ", words)


def _common(one: Iterable[str], other: str) -> int:
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count


def _by_hash(text: str, anchor: Anchor) -> Placement:
    """Find a passage of which only length and hash are known, at starts and ends of words."""
    length = anchor.end - anchor.start
    if len(text) >= anchor.end and sha256_text(text[anchor.start : anchor.end]) == anchor.sha256:
        return Placement("exact", anchor.start, anchor.end)
    starts = [
        at
        for at in _word_starts(text)
        if at + length <= len(text)
        and _ends_word(text, at + length)
        and sha256_text(text[at : at + length]) == anchor.sha256
    ]
    return _chosen(text, anchor, starts, length) if starts else Placement("lost")


def _word_starts(text: str) -> Iterator[int]:
    for match in _SPACED.finditer(text):
        at = match.start()
        if at == 0 or not (_ascii_word(text[at - 1]) and _ascii_word(text[at])):
            yield at


def _ends_word(text: str, end: int) -> bool:
    if end < len(text) and _ascii_word(text[end - 1]) and _ascii_word(text[end]):
        return False
    return not text[end - 1].isspace()


def _ascii_word(character: str) -> bool:
    return character.isascii() and character.isalnum()


def _changed(text: str, anchor: Anchor, words: str) -> Placement:
    """The near-identical passage, if there is one."""
    if len(words) > _MAX_FUZZY or len(words) < _GRAM:
        return Placement("lost")
    best, place = 0.0, Placement("lost")
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(words)
    for guess in _guesses(text, anchor, words):
        start, end = _fitted(text, matcher, guess, len(words))
        matcher.set_seq1(text[start:end])
        if matcher.real_quick_ratio() < NEAR or matcher.quick_ratio() < NEAR:
            continue
        ratio = matcher.ratio()
        if ratio >= NEAR and ratio > best:
            best, place = ratio, Placement("changed", start, end)
    return place


def _guesses(text: str, anchor: Anchor, words: str) -> list[int]:
    """Offsets where a changed passage may begin: where most of its rare five-grams agree."""
    step = max(1, (len(words) - _GRAM) // _GRAMS)
    votes: Counter[int] = Counter()
    for offset in range(0, len(words) - _GRAM + 1, step):
        gram = words[offset : offset + _GRAM]
        hits = 0
        at = text.find(gram)
        while at >= 0 and hits < _FREQUENT:
            votes[max(0, at - offset) // _BUCKET] += 1
            hits += 1
            at = text.find(gram, at + 1)
    ranked = sorted(
        votes, key=lambda bucket: (-votes[bucket], abs(bucket * _BUCKET - anchor.start))
    )
    return [bucket * _BUCKET for bucket in ranked[:_CANDIDATES]]


def _fitted(text: str, matcher: SequenceMatcher[str], guess: int, length: int) -> tuple[int, int]:
    """A window round a guess, cut to where the passage's own characters begin and end."""
    slack = _BUCKET + length // 5
    low, high = max(0, guess - slack), min(len(text), guess + length + slack)
    matcher.set_seq1(text[low:high])
    runs = [run for run in matcher.get_matching_blocks() if run.size >= min(_GRAM, length)]
    if not runs:
        return low, high
    first, last = runs[0], runs[-1]
    start = max(low, low + first.a - first.b)
    end = min(high, low + last.a + last.size + (length - last.b - last.size))
    return _whole_words(text, start, end)


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """A span grown or shrunk to word limits."""
    while start > 0 and _ascii_word(text[start - 1]) and _ascii_word(text[start]):
        start -= 1
    while end < len(text) and _ascii_word(text[end - 1]) and _ascii_word(text[end]):
        end += 1
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
