from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from standin import MemoryView, small_view

from kg.errors import FilterError
from kg.graph.element import Edge, Node
from kg.graph.project import MODES, edge_name, project
from kg.store.records import Ref

LOW = "https://claims.example/small#low-dose-ketamine-reduces-anxiety-1a2b3c"


def split(view: MemoryView, mode: str = "full") -> tuple[dict[str, Node], dict[str, Edge]]:
    elements = list(project(view, mode))
    nodes = [e for e in elements if isinstance(e, Node)]
    edges = [e for e in elements if isinstance(e, Edge)]
    by_node, by_edge = {n.id: n for n in nodes}, {e.id: e for e in edges}
    assert len(by_node) == len(nodes), "a node comes once"
    assert len(by_edge) == len(edges), "ids of edges are unique"
    return by_node, by_edge


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("names", [(), ("dose",), ("ketamine-reduces",), ("prevalence",), ("no",)])
def test_both_ends_of_an_edge_come_before_it(mode: str, names: tuple[str, ...]) -> None:
    seen = set()
    for element in project(small_view(*names), mode):
        if isinstance(element, Node):
            assert element.id not in seen
            seen.add(element.id)
        else:
            assert {element.source, element.target} <= seen


def test_an_empty_selection_is_an_empty_graph() -> None:
    assert list(project(small_view("nothing starts so"))) == []


def test_claims_documents_and_concepts_with_their_attributes() -> None:
    nodes, edges = split(small_view())
    low = nodes["low-dose-ketamine-reduces-anxiety-1a2b3c"]
    assert low.kind == "claim"
    assert low.label == "Low doses of ketamine reduce anxiety."
    assert low.attributes["status"] == "contested"
    assert (low.attributes["supports"], low.attributes["disputes"]) == (1, 1)
    assert low.attributes["dose_level"] == "low"
    assert "certainty" not in low.attributes
    assert nodes["invented2021"].attributes["retracted"] is True
    assert nodes["taylor2018"].attributes["year"] == 2018
    line = edges["e0000000000000001"]
    assert (line.source, line.kind) == ("taylor2018", "supports")
    assert line.attributes["dose"] == "0.5 mg/kg"
    assert line.attributes["estimate"] == -23.5
    assert line.attributes["population"] == "adults with social anxiety disorder"
    assert edges["e0000000000000005"].attributes["counts"] is False
    said = edges["a0000000000000001"]
    assert (said.source, said.kind, said.attributes["hedging"]) == (
        "article",
        "asserts",
        "possible",
    )


def test_every_attribute_is_a_scalar() -> None:
    for mode in MODES:
        for element in project(small_view(), mode):
            for value in element.attributes.values():
                assert isinstance(value, (str, int, float))
                assert value != ""


def test_a_claim_outside_the_selection_is_a_node_without_evidence() -> None:
    nodes, edges = split(small_view("dose-modifies"))
    low = nodes["low-dose-ketamine-reduces-anxiety-1a2b3c"]
    assert low.attributes["selected"] is False
    assert {e.kind for e in edges.values() if e.target == low.id} == {"object"}
    assert {e.target for e in edges.values() if e.source == low.id} == {"ketamine", "anxiety"}


def test_parallel_lines_of_one_document_stay_apart() -> None:
    _, edges = split(small_view("ketamine-reduces"))
    assert {e.kind for e in edges.values() if e.source == "taylor2018"} == {"supports", "neutral"}


def test_certainty_is_shown_where_it_is_given() -> None:
    (node,) = [
        e for e in project(small_view("low"), certainty={LOW: "very-low"}) if e.kind == "claim"
    ]
    assert node.attributes["certainty"] == "very-low"


def test_concepts_mode_has_an_edge_a_claim_and_pair() -> None:
    nodes, edges = split(small_view(), "concepts")
    claims = {edge.attributes["claim"] for edge in edges.values()}
    assert claims == {claim.ref.id for claim in small_view().claims}
    both = [e.kind for e in edges.values() if (e.source, e.target) == ("ketamine", "anxiety")]
    assert sorted(both) == ["decrease", "increase"]
    assert [n.label for n in nodes.values() if n.kind == "value"] == ["18 to 19.1 %"]


def test_circular_claims_end() -> None:
    view = small_view("dose")
    ref = Ref(view.claims[0].ref.iri, view.claims[0].ref.id, "itself")
    knot = replace(view, claims=(view.claims[0]._replace(objects=(ref,), refines=(ref,)),))
    _, edges = split(knot)
    assert {e.kind for e in edges.values() if e.source == e.target} == {"object", "refines"}


def test_an_unknown_mode_is_refused_by_name() -> None:
    with pytest.raises(FilterError, match=r"'fill'.*full, concepts"):
        project(small_view(), "fill")


@given(st.lists(st.text(alphabet="a.%", min_size=1, max_size=4), min_size=2, max_size=3), st.data())
def test_different_parts_give_different_names(parts: list[str], data: st.DataObject) -> None:
    other = data.draw(
        st.lists(st.text(alphabet="a.%", min_size=1, max_size=4), min_size=2, max_size=3)
    )
    assert (edge_name(*parts) == edge_name(*other)) == (parts == other)
