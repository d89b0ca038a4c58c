"""The ontology says what every term means, and says it of no other."""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from rdflib import OWL, RDF, RDFS, SKOS, URIRef
from rdflib.compare import to_isomorphic

from kg.model.codes import CODES, Code, DoseLevel, OcebmLevel
from kg.model.kinds import CLASSES
from kg.rdf.fields import fields_of
from kg.terms import KG, NAMESPACES, expand

PATH = Path(__file__).parents[1] / "schema" / "ontology.ttl"
NOTE = URIRef(KG + "alignmentNote")
IMPLIED = URIRef(KG + "impliedEffect")
RELATIONS = URIRef(KG + "RelationScheme")
AFFECTS = URIRef(KG + "affects")
ALIGNMENTS = (
    OWL.equivalentClass,
    OWL.equivalentProperty,
    RDFS.subClassOf,
    RDFS.subPropertyOf,
    SKOS.exactMatch,
    SKOS.closeMatch,
    SKOS.broadMatch,
    SKOS.narrowMatch,
    SKOS.relatedMatch,
)
CHANGES = {
    "reduces": "Decrease",
    "treats": "Decrease",
    "prevents": "Decrease",
    "blocks": "Decrease",
    "increases": "Increase",
    "promotes": "Increase",
    "increasesRiskOf": "Increase",
    "causes": "Increase",
    "contributesTo": None,
    "improves": None,
    "resets": None,
    "regulates": None,
    "modifies": None,
}


@cache
def graph() -> rdflib.Graph:
    return rdflib.Graph().parse(PATH, format="turtle")


def own(names: set[str]) -> set[str]:
    return {name.removeprefix(KG) for name in names if name.startswith(KG)}


def declared() -> set[str]:
    return own({str(subject) for subject in graph().subjects(RDF.type)})


def relations() -> set[str]:
    return own({str(subject) for subject in graph().subjects(SKOS.inScheme, RELATIONS)})


def derived_terms() -> set[str]:
    """What is computed and never written: the block at the end of the ontology."""
    block = PATH.read_text("utf-8").partition("# ---- Derived")[2]
    return set(re.findall(r"^kg:(\w+) a ", block, re.MULTILINE))


def used() -> set[str]:
    properties = {bound.term.iri for cls in CLASSES.values() for bound in fields_of(cls)}
    classes = {expand(cls.rdf_type) for cls in CLASSES.values()}
    codes = {member.iri for code in CODES for member in code}
    schemes = {code.scheme() for code in CODES}
    return own(properties | classes | codes | schemes)


TERMS = sorted(declared())


def test_every_term_of_the_models_is_declared_and_every_declared_one_is_used() -> None:
    extra = {"RelationScheme", "impliedEffect", "alignmentNote"} | relations() | derived_terms()
    assert declared() == used() | extra
    assert not used() & extra, "a relation collides with a term of the models"


@pytest.mark.parametrize("term", TERMS)
def test_a_term_is_whole(term: str) -> None:
    node = URIRef(KG + term)
    concept = SKOS.Concept in graph().objects(node, RDF.type)
    scheme = SKOS.ConceptScheme in graph().objects(node, RDF.type)
    label = SKOS.prefLabel if concept or scheme else RDFS.label
    for predicate in (label, SKOS.definition, SKOS.example):
        found = list(graph().objects(node, predicate))
        assert len(found) == 1, f"{term}: {predicate}"
        assert isinstance(found[0], rdflib.Literal)
        assert found[0].language == "en"
        assert str(found[0]).strip()
    assert len(list(graph().objects(node, RDF.type))) == 1
    aligned = [o for p in ALIGNMENTS for o in graph().objects(node, p) if KG not in str(o)]
    notes = list(graph().objects(node, NOTE))
    assert aligned or notes, f"{term}: no alignment and no note"
    assert all(isinstance(note, rdflib.Literal) and note.language == "en" for note in notes)
    if concept:
        assert len(list(graph().objects(node, SKOS.inScheme))) == 1


def test_a_definition_is_one_sentence() -> None:
    for definition in graph().objects(None, SKOS.definition):
        assert re.fullmatch(r"[A-Z].*[.?]", str(definition)), definition
        assert "\n" not in str(definition)


def test_every_iri_of_our_namespace_is_declared() -> None:
    written = set(re.findall(r"\bkg:([A-Za-z0-9_-]+)", PATH.read_text("utf-8")))
    assert written <= declared()
    mentioned = own({str(node) for triple in graph() for node in triple if node != URIRef(KG)})
    assert mentioned <= declared()


def test_foreign_terms_stand_in_namespaces_that_are_known() -> None:
    known = {
        *NAMESPACES.values(),
        "http://purl.org/ontology/bibo/",
        "http://vocab.deri.ie/orca#",
        "http://w3id.org/orca-x#",
        "https://w3id.org/biolink/vocab/",
        str(OWL),
    }
    for predicate in ALIGNMENTS:
        for target in graph().objects(None, predicate):
            assert isinstance(target, URIRef)
            assert any(target.startswith(namespace) for namespace in known), target
            assert "kgml" not in target


@pytest.mark.parametrize("code", CODES, ids=lambda code: code.__name__)
def test_members_stand_in_their_scheme_and_no_others(code: type[Code]) -> None:
    scheme = URIRef(code.scheme())
    assert SKOS.ConceptScheme in graph().objects(scheme, RDF.type)
    members = {str(subject) for subject in graph().subjects(SKOS.inScheme, scheme)}
    assert members == {member.iri for member in code}
    for member in code:
        label = str(graph().value(URIRef(member.iri), SKOS.prefLabel))
        word = label.removeprefix("OCEBM 2011 level ") if code is OcebmLevel else label
        assert word.replace(" ", "-") == member.value.removeprefix("OCEBM-")


def test_ranks() -> None:
    def ranks(code: type[Code]) -> list[str]:
        return [str(graph().value(URIRef(member.iri), SKOS.notation)) for member in code]

    assert ranks(DoseLevel) == ["1", "2", "3"]
    assert ranks(OcebmLevel) == ["1", "2", "3", "4", "5"]


def test_properties_are_of_the_kind_that_the_models_say() -> None:
    kinds = {
        "iri": OWL.ObjectProperty,
        "code": OWL.ObjectProperty,
        "owned": OWL.ObjectProperty,
        "value": RDF.Property,
    }
    for cls in CLASSES.values():
        for bound in fields_of(cls):
            if bound.term.iri.startswith(KG):
                expected = kinds.get(bound.term.form, OWL.DatatypeProperty)
                assert (URIRef(bound.term.iri), RDF.type, expected) in graph(), bound.term.curie


@pytest.mark.shared
def test_relations_cover_the_claims_of_the_demonstration(shared_data: Path) -> None:
    with (shared_data / "ketamine" / "claims.csv").open(encoding="utf-8", newline="") as file:
        words = {row["relation"] for row in csv.DictReader(file)}
    head = {word: word.split("_") for word in words}
    assert {p[0] + "".join(map(str.capitalize, p[1:])) for p in head.values()} == relations()


def test_relations_that_change_something() -> None:
    narrower = own({str(subject) for subject in graph().subjects(SKOS.broader, AFFECTS)})
    assert narrower == set(CHANGES)
    for name in relations():
        effect = graph().value(URIRef(KG + name), IMPLIED)
        word = CHANGES.get(name)
        assert effect == (URIRef(KG + word) if word else None), name


def test_the_header_is_honest() -> None:
    header = graph().value(None, RDF.type, OWL.Ontology)
    assert header is not None
    said = " ".join(str(comment) for comment in graph().objects(header, RDFS.comment))
    assert "reserved by name, not registered" in said
    for name in ("title", "description", "license"):
        assert graph().value(header, URIRef(NAMESPACES["dcterms"] + name))
    assert graph().value(header, OWL.versionInfo)


def test_both_parsers_read_the_same_graph() -> None:
    triples = [quad.triple for quad in ox.parse(path=PATH)]
    text = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES)
    assert text is not None
    again = rdflib.Graph().parse(data=text, format="nt")
    assert to_isomorphic(again) == to_isomorphic(graph())
    assert not any(isinstance(node, rdflib.BNode) for triple in graph() for node in triple)
