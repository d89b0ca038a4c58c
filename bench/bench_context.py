"""Comparing contexts: normal forms, and pairs of contexts whose sides were seen before.

    python bench/bench_context.py [CONTEXTS]

Prints microseconds of processor time a context, a pair when first compared, and a stated dimension
of a pair once its sides are known; medians of five rounds.
"""

from __future__ import annotations

import random
import statistics
import sys
import time
from typing import TYPE_CHECKING

from limits import said

from kg.judge.context import Context, World
from kg.store.records import Qualifiers, Ref, ValueRow

if TYPE_CHECKING:
    from collections.abc import Callable

ROUNDS = 5
PAIRS = 200_000
GOAL = 1.0


def drawn(chance: random.Random) -> Qualifiers:
    """Conditions with four dimensions stated."""
    number = chance.randrange(50)
    name = f"group {chance.randrange(50)}"
    amount = str(chance.randint(1, 20))
    unit = chance.choice(["mg", "g", "mg/kg"])
    return {
        "dose": (ValueRow(text=f"{amount} {unit}", low=amount, high=amount, unit=unit),),
        "population": (ValueRow(text=name, concept=Ref(name, name, name)),),
        "timepoint": (ValueRow(text=f"week {number}", unread=True),),
        "comparator": (ValueRow(text=chance.choice(["placebo", "usual care"]), unread=True),),
    }


def microseconds(work: Callable[[], object], count: int) -> float:
    """Processor time of one of so many."""
    begin = time.process_time()
    work()
    return (time.process_time() - begin) / count * 1e6


def one_round(given: list[Qualifiers], chance: random.Random) -> tuple[float, float, float]:
    """A context, a new pair, a stated dimension of a known pair."""
    world = World()
    contexts: list[Context] = []
    made = microseconds(lambda: contexts.extend(map(world.context, given)), len(given))
    pairs = [(chance.choice(contexts), chance.choice(contexts)) for _ in range(PAIRS)]
    new, known = (
        microseconds(lambda: [world.verdict(a, b) for a, b in pairs], PAIRS) for _ in range(2)
    )
    return made, new, known / 4


def main() -> None:
    chance = random.Random(7)
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 50_000
    given = [drawn(chance) for _ in range(count)]
    rounds = [one_round(given, chance) for _ in range(ROUNDS)]
    made, new, known = (statistics.median(column) for column in zip(*rounds, strict=True))
    print(f"a context {made:.1f} us, a new pair {new:.1f} us (distinct sides compared once)")
    print(f"a stated dimension of a known pair {known:.2f} us, {said(known, GOAL, 'us')}")


if __name__ == "__main__":
    main()
