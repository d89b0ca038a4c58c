"""Words of a text with their offsets, and a dictionary of phrases made of words.

Matching goes word by word, so offsets are always those of the original text: nothing is ever
looked up in a lower-cased copy, whose offsets may differ (`İ` becomes two code points).
"""

from __future__ import annotations

import re
import sys
import unicodedata
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from kg.text.spelling import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Value = TypeVar("Value")

_CJK = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
"""Scripts without spaces: each character is a word of its own here."""
_GAP = re.compile(
    r"(?:[ \t\u00a0\u2000-\u200b\u202f*_~\[\]\-\u2010\u2011\u2013]|\n(?![ \t]*\n)|\]\(\S*?\))*"
)
"""What may stand between two words of one phrase: space, a line end, hyphens, markup."""
_LONG_GAP = 300
_MARK = re.compile("[\u0300-\u1dff\u20d0-\u20f0]")
"""Where combining marks lie, letters of other scripts among them."""
_LATEST = 8
"""Stretches of text whose words are remembered."""


class Token(NamedTuple):
    """A word: its folded form for look-up, and where it stands."""

    key: str
    start: int
    end: int


def tokens(
    text: str, start: int = 0, end: int | None = None, folded: Callable[[str], str] = fold
) -> list[Token]:
    """The words between two offsets; those in URLs, link targets, DOIs and comments are left out.

    Args:
        text: canonical text.
        start: first offset.
        end: end, exclusive; None for the end of the text.
        folded: gives the form for look-up.

    Returns:
        Words in order.
    """
    return list(_folded(text, start, len(text) if end is None else end, folded))


@lru_cache(maxsize=_LATEST)
def _folded(text: str, start: int, stop: int, folded: Callable[[str], str]) -> tuple[Token, ...]:
    """The words in one form: several readers of a sentence ask for the same."""
    found = _spans(text, start, stop)
    return tuple(Token(folded(text[first:last]), first, last) for first, last in found)


@lru_cache(maxsize=_LATEST)
def _spans(text: str, start: int, stop: int) -> tuple[tuple[int, int], ...]:
    """Where the words stand: each reader of a sentence folds them in a way of its own."""
    found: list[tuple[int, int]] = []
    skip_to = start
    closing = 0
    words = _words(marked=_MARK.search(text, start, stop) is not None)
    for match in words.finditer(text, start, stop):
        if match.start() < skip_to:
            continue
        if match.lastgroup == "word":
            found.append(match.span())
        elif match.lastgroup == "comment" and closing >= 0:
            closing = text.find("-->", match.end(), stop)
            skip_to = closing + 3 if closing >= 0 else skip_to
    return tuple(found)


@cache
def _words(*, marked: bool) -> re.Pattern[str]:
    """Words and what is left out of them; with combining marks, a large class, only if need be."""
    letters = rf"(?:[^\W_{_CJK}]++|[{_marks()}]++)++" if marked else rf"[^\W_{_CJK}]++"
    # possessive: a word never gives back what it has taken, so nothing is tried twice
    return re.compile(
        r"(?P<comment><!--)"
        r"|(?P<link>\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:[ \t]+\"[^\"\n]*\")?\)"
        r"|(?:(?i:https?)://|(?i:www)\.)\S+|10\.\d{4,9}/\S+)"
        rf"|(?P<word>[{_CJK}]|{letters}(?:['\u2019\u02bc]{letters})*)"
    )


def _marks() -> str:
    """All combining marks, as a class of a regular expression."""
    marks = "".join(
        chr(code)
        for code in range(0x300, 0x1E00)
        if unicodedata.category(chr(code)) in {"Mn", "Mc"}
    )
    return _ranges(marks + "".join(map(chr, range(0x20D0, 0x20F1))))


def _ranges(characters: str) -> str:
    """A regular-expression class body for many characters."""
    out: list[str] = []
    first = last = ""
    for character in characters:
        if last and ord(character) == ord(last) + 1:
            last = character
            continue
        if first:
            out.append(f"{first}-{last}")
        first = last = character
    return "".join([*out, f"{first}-{last}"])


@lru_cache(maxsize=4096)
def odd_gap(gap: str) -> str:
    """What stands between two words beyond space and markup; empty if nothing does."""
    if gap == " " or _GAP.fullmatch(gap):
        return ""
    return gap.strip() or "\n\n"


@dataclass(slots=True)
class _Node(Generic[Value]):
    children: dict[str, _Node[Value]] = field(default_factory=dict)
    values: list[Value] = field(default_factory=list)


class Hit(NamedTuple, Generic[Value]):
    """A phrase found: index behind its last word, odd gaps inside it, and what it stands for."""

    stop: int
    odd: tuple[str, ...]
    values: list[Value]


class PhraseTable(Generic[Value]):
    """A dictionary from phrases to values, read word by word."""

    __slots__ = ("_root",)

    def __init__(self) -> None:
        self._root: _Node[Value] = _Node()

    def __contains__(self, key: str) -> bool:
        """Whether a phrase begins with a folded word."""
        return key in self._root.children

    def add(self, keys: list[str], value: Value) -> None:
        """Enter a phrase; one phrase may stand for several values.

        Args:
            keys: its folded words; an empty list is ignored.
            value: what it stands for.
        """
        if not keys:
            return
        node = self._root
        for key in keys:
            node = node.children.setdefault(sys.intern(key), _Node())
        node.values.append(value)

    def at(self, text: str, words: list[Token], index: int) -> Iterator[Hit[Value]]:
        """Phrases that begin with a word, shortest first.

        Args:
            text: the text that the words are from.
            words: as `tokens` gives them.
            index: where to begin.

        Yields:
            Every phrase found; `odd` names gaps that are more than space and markup.
        """
        node = self._root.children.get(words[index].key)
        odd: tuple[str, ...] = ()
        while node is not None:
            index += 1
            if node.values:
                yield Hit(index, odd, node.values)
            if index >= len(words) or not node.children:
                return
            left, right = words[index - 1].end, words[index].start
            if right - left > _LONG_GAP:
                return
            if right > left and (strange := odd_gap(text[left:right])):
                odd = (*odd, strange)
            node = node.children.get(words[index].key)


@dataclass(slots=True)
class _State(Generic[Value]):
    after: dict[str, list[_State[Value]]] = field(default_factory=dict)
    values: list[Value] = field(default_factory=list)


class PatternTable(Generic[Value]):
    """A dictionary from phrase patterns to values.

    Patterns are not multiplied out: alternatives of one slot meet again behind it, so that
    patterns with thousands of readings cost no more than their words.
    """

    __slots__ = ("_root",)

    def __init__(self) -> None:
        self._root: _State[Value] = _State()

    def __contains__(self, key: str) -> bool:
        """Whether a pattern begins with a folded word."""
        return key in self._root.after

    def add(self, slots: list[list[list[str]]], value: Value) -> None:
        """Enter a pattern.

        Args:
            slots: for each slot its alternatives, each a list of folded words; an empty list is
                an alternative that may be left out. Not all slots may be empty.
            value: what the pattern stands for.
        """
        fronts: list[_State[Value]] = [self._root]
        for alternatives in slots:
            meeting: _State[Value] = _State()
            for words in filter(None, alternatives):
                for front in fronts:
                    _chain(front, words, meeting)
            fronts = [*fronts, meeting] if [] in alternatives else [meeting]
        for front in fronts:
            if front is not self._root:
                front.values.append(value)

    def at(self, text: str, words: list[Token], index: int) -> Iterator[tuple[int, Value]]:
        """Patterns that begin with a word and have only space and markup between their words.

        Args:
            text: the text that the words are from.
            words: as `tokens` gives them.
            index: where to begin.

        Yields:
            Index behind the last word and the value, shortest first.
        """
        states = self._root.after.get(words[index].key, [])
        while states:
            index += 1
            for state in states:
                for value in state.values:
                    yield index, value
            if index >= len(words):
                return
            left, right = words[index - 1].end, words[index].start
            if right - left > _LONG_GAP or odd_gap(text[left:right]):
                return
            key = words[index].key
            states = [found for state in states for found in state.after.get(key, ())]


def _chain(front: _State[Value], words: list[str], meeting: _State[Value]) -> None:
    """A path of words from one state to another."""
    for word in words[:-1]:
        inner: _State[Value] = _State()
        front.after.setdefault(word, []).append(inner)
        front = inner
    front.after.setdefault(words[-1], []).append(meeting)
