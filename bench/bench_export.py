"""Streamed GraphML and GEXF against networkx: build the graph, write it.

Each run is a process of its own; times are seconds of its processor, memory is what its peak
exceeds that of two edges by.
A hundred thousand edges are always measured, best of three; more, such as 1000000, once.

    python bench/bench_export.py [EDGES] [--ledgers CLAIMS|LEDGER CLAIMS|LEDGER]

Then a small and a large ledger are exported from their indexes, and the peak memory of the two is
compared: it must hardly grow, since claims are gone through a page at a time.
Without `--ledgers` they are generated ones of 2,000 and 20,000 claims.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from time import process_time
from typing import TYPE_CHECKING, Final

from generate import generate
from limits import said

from kg.exporters.formats import gexf, graphml
from kg.graph.element import Edge, Node
from kg.store.ledger import open_ledger

if TYPE_CHECKING:
    from collections.abc import Iterator

EDGES: Final = 100_000
RUNS: Final = 3
GOAL: Final = 10.0
WRITERS: Final = ("graphml", "gexf")
STREAMED: Final = ("graphml", "csv")
LEDGERS: Final = ("2000", "20000")
GROWTH: Final = 1.5
# A process's own high-water mark: that of getrusage is inherited from whoever started it.
_EXPORTING: Final = """
import re, sys, time
from io import RawIOBase
from pathlib import Path
from kg.exporters.export import export
from kg.store.ledger import open_ledger
class Nowhere(RawIOBase):
    def writable(self):
        return True
    def write(self, data):
        return len(data)
view = open_ledger(sys.argv[1]).select()
start = time.process_time()
export(view, Nowhere(), sys.argv[2])
seconds = time.process_time() - start
peak = re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]
print(peak, seconds)
"""


def elements(edges: int) -> Iterator[Node | Edge]:
    """A quarter as many nodes as edges, a node just before the first edge that needs it."""
    count = max(edges // 4, 2)
    for number in range(count):
        found = {"year": 1990 + number % 36, "status": ("supported", "contested")[number % 2]}
        yield Node(f"n{number}", "claim", f"Claim {number} says <this> & that", found)
    for number in range(edges):
        ends = f"n{number * 7 % count}", f"n{number * 13 % count}"
        yield Edge(f"e{number}", *ends, "supports", {"n": number % 500, "design": "cohort-study"})


def streamed(name: str, edges: int, path: Path) -> None:
    with path.open("wb") as stream:
        {"graphml": graphml, "gexf": gexf}[name].write_elements(elements(edges), stream)


def made_only(name: str, edges: int, path: Path) -> None:
    """What both ways pay: making the nodes and edges."""
    path.write_text(f"{name} {sum(1 for _ in elements(edges))}", encoding="utf-8")


def by_networkx(name: str, edges: int, path: Path) -> None:
    import networkx as nx

    graph = nx.MultiDiGraph()
    for element in elements(edges):
        if isinstance(element, Node):
            found = {"kind": element.kind, "label": element.label, **element.attributes}
            graph.add_node(element.id, **found)
        else:
            found = {"kind": element.kind, **element.attributes}
            graph.add_edge(element.source, element.target, element.id, **found)
    {"graphml": nx.write_graphml, "gexf": nx.write_gexf}[name](graph, path)


def measured(how: str, name: str, edges: int) -> tuple[float, float, int]:
    """Seconds, peak megabytes above a bare import, and bytes written, of one process."""
    command = [sys.executable, __file__, "--one", how, name]
    runs = []
    for count in (2, edges):
        done = subprocess.run([*command, str(count)], capture_output=True, text=True, check=True)
        runs.append([float(part) for part in done.stdout.split()])
    (_, bare, _), (seconds, peak, size) = runs
    return seconds, (peak - bare) / 1024, int(size)


def one(how: str, name: str, edges: int) -> None:
    if how == "networkx":
        import networkx as nx

        assert nx
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "out"
        start = process_time()
        {"made": made_only, "streamed": streamed, "networkx": by_networkx}[how](name, edges, path)
        seconds = process_time() - start
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        print(seconds, peak, path.stat().st_size)


def main(edges: int, runs: int) -> None:
    print(f"{edges:,} edges, {edges // 4:,} nodes; best of {runs}, interleaved")
    for name in WRITERS:
        hows = ("made", "streamed", "networkx")
        rounds = [{how: measured(how, name, edges) for how in hows} for _ in range(runs)]
        best = {how: min(one[how] for one in rounds) for how in hows}
        for how, (seconds, peak, size) in best.items():
            print(
                f"{name:8} {how:9} {seconds:6.2f} s {peak:7.1f} MB peak {size / 1e6:6.1f} MB file"
            )
        made, quick, slow = (best[how][0] for how in hows)
        print(
            f"{name:8} ratio     {slow / quick:6.1f} x, {said(slow / quick, GOAL, 'x', least=True)}"
            f"; {(slow - made) / (quick - made):.1f} x without making"
        )


def exported(path: Path, form: str) -> tuple[float, float]:
    """Peak megabytes and processor seconds of a process that exports a ledger already indexed."""
    command = [sys.executable, "-c", _EXPORTING, str(path), form]
    peak, seconds = subprocess.run(
        command, capture_output=True, text=True, check=True
    ).stdout.split()
    return int(peak) / 1024, float(seconds)


def ledgers(given: list[str]) -> None:
    """Export a small and a large ledger in the formats that stream."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["KG_CACHE"] = str(Path(folder, "cache"))
        paths = []
        for one in given:
            path = Path(folder, f"{one}.ttl") if one.isdecimal() else Path(one)
            if one.isdecimal():
                generate(int(one), path)
            _ = open_ledger(path).index
            paths.append(path)
        for form in STREAMED:
            found = [exported(path, form) for path in paths]
            for path, (peak, seconds) in zip(paths, found, strict=True):
                print(f"{form:8} {path.name}: {seconds:6.2f} s {peak:7.1f} MB peak")
            growth = found[-1][0] / found[0][0]
            print(f"{form:8} peak grows {growth:.2f} x, {said(growth, GROWTH, 'x')}", flush=True)


def from_words() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("edges", nargs="?", type=int)
    parser.add_argument("--ledgers", nargs=2, default=LEDGERS, metavar="CLAIMS|LEDGER")
    given = parser.parse_args()
    main(EDGES, RUNS)
    if given.edges is not None:
        main(given.edges, 1)
    ledgers(given.ledgers)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        one(sys.argv[2], sys.argv[3], int(sys.argv[4]))
    else:
        from_words()
