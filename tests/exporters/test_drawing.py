from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kg.exporters.drawing import edge_lines, is_weak, node_lines, wrapped
from kg.graph.element import Edge, Node, Scalar


@given(st.text(alphabet=st.characters(exclude_categories=()), max_size=400))
def test_lines_are_few_and_short(text: str) -> None:
    lines = wrapped(text)
    assert len(lines) <= 6
    assert all(len(line) <= 30 for line in lines)


def test_lines_are_even_and_whole() -> None:
    text = "About a fifth of adults had an anxiety disorder in 2001 to 2003."
    assert wrapped(text) == [
        "About a fifth of adults",
        "had an anxiety disorder",
        "in 2001 to 2003.",
    ]
    assert wrapped("") == []
    assert wrapped("word " * 100)[-1].endswith("…")


def test_a_document_is_named_by_author_year_and_design() -> None:
    found: dict[str, Scalar] = {
        "authors": "Glue P, Medlicott NJ",
        "year": 2017,
        "design": "single-arm-study",
    }
    node = Node("d", "document", "A title", found | {"retracted": True})
    assert node_lines(node) == ["A title", "Glue P, 2017, single", "arm study, RETRACTED"]


def test_an_edge_says_how_it_holds() -> None:
    edge = Edge("e", "a", "b", "decrease", {"negated": True, "dose_level": "low", "n": 12})
    assert edge_lines(edge) == ["not decrease, low dose, n=12"]
    assert not is_weak(edge)
    assert is_weak(Edge("e", "a", "b", "asserts", {}))
    assert is_weak(Edge("e", "a", "b", "supports", {"counts": False}))
