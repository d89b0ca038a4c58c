"""Names that may mean one thing: suggestions for a curator, never a reason to merge.

Two names are suggested for one of three reasons, each told: they have the same words in another
order or with fillers, they differ by a slip of the pen, or one is the initials of the other.
"""

from __future__ import annotations

from collections import defaultdict
from difflib import SequenceMatcher
from itertools import combinations
from typing import TYPE_CHECKING, Final, NamedTuple

from kg.text.names import name_key
from kg.text.polarity import told_apart

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_ALIKE: Final = 0.9
"""Share of characters in common (difflib's ratio) from which two names may be a slip apart."""
_CROWD: Final = 20
"""Names; words that more of them share tell nothing, and their pairs are not looked at."""
_FILLERS: Final = frozenset(
    [
        "of",
        "in",
        "for",
        "and",
        "or",
        "with",
        "to",
        "on",
        "by",
        "total",
        "mean",
        "group",
        "level",
        "score",
    ]
)
_SHORTEST: Final = 3


class Resemblance(NamedTuple):
    """Two names that may mean one thing.

    Attributes:
        one: key of the first.
        other: key of the second.
        score: from 0 to 1.
        why: the reason in words.
    """

    one: str
    other: str
    score: float
    why: str


def resembling(names: Iterable[tuple[str, str]], limit: int = 1000) -> tuple[Resemblance, ...]:
    """Names that may mean one thing.

    Only names that share a rare word, or initials, are compared, so that cost follows the names
    and not their pairs.

    Args:
        names: pairs of a key and one of its names; names of one key are not compared.
        limit: how many to return at most.

    Returns:
        The likest first; names that a number or a word such as `systolic` and `diastolic` tells
        apart are not suggested.
    """
    listed = [(key, name, name_key(name)) for key, name in names]
    best: dict[tuple[str, str], Resemblance] = {}
    for a, b in _pairs(listed):
        found = _compare(a, b)
        if found is not None:
            pair = (found.one, found.other)
            if pair not in best or best[pair].score < found.score:
                best[pair] = found
    ranked = sorted(best.values(), key=lambda one: (-one.score, one.one, one.other))
    return tuple(ranked[:limit])


_Name = tuple[str, str, tuple[str, ...]]


def _pairs(listed: list[_Name]) -> Iterator[tuple[_Name, _Name]]:
    """Pairs that share a word that few names have, or of which one may be initials of the other."""
    by_word: dict[str, list[int]] = defaultdict(list)
    for number, (_, name, words) in enumerate(listed):
        for word in set(words) - _FILLERS:
            by_word[word].append(number)
            by_word[f"~{word[:4]}"].append(number)
        initials = "".join(word[0] for word in words)
        if len(initials) >= _SHORTEST:
            by_word[f"={initials}"].append(number)
        if len(words) == 1 and name.isupper():
            by_word[f"={words[0]}"].append(number)
    seen: set[tuple[int, int]] = set()
    for numbers in by_word.values():
        if len(numbers) > _CROWD:
            continue
        for pair in combinations(sorted(set(numbers)), 2):
            if pair not in seen:
                seen.add(pair)
                yield listed[pair[0]], listed[pair[1]]


def _compare(a: _Name, b: _Name) -> Resemblance | None:
    key, name, words = a
    other_key, other_name, others = b
    if key == other_key or not words or not others or told_apart(words, others):
        return None
    one, other = sorted((key, other_key))
    mine, theirs = set(words) - _FILLERS, set(others) - _FILLERS
    if mine == theirs and mine:
        return Resemblance(one, other, 1.0, "the same words")
    if _initials(name, words, others) or _initials(other_name, others, words):
        return Resemblance(one, other, 0.95, "initials")
    if _numbers(words) != _numbers(others):
        return None
    ratio = SequenceMatcher(None, " ".join(words), " ".join(others), autojunk=False)
    if ratio.quick_ratio() < _ALIKE or ratio.ratio() < _ALIKE:
        return None
    return Resemblance(one, other, round(ratio.ratio(), 3), "spelt almost alike")


def _initials(name: str, words: tuple[str, ...], others: tuple[str, ...]) -> bool:
    if len(words) != 1 or not name.isupper() or len(words[0]) < _SHORTEST:
        return False
    return words[0] == "".join(word[0] for word in others)


def _numbers(words: tuple[str, ...]) -> list[str]:
    """The words with a digit: names that differ in one of them are names of two things."""
    return sorted(word for word in words if any(map(str.isdigit, word)))
