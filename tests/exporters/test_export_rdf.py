"""Turtle and JSON-LD together: one selection, one graph."""

from __future__ import annotations

import json
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import RdfFormat, parse
from rdflib import Graph
from rdflib.compare import isomorphic
from standin import MemoryLedger, MemoryView, small_view

from kg.exporters.closure import triples_of
from kg.exporters.formats import jsonld, turtle
from kg.rdf.jsonld import from_jsonld

if TYPE_CHECKING:
    from pathlib import Path

SELECTIONS = [(), ("low",), ("ketamine-reduces",), ("dose",), ("prevalence",), ("nothing",)]


def as_turtle(view: MemoryView) -> bytes:
    out = BytesIO()
    turtle.write(view, out)
    return out.getvalue()


def as_jsonld(view: MemoryView) -> bytes:
    out = BytesIO()
    jsonld.write(view, out)
    return out.getvalue()


@pytest.mark.parametrize("names", SELECTIONS)
def test_rdflib_reads_the_same_graph_from_both(names: tuple[str, ...]) -> None:
    view = small_view(*names)
    one = Graph().parse(data=as_turtle(view), format="turtle")
    other = Graph().parse(data=as_jsonld(view), format="json-ld")
    assert len(one) == len(other) == len(set(triples_of(view)))
    assert isomorphic(one, other)


@pytest.mark.parametrize("names", SELECTIONS)
def test_both_keep_every_lexical_form(names: tuple[str, ...]) -> None:
    view = small_view(*names)
    expected = set(triples_of(view))
    for data, form in ((as_turtle(view), RdfFormat.TURTLE), (as_jsonld(view), RdfFormat.JSON_LD)):
        assert {quad.triple for quad in parse(data, format=form)} == expected


def test_a_selection_is_a_ledger_that_opens_and_gives_the_same_bytes(tmp_path: Path) -> None:
    first = as_turtle(small_view("ketamine-reduces"))
    path = tmp_path / "part.ttl"
    path.write_bytes(first)
    ledger = MemoryLedger(path)
    claims = tuple(ledger.claim(iri) for iri in small_view("ketamine-reduces").claim_iris)
    assert as_turtle(MemoryView(ledger, claims)) == first


def test_our_own_reader_takes_what_the_models_have_words_for() -> None:
    document = json.loads(as_jsonld(small_view("prevalence")))
    assert len(from_jsonld(document).entities) == len(document["@graph"])
    assert document["@graph"][0]["type"] == "Header"


def test_unusual_datatypes_and_foreign_terms_are_spelt_out(tmp_path: Path) -> None:
    path = tmp_path / "odd.ttl"
    path.write_text(
        as_turtle(small_view()).decode()
        + ":article-v1 kg:sentences 3 .\n".replace("kg:sentences", "<https://other.example/x>")
        + ':invented2019 kg:sampleSize "00240"^^xsd:nonNegativeInteger .\n',
        encoding="utf-8",
    )
    view = MemoryView(MemoryLedger(path), small_view().claims)
    expected = set(triples_of(view))
    assert {quad.triple for quad in parse(as_jsonld(view), format=RdfFormat.JSON_LD)} == expected
