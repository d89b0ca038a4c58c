"""Rules of a whole entity as SHACL: what the `model_validator`s of `kg.model` check in Python.

A validator is code, so its shape is written by hand, here and nowhere else; a test breaks each rule
in both ways.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.model.claim import Claim
from kg.model.concept import Concept
from kg.model.evidence import Arm
from kg.model.passage import Passage, PositionSelector
from kg.model.quantity import Period, Quantity

if TYPE_CHECKING:
    from kg.model.entity import Entity

_CLAIM: Final = """\
    sh:or (
        [ sh:property [ sh:path rdf:object ; sh:minCount 1 ] ]
        [ sh:property [ sh:path kg:value ; sh:minCount 1 ] ]
    ) ;
    sh:or (
        [ sh:not [ sh:property [ sh:path kg:claimType ; sh:hasValue kg:Comparative ] ] ]
        [ sh:property [ sh:path kg:comparator ; sh:minCount 1 ] ]
    ) ;
    sh:message "a claim has an object or a value; a comparative claim has a comparator"@en ;
"""

_CONCEPT: Final = """\
    sh:property [
        sh:path skos:prefLabel ;
        sh:uniqueLang true ;
        sh:message "a concept has one preferred label a language"@en ;
    ] ;
"""

_QUANTITY: Final = """\
    sh:xone (
        [ sh:property [ sh:path schema:value ; sh:minCount 1 ] ]
        [
            sh:or (
                [ sh:property [ sh:path schema:minValue ; sh:minCount 1 ] ]
                [ sh:property [ sh:path schema:maxValue ; sh:minCount 1 ] ]
            )
        ]
    ) ;
    sh:property [
        sh:path schema:minValue ;
        sh:lessThanOrEquals schema:maxValue ;
        sh:message "the minimum is not above the maximum"@en ;
    ] ;
    sh:message "a quantity is one value or an interval, not both and not neither"@en ;
"""

_PERIOD: Final = """\
    sh:or (
        [ sh:property [ sh:path schema:startDate ; sh:minCount 1 ] ]
        [ sh:property [ sh:path schema:endDate ; sh:minCount 1 ] ]
    ) ;
    sh:message "a period has a start or an end"@en ;
"""

_POSITION: Final = """\
    sh:property [
        sh:path oa:start ;
        sh:lessThan oa:end ;
        sh:message "a passage ends after its start"@en ;
    ] ;
"""

_PASSAGE: Final = """\
    sh:or (
        [
            sh:property [
                sh:path oa:hasSelector ;
                sh:qualifiedValueShape [
                    sh:or (
                        [ sh:class oa:TextPositionSelector ]
                        [ sh:class oa:TextQuoteSelector ]
                    )
                ] ;
                sh:qualifiedMinCount 1 ;
            ]
        ]
        [ sh:property [ sh:path kg:quoteSha256 ; sh:minCount 1 ] ]
    ) ;
    sh:message "a passage has a quote, the hash of its quote, or a position"@en ;
"""

_ARM: Final = """\
    sh:property [
        sh:path kg:events ;
        sh:lessThanOrEquals kg:sampleSize ;
        sh:message "no more events than participants"@en ;
    ] ;
"""

RULES: Final[dict[type[Entity], str]] = {
    Claim: _CLAIM,
    Concept: _CONCEPT,
    Quantity: _QUANTITY,
    Period: _PERIOD,
    PositionSelector: _POSITION,
    Passage: _PASSAGE,
    Arm: _ARM,
}
"""Turtle of each class's rules, indented as it stands in its shape."""
