"""Ledgers with one fault each, in Turtle, and what the reader says of it."""

from __future__ import annotations

from typing import Final

from kg.terms import NAMESPACES

PREFIXES: Final = "".join(
    f"@prefix {prefix}: <{iri}> .\n"
    for prefix, iri in {
        **NAMESPACES,
        "": "https://claims.example/x#",
        "ex": "https://other.example/",
    }.items()
)
CLAIM: Final = """:c a kg:Claim ; rdfs:label "k"@en ; rdf:subject :k ; rdf:predicate kg:affects ;
    rdf:object :a ; kg:claimType kg:Causal """
LINE: Final = (
    ":e a kg:EvidenceLine ; kg:evidenceFor :c ; kg:source :d ; kg:evidenceDirection kg:Supports "
)


FAULTS: Final = {
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
    "an empty label": (
        CLAIM.replace('"k"', '""') + ".",
        "c: label: .* is empty",
    ),
    "empty words": (CLAIM + '; kg:dose "" .', "c: dose: .* is empty"),
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
