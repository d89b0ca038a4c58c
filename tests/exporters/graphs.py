"""Nodes and edges of any kind, for the writers of graphs."""

from __future__ import annotations

from hypothesis import strategies as st
from lxml import etree

from kg.graph.element import Edge, Node, Scalar

ANY_TEXT = st.text(alphabet=st.characters(exclude_categories=()), max_size=40)
_NAMES = st.sampled_from(["n", "year", "status", "retracted", "text"])
_SCALARS: st.SearchStrategy[Scalar] = (
    ANY_TEXT | st.booleans() | st.integers(-(2**70), 2**70) | st.floats()
)
_ATTRIBUTES = st.dictionaries(_NAMES, _SCALARS, max_size=4)
_KINDS = st.sampled_from(["concept", "claim", "document", "value", "something else"])


@st.composite
def graphs(draw: st.DrawFn) -> list[Node | Edge]:
    """Up to five nodes with hostile labels and up to eight edges, some of them parallel."""
    ids = [f"n{number}" for number in range(draw(st.integers(1, 5)))]
    nodes = [Node(one, draw(_KINDS), draw(ANY_TEXT), draw(_ATTRIBUTES)) for one in ids]
    ends = st.sampled_from(ids)
    edges = [
        Edge(f"e{number}", draw(ends), draw(ends), draw(ANY_TEXT), draw(_ATTRIBUTES))
        for number in range(draw(st.integers(0, 8)))
    ]
    return [*nodes, *edges]


def parts(root: etree._Element, path: str, names: dict[str, str]) -> list[etree._Element]:
    """The XML elements at a path."""
    found = root.xpath(path, namespaces=names)
    assert isinstance(found, list)
    return [one for one in found if isinstance(one, etree._Element)]


def texts(root: etree._Element, path: str, names: dict[str, str]) -> list[str]:
    """The attributes or texts at a path."""
    found = root.xpath(path, namespaces=names)
    assert isinstance(found, list)
    return [one for one in found if isinstance(one, str)]
