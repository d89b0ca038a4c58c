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
DOSE: Final = CLAIM + "; kg:dose :q . :q a schema:QuantitativeValue "
SAID: Final = (
    ":x a kg:Assertion ; kg:asserts :c ; kg:statedIn :d ; kg:passage :p . :p a oa:SpecificResource "
)
HELD: Final = ":d a kg:Document ; kg:notice :n . :n a kg:Notice "
RETRACTED: Final = HELD + "; kg:noticeKind kg:Retraction "


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
    # values inside an entity
    "a quantity without a number": (DOSE + '; kg:words "some" .', "has a value, a minimum or"),
    "a quantity twice over": (DOSE + "; schema:value 1 ; schema:minValue 0 .", "not both"),
    "an interval upside down": (DOSE + "; schema:minValue 2 ; schema:maxValue 1 .", "is above"),
    "a quantity in words": (DOSE + '; schema:value "half" .', "a decimal number"),
    "a quantity with two values": (DOSE + "; schema:value 1 , 2 .", "value has two values"),
    "a unit in words": (DOSE + '; schema:value 1 ; qudt:hasUnit "mg" .', "an IRI is expected"),
    "words of a quantity in a language": (
        DOSE + '; schema:value 1 ; kg:words "one"@en .',
        "a plain string is expected",
    ),
    "no times at all": (DOSE + "; schema:value 1 ; kg:times 0 .", "greater than or equal to 1"),
    "a misspelt property of a value": (DOSE + "; schema:value 1 ; kg:tims 2 .", "kg:times"),
    "a value of the wrong class": (
        CLAIM + "; kg:dose :n . :n a kg:Notice ; kg:noticeKind kg:Retraction .",
        "kg:Notice stands where it has no owner",
    ),
    "a period of nothing": (
        CLAIM + '; kg:period :t . :t a dcterms:PeriodOfTime ; kg:words "once" .',
        "has a start or an end",
    ),
    "a mention without words": (
        CLAIM + "; kg:population :m . :m a kg:Mention ; kg:concept :k .",
        "words: Field required",
    ),
    "a mention of nothing": (
        CLAIM + '; kg:population :m . :m a kg:Mention ; kg:words "people" .',
        "concept: Field required",
    ),
    "a notice without a kind": (HELD + ".", "notice_kind: Field required"),
    "a notice of an unknown kind": (HELD + "; kg:noticeKind kg:Withdrawal .", "is not one of"),
    "a notice of two kinds": (
        RETRACTED + "; kg:noticeKind kg:Correction .",
        "notice_kind has two values",
    ),
    "a notice of month 13": (
        RETRACTED + '; dcterms:date "2020-13"^^xsd:gYearMonth .',
        "not a year, month or day",
    ),
    "a notice with an empty DOI": (RETRACTED + '; kg:noticeDoi " " .', "doi: .* is empty"),
    "a passage of no version": (SAID + '; kg:quoteSha256 "' + "0" * 64 + '" .', "source: Field"),
    "a passage without a place": (SAID + "; oa:hasSource :v .", "the hash of its quote, or a"),
    "a passage with half a hash": (
        SAID + '; oa:hasSource :v ; kg:quoteSha256 "abc" .',
        "not a SHA-256",
    ),
    "a position without an end": (
        SAID
        + "; oa:hasSource :v ; oa:hasSelector :s . :s a oa:TextPositionSelector ; oa:start 1 .",
        "end: Field required",
    ),
    "a position upside down": (
        SAID + "; oa:hasSource :v ; oa:hasSelector :s . "
        ":s a oa:TextPositionSelector ; oa:start 5 ; oa:end 5 .",
        "ends after its start",
    ),
    "a quote of nothing": (
        SAID
        + '; oa:hasSource :v ; oa:hasSelector :s . :s a oa:TextQuoteSelector ; oa:prefix "a" .',
        "exact: Field required",
    ),
    "a quote in a language": (
        SAID + "; oa:hasSource :v ; oa:hasSelector :s . "
        ':s a oa:TextQuoteSelector ; oa:exact "words"@en .',
        "a plain string is expected",
    ),
    "two quotes of one passage": (
        SAID + "; oa:hasSource :v ; oa:hasSelector :s , :t . "
        ':s a oa:TextQuoteSelector ; oa:exact "a" . :t a oa:TextQuoteSelector ; oa:exact "b" .',
        "quote has two values",
    ),
    "more events than people": (
        LINE + '; kg:arm :r . :r a kg:Arm ; rdfs:label "drug" ; kg:sampleSize 5 ; kg:events 6 .',
        "6 events among 5",
    ),
    "an arm in a language": (
        LINE + '; kg:arm :r . :r a kg:Arm ; rdfs:label "drug"@en ; kg:sampleSize 5 .',
        "a plain string is expected",
    ),
    "a risk of bias by no tool": (
        LINE + '; kg:riskOfBias :b . :b a kg:RiskOfBias ; kg:overall "low" .',
        "tool: Field required",
    ),
    "two labels of one language": (
        ':k a skos:Concept ; skos:prefLabel "a"@en , "b"@EN .',
        "one preferred label a language",
    ),
    "a definition of blanks": (
        ':k a skos:Concept ; skos:prefLabel "a"@en ; skos:definition " "@en .',
        "definition: .* is empty",
    ),
    "a title that is a number": (":d a kg:Document ; dcterms:title 1 .", "title"),
    "a title that is a link": (":d a kg:Document ; dcterms:title :t .", "with a language is"),
}
