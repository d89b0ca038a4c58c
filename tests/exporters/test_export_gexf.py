from __future__ import annotations

from io import BytesIO

import networkx as nx
import pytest
from graphs import graphs, parts, texts
from hypothesis import given
from lxml import etree
from standin import small_view

from kg.exporters.escape import legal
from kg.exporters.formats.gexf import write, write_elements
from kg.graph.element import Edge, Node
from kg.graph.project import MODES, project

NS = {"g": "http://gexf.net/1.3", "viz": "http://gexf.net/1.3/viz"}


def written(mode: str = "full") -> bytes:
    out = BytesIO()
    write(small_view(), out, mode=mode)
    return out.getvalue()


@pytest.mark.parametrize("mode", MODES)
def test_networkx_reads_all_of_it(mode: str) -> None:
    graph = nx.read_gexf(BytesIO(written(mode)), version="1.3")
    elements = list(project(small_view(), mode))
    nodes = {e.id: e for e in elements if isinstance(e, Node)}
    edges = {e.id: e for e in elements if isinstance(e, Edge)}
    assert graph.number_of_edges() == len(edges)
    for node in nodes.values():
        found = {k: v for k, v in graph.nodes[node.id].items() if k != "viz"}
        assert found == {"kind": node.kind, "label": node.label} | dict(node.attributes)
    for _, _, found in graph.edges(data=True):
        edge = edges[found["id"]]
        assert found["label"] == edge.kind
        assert found.items() >= dict(edge.attributes).items()


def test_the_head_is_that_of_version_1_3() -> None:
    root = etree.fromstring(written())
    assert root.tag == "{http://gexf.net/1.3}gexf"
    assert root.get("version") == "1.3"
    assert root.nsmap["viz"] == "http://gexf.net/1.3/viz"
    assert root.nsmap["xsi"] == "http://www.w3.org/2001/XMLSchema-instance"
    assert "lastmodifieddate" not in written().decode()
    (graph,) = parts(root, "g:graph", NS)
    assert {str(k): v for k, v in graph.attrib.items()} == {
        "defaultedgetype": "directed",
        "idtype": "string",
        "mode": "static",
    }


def test_attributes_are_declared_sorted_and_both_ends_exist() -> None:
    root = etree.fromstring(written())
    for target in ("node", "edge"):
        ids = texts(root, f"//g:attributes[@class='{target}']/g:attribute/@id", NS)
        assert ids == sorted(set(ids))
        assert set(texts(root, f"//g:{target}//g:attvalue/@for", NS)) == set(ids)
    nodes = set(texts(root, "//g:node/@id", NS))
    assert set(texts(root, "//g:edge/@source | //g:edge/@target", NS)) <= nodes
    colours = parts(root, "//g:node/viz:color", NS)
    sizes = parts(root, "//g:node/viz:size", NS)
    assert len(colours) == len(sizes) == len(nodes)


def test_parallel_edges_have_an_id_and_a_kind() -> None:
    root = etree.fromstring(written())
    kinds = texts(root, "//g:edge[@source='taylor2018']/@kind", NS)
    assert sorted(kinds) == ["neutral", "supports"]


def test_an_empty_selection_is_a_graph() -> None:
    out = BytesIO()
    write(small_view("nothing starts so"), out)
    assert nx.read_gexf(BytesIO(out.getvalue()), version="1.3").number_of_nodes() == 0


@given(graphs())
def test_any_text_gives_xml_that_reads_back(elements: list[Node | Edge]) -> None:
    out = BytesIO()
    write_elements(elements, out)
    root = etree.fromstring(out.getvalue())
    nodes = [e for e in elements if isinstance(e, Node)]
    edges = [e for e in elements if isinstance(e, Edge)]
    assert texts(root, "//g:node/@label", NS) == [legal(n.label) for n in nodes]
    assert texts(root, "//g:edge/@kind", NS) == [legal(e.kind) for e in edges]
    graph = nx.read_gexf(BytesIO(out.getvalue()), version="1.3")
    assert (graph.number_of_nodes(), graph.number_of_edges()) == (len(nodes), len(edges))
