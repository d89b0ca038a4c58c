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

_ABOUT: Final = 0.5
"""Share of the statement's words that a quote holds if both speak of one thing with numbers."""
_TOPIC: Final = 0.15
"""The same for a denial, whose own words have to stand in the quote as well."""
_TOLERANCE: Final = 0.05
_HALF_POINT: Final = 0.5
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
_RANGE: Final = re.compile(r"\d\s?(?:\u2013|-|to)\s?\d")
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
    words: str
    value: float
    unit: str


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
    return _denial(said, quote, held) if share >= _TOPIC else None


def _figures(text: str) -> Iterator[_Figure]:
    """Percentages, millions and folds that are no bounds."""
    for match in _NUMBER.finditer(text):
        if _BOUND.search(text, max(0, match.start() - _LOOK_BACK), match.start()):
            continue
        value = _value(match["whole"], match["rest"] or "")
        unit = match["unit"].lower().strip("-").replace(" ", "").replace("percent", "%")
        if unit == "billion":
            value, unit = value * 1000, "million"
        yield _Figure(match.group(), value, unit)


def _value(whole: str, rest: str) -> float:
    return float(whole.replace(" ", "").replace(",", "") + rest.replace("·", "."))


def _other_number(said: str, quote: str) -> Difference | None:
    if _RANGE.search(said):
        return None
    mine, theirs = list(_figures(said)), list(_figures(quote))
    every = [float(words.replace("·", ".")) for words in _PLAIN.findall(quote)]
    others: list[str] = []
    for figure in mine:
        same = [one for one in theirs if one.unit == figure.unit]
        if not same or _stands(figure, [one.value for one in same], every):
            return None
        others += [one.words for one in same]
    if not mine:
        return None
    return Difference("number", mine[0].words, tuple(dict.fromkeys(others)))


def _stands(figure: _Figure, same: list[float], every: list[float]) -> bool:
    """A number stands in a quote, rounded, as the rest of a hundred, or in other words."""
    rest = [100 - value for value in same] if figure.unit == "%" else []
    return any(_near(figure.value, other) for other in (*same, *rest, *every))


def _near(one: float, other: float) -> bool:
    return abs(one - other) <= max(_TOLERANCE * max(abs(one), abs(other)), _HALF_POINT)


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
