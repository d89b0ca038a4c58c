"""Whole processes: `kg --help` against importing click, `kg claims` with and without an index.

python bench/bench_cli.py [RUNS]
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
KG = [str(Path(sys.executable).parent / "kg")]
CLICK = [sys.executable, "-c", "import click"]


def seconds(command: list[str], environment: dict[str, str]) -> float:
    """Wall time of one run."""
    begin = time.perf_counter()
    subprocess.run(
        command,
        env=environment,
        stdout=subprocess.DEVNULL,
        check=True,
        cwd=ROOT,
        stderr=subprocess.DEVNULL,
    )
    return time.perf_counter() - begin


def main(runs: int = 15) -> None:
    """Print medians and ratios of interleaved runs."""
    cache = tempfile.mkdtemp()
    environment = {**os.environ, "KG_CACHE": cache}
    claims = [*KG, "-g", "demo", "claims", "ketamine"]
    seconds(claims, environment)
    found: dict[str, list[float]] = {"click": [], "help": [], "fresh": [], "without": []}
    for _ in range(runs):
        found["click"].append(seconds(CLICK, environment))
        found["help"].append(seconds([*KG, "--help"], environment))
        found["fresh"].append(seconds(claims, environment))
        empty = tempfile.mkdtemp()
        found["without"].append(seconds(claims, {**environment, "KG_CACHE": empty}))
        shutil.rmtree(empty)
    shutil.rmtree(cache)
    median = {name: statistics.median(times) for name, times in found.items()}
    print(f"python -c 'import click'              {median['click']:.3f} s")
    print(
        f"kg --help                             {median['help']:.3f} s, "
        f"{median['help'] / median['click']:.2f} times (limit 1.6)"
    )
    print(f"kg claims ketamine, index fresh       {median['fresh']:.3f} s (limit 0.25)")
    print(f"kg claims ketamine, index to be built {median['without']:.3f} s (limit 0.5)")


if __name__ == "__main__":
    main(*(int(word) for word in sys.argv[1:]))
