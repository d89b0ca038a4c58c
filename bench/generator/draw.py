"""Random draws, all from one seeded generator in a fixed order."""

from __future__ import annotations

import random
from bisect import bisect_right
from functools import cache
from itertools import accumulate
from math import exp
from typing import TYPE_CHECKING

from generator import figures

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import TypeVar

    from generator.figures import Shares

    T = TypeVar("T")


class Draw:
    """One stream of draws."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def pick(self, things: Sequence[T]) -> T:
        return things[int(self.random.random() * len(things))]

    def word(self, shares: Shares) -> str:
        """A word by its share."""
        words, sums = _table(shares)
        return words[bisect_right(sums, self.random.random() * sums[-1])]

    def between(self, low: int, high: int) -> int:
        """A whole number, both ends included."""
        return low + int(self.random.random() * (high - low + 1))

    def zipf(self, size: int, exponent: float) -> int:
        """A rank from 1 to size, exactly after Zipf (rejection-inversion, Hoermann 1996)."""
        power = 1 - exponent
        low = (1.5**power - 1) / power - 1
        high = ((size + 0.5) ** power - 1) / power
        while True:
            place = high + self.random.random() * (low - high)
            found = (place * power + 1) ** (1 / power)
            rank = min(max(int(found + 0.5), 1), size)
            if place >= ((rank + 0.5) ** power - 1) / power - rank**-exponent:
                return rank

    def year(self) -> int:
        found = round(self.random.gauss(figures.YEAR_MEDIAN, figures.YEAR_SPREAD))
        return min(figures.LAST_YEAR, max(figures.FIRST_YEAR, found))

    def participants(self) -> int:
        median, below, above = figures.PARTICIPANTS
        normal = self.random.gauss(0, 1)
        sigma = above if normal > 0 else below
        return max(4, min(5_000_000, round(median * exp(sigma * normal))))

    def lines(self) -> int:
        """Evidence lines of a claim."""
        found = int(self.word(figures.LINES_DRAWN))
        return found if found < 6 else self.between(6, figures.MOST_LINES)

    def claims_in_article(self, *, lean: bool) -> int:
        median, sigma = figures.CLAIMS_PER_ARTICLE[lean]
        return max(1, round(median * self.random.lognormvariate(0, sigma)))


@cache
def _table(shares: Shares) -> tuple[tuple[str, ...], tuple[float, ...]]:
    return tuple(word for word, _ in shares), tuple(accumulate(share for _, share in shares))
