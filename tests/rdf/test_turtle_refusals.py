from __future__ import annotations

import pyoxigraph as ox
import pytest

from kg.errors import EntityError
from kg.rdf.layout import Kind, Layout
from kg.rdf.turtle import canonical_turtle
from kg.terms import NAMESPACES, expand

BASE = "https://claims.example/k#"
LAYOUT = Layout(
    prefixes=NAMESPACES,
    kinds=(Kind("claims", "Claims", (expand("kg:Claim"),)),),
    predicate_rank={},
    owned=frozenset({expand("oa:SpecificResource")}),
    label_predicates=(expand("skos:prefLabel"),),
)


def canonical(parsed: list[ox.Triple]) -> str:
    return "".join(canonical_turtle(parsed, LAYOUT, BASE))


def triples(body: str, *, lenient: bool = False) -> list[ox.Triple]:
    text = f"@prefix : <{BASE}> .\n{body}".encode()
    parsed = ox.parse(text, format=ox.RdfFormat.TURTLE, lenient=lenient)
    return [quad.triple for quad in parsed]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (":s :p _:b .", "#?:s cannot be written: it has a blank node; .*kg import"),
        ("_:b :p :s .", "blank node"),
        (":s :p :o , [] , 1 .", ":s cannot"),
        (":s :p <<( :a :b :c )>> .", "triple term"),
        (':s :p "x"@ar--rtl .', "base direction"),
        (':s :p "x"@ar--rtl , "y" .', "base direction"),
    ],
)
def test_refuses_what_a_ledger_may_not_hold(body: str, said: str) -> None:
    with pytest.raises(EntityError, match=said):
        canonical(triples(body))


@pytest.mark.parametrize(
    "body",
    [
        "<http://a/ b> <b:p> <c:o> .",
        "<a:s> <b:p q> <c:o> .",
        "<a:s> <b:p> <c:o r> .",
        "<a:s> <b:p> <c:o\\u003E> .",
        '<a:s\\u003E\\u0020<b:x> <b:p> "lit" .',
        "<a:s\\u003E\\u0020<b:x> <b:p> <c:o> .",
        "<a:s> <b:p\\u003E\\u0020\\u0022x> <c:o> .",
        "<a:s> <b:p> <c:o\\u003E\\u0020,\\u0020<d:x> .",
        "<a:s> <b:p> <c:o\\u003E\\u0020;\\u000A\\u0009<d:p\\u003E\\u0020<d:x> .",
        "<a:s> <b:p> <c:o\\u003E\\u0020.\\u000A<d:s\\u003E\\u0020<d:p\\u003E\\u0020<d:x> .",
        "<rel> <b:p> <c:o> .",
        '<a:s> <b:p> "1"^^<x\\u003E> .',
        "<a:s> a <c:o\\u0020x> .",
    ],
)
def test_refuses_iris_that_turtle_cannot_hold(body: str) -> None:
    parsed = triples(body, lenient=True)
    with pytest.raises(EntityError):
        canonical(parsed)


def test_refuses_a_base_that_is_no_iri() -> None:
    for base in ("", "claims", "http://x/ y#"):
        with pytest.raises(EntityError, match="not an absolute IRI"):
            list(canonical_turtle([], LAYOUT, base))
