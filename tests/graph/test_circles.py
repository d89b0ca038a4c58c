from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kg.graph.circles import circles

EDGES = st.sets(st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef")))


@given(edges=EDGES)
def test_members_reach_each_other_and_nobody_else_does(edges: set[tuple[str, str]]) -> None:
    reach = {one: {one} for one in "abcdef"}
    for _ in "abcdef":
        for a, b in edges:
            reach[a] |= reach[b]
    together = {
        tuple(sorted(other for other in reach[one] if one in reach[other])) for one in "abcdef"
    }
    assert {tuple(found) for found in circles(edges)} == {t for t in together if len(t) > 1}


def test_no_edges_no_circles() -> None:
    assert list(circles(set())) == []
    assert list(circles({("a", "a")})) == []
