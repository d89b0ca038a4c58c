"""Which qualifier separates the sides of a topic: information gain, and whether chance does it.

Gain is that of Quinlan (1986) on the votes that state the dimension, times their share of all
votes, as C4.5 weighs missing values (Quinlan 1993). Values that cannot be compared (a concentration
and a dose, a word and a number) separate nothing: what only their kind tells is not counted, that
is, the gain is the one given the kind. The best of several dimensions looks good by
chance alone, so its p-value is that of the maximum over dimensions under permuted votes (Westfall
and Young 1993), with one added to both counts (Phipson and Smyth 2010). Where it is plain early
that chance does as well, fewer permutations are tried (Besag and Clifford 1991).
"""

from __future__ import annotations

from math import log2
from random import Random
from typing import TYPE_CHECKING, Final, NamedTuple

from kg.judge.context import COMPARED, words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kg.judge.conflicts.votes import Vote
    from kg.judge.context import Side

LEAST: Final = 6
"""Votes below which no permutation can be rarer than one in twenty: 6 over 3 is 20."""
SEED: Final = 20_260_101
PERMUTATIONS: Final = 999
ENOUGH: Final = 20
"""Permutations as good as the votes after which no more are tried."""
_BITS: Final = 12
"""Coin tosses a vote when a random set is drawn; the rest is set right one by one."""


class Share(NamedTuple):
    """The votes that state one value.

    Attributes:
        words: the value.
        increase: votes for an increase.
        decrease: votes for a decrease.
        none: votes for no difference.
    """

    words: str
    increase: int
    decrease: int
    none: int


class Separation(NamedTuple):
    """How well one dimension separates the sides.

    Attributes:
        dimension: its name.
        gain: bits.
        p: how often permuted votes are separated as well by their best dimension; None where
            there are fewer than `LEAST` votes.
        permutations: how many were tried.
        stating: votes that state the dimension.
        shares: the votes by value, most first.
    """

    dimension: str
    gain: float
    p: float | None
    permutations: int
    stating: int
    shares: tuple[Share, ...]


class _Table(NamedTuple):
    dimension: str
    masks: tuple[int, ...]
    stated: int
    kinds: tuple[int, ...]
    names: tuple[str, ...]


def separation(votes: Sequence[Vote], permutations: int = PERMUTATIONS) -> Separation | None:
    """The dimension that separates the ways of votes best.

    Args:
        votes: one a study; those without a way are left out.
        permutations: how many to try for the p-value; the seed is fixed.

    Returns:
        The first of `COMPARED` with the greatest gain; None where no value tells anything.
    """
    cast = [vote for vote in votes if vote.way is not None]
    tables = [t for name in COMPARED if len((t := _table(name, cast)).masks) > 1]
    masks = tuple(
        sum(1 << place for place, vote in enumerate(cast) if vote.way == way)
        for way in ("increase", "decrease", "none")
    )
    logs = [0.0, *(n * log2(n) for n in range(1, len(cast) + 1))]
    gains = [_gain(table, masks[0], masks[1], len(cast), logs) for table in tables]
    best = max(gains, default=0.0)
    if best <= _NOTHING:
        return None
    table = tables[gains.index(best)]
    p, tried = None, 0
    if len(cast) >= LEAST and permutations:
        p, tried = _chance(tables, masks, best, permutations, logs)
    shares = [
        Share(name, *((mask & way).bit_count() for way in masks))
        for name, mask in zip(table.names, table.masks, strict=True)
    ]
    shares.sort(key=lambda share: (-sum(share[1:]), share.words))
    return Separation(
        table.dimension, round(best, 6), p, tried, table.stated.bit_count(), tuple(shares)
    )


_NOTHING: Final = 1e-9


def _table(dimension: str, votes: Sequence[Vote]) -> _Table:
    masks: dict[Side, int] = {}
    names: dict[Side, str] = {}
    for place, vote in enumerate(votes):
        side = vote.sides.get(dimension)
        if side is not None:
            masks[side] = masks.get(side, 0) | 1 << place
            names.setdefault(side, words(vote.values[dimension]))
    stated = 0
    for mask in masks.values():
        stated |= mask
    kinds = _comparable(masks)
    return _Table(dimension, tuple(masks.values()), stated, kinds, tuple(names.values()))


_NAMES: Final = frozenset({"named", "words"})
"""Forms that are told apart by name alone, so that one of each may be two things as well."""


def _comparable(masks: Mapping[Side, int]) -> tuple[int, ...]:
    """The votes whose values can be compared, directly or by way of others, kind by kind."""
    kinds: list[tuple[set[str], int]] = []
    for side, mask in masks.items():
        forms = {"name" if form in _NAMES else form for form in side.forms}
        apart = []
        for known, votes in kinds:
            if known & forms:
                forms, mask = forms | known, mask | votes  # noqa: PLW2901 - it grows by what it meets
            else:
                apart.append((known, votes))
        kinds = [*apart, (forms, mask)]
    return tuple(mask for _, mask in kinds)


def _gain(table: _Table, up: int, down: int, total: int, logs: list[float]) -> float:
    """Bits that knowing the value tells of the way beyond its kind, over all votes."""
    whole = sum(_disorder(mask, up, down, logs) for mask in table.kinds)
    within = sum(_disorder(mask, up, down, logs) for mask in table.masks)
    return (whole - within) / total


def _disorder(mask: int, up: int, down: int, logs: list[float]) -> float:
    """Entropy of the votes of a mask, times their number."""
    n, u, d = mask.bit_count(), (mask & up).bit_count(), (mask & down).bit_count()
    return logs[n] - logs[u] - logs[d] - logs[n - u - d]


def _chance(
    tables: list[_Table], masks: tuple[int, ...], best: float, permutations: int, logs: list[float]
) -> tuple[float, int]:
    """How often permuted votes are separated as well, and how many permutations that rests on."""
    total = len(logs) - 1
    ups, downs = masks[0].bit_count(), masks[1].bit_count()
    everything = (1 << total) - 1
    random = Random(SEED)  # noqa: S311 - a fixed seed, so that the figure can be made again
    as_good = 0
    for tried in range(1, permutations + 1):
        up = _drawn(random, everything, ups)
        down = _drawn(random, everything & ~up, downs)
        as_good += any(_gain(t, up, down, total, logs) >= best - _NOTHING for t in tables)
        if as_good == ENOUGH:
            return as_good / tried, tried
    return (as_good + 1) / (permutations + 1), permutations


def _drawn(random: Random, among: int, count: int) -> int:
    """A random set of so many bits among others, each set as likely as any.

    Every bit is tossed with about the right chance, alike for all; then as many as are too many
    or too few, drawn at random, are changed. No step prefers one bit to another.
    """
    width, available = among.bit_length(), among.bit_count()
    if count in {0, available}:
        return among if count else 0
    chance = round(count / available * (1 << _BITS))
    found = 0
    for place in range(_BITS):
        tossed = random.getrandbits(width)
        found = found | tossed if chance >> place & 1 else found & tossed
    found &= among
    while (missing := count - found.bit_count()) != 0:
        bit = 1 << random.randrange(width)
        if among & bit and bool(found & bit) == (missing < 0):
            found ^= bit
    return found
