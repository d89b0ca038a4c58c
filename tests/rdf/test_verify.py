from __future__ import annotations

import pyoxigraph as ox
import pytest

from kg.errors import EntityError
from kg.rdf.verify import same_triples


def triples(body: str, *, lenient: bool = False) -> list[ox.Triple]:
    parsed = ox.parse(body.encode(), format=ox.RdfFormat.TURTLE, lenient=lenient)
    return [quad.triple for quad in parsed]


A = '<a:s> <a:p> 0.50 , "é" , "e\u0301"@en .'


def test_order_and_repetition_do_not_matter() -> None:
    first = triples(A)
    assert same_triples(first, [*reversed(first), *first]) is None
    assert same_triples(iter([*first, *first]), iter(first)) is None
    assert same_triples([], []) is None


@pytest.mark.parametrize(
    ("old", "new"), [("0.50", "0.5"), ('"é"', '"e\u0301"'), ("@en", "@de"), ("a:s", "a:S")]
)
@pytest.mark.parametrize("once", [True, False])
def test_the_smallest_difference_is_found(old: str, new: str, *, once: bool) -> None:
    first, second = triples(A), triples(A.replace(old, new))
    found = same_triples(iter(first) if once else first, iter(second))
    assert found is not None
    assert found.only_first == found.only_second > 0
    assert new in found.example
    assert "lost" in str(found)


@pytest.mark.parametrize("once", [True, False])
def test_a_lost_triple_is_named(*, once: bool) -> None:
    first = triples(A)
    found = same_triples(iter(first) if once else first, first[1:] + first[1:])
    assert found is not None
    assert (found.only_first, found.only_second) == (1, 0)
    assert '"0.50"^^' in found.example


def test_new_triples_count_once() -> None:
    found = same_triples([], triples(A) * 3)
    assert found is not None
    assert (found.only_first, found.only_second) == (0, 3)


def test_more_than_one_batch() -> None:
    many = [
        ox.Triple(ox.NamedNode("a:s"), ox.NamedNode("a:p"), ox.Literal(i)) for i in range(120_000)
    ]
    assert same_triples(many, reversed(many)) is None
    found = same_triples(many, many[:-1])
    assert found is not None
    assert '"119999"' in found.example


def test_an_iri_with_a_line_break_is_an_error() -> None:
    bad = triples("<a:s> <a:p> <a:o\\u0020.\\u000Ax> .", lenient=True)
    with pytest.raises(EntityError, match="line break"):
        same_triples(bad, bad)
