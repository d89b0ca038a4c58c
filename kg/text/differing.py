"""Where a statement differs from the words that it cites: another number, or a denial.

Only what is plain is told. Most mis-citations (a finding of others, a stretched conclusion) cannot
be seen by such means, and are passed over.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from kg.text.alike import senses

if TYPE_CHECKING:
    from collections.abc import Iterator

_ABOUT: Final = 0.3
"""Share of the statement's words that a quote holds if both speak of one thing with numbers."""
_TOPIC: Final = 0.15
"""The same for a denial, whose own words have to stand in the quote as well."""
_TOLERANCE: Final = 0.05
"""Share by which whole numbers may differ: they may be rounded."""
_EPSILON: Final = 1e-9
_TRIVIAL: Final = frozenset({0.0, 100.0})
"""None and all stand in many a source."""
_NUMBER: Final = re.compile(
    r"(?<![\w.,·/\u2013-])(?P<whole>\d{1,3}(?:[ ,]\d{3})+|\d{1,12})(?P<rest>[.·]\d{1,6})?\s?"
    r"(?P<unit>%|per ?cent\b|million\b|billion\b|-?fold\b)",
    re.IGNORECASE,
)
_PLAIN: Final = re.compile(r"(?<![\w.·])\d{1,12}(?:[.·]\d{1,6})?")
_BOUND: Final = re.compile(
    r"(?:[<>≤≥=]|less than|more than|below|above|under|up to|target of|goal of|HR|CI|OR|RR)\s*$"
)
"""A bound or a target is no finding, and a ratio is told otherwise."""
_RANGE: Final = re.compile(
    r"\d\s?%?\s?(?:\u2013|-|to)\s?\d{1,12}(?:[.·]\d{1,6})?\s?(?:%|per ?cent\b|million\b|billion\b"
    r"|-?fold\b)",
    re.IGNORECASE,
)
_DENIAL: Final = re.compile(
    r"\b(?:no|not|never|cannot|neither|nor)\b"
    r"(?!\s+(?:only|surprising\w*|or few|limited|necessarily|fully|well|yet|all|just"
    r"|(?:\w+ )?(?:enough|sufficient|adequate)))"
    r"|n['\u2019]t\b",
    re.IGNORECASE,
)
_DENYING: Final = re.compile(
    r"\b(?:no|not|never|cannot|neither|nor|none|without|absence|absent|lack\w*|fail\w*|unable"
    r"|unlikely|rarely|paucity|non-?\w*)\b|n['\u2019]t\b",
    re.IGNORECASE,
)
_BUT: Final = re.compile(r"\bbut\s*$", re.IGNORECASE)
_LOOK_BACK: Final = 16
_BEHIND: Final = 2
"""Words behind a denial, one of which the quote has to hold."""


@dataclass(frozen=True, slots=True)
class Difference:
    """How a statement differs from what it cites.

    Attributes:
        kind: `number` or `denial`.
        said: the words of the statement concerned.
        found: the numbers of the quote that stand against it; empty for a denial.
    """

    kind: Literal["number", "denial"]
    said: str
    found: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Figure:
    """A number with its unit, and how many decimals it was told with."""

    words: str
    value: float
    unit: str
    decimals: int


def difference(said: str, quote: str) -> Difference | None:
    """Where a statement plainly differs from the words that it cites.

    Args:
        said: the part of a sentence that a citation stands for.
        quote: the words of the cited source.

    Returns:
        A difference: no number of the statement stands in the quote, which gives others of the
        same unit; or the statement denies what the quote does not. None if there is none, or if
        the two do not speak of the same thing.
    """
    held = frozenset().union(*(sense.keys for sense in senses(quote)))
    words = [sense.keys for sense in senses(said) if sense.whole]
    if not words or not held:
        return None
    share = sum(bool(keys & held) for keys in words) / len(words)
    if share >= _ABOUT and (found := _other_number(said, quote)) is not None:
        return found
    if (
        share < _TOPIC or next(_figures(said), None) is not None
    ):  # a share of those who did not is no denial
        return None
    return _denial(said, quote, held)


def _figures(text: str) -> Iterator[_Figure]:
    """Percentages, millions and folds that are no bounds."""
    for match in _NUMBER.finditer(text):
        if _BOUND.search(text, max(0, match.start() - _LOOK_BACK), match.start()):
            continue
        value = _value(match["whole"], match["rest"] or "")
        unit = match["unit"].lower().strip("-").replace(" ", "").replace("percent", "%")
        if unit == "billion":
            value, unit = value * 1000, "million"
        yield _Figure(match.group(), value, unit, max(0, len(match["rest"] or "") - 1))


def _value(whole: str, rest: str) -> float:
    return float(whole.replace(" ", "").replace(",", "") + rest.replace("·", "."))


def _other_number(said: str, quote: str) -> Difference | None:
    if _RANGE.search(said):
        return None
    mine, theirs = list(_figures(said)), list(_figures(quote))
    plain = [
        _Figure(
            words,
            float(words.replace("·", ".")),
            "",
            len(words.replace("·", ".").partition(".")[2]),
        )
        for words in _PLAIN.findall(quote)
    ]
    others: list[str] = []
    mine = [figure for figure in mine if figure.value not in _TRIVIAL]
    for figure in mine:
        same = [one for one in theirs if one.unit == figure.unit]
        if not same or any(_stands(figure, one) for one in (*same, *plain)):
            return None
        others += [one.words for one in same]
    if not mine:
        return None
    return Difference("number", mine[0].words, tuple(dict.fromkeys(others)))


def _stands(one: _Figure, other: _Figure) -> bool:
    """Two numbers are the same, one of them rounded or told as the rest of a hundred."""
    step = 0.5 * 10.0 ** -min(one.decimals, other.decimals)
    rounded = _TOLERANCE * max(one.value, other.value)
    reach = step if one.decimals and other.decimals else max(step, rounded)
    rest = 100 - other.value if one.unit == other.unit == "%" else other.value
    return min(abs(one.value - other.value), abs(one.value - rest)) <= reach + _EPSILON


def _denial(said: str, quote: str, held: frozenset[str]) -> Difference | None:
    """A denial in the statement of what the quote speaks of and denies nowhere."""
    if _DENYING.search(quote):
        return None
    for match in _DENIAL.finditer(said):
        if _BUT.search(said, max(0, match.start() - _LOOK_BACK), match.start()):
            continue
        behind = [sense for sense in senses(said, match.end()) if sense.whole][:_BEHIND]
        if any(sense.keys & held for sense in behind):
            return Difference("denial", said[match.start() : behind[-1].end])
    return None
