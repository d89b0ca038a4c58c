"""Passages beside the text that they are held against, as a person reads them and as JSON."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from kg.cli.console import console, counted, plain
from kg.cli.width import page_width
from kg.cli.words import Piece, Words, cells
from kg.curate.anchoring.ties import VERDICTS
from kg.errors import FilterError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.curate.anchoring.ties import Checked, Tie
    from kg.store.ledger import Ledger
    from kg.text.reading import Reading

_STYLE: Final = {
    "exact": "green", "moved": "cyan", "changed": "yellow", "ambiguous": "magenta", "lost": "red",
}  # fmt: skip
_TAKE: Final = re.compile(
    r"(?P<id>[^=]+?)(?:=(?P<line>[1-9]\d{0,8})(?::(?P<column>[1-9]\d{0,8}))?)?"
)
_SHOWN: Final = 6
_LONGEST: Final = 600
_BRIEF: Final = 74


def read_takes(given: Iterable[str]) -> dict[str, tuple[int, int] | None]:
    """What `--take` says: ids, each with the line and column that it names.

    Raises:
        FilterError: one of them is not written so.
    """
    found: dict[str, tuple[int, int] | None] = {}
    for one in given:
        match = _TAKE.fullmatch(one)
        if match is None:
            raise FilterError(f"--take {one!r}: is no id", "write ID, ID=LINE or ID=LINE:COLUMN")
        line = match["line"]
        found[match["id"]] = (int(line), int(match["column"] or 0)) if line else None
    return found


def print_ties(reading: Reading, found: Checked, *, every: bool) -> None:
    """Print what does not stand where it stood; where the texts differ, side by side.

    Args:
        reading: the text.
        found: the passages of the document.
        every: print the others too.
    """
    page = console()
    half = (page_width() - 3) // 2
    for tie in found.ties:
        if tie.verdict == "exact" and not every:
            continue
        head = plain(tie.verdict, f"bold {_STYLE[tie.verdict]}")
        head.append_text(plain(f" {tie.id}  {_where(tie, reading)}"))
        if tie.sure:
            page.print(head)
            page.print(plain(f'  "{_cut(_now(tie, reading), _BRIEF)}"', "dim"))
            continue
        page.print(head)
        left = plain(_cut(tie.recorded) or "(only the hash of the words is kept)", "dim")
        right = plain(_cut(_now(tie, reading)) or "-")
        for line in _beside(left, right, half):
            page.print(line, soft_wrap=True)
        page.print()
    words = ", ".join(f"{found.count(verdict)} {verdict}" for verdict in VERDICTS)
    page.print(plain(f"{reading.path}: {counted(len(found.ties), 'passage')}: {words}"))


def told(ledger: Ledger, reading: Reading, found: Checked) -> dict[str, Any]:
    """The passages of a document as JSON."""
    return {
        "schema": "kg.anchor/1",
        "document": ledger.index.local_id(found.document),
        "path": reading.path,
        "known": found.version is not None,
        "passages": [_passage(tie, reading) for tie in found.ties],
        "summary": {verdict: found.count(verdict) for verdict in VERDICTS},
    }


def _passage(tie: Tie, reading: Reading) -> dict[str, Any]:
    start, end = tie.placement.start, tie.placement.end
    place = reading.place(start) if start is not None else None
    return {
        "id": tie.id,
        "claim": tie.claim,
        "verdict": tie.verdict,
        "sure": tie.sure,
        "recorded": tie.recorded or None,
        "recorded_start": tie.start,
        "start": start,
        "end": end,
        "line": place.line if place else None,
        "column": place.column if place else None,
        "text": reading.text[start:end] if start is not None else None,
        "places": [
            {"start": at, "line": reading.place(at).line, "column": reading.place(at).column}
            for at in tie.placement.others
        ],
    }


def _where(tie: Tie, reading: Reading) -> str:
    """Where the passage stands now, in words."""
    start = tie.placement.start
    if start is not None:
        place = reading.place(start)
        note = "; only its hash is kept: --take it if it is the one" if tie.alone else ""
        return f"{place.words}, column {place.column}{note}"
    others = tie.placement.others
    if others:
        places = [reading.place(at) for at in others[:_SHOWN]]
        more = f" and {len(others) - _SHOWN} more" if len(others) > _SHOWN else ""
        return "at " + ", ".join(f"{one.line}:{one.column}" for one in places) + more
    return "nothing in the text is like it"


def _now(tie: Tie, reading: Reading) -> str:
    start, end = tie.placement.start, tie.placement.end
    if start is not None:
        return reading.text[start:end]
    return tie.recorded if tie.placement.others else ""


def _beside(left: Words, right: Words, width: int) -> list[Words]:
    """Two texts in two columns."""
    one, two = left.folded(width), right.folded(width)
    lines = []
    for number in range(max(len(one), len(two))):
        mine = one[number] if number < len(one) else ()
        theirs = two[number] if number < len(two) else ()
        gap = width - sum(cells(piece.text) for piece in mine)
        row = Words()
        for piece in (*mine, Piece(" " * gap), Piece(" │ ", "dim"), *theirs):
            row.append_text(Words(*piece))
        lines.append(row)
    return lines


def _cut(words: str, most: int = _LONGEST) -> str:
    line = " ".join(words.split())
    return line if len(line) <= most else f"{line[: most - 1]}…"
