"""Parse and index a generated ledger, against parsing alone.

    python bench/bench_index.py [claims]

Prints medians (and minima) of five interleaved rounds in CPU seconds, the ratio to a bare loop over
`pyoxigraph.parse`, the peak memory of a build, the size of the index, and the time of listing.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pyoxigraph
from generate import generate

if TYPE_CHECKING:
    from collections.abc import Callable

ROUNDS: Final = 5
GOAL: Final = 4.0
_PEAK: Final = """
import resource, sys
from pathlib import Path
from kg.store.build import build
build(sys.argv[2], Path(sys.argv[1]), {}).close()
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


def bare(path: Path) -> None:
    """The limit: parse, look at nothing."""
    for _ in pyoxigraph.parse(path=str(path), format=pyoxigraph.RdfFormat.TURTLE):
        pass


def indexed(path: Path, target: Path) -> None:
    """Parse and index, as a first command on a ledger does."""
    from kg.store.build import build

    target.unlink(missing_ok=True)
    build(str(target), path, {}).close()


def listed(path: Path) -> int:
    """Open a fresh index and list one subject's claims with their tallies."""
    from kg.store.ledger import open_ledger

    view = open_ledger(path).select(subject="drug-1")
    return sum(view.tallies(claim.ref.iri).supports for claim in view.claims)


def seconds(work: Callable[[], object]) -> float:
    """CPU seconds of a piece of work; other jobs share the machine."""
    start = time.process_time()
    work()
    return time.process_time() - start


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("claims", type=int, nargs="?", default=10_000)
    count = parser.parse_args().claims
    with tempfile.TemporaryDirectory() as folder:
        path, target = Path(folder, "ledger.ttl"), Path(folder, "index.sqlite")
        os.environ["KG_CACHE"] = str(Path(folder, "cache"))
        generate(count, path)
        triples = sum(1 for _ in pyoxigraph.parse(path=str(path)))
        times: dict[str, list[float]] = {"parse": [], "index": []}
        for _ in range(ROUNDS):
            times["parse"].append(seconds(lambda: bare(path)))
            times["index"].append(seconds(lambda: indexed(path, target)))
        listed(path)
        times["list"] = [seconds(lambda: listed(path)) for _ in range(ROUNDS)]
        peak = subprocess.run(
            [sys.executable, "-c", _PEAK, str(path), str(Path(folder, "peak.sqlite"))],
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        report(
            count,
            triples,
            times,
            {
                "peak_mb": int(peak),
                "turtle_mb": round(path.stat().st_size / 1e6, 1),
                "index_mb": round(target.stat().st_size / 1e6, 1),
            },
        )


def report(
    count: int, triples: int, times: dict[str, list[float]], sizes: dict[str, float]
) -> None:
    """Print the figures as one JSON object."""
    medians = {name: round(statistics.median(values), 4) for name, values in times.items()}
    minima = {name: round(min(values), 4) for name, values in times.items()}
    print(
        json.dumps(
            {
                "claims": count,
                "triples": triples,
                "triples_a_claim": round(triples / count, 1),
                "median_s": medians,
                "minimum_s": minima,
                "ratio_of_medians": round(medians["index"] / medians["parse"], 2),
                "ratio_of_minima": round(minima["index"] / minima["parse"], 2),
                "goal": GOAL,
                **sizes,
            },
            indent=2,
        )
    )


if __name__ == "__main__":
    main()
