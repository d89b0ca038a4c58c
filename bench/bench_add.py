"""Add one claim to a large ledger, against copying its file.

    python bench/bench_add.py [claims] [ledger.ttl]

The ledger is brought into canonical form and its index is made first; neither is measured. Each
round adds one claim in a process of its own to a fresh copy. Prints medians (and minima) of five
interleaved rounds in seconds: of copying the file, of the whole process, of that process once its
modules are imported, the same in CPU seconds, and the ratio of the last but one to the copy.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Final

from generate import generate
from limits import said

ROUNDS: Final = 5
GOAL: Final = 0.5
_SETTLED: Final = 2.2
"""Seconds after which an index trusts size and time of a file."""
_ADD: Final = """
import json, sys, time
from kg.curate.adding.add import add
wall, cpu = time.perf_counter(), time.process_time()
cells = {"subject": "drug-1", "object": "outcome-2", "effect": "increase", "text": "Measured.",
         "dose": "0.123 mg/kg"}
done = add(sys.argv[1], "claim", cells, by="bench")
assert done.new and not done.rewritten, done
print(json.dumps([time.perf_counter() - wall, time.process_time() - cpu]))
"""


def prepared(count: int, given: str, folder: Path) -> Path:
    """A canonical ledger of so many claims."""
    from kg.curate.formatting import format_ledger

    path = folder / "whole.ttl"
    if given:
        shutil.copyfile(given, path)
    else:
        generate(count, path)
    format_ledger(path, drop_comments=True)
    return path


def one_round(whole: Path, path: Path, times: dict[str, list[float]]) -> None:
    """Copy the ledger, let its index know the copy, and add a claim."""
    from kg.store.ledger import open_ledger

    start = time.perf_counter()
    shutil.copyfile(whole, path)
    times["copy"].append(time.perf_counter() - start)
    time.sleep(_SETTLED)
    _ = open_ledger(path).index
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", _ADD, str(path)], check=True, capture_output=True, text=True
    )
    times["process"].append(time.perf_counter() - start)
    wall, cpu = json.loads(done.stdout)
    times["add"].append(wall)
    times["add_cpu"].append(cpu)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("claims", type=int, nargs="?", default=10_000)
    parser.add_argument("ledger", nargs="?", default="")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["KG_CACHE"] = str(Path(folder, "cache"))
        whole = prepared(given.claims, given.ledger, Path(folder))
        times: dict[str, list[float]] = {"copy": [], "process": [], "add": [], "add_cpu": []}
        for _ in range(ROUNDS):
            one_round(whole, Path(folder, "ledger.ttl"), times)
        medians = {name: round(statistics.median(values), 3) for name, values in times.items()}
        print(
            json.dumps(
                {
                    "claims": given.claims,
                    "turtle_mb": round(whole.stat().st_size / 1e6, 1),
                    "median_s": medians,
                    "minimum_s": {name: round(min(values), 3) for name, values in times.items()},
                    "ratio_of_medians": round(medians["add"] / medians["copy"], 2),
                    "add": said(medians["add"], GOAL, "s"),
                },
                indent=2,
            )
        )


if __name__ == "__main__":
    main()
