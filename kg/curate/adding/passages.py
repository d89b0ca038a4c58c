"""Where the words of a claim stand: a line of a file or a quote, made into a passage."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Final, NamedTuple

from kg.errors import ImportFault
from kg.text.anchors import Anchor, locate
from kg.text.canonical import LineIndex
from kg.text.sentences import all_sentences

if TYPE_CHECKING:
    from kg.text.reading import Reading

_PLACE: Final = re.compile(
    r"(?P<path>.+?):(?P<line>[1-9][0-9]{0,8})(?::(?P<column>[1-9][0-9]{0,8}))?"
)
_SHOWN: Final = 120
_ALIKE: Final = 0.4
_LISTED: Final = 6


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a file as people write it: `draft.md:12` or `draft.md:12:5`.

    Attributes:
        path: the file.
        line: 1-based.
        column: 1-based, in code points; 0 for the whole line.
    """

    path: str
    line: int
    column: int


class Words(NamedTuple):
    """A stretch of a text.

    Attributes:
        start: code-point offset into the canonical text.
        end: end of it, exclusive.
        section: the heading above it.
    """

    start: int
    end: int
    section: str


def read_spot(text: str) -> Spot:
    """The file, line and column that a place names.

    Raises:
        ImportFault: it names no line.
    """
    found = _PLACE.fullmatch(text)
    if found is None:
        raise ImportFault(f"--from {text!r}: names no line", "write it as draft.md:12")
    return Spot(found["path"], int(found["line"]), int(found["column"] or 0))


def sentences_at(reading: Reading, spot: Spot) -> Words:
    """The sentence at a column, or all sentences that stand on a line, from first to last.

    Raises:
        ImportFault: there is no such line, or no sentence stands there; names the nearest.
    """
    text, lines = reading.text, reading.text.removesuffix("\n").split("\n")
    if spot.line > len(lines):
        raise ImportFault(
            f"{reading.path}:{spot.line}: the file has {len(lines)} line{'s' * (len(lines) != 1)}",
            "name one of them",
        )
    start = sum(len(line) + 1 for line in lines[: spot.line - 1])
    end = start + len(lines[spot.line - 1])
    if spot.column:
        start = min(start + spot.column - 1, end)
        end = start + 1
    every = all_sentences(text, reading.blocks)
    found = [one for one in every if one.start < end and one.end > start]
    if not found:
        index = LineIndex(text)
        near = min(every, key=lambda one: abs(one.start - start), default=None)
        remedy = f"the nearest is on line {index.place(near.start)[0]}" if near else "name a text"
        raise ImportFault(f"{reading.path}:{spot.line}: no sentence stands there", remedy)
    return Words(found[0].start, found[-1].end, reading.blocks[found[0].block_index].section)


def quoted(reading: Reading, quote: str, within: Words | None = None) -> Words:
    """Where a quote stands, white space aside.

    Args:
        reading: the document.
        quote: the exact words, brought into canonical form here.
        within: a stretch that it must touch, None for the whole text.

    Returns:
        Its one place.

    Raises:
        ImportFault: it does not occur (the nearest text is shown), or several times.
    """
    words = unicodedata.normalize("NFC", quote).split()
    if not words:
        raise ImportFault("--quote: is empty", "copy the words from the document")
    pattern = re.compile(r"\s+".join(re.escape(word) for word in words))
    found = [match.span() for match in pattern.finditer(reading.text)]
    if within is not None:
        found = [(a, b) for a, b in found if a < within.end and b > within.start]
    index = LineIndex(reading.text)
    if not found:
        line, near = _nearest(reading, " ".join(words), index)
        shown = f"the nearest is on line {line}: {near!r}" if near else "nothing there is like it"
        raise ImportFault(
            f"--quote: does not occur in {reading.path}; {shown}", "copy it from there"
        )
    if len(found) > 1:
        places = ", ".join(str(index.place(a)[0]) for a, _ in found[:_LISTED])
        raise ImportFault(
            f"--quote: occurs {len(found)} times in {reading.path}, on lines {places}",
            f"say which by --from {reading.path}:LINE, or quote more",
        )
    start, end = found[0]
    section = next((b.section for b in reading.blocks if b.start < end and b.end > start), "")
    return Words(start, end, section)


def _nearest(reading: Reading, words: str, index: LineIndex) -> tuple[int, str]:
    """Line and words of what in the text is most like a quote; no words if nothing is."""
    placed = locate(reading.text, Anchor(0, len(words), exact=words))
    if placed.start is not None and placed.end is not None:
        return index.place(placed.start)[0], _cut(reading.text[placed.start : placed.end])
    best, place = _ALIKE, None
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(words.casefold())
    for one in all_sentences(reading.text, reading.blocks):
        matcher.set_seq1(reading.text[one.start : one.end].casefold())
        if matcher.real_quick_ratio() > best and matcher.quick_ratio() > best:
            ratio = matcher.ratio()
            if ratio > best:
                best, place = ratio, one
    if place is None:
        return 0, ""
    return index.place(place.start)[0], _cut(reading.text[place.start : place.end])


def _cut(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1] + "…"
