"""Models to Turtle and back: nothing is lost, nothing is mended, what is wrong is named."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
import rdflib
from broken import CLAIM, FAULTS, LINE, PREFIXES
from hypothesis import given, settings
from strategies import DECIMALS, HOSTILE, IRIS, OWNERS, entities, ledgers

from kg.errors import EntityError
from kg.model.claim import Claim
from kg.model.codes import ClaimType
from kg.model.evidence import EvidenceLine
from kg.model.quantity import Quantity, Words
from kg.model.values import LangText
from kg.rdf.codec import Decoded, decode, encode

if TYPE_CHECKING:
    from kg.model.entity import Entity


def turtle(found: list[Entity]) -> bytes:
    text = ox.serialize(
        (triple for entity in found for triple in encode(entity)), format=ox.RdfFormat.TURTLE
    )
    assert text is not None
    return text


def read(text: bytes | str) -> Decoded:
    return decode(quad.triple for quad in ox.parse(text, format=ox.RdfFormat.TURTLE))


def ledger(text: str) -> Decoded:
    return read(PREFIXES + text)


@given(ledgers())
def test_a_ledger_survives_turtle(found: list[Entity]) -> None:
    back = read(turtle(found))
    assert list(back.entities.values()) == found
    assert not back.leftovers


@pytest.mark.parametrize("cls", OWNERS, ids=lambda cls: cls.__name__)
def test_every_kind_survives_turtle(cls: type[Entity]) -> None:
    @settings(max_examples=25)
    @given(entities(cls))
    def survives(entity: Entity) -> None:
        triples = set(encode(entity))
        back = read(turtle([entity]))
        assert back.entities == {entity.iri: entity}
        assert set(encode(back.entities[entity.iri])) == triples

    survives()


@pytest.mark.parametrize("iri", IRIS)
def test_every_iri_is_kept(iri: str) -> None:
    claim = Claim(
        iri=iri,
        label=(LangText(text="x"),),
        subject=(iri,),
        predicate=iri,
        object=(iri,),
        claim_type=ClaimType.CAUSAL,
    )
    assert read(turtle([claim])).entities[iri] == claim


@pytest.mark.parametrize("number", DECIMALS)
def test_every_lexical_form_is_kept(number: str) -> None:
    line = ledger(LINE + f'; kg:estimate "{number}"^^xsd:decimal .').entities
    entity = line["https://claims.example/x#e"]
    assert isinstance(entity, EvidenceLine)
    assert entity.estimate == number
    back = read(turtle([entity])).entities[entity.iri]
    assert back == entity


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text[:12]))
def test_hostile_text_is_kept(text: str) -> None:
    quantity = Quantity(iri="a:c-dose-1", value="1", words=text)
    claim = Claim(
        iri="a:c",
        label=(LangText(text=text),),
        subject=("a:k",),
        predicate="a:p",
        object=("a:o",),
        claim_type=ClaimType.CAUSAL,
        dose=(quantity, Words(text=text)),
    )
    assert read(turtle([claim])).entities["a:c"] == claim


@settings(max_examples=15)
@given(ledgers())
def test_rdflib_reads_the_same(found: list[Entity]) -> None:
    # rdflib rewrites bare numbers (.5 becomes 0.5), so its Turtle parser gets quoted ones
    triples = (triple for entity in found for triple in encode(entity))
    text = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES)
    assert text is not None
    before = rdflib.NORMALIZE_LITERALS
    rdflib.NORMALIZE_LITERALS = False  # else 0.50 becomes 0.5 and Z becomes +00:00
    try:
        graph = rdflib.Graph().parse(data=text, format="turtle")
        again = graph.serialize(format="nt", encoding="utf-8")
    finally:
        rdflib.NORMALIZE_LITERALS = before
    quads = ox.parse(again, format=ox.RdfFormat.N_TRIPLES)
    assert decode(quad.triple for quad in quads).entities == {e.iri: e for e in found}


def test_nothing_makes_nothing() -> None:
    assert decode([]) == Decoded()


def test_unknown_triples_are_kept() -> None:
    found = ledger(
        CLAIM + '; ex:mood "blue" ; a ex:Thing . ex:other ex:p 1 . :q a schema:QuantitativeValue .'
    )
    assert list(found.entities) == ["https://claims.example/x#c"]
    kept = {(str(t.subject), t.predicate.value.rpartition("/")[2]) for t in found.leftovers}
    assert ("<https://claims.example/x#c>", "mood") in kept
    assert ("<https://other.example/other>", "p") in kept
    assert len(found.leftovers) == 4


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_named(fault: str) -> None:
    text, message = FAULTS[fault]
    with pytest.raises(EntityError) as caught:
        ledger(text)
    assert re.search(message, str(caught.value))
    assert "\n" not in str(caught.value)


def test_a_triple_in_a_triple_is_refused() -> None:
    inner = ox.Triple(ox.NamedNode("a:s"), ox.NamedNode("a:p"), ox.Literal("o"))
    with pytest.raises(EntityError, match="a nested triple"):
        decode([ox.Triple(ox.NamedNode("a:x"), ox.NamedNode("a:p"), inner)])


def test_two_selectors_share_a_property() -> None:
    found = ledger(
        LINE + "; kg:passage :e-p . :e-p a oa:SpecificResource ; oa:hasSource :v ; "
        "oa:hasSelector :e-p-1 , :e-p-2 , ex:svg . :e-p-1 a oa:TextPositionSelector ; "
        'oa:start 1 ; oa:end "2"^^xsd:nonNegativeInteger . :e-p-2 a oa:TextQuoteSelector ; '
        'oa:exact "é" .'
    )
    line = found.entities["https://claims.example/x#e"]
    assert isinstance(line, EvidenceLine)
    passage = line.passages[0]
    assert passage.position is not None
    assert passage.quote is not None
    assert (passage.position.end, passage.quote.exact) == (2, "é")
    assert [str(t.object) for t in found.leftovers] == ["<https://other.example/svg>"]


def test_order_of_triples_does_not_matter() -> None:
    text = PREFIXES + CLAIM + '; kg:dose "b", "a", :k ; kg:via :z , :y .'
    triples = [quad.triple for quad in ox.parse(text, format=ox.RdfFormat.TURTLE)]
    assert decode(triples).entities == decode(reversed(triples)).entities
