"""An article cut into pieces at the places of its findings, for a page that marks them."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from kg.auditing.telling.printable import legal
from kg.auditing.telling.told import span_of
from kg.model.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.auditing.telling.told import Told
    from kg.model.finding import Finding
    from kg.text.blocks import Block


class Note(NamedTuple):
    """A finding with its number on the page, from 1."""

    number: int
    finding: Finding
    also: str


class Piece(NamedTuple):
    """A stretch of text under the same findings.

    Attributes:
        text: what is shown.
        number: of the most serious finding there, 0 if there is none.
        severity: its severity, empty if there is none.
        opens: the numbers of findings that begin here.
    """

    text: str
    number: int = 0
    severity: str = ""
    opens: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A block of the article with the findings that begin in it.

    Attributes:
        kind: kind of the block.
        level: level of a heading or list item.
        pieces: its text.
        notes: findings, in order of place.
    """

    kind: str
    level: int
    pieces: tuple[Piece, ...]
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One article as a page shows it.

    Attributes:
        told: the audit.
        rows: its blocks.
        loose: findings that have no place in a block.
        counts: number of findings by severity, the most serious first.
    """

    told: Told
    rows: tuple[Row, ...]
    loose: tuple[Note, ...]
    counts: tuple[tuple[str, int], ...]


def sheet(told: Told, first: int = 1) -> Sheet:
    """An article laid out.

    Args:
        told: the audit.
        first: number of its first finding.

    Returns:
        Its blocks and findings.
    """
    from kg.auditing.telling.places import also

    in_place = sorted(told.report.findings, key=lambda f: -1 if f.start is None else f.start)
    notes = [Note(n, f, also(told, f, 8)) for n, f in enumerate(in_place, start=first)]
    blocks = told.reading.blocks if told.reading else ()
    rows = []
    shown: set[int] = set()
    for block in blocks:
        begun = tuple(note for note in notes if _begins_in(note.finding, block))
        shown.update(note.number for note in begun)
        rows.append(Row(block.kind, block.level, tuple(_pieces(told, block, notes)), begun))
    severities = [finding.severity for finding in told.report.findings]
    counts = [(one.word, severities.count(one)) for one in sorted(Severity, reverse=True)]
    loose = tuple(note for note in notes if note.number not in shown)
    return Sheet(told, tuple(rows), loose, tuple(pair for pair in counts if pair[1]))


def _begins_in(finding: Finding, block: Block) -> bool:
    return finding.start is not None and block.start <= finding.start < block.end


def _pieces(told: Told, block: Block, notes: list[Note]) -> Iterator[Piece]:
    assert told.reading is not None
    text = told.reading.text
    here = [
        (span.start, span.end, note)
        for note in notes
        for span in (span_of(note.finding), *note.finding.also)
        if span is not None and span.start < block.end and block.start < span.end
    ]
    edges = {block.start, block.end}
    for start, end, _ in here:
        edges |= {max(start, block.start), min(end, block.end)}
    places = sorted(edges)
    for start, end in itertools.pairwise(places):
        over = [note for first, last, note in here if first <= start and end <= last]
        words = legal(text[start:end])
        if not over:
            yield Piece(words)
            continue
        worst = max(over, key=lambda note: (note.finding.severity, -note.number))
        opens = tuple(note.number for note in over if note.finding.start == start)
        yield Piece(words, worst.number, worst.finding.severity.word, opens)
