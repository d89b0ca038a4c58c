"""Names of concepts found in prose: longest match, word by word, tolerant of inflection."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher, get_close_matches
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from kg.text.spelling import fold, singular
from kg.text.tokens import Hit, PhraseTable, Token, odd_gap, tokens

if TYPE_CHECKING:
    from collections.abc import Iterable

_ACRONYM: Final = 5
_WORDS_TOO_WORDS: Final = (
    "act ad add aid aids all am an and are arm art as at bad bat be bed big bit but by can cap "
    "cast cat do fat for gas get had has hat he her him his hot how if ill in is it lab led mad "
    "man map mat may me men met mind my no nor not now of off on one or our out pad pan pet pro "
    "rat read sad sat scan see she so star step tap the tip to too top two up us was we who "
    "will you"
)
_WORDS_TOO: Final = frozenset(_WORDS_TOO_WORDS.split())
"""Acronyms that are everyday words too (SAD, ADD, AIDS): these match only in capitals."""
_FIRST: Final = re.compile(r"[A-Za-z0-9]++(?!['\u2019\u02bc]|[^\x00-\x7f])")
"""A first word that is told without reading the whole name."""
_ODD: Final = re.compile(r"[/<]|\]\(|www\.", re.IGNORECASE)
"""A name that may hold an address or a comment, which are no words."""


@dataclass(frozen=True, slots=True)
class LabelHit:
    """A name found.

    Args:
        key: what the name stands for.
        label: the name as it was given to the matcher.
        start: code-point offset into the text.
        end: end of it, exclusive.
    """

    key: str
    label: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Entry:
    label: str
    key: str
    head: str
    tail: str
    gaps: frozenset[str]
    capitals: bool


class LabelMatcher:
    """Finds names in prose in time linear in the text, whatever the number of names.

    Case, plural, possessive, hyphen or space, the form of apostrophes and Markdown emphasis
    make no difference. A name in capitals that is an everyday word too must be in capitals.

    Args:
        labels: pairs of a name and the key that it stands for.
            One name may stand for several keys; names without a letter or digit are ignored.
    """

    __slots__ = ("_table", "_waiting")

    def __init__(self, labels: Iterable[tuple[str, str]]) -> None:
        self._table: PhraseTable[_Entry] = PhraseTable()
        self._waiting: dict[str, list[tuple[str, str]]] = {}
        for label, key in dict.fromkeys(labels):
            first = None if _ODD.search(label) else _FIRST.match(label)
            if first:  # entered when a text holds its first word: there may be thousands
                self._waiting.setdefault(singular(first.group()), []).append((label, key))
            else:
                self._enter(label, key)

    def _enter(self, label: str, key: str) -> None:
        words = tokens(label, folded=singular)
        if words:
            self._table.add([word.key for word in words], _entry(label, key, words))

    def find(self, text: str, start: int = 0, end: int | None = None) -> tuple[LabelHit, ...]:
        """The names between two offsets.

        Args:
            text: canonical text.
            start: first offset.
            end: end, exclusive; None for the end of the text.

        Returns:
            Hits in order; they do not overlap, but one span bears one hit for each of its keys.
        """
        words = tokens(text, start, end, singular)
        for first in {word.key for word in words} & self._waiting.keys():
            for label, key in self._waiting.pop(first):
                self._enter(label, key)
        found: list[LabelHit] = []
        index = 0
        while index < len(words):
            if words[index].key not in self._table:
                index += 1
                continue
            stop, hits = self._longest(text, words, index)
            found.extend(hits)
            index = stop
        return tuple(found)

    def _longest(self, text: str, words: list[Token], index: int) -> tuple[int, list[LabelHit]]:
        """The longest name that begins with a word: index behind it, and its hits."""
        stop, best = index + 1, list[LabelHit]()
        for hit in self._table.at(text, words, index):
            fits = [
                found for entry in hit.values if (found := _fit(text, words, index, hit, entry))
            ]
            if fits:
                stop, best = hit.stop, fits
        return stop, best


def nearest(word: str, candidates: Iterable[str], n: int = 3) -> tuple[str, ...]:
    """The candidates most like a mistyped name.

    Args:
        word: what was typed.
        candidates: the names there are.
        n: how many to return at most.

    Returns:
        Names at least 60 % alike (difflib's ratio over case-folded forms), the likest first.
    """
    forms: dict[str, str] = {}
    for candidate in candidates:
        forms.setdefault(fold(candidate), candidate)
    if n < 1:
        return ()
    return tuple(forms[form] for form in get_close_matches(fold(word), forms, n))


def likeness(one: str, other: str) -> float:
    """How alike two names are, from 0 to 1: difflib's ratio over case-folded forms."""
    return SequenceMatcher(None, fold(one), fold(other), autojunk=False).ratio()


def _entry(label: str, key: str, words: list[Token]) -> _Entry:
    gaps = (label[a.end : b.start] for a, b in pairwise(words))
    return _Entry(
        label,
        key,
        label[: words[0].start].strip(),
        label[words[-1].end :].strip(),
        frozenset(odd for gap in gaps if gap and (odd := odd_gap(gap))),
        capitals=label.isupper() and len(label) <= _ACRONYM and label.casefold() in _WORDS_TOO,
    )


def _fit(
    text: str, words: list[Token], index: int, hit: Hit[_Entry], entry: _Entry
) -> LabelHit | None:
    """The hit of an entry, if the characters around and between its words fit as well."""
    start, end = words[index].start, words[hit.stop - 1].end
    if hit.odd and not entry.gaps.issuperset(hit.odd):
        return None
    if entry.head and not text.endswith(entry.head, 0, start):
        return None
    if entry.tail and not text.startswith(entry.tail, end):
        return None
    if entry.capitals and not text[start:end].isupper():
        return None
    possessive = text[start:end].endswith(("'s", "\u2019s")) and not entry.label.endswith(
        ("'s", "\u2019s")
    )
    end -= 2 if possessive else 0
    return LabelHit(entry.key, entry.label, start - len(entry.head), end + len(entry.tail))
