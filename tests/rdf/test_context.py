"""JSON-LD of entities says exactly what the codec says, to any reader."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pyoxigraph as ox
import rdflib
from hypothesis import given, settings
from rdflib.compare import to_isomorphic
from strategies import ledgers

from kg.model.kinds import CLASSES
from kg.rdf.codec import encode
from kg.rdf.context import CONTEXT_IRI, KEYWORDS, context, context_text
from kg.rdf.fields import fields_of
from kg.rdf.jsonld import to_jsonld

if TYPE_CHECKING:
    from kg.model.entity import Entity


def _terms(name: str) -> dict[str, object]:
    definition = context()[name]
    assert isinstance(definition, dict)
    terms = definition["@context"]
    assert isinstance(terms, dict)
    return dict(terms)


@settings(max_examples=40)
@given(ledgers())
def test_rdflib_expands_it_to_the_codecs_graph(found: list[Entity]) -> None:
    triples = [triple for entity in found for triple in encode(entity)]
    text = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES)
    assert text is not None
    before = rdflib.NORMALIZE_LITERALS
    rdflib.NORMALIZE_LITERALS = False  # else 0.50 becomes 0.5 on one side only
    try:
        expected = rdflib.Graph().parse(data=text, format="nt")
        actual = rdflib.Graph().parse(data=json.dumps(to_jsonld(found)), format="json-ld")
    finally:
        rdflib.NORMALIZE_LITERALS = before
    assert to_isomorphic(actual) == to_isomorphic(expected)


def test_every_class_and_field_has_a_term() -> None:
    for name, cls in CLASSES.items():
        assert set(_terms(name)) == {bound.name for bound in fields_of(cls)}


def test_one_name_may_mean_two_things() -> None:
    passage, line = _terms("Passage")["source"], _terms("EvidenceLine")["source"]
    assert isinstance(passage, dict)
    assert isinstance(line, dict)
    assert passage["@id"] != line["@id"]


def test_there_is_no_vocab_no_prefix_and_no_foreign_context() -> None:
    text = context_text()
    assert '"@vocab":' not in text
    assert "@import" not in text
    found = context()
    plain = {key for key, value in found.items() if isinstance(value, str)} - KEYWORDS.keys()
    assert plain == {"integer", "gYear", "gYearMonth"}  # none ends so that it could be a prefix
    assert not any(str(found[key]).endswith(("#", "/", ":")) for key in plain)


def test_the_file_is_the_context() -> None:
    assert json.loads(context_text()) == {"@context": context()}
    assert CONTEXT_IRI.startswith("https://w3id.org/claimkg/")


def test_a_caller_cannot_change_it() -> None:
    context()["Claim"] = None
    assert context()["Claim"] is not None
