"""A ledger of an rdflib graph, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import examples_ledger
import pytest
import rdflib
import strategies
from hypothesis import given, settings
from rdflib.compare import isomorphic

import kg
from kg.errors import EntityError, LedgerError
from kg.model.header import Header
from kg.model.kinds import KINDS
from kg.rdf.codec import encode
from kg.rdf.rdflib_terms import to_graph

if TYPE_CHECKING:
    from pathlib import Path

    from kg.model.entity import Entity

BASE = "https://x.example/#"
HEAD = f"""@prefix : <{BASE}> . @prefix kg: <https://w3id.org/claimkg/ns#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix schema: <https://schema.org/> .
"""


def of(text: str) -> rdflib.Graph:
    return rdflib.Graph().parse(data=HEAD + text, format="turtle")


# a header may say that a newer program wrote it, and is refused then
WITHOUT_HEADER = tuple(kind for kind in KINDS if kind is not Header)


@settings(max_examples=settings().max_examples // 7)  # each makes an index
@given(strategies.ledgers(WITHOUT_HEADER))
def test_there_and_back(entities: list[Entity]) -> None:
    triples = {triple for entity in entities for triple in encode(entity)}
    graph = to_graph(triples, {"": BASE})
    assert isomorphic(kg.from_rdflib(graph).to_rdflib(), graph)


def test_it_is_a_ledger_like_any_other(tmp_path: Path) -> None:
    path = tmp_path / "examples.ttl"
    path.write_text(examples_ledger.text(), encoding="utf-8")
    filed = kg.open(path)
    held = kg.from_rdflib(filed.to_rdflib())
    assert held.counts() == filed.counts()
    assert held.title == filed.title
    assert held.select().records() == filed.select().records()
    mine, theirs = kg.audit(against=held), kg.audit(against=filed)
    assert [f.message for f in mine.findings] == [f.message for f in theirs.findings]
    assert kg.conflicts(held.select()).pairs == kg.conflicts(filed.select()).pairs
    kg.export(held.select(), tmp_path / "a.ttl")
    kg.export(filed.select(), tmp_path / "b.ttl")
    assert (tmp_path / "a.ttl").read_bytes() == (tmp_path / "b.ttl").read_bytes()
    assert isomorphic(held.select().to_rdflib(), filed.select().to_rdflib())


def test_nothing_stays_on_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setenv("KG_CACHE", str(tmp_path / "cache"))
    ledger = kg.from_rdflib(of(':k a skos:Concept ; skos:prefLabel "k"@en .'))
    assert ledger.concept("k").ref.label == "k"
    assert list(tmp_path.iterdir()) == []


def test_lexical_forms_stand_as_the_graph_holds_them() -> None:
    quantity = ':e schema:value 0.50 ; :own "007"^^<http://www.w3.org/2001/XMLSchema#integer> .'
    graph = kg.from_rdflib(of(quantity)).to_rdflib()
    assert {str(found) for found in graph.objects()} == {"0.50", "7"}  # rdflib's own doing
    rdflib.NORMALIZE_LITERALS = False
    try:
        graph = kg.from_rdflib(of(quantity)).to_rdflib()
    finally:
        rdflib.NORMALIZE_LITERALS = True
    assert {str(found) for found in graph.objects()} == {"0.50", "007"}


def test_blank_nodes_language_tags_and_graph_names() -> None:
    data = rdflib.Dataset()
    data.bind("", BASE)
    inside = data.graph(rdflib.URIRef("https://else.example/g"))
    label = rdflib.Literal("k", lang="EN-gb")
    skos = rdflib.SKOS
    inside.add((rdflib.URIRef(f"{BASE}k"), rdflib.RDF.type, skos.Concept))
    inside.add((rdflib.URIRef(f"{BASE}k"), skos.prefLabel, label))
    data.default_graph.add((rdflib.BNode("a b"), skos.note, rdflib.Literal("blank")))
    graph = kg.from_rdflib(data).to_rdflib()
    assert not [s for s in graph.subjects() if isinstance(s, rdflib.BNode)]
    assert rdflib.Literal("k", lang="en-gb") in set(graph.objects())
    used = list(graph.objects(predicate=rdflib.PROV.used))
    assert used == [rdflib.URIRef("https://else.example/g")]


@pytest.mark.parametrize("how", ["given", "header"])
def test_the_base(how: str) -> None:
    graph = rdflib.Graph()
    graph.add((rdflib.BNode(), rdflib.SKOS.note, rdflib.Literal("x")))
    with pytest.raises(LedgerError, match=r"names no base.*; give one"):
        kg.from_rdflib(graph)
    if how == "given":
        ledger = kg.from_rdflib(graph, base=BASE)
    else:
        header = rdflib.URIRef(f"{BASE}ledger")
        graph.add((header, rdflib.RDF.type, rdflib.URIRef("https://w3id.org/claimkg/ns#Ledger")))
        graph.add((header, rdflib.DCTERMS.title, rdflib.Literal("t", lang="en")))
        ledger = kg.from_rdflib(graph)
    assert ledger.base == BASE


@pytest.mark.parametrize(
    ("subject", "found", "said"),
    [
        (rdflib.URIRef("http://ex/a b"), rdflib.Literal("x"), "write http://ex/a%20b"),
        (rdflib.URIRef("rel"), rdflib.Literal("x"), "correct it"),
        (rdflib.URIRef("a:b"), rdflib.Literal("\ud800"), "correct it"),
        (rdflib.URIRef("a:b"), rdflib.Literal("x", datatype=rdflib.URIRef("a b")), "correct it"),
        (rdflib.Literal("s"), rdflib.Literal("x"), "no statement of RDF; take it out"),
        (rdflib.Variable("v"), rdflib.Literal("x"), "no term of RDF; take it out"),
    ],
)
def test_what_is_no_rdf(subject: rdflib.term.Node, found: rdflib.Literal, said: str) -> None:
    graph = rdflib.Graph()
    graph.add((subject, rdflib.SKOS.note, found))
    with pytest.raises(EntityError, match=said):
        kg.from_rdflib(graph, base=BASE)


def test_a_misspelt_term_is_named() -> None:
    with pytest.raises(EntityError, match=r"<graph>: .*did you mean kg:dose"):
        kg.from_rdflib(of(":c kg:doze :x ."))
