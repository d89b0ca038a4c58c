"""Runs of a Word document cut where a span begins and ends, so that the span is whole runs."""

from __future__ import annotations

from collections import defaultdict
from copy import deepcopy
from typing import TYPE_CHECKING, Final, NamedTuple
from unicodedata import combining

from kg.readers.word.runs import W, paragraphs, run_text, runs

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.etree import _Element

    from kg.model.finding import Span
    from kg.readers.word.places import RunPlaces

_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"


class Ends(NamedTuple):
    """The first and the last run of a span."""

    first: _Element
    last: _Element


class Cutter:
    """Cuts the runs of a body.

    Args:
        body: the element `w:body`.
        places: paragraphs and runs of offsets, as the reader counted them.
        text: the canonical text.
    """

    def __init__(self, body: _Element, places: RunPlaces, text: str) -> None:
        self._text = text
        self._paragraphs = paragraphs(body)
        self._places = places
        self._runs: dict[int, list[_Element]] = {}

    def cut(self, spans: Iterable[Span]) -> dict[Span, Ends]:
        """Cut the runs at the ends of all spans; looks and words stay as they are.

        Args:
            spans: offsets into the canonical text.

        Returns:
            The runs of each; a span that begins or ends in a note or a formula has none.
        """
        wanted: dict[Span, tuple[_Element, int, _Element, int]] = {}
        cuts: defaultdict[_Element, set[int]] = defaultdict(set)
        for span in spans:
            ends = self._ends(span)
            if ends is not None:
                first, start, last, end = wanted[span] = ends
                cuts[first].add(start)
                cuts[last].add(end)
        pieces = {run: _cut(run, places) for run, places in cuts.items()}
        return {
            span: Ends(_piece(pieces[first], start), _piece(pieces[last], end - 1))
            for span, (first, start, last, end) in wanted.items()
        }

    def _ends(self, span: Span) -> tuple[_Element, int, _Element, int] | None:
        words = self._text[span.start : span.end]
        if not words.strip():
            return None
        begin = span.start + len(words) - len(words.lstrip())
        start = self._places.spot(begin)
        last = self._places.spot(begin + len(words.strip()) - 1)
        one, other = self._run(start.paragraph, start.run), self._run(last.paragraph, last.run)
        if one is None or other is None:
            return None
        words, end = run_text(other), last.character + 1
        while end < len(words) and combining(words[end]):
            end += 1
        return one, min(start.character, max(0, len(run_text(one)) - 1)), other, end

    def _run(self, paragraph: int, number: int) -> _Element | None:
        if not paragraph or not number:
            return None
        if paragraph not in self._runs:
            self._runs[paragraph] = runs(self._paragraphs[paragraph - 1])
        found = self._runs[paragraph][number - 1]
        return found if found.tag == f"{W}r" else None


Piece = tuple[int, int, "_Element"]
"""First and last-but-one character, and the run."""


def _piece(pieces: list[Piece], character: int) -> _Element:
    return next((run for start, end, run in pieces if start <= character < end), pieces[-1][2])


def _cut(run: _Element, places: set[int]) -> list[Piece]:
    """A run cut at places of its text; its properties go with every part."""
    whole = len(run_text(run))
    inside = sorted(place for place in places if 0 < place < whole)
    pieces: list[Piece] = []
    start = 0
    for place in inside:
        rest = _split(run, place - start)
        pieces.append((start, place, run))
        run, start = rest, place
    pieces.append((start, whole, run))
    return pieces


def _split(run: _Element, at: int) -> _Element:
    """Move what stands behind a place of a run into a new run after it."""
    rest = run.makeelement(run.tag, {str(name): str(value) for name, value in run.attrib.items()})
    properties = run.find(f"{W}rPr")
    if properties is not None:
        rest.append(deepcopy(properties))
    passed = 0
    for child in list(run):
        if child is properties:
            continue
        size = len(run_text(_alone(run, child)))
        if passed >= at and (size or passed > at or len(rest) > (properties is not None)):
            rest.append(child)
        elif passed < at < passed + size:
            rest.append(_torn(child, at - passed))
        passed += size
    run.addnext(rest)
    return rest


def _alone(run: _Element, child: _Element) -> _Element:
    """A run that holds one child alone, to be measured as the reader measures runs."""
    made = run.makeelement(run.tag)
    made.append(deepcopy(child))
    return made


def _torn(text: _Element, at: int) -> _Element:
    """Take the words behind a place out of a text element, into a new one."""
    words = text.text or ""
    rest = deepcopy(text)
    rest.tail = None
    text.text, rest.text = words[:at], words[at:]
    text.set(_SPACE, "preserve")
    rest.set(_SPACE, "preserve")
    return rest
