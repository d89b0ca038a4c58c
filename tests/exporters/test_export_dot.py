from __future__ import annotations

import subprocess
from io import BytesIO

import pytest
from graphs import graphs, parts, texts
from hypothesis import given, settings
from lxml import etree
from standin import small_view

from kg.errors import ExportFault
from kg.exporters.crowding import DENSE_EDGES, MOST_EDGES
from kg.exporters.drawing import node_lines
from kg.exporters.formats.dot import write, write_elements
from kg.graph.element import Edge, Node, Scalar
from kg.graph.project import MODES, project

SVG = {"s": "http://www.w3.org/2000/svg"}


def drawn(dot: str, source: bytes) -> etree._Element:
    done = subprocess.run([dot, "-Tsvg"], input=source, capture_output=True, check=True)
    return etree.fromstring(done.stdout)


def chain(edges: int) -> list[Node | Edge]:
    nodes = [Node("a", "concept", "a", {}), Node("b", "concept", "b", {})]
    return [*nodes, *(Edge(f"e{number}", "a", "b", "supports", {}) for number in range(edges))]


@pytest.mark.graphviz
@pytest.mark.parametrize("mode", MODES)
def test_all_nodes_and_edges_are_drawn(dot: str, mode: str) -> None:
    out = BytesIO()
    write(small_view(), out, mode=mode)
    picture = drawn(dot, out.getvalue())
    elements = list(project(small_view(), mode))
    nodes = [e for e in elements if isinstance(e, Node)]
    assert len(parts(picture, "//s:g[@class='node']", SVG)) == len(nodes)
    edges = parts(picture, "//s:g[@class='edge']", SVG)
    assert len(edges) == len(elements) - len(nodes)
    assert {node.id for node in nodes} == set(
        texts(picture, "//s:g[@class='node']/s:title/text()", SVG)
    )


@pytest.mark.graphviz
@settings(max_examples=60)
@given(elements=graphs())
def test_hostile_labels_are_drawn_as_they_are(dot: str, elements: list[Node | Edge]) -> None:
    out = BytesIO()
    write_elements(elements, out)
    picture = drawn(dot, out.getvalue())
    for node in elements:
        if isinstance(node, Node):
            shown = texts(picture, f"//s:g[s:title='{node.id}']/s:text/text()", SVG)
            assert "".join("".join(shown).split()) == "".join("".join(node_lines(node)).split())


@pytest.mark.graphviz
@pytest.mark.parametrize(
    "label", ["&eacute; &lt;", "a\\nb \\N \\G", 'end\\"', "\\", "<b>x</b>", "-->"]
)
def test_nothing_in_a_label_is_read_as_markup(dot: str, label: str) -> None:
    out = BytesIO()
    write_elements([Node(label, "concept", label, {})], out)
    shown = texts(drawn(dot, out.getvalue()), "//s:g[@class='node']/s:text/text()", SVG)
    assert [line.replace("\xa0", " ") for line in shown] == [label]


def test_too_many_edges_are_refused_and_the_filters_named() -> None:
    out = BytesIO()
    with pytest.raises(ExportFault, match=rf"more than {MOST_EDGES}.*--about.*--force") as caught:
        write_elements(chain(MOST_EDGES + 1), out)
    assert "\n" not in str(caught.value)
    assert out.getvalue() == b"", "nothing was written"
    write_elements(chain(MOST_EDGES), out)
    write_elements(chain(MOST_EDGES + 1), out, force=True)


@pytest.mark.graphviz
def test_a_dense_drawing_keeps_its_words_in_tooltips(dot: str) -> None:
    known: dict[str, Scalar] = {"authors": "Glue P, Medlicott NJ", "year": 2017}
    paper = Node("p", "document", "A long title", known)
    nameless = Node("q", "document", "A web page", {})
    for number, dense in ((DENSE_EDGES, False), (DENSE_EDGES + 1, True)):
        out = BytesIO()
        write_elements([paper, nameless, *chain(number)], out)
        picture = drawn(dot, out.getvalue())
        edge_words = texts(picture, "//s:g[@class='edge']//s:text/text()", SVG)
        assert edge_words == ([] if dense else ["supports"] * number)
        assert ("A long title" in texts(picture, "//s:text/text()", SVG)) is not dense
        shown = texts(picture, "//s:g[s:title='q']//s:text/text()", SVG)
        assert shown == ["A web page"], "a document without authors keeps its title"
        told = set(texts(picture, "//@*[local-name()='title']", SVG))
        assert ({"supports", "A long title"} <= told) is dense


def test_an_empty_selection_is_an_empty_drawing() -> None:
    out = BytesIO()
    write(small_view("nothing starts so"), out)
    assert out.getvalue().endswith(b"}\n")
    assert b"rank=max" not in out.getvalue()


@pytest.mark.graphviz
def test_labelled_edges_between_concepts_are_drawn(dot: str) -> None:
    """Such edges within one column make Graphviz 2.43 crash."""
    nodes = [Node(f"n{number}", "concept", "", {}) for number in range(4)]
    words = (
        *(("n2", "n0", ""), ("n2", "n0", "000000000"), ("n1", "n1", "")),
        ("n2", "n1", "000000000000000000000"),
    )
    edges = [Edge(f"e{n}", a, b, kind, {}) for n, (a, b, kind) in enumerate(words)]
    out = BytesIO()
    write_elements([*edges, *nodes], out)
    picture = drawn(dot, out.getvalue())
    assert len(parts(picture, "//s:g[@class='edge']", SVG)) == len(edges)
    assert out.getvalue().count(b'rank=max; "n3"; }') == 1, "what is joined to none stays there"
