from __future__ import annotations

import subprocess
import sys

import pytest
from standin import small_view

from kg.errors import FilterError
from kg.graph.multigraph import to_networkx
from kg.graph.project import MODES, project


@pytest.mark.parametrize("mode", MODES)
def test_it_holds_what_the_projection_gives(mode: str) -> None:
    graph = to_networkx(small_view(), mode)
    elements = list(project(small_view(), mode))
    assert graph.number_of_nodes() + graph.number_of_edges() == len(elements)
    for _, found in graph.nodes(data=True):
        assert {"kind", "label"} <= found.keys()


def test_parallel_edges_are_keyed_by_id() -> None:
    graph = to_networkx(small_view())
    ends = ("taylor2018", "ketamine-reduces-social-anxiety-778899")
    assert set(graph[ends[0]][ends[1]]) == {"e0000000000000001", "e0000000000000002"}
    assert graph.edges[*ends, "e0000000000000001"]["kind"] == "supports"


def test_an_unknown_mode_is_refused() -> None:
    with pytest.raises(FilterError):
        to_networkx(small_view(), "half")


def test_networkx_is_imported_only_when_asked() -> None:
    check = (
        "import sys, kg.graph.multigraph, kg.exporters.export\n"
        "from kg.shelf import member, names\n"
        "shelf = 'kg.exporters.formats'\n"
        "assert [member(shelf, name) for name in names(shelf)]\n"
        "heavy = {'networkx', 'rdflib', 'pydantic'} & sys.modules.keys()\n"
        "assert not heavy, heavy\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", check], capture_output=True, text=True, check=False
    )
    assert done.stderr == ""
