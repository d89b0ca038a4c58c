"""Whole processes on large ledgers: listings, searches, one claim, counts, the shipped queries.

    python bench/bench_cli_ledgers.py [claims or ledger ...] [--runs N] [--sparql]

A ledger is generated for each number; a file that is there is read. The index is fresh: the first
run of each command is not counted. Medians of wall time and of processor time, beside importing
click, and the limit of 0.2 s for an answer, which is one of wall time; shipped queries are held
against their own time limit (`kg sparql --timeout`).
`--sparql` adds the shipped queries, which load the ledger into Oxigraph.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Final

from generate import generate

from kg.querying.sparql.named import named, names
from kg.store.ledger import open_ledger

KG: Final = str(Path(sys.executable).parent / "kg")
CLICK: Final = [sys.executable, "-c", "import click"]
SIZES: Final = ("10000", "100000")
RUNS: Final = 7
LIMIT: Final = 0.2
TIMEOUT: Final = 30
SORTS: Final = ("label", "id", "status", "certainty", "supports", "disputes", "year", "recorded")
LISTINGS: Final[dict[str, tuple[str, ...]]] = {
    "claims": (),
    "claims, one concept": ("drug 30",),
    "claims, the most frequent concept": ("outcome 1",),
    "claims, a concept with narrower ones": ("drug 5",),
    "claims, two concepts": ("drug 1", "outcome 1"),
    "claims --predicate": ("--predicate", "affects"),
    "claims --dose (words)": ("--dose", "low"),
    "claims --dose (amount)": ("--dose", "0.1..0.5 mg"),
    "claims --year": ("--year", "2015..2020"),
    "claims --status contested": ("--status", "contested"),
    "claims --status supported": ("--status", "supported"),
    **{f"claims --sort {way}{name}": ("--sort", way + name) for name in SORTS for way in ("", "-")},
    "claims --text, a rare word": ("--text", "4409"),
    "claims --text, a common word": ("--text", "drug"),
    "claims --text, a phrase": ("--text", '"treated group"'),
    "claims --text, a beginning": ("--text", "infus*"),
}

Times = tuple[float, float]


def seconds(command: list[str]) -> Times:
    """Wall time and processor time of one run."""
    begin = time.perf_counter()
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    quiet = subprocess.DEVNULL
    done = subprocess.run(command, stdout=quiet, stderr=subprocess.PIPE, check=False, text=True)
    wall = time.perf_counter() - begin
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        print(f"{' '.join(command[1:])}: {done.stderr.strip()}")
    used = after.ru_utime + after.ru_stime
    return wall, used - before.ru_utime - before.ru_stime


def commands(path: Path) -> dict[str, list[str]]:
    """The commands by what they are called."""
    ledger = [KG, "-g", str(path)]
    view = open_ledger(path).select().ordered("-supports", 1)
    many = view.claims[0].ref.id
    found = {n: [*ledger, "claims", "--limit", "20", *w] for n, w in LISTINGS.items()}
    return found | {
        "show ID": [*ledger, "show", "c00000777"],
        "evidence ID": [*ledger, "evidence", "c00000777"],
        "evidence ID of the claim with the most": [*ledger, "evidence", many],
        "stats": [*ledger, "stats"],
    }


def queries(path: Path) -> dict[str, list[str]]:
    """The shipped queries, bound to things of a generated ledger."""
    things = {"claim": "c00000777", "subject": "drug-1", "object": "outcome-1"}
    found = {}
    for name in names():
        needed = [p for p in named(name).parameters if p.required]
        bound = [part for p in needed for part in ("--with", f"{p.name}={things[p.name]}")]
        words = [KG, "-g", str(path), "sparql", name, *bound, "--format", "csv"]
        found[f"sparql {name}"] = [*words, "--timeout", str(TIMEOUT)]
    return found


def measured(chosen: dict[str, list[str]], runs: int) -> dict[str, list[Times]]:
    """Interleaved runs of all commands, after one that is not counted."""
    for command in chosen.values():
        seconds(command)
    found: dict[str, list[Times]] = {name: [] for name in chosen}
    for _ in range(runs):
        for name, command in chosen.items():
            found[name].append(seconds(command))
    return found


def table(found: dict[str, list[Times]], limit: float) -> None:
    """Print medians."""
    middle = {
        name: tuple(statistics.median(part) for part in zip(*times, strict=True))
        for name, times in found.items()
    }
    click = middle.pop("click", (0.0, 0.0))
    if click[0]:
        print(f"python -c 'import click': {click[0]:.3f} s, {click[1]:.3f} s of the processor\n")
    print(f"| command | wall s | least | processor s | beside click | limit {limit} s |")
    print("|---|---:|---:|---:|---:|---|")
    for name, (wall, used) in middle.items():
        least = min(part for part, _ in found[name])
        ratio = f"{wall / click[0]:.1f}" if click[0] else "-"
        met = "met" if wall <= limit else "NOT MET"
        print(f"| {name} | {wall:.3f} | {least:.3f} | {used:.3f} | {ratio} | {met} |", flush=True)
    print()


def main() -> None:
    """Measure and print, ledger by ledger."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("claims", nargs="*", default=SIZES, metavar="CLAIMS|LEDGER")
    parser.add_argument("--runs", type=int, default=RUNS)
    parser.add_argument("--sparql", action="store_true")
    given = parser.parse_args()
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # or each run compiles the modules anew
    os.environ["COLUMNS"] = "80"
    for one in given.claims:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(one)
            if one.isdecimal():
                path = Path(folder) / "ledger.ttl"
                os.environ["KG_CACHE"] = str(Path(folder) / "cache")
                generate(int(one), path)
            print(f"## {path.name}, {one}\n")
            table(measured({"click": CLICK, **commands(path)}, given.runs), LIMIT)
            if given.sparql:
                table(measured(queries(path), 1), TIMEOUT)


if __name__ == "__main__":
    main()
