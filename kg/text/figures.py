"""What the figures of a sentence say: p values, intervals, shares."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_P = re.compile(
    r"(?<!\w)p(?:[ -]?values?)?\s?(?P<sign>[=<>≤≥])\s?(?P<value>0?[.·]\d{1,9})", re.IGNORECASE
)
_NUMBER: Final = r"[-\u2212\u2013]?\d{1,6}(?:[.·]\d{1,6})?"
_RANGE = re.compile(
    rf"(?<![\d.])(?P<low>{_NUMBER})\s?(?:-|\u2013|to|,)\s?(?P<high>{_NUMBER})\s?[)\]]"
)
_RATIO = re.compile(r"\b(?:ratio|[aA]?OR|[aA]?HR|[aA]?RR|IRR|odds|hazard)\b")
_SHARE = re.compile(r"(?<![\d.])(?P<share>\d{1,3}(?:[.·]\d{1,3})?)\s?%")
_SMALL: Final = 0.05


def figures(words: str) -> Iterator[str]:
    """What p values, intervals and shares say, without their values.

    Args:
        words: a sentence.

    Yields:
        Such as `p small` (0.05 and less), `interval with 1` (of a ratio), `shares fall` (the
        first two), `number`.
    """
    for match in _P.finditer(words):
        small = match["sign"] in "=<≤" and _number(match["value"]) <= _SMALL
        yield "p small" if small else "p large"
    ratio = _RATIO.search(words) is not None
    for match in _RANGE.finditer(words):
        low, high = _number(match["low"]), _number(match["high"])
        if low <= high:
            yield "interval with 0" if low < 0 < high else "interval without 0"
            if low > 0 and ratio:
                side = "with" if low <= 1 <= high else "below" if high < 1 else "above"
                yield f"interval {side} 1"
    shares = [_number(match["share"]) for match in _SHARE.finditer(words)]
    if len(shares) > 1 and shares[0] != shares[1]:
        yield "shares fall" if shares[0] > shares[1] else "shares rise"
    if any(character.isdigit() for character in words):
        yield "number"


def _number(words: str) -> float:
    return float(words.replace("·", ".").replace("\u2212", "-").replace("\u2013", "-"))
