"""Canonical text woven out of the pieces of a format with markup, block by block."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kg.text.blocks import Block
from kg.text.reading import Hyperlink
from kg.text.trace import Stretch, Trace, composed

if TYPE_CHECKING:
    from kg.text.blocks import BlockKind

BETWEEN: Final = "\n\n"
"""What stands between two blocks."""
_LOOSE: Final = re.compile("[ \\t\\n\\f\\r]{2,}|[\\t\\n\\f\\r]|[\u00ad\u200b\u2060\ufeff]+")
_SPACE: Final = frozenset(" \t\n\f\r")
_RAISED: Final = re.compile(r"[\d,;\s\u2013\u2212-]*\d[\d,;\s\u2013\u2212-]*")
_SUPERSCRIPT: Final = str.maketrans("0123456789\u2212", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")


class Weaver:
    """Collects words into blocks and remembers where each came from.

    White space is one space, as a browser shows it; soft hyphens and other characters without a
    width are left out. Origins must not fall from one call to the next.
    """

    def __init__(self) -> None:
        self.trace = Trace()
        self.blocks: list[Block] = []
        self.links: list[Hyperlink] = []
        self.elements: list[str] = []
        self._parts: list[str] = []
        self._open: list[Stretch] = []
        self._length = 0
        self._spaced = True
        self._prefix: tuple[str, int] | None = None
        self._pending: list[tuple[int, int, str]] = []

    @property
    def text(self) -> str:
        """The canonical text of the blocks that have ended."""
        return "".join(self._parts)

    @property
    def is_open(self) -> bool:
        """Whether the block that is being woven has any words yet."""
        return self._length > 0

    @property
    def at(self) -> int:
        """Characters of the open block so far."""
        return self._length

    @property
    def ends_line(self) -> bool:
        """Whether the last thing in the open block is a line break."""
        return bool(self._open) and self._open[-1].words.endswith("\n")

    def ends_with(self, marks: tuple[str, ...]) -> bool:
        """Whether the open block ends with one of some marks."""
        return bool(self._open) and self._open[-1].words.rstrip().endswith(marks)

    def opens_with(self, words: str) -> bool:
        """Whether the open block begins with words of the reader's own."""
        return bool(self._open) and self._open[0].words.startswith(words)

    def words(self, block: Block) -> str:
        """The words of the block that ended last."""
        last = self._parts[-1]
        first = block.start - (self.trace.length - len(last))
        return last[first : first + block.end - block.start]

    def rename(self, kind: BlockKind, level: int = 0) -> None:
        """Say that the block that ended last is of another kind."""
        self.blocks[-1] = replace(self.blocks[-1], kind=kind, level=level)

    def write(self, words: str, origin: int, *, moving: bool = True) -> None:
        """Words of the source.

        Args:
            words: as the source has them; white space is laid together here.
            origin: offset of the first character in the source.
            moving: each further character stands one further in the source.
        """
        last = 0
        for loose in _LOOSE.finditer(words):
            self._words(words[last : loose.start()], origin + last * moving, moving=moving)
            last = loose.end()
            if loose.group()[0] in _SPACE:
                self._words(" ", origin + loose.start() * moving, moving=moving)
        self._words(words[last:], origin + last * moving, moving=moving)

    def _words(self, words: str, origin: int, *, moving: bool) -> None:
        """Words whose gaps are single spaces, without those that would follow another."""
        if self._spaced:
            bare = words.lstrip(" ")
            origin += (len(words) - len(bare)) * moving
            words = bare
        if words:
            self._put(words, origin, moving=moving)
            self._spaced = words[-1] == " "

    def write_raised(self, words: str, origin: int) -> None:
        """Superscript words: digits become superscript digits, so that 10 to the 6 is not 106."""
        if _RAISED.fullmatch(words) and self._length:
            words = words.translate(_SUPERSCRIPT)
            words = "⁻" + words[1:] if words.startswith("-") else words
        self.write(words, origin)

    def write_verbatim(self, words: str, origin: int, *, moving: bool = True) -> None:
        """Words whose white space counts: code, and line breaks inside a block."""
        if words == "\n":
            self._trim()
        if words and (self._length or words.strip()):
            self._put(words, origin, moving=moving)
            self._spaced = words[-1] in _SPACE

    def prefix(self, words: str, origin: int) -> None:
        """Words that go before the next ones if the block has none yet, such as `2. `.

        Args:
            words: the words, empty to forget those said before.
            origin: where in the source they are to be looked for.
        """
        self._prefix = (words, origin) if words else None

    def separate(self, origin: int) -> None:
        """The limit between two cells of a table row."""
        self._trim()
        self._put(" | ", origin, moving=False)
        self._spaced = True

    def stop(self, mark: str, origin: int) -> None:
        """A mark and a space behind the words so far, in place of a comma that stands there."""
        self._trim(" \t\n\f\r,")
        if self._open and not self.ends_with((mark,)):
            self._put(mark, origin, moving=False)
        self.write(" ", origin, moving=False)

    def link(self, start: int, target: str) -> None:
        """The words of the open block from an offset of it on lead to an address."""
        if self._length > start:
            self._pending.append((start, self._length, target))

    def end(self, kind: BlockKind, level: int = 0, element: str = "") -> Block | None:
        """End the open block.

        Args:
            kind: what it is.
            level: of a heading or a list item.
            element: what holds it in the source.

        Returns:
            The block; None if it had no words.
        """
        self._trim()
        stretches = list(composed(self._open)) if self._length else []
        words = "".join(one.words for one in stretches)
        visible = words.strip()
        if not visible:
            self._reset()
            return None
        if self._parts:
            self._parts.append(BETWEEN)
            self.trace.add(len(BETWEEN), stretches[0].origin, moving=False)
        start = self.trace.length
        for one in stretches:
            self.trace.add(len(one.words), one.origin, moving=one.moving)
        self._parts.append(words)
        self._keep_links(start, words)
        first = start + len(words) - len(words.lstrip())
        block = Block(kind, first, first + len(visible), level=level)
        self.blocks.append(block)
        self.elements.append(element)
        self._reset()
        return block

    def _put(self, words: str, origin: int, *, moving: bool) -> None:
        if not words:
            return
        if self._prefix is not None:
            said, at = self._prefix
            self._prefix = None
            if not self._length:
                self._open.append(Stretch(said, at, moving=False))
                self._length += len(said)
        self._open.append(Stretch(words, origin, moving))
        self._length += len(words)
        self._spaced = False

    def _trim(self, loose: str = " \t\n\f\r") -> None:
        """Take white space, or other characters, off the end of the open block."""
        while self._open:
            words = self._open[-1].words
            bare = words.rstrip(loose)
            self._length -= len(words) - len(bare)
            if bare:
                self._open[-1] = self._open[-1]._replace(words=bare)
                return
            self._open.pop()

    def _keep_links(self, start: int, words: str) -> None:
        """Links in the canonical text; composition may have made it shorter."""
        given = "".join(one.words for one in self._open)
        raw, made = _steps(given) if words != given else ([], [])
        for first, last, target in self._pending:
            low, high = first, min(last, len(given))
            if words != given:
                low, high = (_moved(raw, made, at, len(words)) for at in (low, high))
            bare = words[low:high]
            low += len(bare) - len(bare.lstrip())
            if bare.strip():
                self.links.append(Hyperlink(start + low, start + low + len(bare.strip()), target))

    def _reset(self) -> None:
        self._open, self._pending = [], []
        self._length, self._spaced = 0, True


def _steps(given: str) -> tuple[list[int], list[int]]:
    """Where each composed part of a text begins, before and after composition."""
    raw, made, length = [], [], 0
    for one in composed([Stretch(given, 0)]):
        raw.append(one.origin)
        made.append(length)
        length += len(one.words)
    return raw, made


def _moved(raw: list[int], made: list[int], at: int, length: int) -> int:
    """An offset after composition."""
    found = bisect_left(raw, at)
    return made[found] if found < len(made) else length
