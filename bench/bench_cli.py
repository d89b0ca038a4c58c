"""Whole processes: `kg` against importing click, with a fresh index and without one.

python bench/bench_cli.py [RUNS]

Runs are interleaved and medians are printed, of wall time and of processor time.
"""

from __future__ import annotations

import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from limits import said

ROOT = Path(__file__).parent.parent
KG = [str(Path(sys.executable).parent / "kg")]
DEMO = [*KG, "-g", "demo"]
CLAIM = "a-single-ketamine-session"
CLICK = "python -c 'import click'"
BUILT = "kg claims ketamine, index to be built"
COMMANDS = {
    CLICK: [sys.executable, "-c", "import click"],
    "kg --help": [*KG, "--help"],
    "kg claims ketamine": [*DEMO, "claims", "ketamine"],
    "kg claims ketamine, painted": [*DEMO, "claims", "ketamine"],
    "kg claims --text anxiety": [*DEMO, "claims", "--text", "anxiety"],
    "kg show CLAIM": [*DEMO, "show", CLAIM],
    "kg evidence CLAIM": [*DEMO, "evidence", CLAIM],
    "kg stats": [*DEMO, "stats"],
    BUILT: [*DEMO, "claims", "ketamine"],
}
LIMITS = {"kg claims ketamine": 0.25, BUILT: 0.5}
BESIDE_CLICK = 1.6


def seconds(command: list[str], environment: dict[str, str]) -> tuple[float, float]:
    """Wall time and processor time of one run."""
    begin = time.perf_counter()
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        command,
        env=environment,
        stdout=subprocess.DEVNULL,
        check=True,
        cwd=ROOT,
        stderr=subprocess.DEVNULL,
    )
    wall = time.perf_counter() - begin
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime
    return wall, used - before.ru_utime - before.ru_stime


def one_run(name: str, environment: dict[str, str]) -> tuple[float, float]:
    """One run of a command, as its name says: painted, or without an index."""
    if name.endswith("painted"):
        environment = {**environment, "FORCE_COLOR": "1", "TERM": "xterm-256color"}
    if name != BUILT:
        return seconds(COMMANDS[name], environment)
    empty = tempfile.mkdtemp()
    try:
        return seconds(COMMANDS[name], {**environment, "KG_CACHE": empty})
    finally:
        shutil.rmtree(empty)


def main(runs: int = 15) -> None:
    """Print medians of interleaved runs, and the median ratio of runs side by side."""
    cache = tempfile.mkdtemp()
    environment = {**os.environ, "KG_CACHE": cache, "COLUMNS": "80"}
    for name in COMMANDS:  # the first run writes bytecode and the index
        one_run(name, environment)
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in COMMANDS}
    for _ in range(runs):
        for name in COMMANDS:
            found[name].append(one_run(name, environment))
    shutil.rmtree(cache)
    pairs = zip(found["kg --help"], found[CLICK], strict=True)
    ratio = statistics.median(ours[0] / click[0] for ours, click in pairs)
    for name, times in found.items():
        wall, used = (statistics.median(part) for part in zip(*times, strict=True))
        least = min(part for part, _ in times)
        line = f"{name:<39} {wall:.3f} s wall (least {least:.3f}), {used:.3f} s processor"
        if name == "kg --help":
            line += f", {ratio:.2f} times click, {said(ratio, BESIDE_CLICK)}"
        if name in LIMITS:
            line += f", {said(wall, LIMITS[name], 's')}"
        print(line)
    if os.environ.get("PYTHONDONTWRITEBYTECODE"):
        print("PYTHONDONTWRITEBYTECODE is set: each run compiled the modules of kg anew")


if __name__ == "__main__":
    main(*(int(word) for word in sys.argv[1:]))
