"""Models to Turtle and back: nothing is lost, nothing is mended, what is wrong is named."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
import rdflib
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

PREFIXES = """
@prefix : <https://claims.example/x#> . @prefix kg: <https://w3id.org/claimkg/ns#> .
@prefix oa: <http://www.w3.org/ns/oa#> . @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix schema: <https://schema.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix dcterms: <http://purl.org/dc/terms/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> . @prefix ex: <https://other.example/> .
"""
CLAIM = """:c a kg:Claim ; rdfs:label "k"@en ; rdf:subject :k ; rdf:predicate kg:affects ;
    rdf:object :a ; kg:claimType kg:Causal """
LINE = ":e a kg:EvidenceLine ; kg:evidenceFor :c ; kg:source :d ; kg:evidenceDirection kg:Supports "


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
    before = rdflib.NORMALIZE_LITERALS
    rdflib.NORMALIZE_LITERALS = False  # else 0.50 becomes 0.5 and Z becomes +00:00
    try:
        graph = rdflib.Graph().parse(data=turtle(found), format="turtle")
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
    kept = {(t.subject.value, t.predicate.value.rpartition("/")[2]) for t in found.leftovers}
    assert ("https://claims.example/x#c", "mood") in kept
    assert ("https://other.example/other", "p") in kept
    assert len(found.leftovers) == 4


FAULTS = {
    "a misspelt property": (CLAIM + "; kg:doze :x .", "kg:doze .* did you mean kg:dose"),
    "a misspelt class": (":c a kg:Clam .", "kg:Clam .* did you mean kg:Claim"),
    "a misspelt second class": (CLAIM + "; a kg:Assertio .", "did you mean kg:Assertion"),
    "a class without an owner": (":x a kg:Arm .", "kg:Arm stands where it has no owner"),
    "two classes": (CLAIM + "; a kg:Assertion .", "cannot be Assertion and Claim at once"),
    "a misspelt code": (CLAIM + "; kg:effect kg:Decreese .", "effect: .*Decreese is not one of"),
    "a blank subject": ("[] a kg:Claim .", "a blank node has no place"),
    "a blank object": (CLAIM + "; kg:dose [] .", "a blank node has no place"),
    "a missing field": (":c a kg:Claim .", "c: label: Field required"),
    "two values of one": (CLAIM + "; kg:claimType kg:Opinion .", "claim_type has two values"),
    "words for a link": (CLAIM + '; kg:via "brain" .', "stands where an IRI is expected"),
    "a link for words": (CLAIM + "; kg:topic :t .", "stands where a plain string is expected"),
    "a label without language": (CLAIM + '; skos:note "n" .', "has no language tag; add one: @en"),
    "words with language": (CLAIM + '; kg:topic "t"@en .', "a plain string is expected"),
    "a foreign datatype": (LINE + '; kg:estimate "1"^^xsd:double .', "a decimal number"),
    "a broken integer": (LINE + '; kg:sampleSize "1.5"^^xsd:integer .', "not of its datatype"),
    "a broken estimate": (LINE + '; kg:estimate "1.5"^^xsd:integer .', "not of its datatype"),
    "a huge count": (LINE + f"; kg:sampleSize {'9' * 5000} .", "5000 digits counts nothing"),
    "a broken boolean": (CLAIM + '; kg:negated "TRUE"^^xsd:boolean .', "neither true nor false"),
    "a year that is a day": (
        ':l a kg:Ledger ; dcterms:title "t"@en ; kg:searchedOn "2018-01-01"^^xsd:gYear .',
        "searched_on: .* is not of its datatype",
    ),
    "a negative count": (LINE + "; kg:sampleSize -1 .", "greater than or equal to 0"),
    "a shared node": (
        CLAIM + "; kg:dose :q . :q a schema:QuantitativeValue ; schema:value 1 . "
        ":d a kg:Document ; kg:dose :q .",
        "q belongs to another entity",
    ),
    "a node used twice": (
        CLAIM + "; kg:dose :q ; kg:value :q . :q a schema:QuantitativeValue ; schema:value 1 .",
        "q belongs to another entity",
    ),
    "an owned node that is not there": (LINE + "; kg:arm :x .", "a node of this entity's own"),
    "words in a code": (CLAIM + '; kg:effect "decrease" .', "a word of a closed list"),
    "number in a qualifier": (CLAIM + "; kg:dose 0.5 .", "a concept, a value node or plain words"),
}


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
    assert [t.object.value for t in found.leftovers if isinstance(t.object, ox.NamedNode)] == [
        "https://other.example/svg"
    ]


def test_order_of_triples_does_not_matter() -> None:
    text = PREFIXES + CLAIM + '; kg:dose "b", "a", :k ; kg:via :z , :y .'
    triples = [quad.triple for quad in ox.parse(text, format=ox.RdfFormat.TURTLE)]
    assert decode(triples).entities == decode(reversed(triples)).entities
