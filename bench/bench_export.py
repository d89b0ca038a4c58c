"""Streamed GraphML and GEXF against networkx: build the graph, write it.

Each run is a process of its own; times are seconds of its processor, memory is what its peak
exceeds that of two edges by.
A hundred thousand edges are always measured, best of three; more, such as 1000000, once.

    python bench/bench_export.py [EDGES]
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from time import process_time
from typing import TYPE_CHECKING, Final

from kg.exporters.formats import gexf, graphml
from kg.graph.element import Edge, Node

if TYPE_CHECKING:
    from collections.abc import Iterator

EDGES: Final = 100_000
RUNS: Final = 3
GOAL: Final = 10.0
WRITERS: Final = ("graphml", "gexf")


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
            f"{name:8} ratio     {slow / quick:6.1f} x (goal {GOAL:.0f})"
            f"; {(slow - made) / (quick - made):.1f} x without making"
        )


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        one(sys.argv[2], sys.argv[3], int(sys.argv[4]))
    else:
        main(EDGES, RUNS)
        if len(sys.argv) > 1:
            main(int(sys.argv[1]), 1)
