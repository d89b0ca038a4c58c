"""Citations in formats whose links stand beside the text rather than in it."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Final

from kg.text.citations import Citation, citations
from kg.text.identifiers import identifier_keys

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.text.reading import Hyperlink

_NAMED: Final = frozenset({"doi", "pmid", "pmcid"})


def citations_and_links(
    text: str, links: Sequence[Hyperlink], start: int, end: int
) -> tuple[Citation, ...]:
    """The citations between two offsets, links among them.

    Args:
        text: canonical text.
        links: of its reading, in order.
        start: first offset.
        end: end, exclusive.

    Returns:
        Citations in order that do not overlap. A link goes before the citation in its words,
        unless its address names no paper and they do: a number that leads to the page's own list.
    """
    found = citations(text, start, end)
    first = bisect_left(links, start, key=lambda link: link.end - 1)
    last = bisect_left(links, end, key=lambda link: link.start)
    made: list[Citation] = []
    replaced: set[int] = set()
    at = 0
    for link in links[first:last]:
        while at < len(found) and found[at].end <= link.start:
            at += 1
        behind = bisect_left(found, link.end, lo=at, key=lambda one: one.start)
        keys = identifier_keys(link.target)
        if behind > at and _NAMED.isdisjoint(key[0] for key in keys):
            continue
        replaced.update(range(at, behind))
        made.append(Citation("link", text[link.start : link.end], link.start, link.end, keys))
    kept = [one for number, one in enumerate(found) if number not in replaced]
    return tuple(sorted([*kept, *made], key=lambda one: one.start))
