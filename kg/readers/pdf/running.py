"""Running heads, feet and page numbers: what stands at the edge of one page after the other."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.readers.pdf.pages import Line

_DIGITS = re.compile(r"\d+|\b[ivxlc]+\b")
_NUMBER = re.compile(
    r"(?:page|p\.?|seite)?\s*[-\u2013\u2014|]?\s*\d{1,4}\s*(?:(?:of|/|von|\|)\s*\d{1,4})?\s*[-\u2013\u2014|]?",
    re.IGNORECASE,
)
_EDGE: Final = 2
"""Lines from the top and from the bottom of a page that may be a head or a foot."""
_SHARE: Final = 0.4
"""Of the pages that bear the same line at an edge."""


def without_running(lines: Iterable[Line]) -> list[Line]:
    """The lines without heads, feet and page numbers."""
    pages: dict[int, list[Line]] = defaultdict(list)
    for line in lines:
        pages[line.page].append(line)
    edges = {number: _edges(page) for number, page in pages.items()}
    seen: dict[str, set[int]] = defaultdict(set)
    for number, edge in edges.items():
        for line in edge:
            seen[_key(line)].add(number)
    least = max(2, _SHARE * len(pages))
    return [
        line
        for number, page in pages.items()
        for line in page
        if not _is_running(line, edges[number], seen, least)
    ]


def _is_running(line: Line, edge: list[Line], seen: dict[str, set[int]], least: float) -> bool:
    if not any(line is one for one in edge):
        return False
    return bool(_NUMBER.fullmatch(line.text.strip())) or len(seen[_key(line)]) >= least


def _edges(page: list[Line]) -> list[Line]:
    """The highest and the lowest lines of a page."""
    heights = sorted({round(line.y) for line in page})
    outer = {*heights[:_EDGE], *heights[-_EDGE:]}
    return [line for line in page if round(line.y) in outer]


def _key(line: Line) -> str:
    return _DIGITS.sub("#", " ".join(line.text.split()).casefold())
