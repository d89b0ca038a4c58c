"""Parse and index generated ledgers, against parsing alone; refresh and list them.

    python bench/bench_index.py [claims or ledger ...] [--rounds N] [--json]

A ledger is generated for each number; a file that is there is read, never changed.
Parsing and building are interleaved medians of CPU seconds, the ratio is that to a bare loop over
`pyoxigraph.parse`. The peak memory is that of a process that builds, and of one that refreshes.
A refresh is what opening a ledger costs after one claim in its middle has changed (wall seconds,
the old index in the page cache); a listing is what opening and listing one subject's claims costs
(CPU seconds).
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
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pyoxigraph
from generate import generate
from limits import said

if TYPE_CHECKING:
    from collections.abc import Callable

ROUNDS: Final = 5
SIZES: Final = ("10000", "100000")
# A process's own high-water mark: that of getrusage is inherited from whoever started it.
_HIGHEST: Final = """
import re
from pathlib import Path
print(int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) // 1024)
"""
_BUILDING: Final = """
import sys
from pathlib import Path
from kg.store.build import build
build(sys.argv[2], Path(sys.argv[1]), {}).close()
"""
_REFRESHING: Final = """
import sys
from kg.store.ledger import open_ledger
open_ledger(sys.argv[1]).index
"""
COLUMNS: Final = (
    ("claims", "claims"),
    ("triples", "triples"),
    ("parse s", "parse_s"),
    ("build s", "build_s"),
    ("ratio", "ratio"),
    ("peak MB", "peak_mb"),
    ("turtle MB", "turtle_mb"),
    ("index MB", "index_mb"),
    ("refresh s", "refresh_s"),
    ("peak MB", "refresh_peak_mb"),
    ("list s", "list_s"),
)

LIMITS: Final = {
    "ratio": ("index beside bare parse", 4.0, ""),
    "peak_mb": ("peak of the index", 200.0, "MB"),
    "refresh_s": ("refresh after one change", 1.0, "s"),
    "list_s": ("list one subject's claims", 0.2, "s"),
}

Figures = dict[str, float]


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


_CLAIM: Final = b" a kg:Claim"
_LABEL: Final = b'rdfs:label "'


def edit(path: Path, mark: str) -> str:
    """Change the label of a claim in the middle, as an editor would: a new file in its place."""
    new = path.with_name("new.ttl")
    with path.open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as data:
        middle = (data.find(_CLAIM) + data.rfind(_CLAIM)) // 2
        start = data.find(_LABEL, data.find(_CLAIM, middle)) + len(_LABEL)
        end = data.find(b'"', start)
        label = data[start:end] + mark.encode()
        with (
            new.open("wb") as stream,
            memoryview(data) as whole,
            whole[:start] as before,
            whole[end:] as after,
        ):
            stream.writelines((before, label, after))
    new.replace(path)
    return label.decode()


def refreshed(path: Path, mark: str) -> float:
    """Wall seconds until a changed ledger can be asked."""
    from kg.store.ledger import open_ledger

    label = edit(path, mark)
    start = time.perf_counter()
    index = open_ledger(path).index
    took = time.perf_counter() - start
    assert index.rows("SELECT count(*) FROM label WHERE text = ?", label) == [(1,)]
    return took


def claims_in(path: Path) -> int:
    """How many claims a ledger holds."""
    with path.open("rb") as stream:
        return sum(_CLAIM in line for line in stream)


def seconds(work: Callable[[], object]) -> float:
    """CPU seconds of a piece of work; other jobs share the machine."""
    start = time.process_time()
    work()
    return time.process_time() - start


def peak(program: str, *arguments: Path) -> int:
    """Peak memory of a Python program, in MB (Linux)."""
    command = [sys.executable, "-c", program + _HIGHEST, *map(str, arguments)]
    return int(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def measure(given: str, rounds: int, folder: Path) -> Figures:
    """The figures of one ledger: a file, or a number of claims to generate."""
    path, target = folder / "ledger.ttl", folder / "index.sqlite"
    os.environ["KG_CACHE"] = str(folder / "cache")
    if given.isdecimal():
        generate(int(given), path)
    else:
        path.symlink_to(Path(given).resolve())
    parse, build = [], []
    for _ in range(rounds):
        parse.append(seconds(lambda: bare(path)))
        build.append(seconds(lambda: indexed(path, target)))
    sizes = {"turtle_mb": path.stat().st_size / 1e6, "index_mb": target.stat().st_size / 1e6}
    target.unlink()
    listed(path)
    listing = [seconds(lambda: listed(path)) for _ in range(rounds)]
    refreshing = [refreshed(path, f" round {n}") for n in range(rounds)]
    edit(path, " at last")
    return {
        "claims": claims_in(path),
        "triples": sum(1 for _ in pyoxigraph.parse(path=str(path))),
        "parse_s": round(statistics.median(parse), 3),
        "build_s": round(statistics.median(build), 3),
        "ratio": round(statistics.median(build) / statistics.median(parse), 2),
        "ratio_of_minima": round(min(build) / min(parse), 2),
        **{name: round(size, 1) for name, size in sizes.items()},
        "refresh_s": round(statistics.median(refreshing), 3),
        "list_s": round(statistics.median(listing), 3),
        "refresh_peak_mb": peak(_REFRESHING, path),
        "peak_mb": peak(_BUILDING, path, folder / "peak.sqlite"),
    }


def table(rows: list[Figures]) -> str:
    """The figures as a Markdown table."""
    head = f"| {' | '.join(title for title, _ in COLUMNS)} |"
    rule = f"|{'---:|' * len(COLUMNS)}"
    body = [f"| {' | '.join(f'{row[name]:,}' for _, name in COLUMNS)} |" for row in rows]
    return "\n".join((head, rule, *body))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("claims", nargs="*", default=SIZES, metavar="CLAIMS|LEDGER")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    rows = []
    for one in given.claims:
        with tempfile.TemporaryDirectory() as folder:
            rows.append(measure(one, given.rounds, Path(folder)))
    if given.json:
        print(json.dumps(rows, indent=2))
        return
    print(table(rows))
    for row in rows:
        print(f"\n{row['claims']:,} claims:")
        for name, (words, limit, unit) in LIMITS.items():
            print(
                f"  {words} {row[name]:g} {unit}".rstrip(), said(row[name], limit, unit), sep=", "
            )


if __name__ == "__main__":
    main()
