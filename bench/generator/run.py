"""The whole generation: recipes by their weights, until there are enough claims."""

from __future__ import annotations

import tempfile
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Final

from generator import figures
from generator.draw import Draw
from generator.recipes import context, dispute, firmness, pairs, plain, sources, support, wording
from generator.sections import Sections
from generator.truth import Truth
from generator.world import World

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Recipe = Callable[[World], Iterator[None]]

_STARTS: Final = 10_000
_PLANTED: Final[tuple[tuple[int, Recipe], ...]] = (
    *support.RECIPES,
    *dispute.RECIPES,
    *wording.RECIPES,
    *firmness.RECIPES,
    *context.RECIPES,
    *pairs.RECIPES,
    *sources.RECIPES,
)
_SUMS: Final = tuple(accumulate(weight for weight, _ in _PLANTED))


def generate(count: int, path: str | Path, seed: int = figures.SEED) -> Path:
    """Write a ledger and, beside it, the truth of what was planted.

    N claims are the first of 10 N: section by section, the smaller ledger is part of the larger.

    Args:
        count: how many claims.
        path: the file to write, replaced as a whole at the end.
        seed: equal seeds give equal bytes.

    Returns:
        The file of truth, see `generator.truth`.
    """
    target = Path(path)
    truth = truth_path(target)
    with tempfile.TemporaryDirectory(dir=target.parent) as name:
        folder = Path(name)
        told = folder / "truth"
        with told.open("w", encoding="utf-8", newline="") as stream, Sections(folder) as sections:
            _fill(World(Draw(seed), sections, Truth(stream)), count)
            whole = sections.assemble()
        whole.replace(target)
        told.replace(truth)
    return truth


def truth_path(ledger: Path) -> Path:
    """Where the truth of a ledger lies."""
    return ledger.with_name(f"{ledger.stem}.truth.csv")


def _fill(world: World, count: int) -> None:
    next_heavy = figures.HEAVY_EVERY // 2
    while world.claims < count:
        recipe = _chosen(world.draw)
        if world.claims + 1 >= next_heavy:
            recipe = dispute.heavy
            next_heavy += figures.HEAVY_EVERY
        for _ in recipe(world):
            if world.claims == count:
                return


def _chosen(draw: Draw) -> Recipe:
    place = draw.random.random() * _STARTS
    if place >= _SUMS[-1]:
        return plain.plain
    return next(recipe for top, (_, recipe) in zip(_SUMS, _PLANTED, strict=True) if place < top)
