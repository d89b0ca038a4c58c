"""Short forms that a text introduces itself: `social anxiety disorder (SAD)`."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, Final

from kg.text.labels import LabelHit

if TYPE_CHECKING:
    from collections.abc import Sequence

_BEHIND: Final = re.compile(r"[ \u00a0]?\((?P<short>[A-Z][A-Za-z0-9]{1,9}(?:-[A-Z0-9]{1,5})?)s?\)")
_WORD: Final = re.compile(r"(?<![\w-])[A-Z][A-Za-z0-9]{1,9}(?:-[A-Z0-9]{1,5})?(?![\w-])")
_CAPITALS: Final = 2
"""Capitals that a short form holds; `(Figure)` behind a name is none."""


def with_short_forms(text: str, hits: Sequence[LabelHit]) -> tuple[LabelHit, ...]:
    """The names of a text with the short forms that it introduces for them.

    Args:
        text: canonical text.
        hits: names found, in order.

    Returns:
        The same and, from where a short form stands in brackets behind a name, each place of it
        that is part of no other name, in order. A form that is introduced for two names stands
        for neither.
    """
    meant: dict[str, set[str]] = {}
    begins: dict[str, int] = {}
    for hit in hits:
        found = _BEHIND.match(text, hit.end)
        if found and sum(c.isupper() for c in found["short"]) >= _CAPITALS:
            short = found["short"]
            if _is_short_for(short, text[hit.start : hit.end]):
                meant.setdefault(short, set()).add(hit.key)
                begins.setdefault(short, found.start("short"))
    single = {short: keys.pop() for short, keys in meant.items() if len(keys) == 1}
    if not single:
        return tuple(hits)
    taken = [(hit.start, hit.end) for hit in hits]
    more = [
        LabelHit(single[match.group()], match.group(), match.start(), match.end())
        for match in _WORD.finditer(text, min(begins.values()))
        if match.group() in single
        and match.start() >= begins[match.group()]
        and not _overlaps(taken, match.start(), match.end())
    ]
    return tuple(sorted((*hits, *more), key=lambda hit: (hit.start, hit.end)))


def _is_short_for(short: str, name: str) -> bool:
    """Its letters stand in the name in this order, the first at its beginning."""
    letters = iter(name.casefold())
    plain = [c for c in short.casefold() if c.isalpha()]
    return name[:1].casefold() == plain[0] and all(c in letters for c in plain)


def _overlaps(taken: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    at = bisect_left(taken, (end,))
    return at > 0 and taken[at - 1][1] > start
