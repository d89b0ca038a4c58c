from __future__ import annotations

from io import BytesIO

import networkx as nx
import pytest
from graphs import graphs, parts, texts
from hypothesis import given
from lxml import etree
from standin import small_view

from kg.exporters.escape import legal
from kg.exporters.formats.graphml import write, write_elements
from kg.graph.element import Edge, Node
from kg.graph.project import MODES, project

NS = {"g": "http://graphml.graphdrawing.org/xmlns"}


def written(mode: str = "full") -> bytes:
    out = BytesIO()
    write(small_view(), out, mode=mode)
    return out.getvalue()


@pytest.mark.parametrize("mode", MODES)
def test_networkx_reads_all_of_it(mode: str) -> None:
    graph = nx.read_graphml(BytesIO(written(mode)), force_multigraph=True)
    elements = list(project(small_view(), mode))
    nodes = {e.id: e for e in elements if isinstance(e, Node)}
    edges = {e.id: e for e in elements if isinstance(e, Edge)}
    assert dict(graph.nodes(data="label")) == {n.id: n.label for n in nodes.values()}
    assert {key for _, _, key in graph.edges(keys=True)} == edges.keys()
    for node in nodes.values():
        assert graph.nodes[node.id] == {"kind": node.kind, "label": node.label} | dict(
            node.attributes
        )
    for edge in edges.values():
        found = graph.edges[edge.source, edge.target, edge.id]
        assert {k: v for k, v in found.items() if k != "id"} == {"kind": edge.kind} | dict(
            edge.attributes
        )


def test_keys_are_declared_once_sorted_and_all_used_ones_are() -> None:
    root = etree.fromstring(written())
    keys = parts(root, "g:key", NS)
    for target in ("node", "edge"):
        names = [str(key.get("attr.name")) for key in keys if key.get("for") == target]
        assert names == sorted(set(names))
        used = set(texts(root, f"//g:{target}/g:data/@key", NS))
        assert used == {key.get("id") for key in keys if key.get("for") == target}


def test_the_same_selection_gives_the_same_bytes() -> None:
    assert written() == written()
    assert b"true" in written()
    assert b"True" not in written()


def test_an_empty_selection_is_a_graph() -> None:
    out = BytesIO()
    write(small_view("nothing starts so"), out)
    assert nx.read_graphml(BytesIO(out.getvalue())).number_of_nodes() == 0


@given(graphs())
def test_any_text_gives_xml_that_reads_back(elements: list[Node | Edge]) -> None:
    out = BytesIO()
    write_elements(elements, out)
    root = etree.fromstring(out.getvalue())
    labels = parts(root, "//g:node/g:data[@key='n.label']", NS)
    nodes = [e for e in elements if isinstance(e, Node)]
    assert [label.text or "" for label in labels] == [legal(node.label) for node in nodes]
    kinds = parts(root, "//g:edge/g:data[@key='e.kind']", NS)
    edges = [e for e in elements if isinstance(e, Edge)]
    assert [kind.text or "" for kind in kinds] == [legal(edge.kind) for edge in edges]
    graph = nx.read_graphml(BytesIO(out.getvalue()), force_multigraph=True)
    assert (graph.number_of_nodes(), graph.number_of_edges()) == (len(nodes), len(edges))
