"""What the words of a sentence mean, coarsely: so that two wordings of a statement can be compared.

Words are taken to their roots, and words of one meaning (`lexicon/alike/`) to one key.
That two wordings share keys makes them candidates for one statement and no more: which way a
thing changes, at which dose and whether it is denied are compared apart.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Final, NamedTuple

from kg.text.lexicons import part
from kg.text.spelling import fold, plain_word
from kg.text.tokens import PhraseTable, tokens

_LEAST: Final = 4
"""Letters that a root keeps."""
_ENDING_WORDS: Final = (
    "ization ational iveness fulness ations ation ments ment ively ingly edly ities ional ical "
    "ings ness ions ance ence ancy ency able ible ing ion ies ied ity ive ous ual ial ors ers "
    "ant ent ism ist ish ed es or er ly al ic y s e"
)
_ENDINGS: Final = frozenset(_ENDING_WORDS.split())
_LONGEST: Final = max(map(len, _ENDINGS))


class Sense(NamedTuple):
    """A word or phrase and what it may mean.

    Attributes:
        keys: its root, and the names of the groups of like words that it belongs to.
        start: code-point offset into the text.
        end: end of it, exclusive.
        whole: it is no part of a longer phrase that has a meaning of its own.
    """

    keys: frozenset[str]
    start: int
    end: int
    whole: bool = True


def senses(text: str, start: int = 0, end: int | None = None) -> tuple[Sense, ...]:
    """The words between two offsets that say something, with what they may mean.

    Args:
        text: canonical text.
        start: first offset.
        end: end, exclusive; None for the end of the text.

    Returns:
        Phrases and words in order; the words of a phrase follow it, marked as not `whole`.
    """
    words = tokens(text, start, end, root)
    table = _groups()
    found: list[Sense] = []
    covered = 0
    for index, word in enumerate(words):
        begins = word.key in table
        hits = [hit for hit in table.at(text, words, index) if not hit.odd] if begins else []
        best = hits[-1] if hits else None
        if best is not None and best.stop > index + 1 and index >= covered:
            found.append(Sense(frozenset(best.values), word.start, words[best.stop - 1].end))
            covered = best.stop
        alone = [name for hit in hits if hit.stop == index + 1 for name in hit.values]
        if alone or not is_empty(text[word.start : word.end]):
            keys = frozenset((word.key, *alone))
            found.append(Sense(keys, word.start, word.end, index >= covered))
    return tuple(found)


@lru_cache(maxsize=65_536)
def is_empty(word: str) -> bool:
    """A word that only holds a sentence together."""
    plain = fold(word)
    return plain in _empty() or len(plain) == 1


@lru_cache(maxsize=65_536)
def root(word: str) -> str:
    """A word without its endings: `anxiolytics`, `anxiolytic` become one.

    Args:
        word: a single word.

    Returns:
        A key for comparison, often no word at all; short words keep their endings.
    """
    key = plain_word(word)
    if not key.isalpha():
        return key
    for _ in range(2):
        for length in range(min(_LONGEST, len(key) - _LEAST), 0, -1):
            if key[-length:] in _ENDINGS:
                key = key[:-length]
                break
        else:
            break
    return key


@cache
def _groups() -> PhraseTable[str]:
    """The groups of like words as one phrase table."""
    table: PhraseTable[str] = PhraseTable()
    for group in part("alike/words.toml")["group"]:
        for keys in group["words"]:
            table.add(keys, f"={group['name']}")
    return table


@cache
def _empty() -> frozenset[str]:
    return frozenset(part("alike/empty.toml")["words"])
