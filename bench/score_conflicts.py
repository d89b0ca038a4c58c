"""Judge the pairs of a generated ledger, and compare with what was planted.

    python bench/score_conflicts.py [CLAIMS] [SEED]

One table of verdicts by class, one of recall by class, dimension and form. The seed is one that no
test uses.
"""

from __future__ import annotations

import csv
import os
import sys
import tempfile
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from generate import generate

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kg.judge.conflicts import Pair

UNSEEN: Final = 20260917
CLASSES: Final = {
    "conflict": "conflict",
    "explained": "explained",
    "unknown": "undetermined",
    "apart": "no pair",
}
"""What is planted, and the verdict that is right."""


@dataclass(frozen=True, slots=True)
class Planted:
    """A pair of claims whose verdict is known."""

    kind: str
    claims: frozenset[str]
    dimension: str
    form: str


@dataclass(slots=True)
class Scores:
    """Verdicts by class, and right ones by class, dimension and form."""

    verdicts: Counter[tuple[str, str]] = field(default_factory=Counter)
    cells: dict[tuple[str, str, str], Counter[str]] = field(
        default_factory=lambda: defaultdict(Counter)
    )
    misses: list[str] = field(default_factory=list)

    def recall(self, kind: str) -> float:
        """Share of a class that is right; a class without a pair is an error of the generator.

        Raises:
            ZeroDivisionError: the class is empty.
        """
        whole = sum(n for (planted, _), n in self.verdicts.items() if planted == kind)
        return self.verdicts[kind, CLASSES[kind]] / whole


def planted(truth: Path) -> Iterator[Planted]:
    """The pairs that a generator's truth tells."""
    with truth.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            if row["kind"] in CLASSES and not row["rule"]:
                dimension, _, form = row["variant"].partition(": ")
                claims = frozenset(row["subjects"].split(" "))
                yield Planted(row["kind"], claims, dimension or "all", form or "as drawn")


def scored(pairs: Iterable[Planted], found: Mapping[frozenset[str], Pair]) -> Scores:
    """Compare; an explained pair is right only if its dimension is among those named."""
    scores = Scores()
    for one in pairs:
        pair = found.get(one.claims)
        verdict: str = "no pair" if pair is None else pair.verdict
        right = verdict == CLASSES[one.kind]
        if right and pair is not None and one.kind in {"explained", "unknown"}:
            named = (pair.as_studied or pair.as_stated).because
            if one.dimension not in named:
                verdict, right = f"{verdict}, other dimension", False
        scores.verdicts[one.kind, verdict] += 1
        scores.cells[one.kind, one.dimension, one.form][verdict if not right else "right"] += 1
        if not right:
            said = "" if pair is None else f": {pair.text}"
            names = " ".join(sorted(one.claims))
            told = f"{one.kind} {one.dimension}: {one.form} ({names}) is {verdict}{said}"
            scores.misses.append(told)
    return scores


def lines(count: int, seed: int) -> Iterator[str]:
    """The tables."""
    import kg

    with tempfile.TemporaryDirectory() as folder:
        os.environ["KG_CACHE"] = str(Path(folder, "cache"))
        path = Path(folder, "ledger.ttl")
        truth = generate(count, path, seed)
        view = kg.open(path).select()
        start = time.process_time()
        pairs = kg.conflicts(view, every=True).pairs
        spent = time.process_time() - start
        yield f"{count:,} claims, seed {seed}: {len(pairs):,} pairs in {spent:.1f} s of processor"
        found = {frozenset((pair.a.ref.id, pair.b.ref.id)): pair for pair in pairs}
        scores = scored(planted(truth), found)
    yield from table(scores)


def table(scores: Scores) -> Iterator[str]:
    """Verdicts by class, then cells, then what went wrong."""
    seen = sorted({verdict for _, verdict in scores.verdicts})
    yield f"{'planted':12}" + "".join(f"{verdict:>28}" for verdict in seen) + "    recall"
    for kind in CLASSES:
        counts = "".join(f"{scores.verdicts[kind, verdict]:28}" for verdict in seen)
        yield f"{kind:12}{counts}    {scores.recall(kind):.3f}"
    yield ""
    for (kind, dimension, form), told in sorted(scores.cells.items()):
        wrong = ", ".join(f"{n} {verdict}" for verdict, n in told.items() if verdict != "right")
        yield f"{kind:10} {dimension:11} {form:20} {told['right']:4} of {told.total():4}  {wrong}"
    yield ""
    yield f"misses: {len(scores.misses)}"
    yield from scores.misses


def main() -> None:
    """Print the tables."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else UNSEEN
    for line in lines(count, seed):
        print(line)


if __name__ == "__main__":
    main()
