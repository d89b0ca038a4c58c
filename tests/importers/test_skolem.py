"""Names of blank nodes: those of the graph, whatever the labels and the order of the file."""

from __future__ import annotations

import time

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.importers.rdf.skolem import skolem_names

BASE = "https://claims.example/test#"
P, Q = ox.NamedNode("a:p"), ox.NamedNode("a:q")

nodes = st.integers(0, 5)
graphs = st.lists(st.tuples(nodes, st.sampled_from([P, Q]), nodes), min_size=1, max_size=9)


def quads(edges: list[tuple[int, ox.NamedNode, int]], labels: list[str]) -> list[ox.Quad]:
    return [ox.Quad(ox.BlankNode(labels[a]), p, ox.BlankNode(labels[b])) for a, p, b in edges]


def named(found: list[ox.Quad]) -> set[tuple[str, str, str]]:
    names = skolem_names(found, BASE)
    assert len(set(names.values())) == len(names)
    return {
        (names[q.subject.value], q.predicate.value, names[q.object.value])  # type: ignore[union-attr] # all blank
        for q in found
    }


@given(graphs, st.randoms(use_true_random=False))
def test_the_same_graph_has_the_same_names(
    edges: list[tuple[int, ox.NamedNode, int]], random: object
) -> None:
    first = named(quads(edges, [f"x{n}" for n in range(6)]))
    labels = [f"y{n}" for n in range(6)]
    shuffled = list(edges)
    random.shuffle(labels)  # type: ignore[attr-defined] # hypothesis' own random
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert named(quads(shuffled, labels)) == first


def test_twins_are_numbered_pair_by_pair() -> None:
    one = [(0, P, 1), (2, P, 3)]
    labels = ["a", "b", "c", "d"]
    assert named(quads(one, labels)) == named(quads(one[::-1], ["d", "b", "c", "a"]))
    assert len(named(quads(one, labels))) == 2


def test_a_statement_more_elsewhere_renames_nothing() -> None:
    before = named(quads([(0, P, 1)], ["a", "b"]))
    assert before < named(quads([(0, P, 1), (2, Q, 2)], ["a", "b", "c"]))


@pytest.mark.parametrize("shape", ["ring", "clique", "twins", "chain"])
def test_hostile_graphs_take_no_more_than_seconds(shape: str) -> None:
    edges = {
        "ring": [(n, P, (n + 1) % 3000) for n in range(3000)],
        "clique": [(a, P, b) for a in range(60) for b in range(60)],
        "twins": [(n, P, n) for n in range(30_000)],
        "chain": [(n, P, n + 1) for n in range(3000)],
    }[shape]
    begun = time.process_time()
    named(quads(edges, [f"x{n}" for n in range(30_001)]))
    assert time.process_time() - begun < 30
