"""The published shapes agree with the models: what one takes, the other takes."""

from __future__ import annotations

import logging
from functools import cache
from typing import TYPE_CHECKING, Any, Final

import pyoxigraph as ox
import pyshacl
import pytest
import rdflib
from broken import CLAIM, FAULTS, PREFIXES
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError
from strategies import OWNERS, entities, ledgers

from kg.model.claim import Claim
from kg.model.codes import ClaimType, Direction, DoseLevel
from kg.model.concept import Concept, DoseBand
from kg.model.document import Document, Notice, Version
from kg.model.evidence import Arm, EvidenceLine, RiskOfBias
from kg.model.kinds import CLASSES
from kg.model.passage import Passage, PositionSelector, QuoteSelector
from kg.model.quantity import Mention, Period, Quantity
from kg.model.values import LangText
from kg.rdf.codec import encode
from kg.rdf.shape_rules import RULES
from kg.rdf.shapes import shapes_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.model.entity import Entity


@cache
def _shapes() -> rdflib.Graph:
    return rdflib.Graph().parse(data=shapes_text(), format="turtle")


def report(data: str | bytes) -> str:
    """What pyshacl complains of; empty if all is well."""
    graph = rdflib.Graph().parse(data=data, format="turtle")
    conforms, _, text = pyshacl.validate(graph, shacl_graph=_shapes(), inference="none")
    return "" if conforms else str(text)


def written(found: Iterable[Entity]) -> bytes:
    triples = (triple for entity in found for triple in encode(entity))
    text = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES)
    assert text is not None
    return text


# shrinking through pyshacl takes minutes: the report names the node as it is
@settings(max_examples=12, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(ledgers())
def test_generated_ledgers_conform(found: list[Entity]) -> None:
    assert report(written(found)) == ""


@settings(max_examples=3, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(st.tuples(*(entities(cls, f"https://x.example/#e{i}") for i, cls in enumerate(OWNERS))))
def test_one_of_every_kind_conforms(found: tuple[Entity, ...]) -> None:
    assert {type(entity) for entity in found} == set(OWNERS)
    assert report(written(found)) == ""


NAME: Final = "https://x.example/#c"
LABEL: Final = (LangText(text="x"),)
VALID: Final[dict[type[Entity], dict[str, Any]]] = {
    Claim: {
        "label": LABEL,
        "subject": ("a:k",),
        "predicate": "a:p",
        "object": ("a:o",),
        "claim_type": ClaimType.CAUSAL,
    },
    Concept: {"labels": LABEL},
    DoseBand: {
        "drug": "a:k",
        "level": DoseLevel.LOW,
        "amount": Quantity(iri=f"{NAME}-q", value="1"),
    },
    Document: {},
    Version: {"document": "a:d"},
    EvidenceLine: {"claim": "a:c", "source": "a:d", "direction": Direction.SUPPORTS},
    Quantity: {"value": "1"},
    Period: {"start": "2018"},
    Mention: {"concept": "a:k", "words": "x"},
    Passage: {"source": "a:v", "quote_sha256": "0" * 64},
    PositionSelector: {"start": 1, "end": 2},
    QuoteSelector: {"exact": "x"},
    Arm: {"name": "x", "n": 5},
    RiskOfBias: {"tool": "x", "overall": "x"},
}
HOLDERS: Final[dict[type[Entity], tuple[type[Entity], str]]] = {
    Quantity: (Claim, "dose"),
    Period: (Claim, "period"),
    Mention: (Claim, "population"),
    Passage: (EvidenceLine, "passages"),
    PositionSelector: (Passage, "position"),
    QuoteSelector: (Passage, "quote"),
    Arm: (EvidenceLine, "arms"),
    RiskOfBias: (EvidenceLine, "risk_of_bias"),
    Notice: (Document, "notices"),
}
TWO_IN_ENGLISH: Final = (LangText(text="x"), LangText(text="y"))
BROKEN: Final[dict[str, tuple[type[Entity], dict[str, Any]]]] = {
    "claim without a label": (Claim, {"label": ()}),
    "claim without a subject": (Claim, {"subject": ()}),
    "claim without a predicate": (Claim, {"predicate": None}),
    "claim without object or value": (Claim, {"object": ()}),
    "comparative without comparator": (Claim, {"claim_type": ClaimType.COMPARATIVE}),
    "claim with an empty topic": (Claim, {"topic": " "}),
    "concept with two labels a language": (Concept, {"labels": TWO_IN_ENGLISH}),
    "dose band without a level": (DoseBand, {"level": None}),
    "quantity that is value and interval": (Quantity, {"minimum": "0"}),
    "quantity without a number": (Quantity, {"value": None}),
    "minimum above maximum": (Quantity, {"value": None, "minimum": "2", "maximum": "1.5"}),
    "quantity of no decimal": (Quantity, {"value": "much"}),
    "zero times": (Quantity, {"times": 0}),
    "period without an end": (Period, {"start": None}),
    "period of month 13": (Period, {"start": "2018-13"}),
    "period of 30 February": (Period, {"start": "2018-02-30"}),
    "mention without words": (Mention, {"words": None}),
    "passage that cannot be found": (Passage, {"quote_sha256": None}),
    "passage with a short hash": (Passage, {"quote_sha256": "abc"}),
    "passage with a hash in capitals": (Passage, {"quote_sha256": "A" * 64}),
    "passage without a source": (Passage, {"source": None}),
    "position that ends where it starts": (PositionSelector, {"end": 1}),
    "position before the text": (PositionSelector, {"start": -1}),
    "quote of nothing": (QuoteSelector, {"exact": ""}),
    "more events than people": (Arm, {"events": 6}),
    "arm of fewer than none": (Arm, {"n": -1}),
    "risk of bias without a tool": (RiskOfBias, {"tool": None}),
    "evidence without a direction": (EvidenceLine, {"direction": None}),
    "evidence without a source": (EvidenceLine, {"source": None}),
    "evidence with a negative size": (EvidenceLine, {"sample_size": -5}),
    "document of an impossible day": (Document, {"issued": "2021-04-31"}),
    "version at no time of day": (Version, {"retrieved": "2026-01-31T25:00:00Z"}),
    "version of unknown zone": (Version, {"retrieved": "2026-01-31T12:00:00"}),
}


def _owner(entity: Entity) -> Entity:
    """The entity, or whoever holds it, unchecked: pydantic would refuse it again."""
    if type(entity) not in HOLDERS:
        return entity
    cls, name = HOLDERS[type(entity)]
    value = entity if name in {"position", "quote"} else (entity,)
    record = {**VALID[cls], name: value}
    return _owner(cls.model_construct(None, iri=f"{entity.iri}-of", **record))


@pytest.mark.parametrize("cls", [*VALID], ids=lambda cls: cls.__name__)
def test_the_records_that_are_broken_next_are_whole(cls: type[Entity]) -> None:
    entity = cls.model_validate({"iri": NAME, **VALID[cls]})
    assert report(written([_owner(entity)])) == ""


@pytest.mark.parametrize("fault", BROKEN)
def test_pydantic_and_shacl_refuse(fault: str) -> None:
    cls, change = BROKEN[fault]
    record = {**VALID[cls], **change}
    with pytest.raises(ValidationError):
        cls.model_validate({"iri": NAME, **record})
    logging.disable(logging.WARNING)  # rdflib logs the literals that are broken on purpose
    try:
        found = report(written([_owner(cls.model_construct(None, iri=NAME, **record))]))
    finally:
        logging.disable(logging.NOTSET)
    assert NAME in found, "the shapes take it"


UNSEEN: Final = {
    "a node used twice": "SHACL counts owners, not the ways from one owner to its node",
    "a huge count": "a limit of ours, no rule of the data",
    "a broken boolean": "rdflib reads TRUE as true",
}


@pytest.mark.parametrize("fault", [name for name in FAULTS if name not in UNSEEN])
def test_what_the_reader_refuses_the_shapes_refuse(fault: str) -> None:
    logging.disable(logging.WARNING)
    try:
        assert report(PREFIXES + FAULTS[fault][0])
    finally:
        logging.disable(logging.NOTSET)


def test_links_to_what_is_not_here_are_allowed_and_wrong_kinds_are_not() -> None:
    here = ':l a kg:Ledger ; dcterms:title "t"@en ; kg:modelVersion 1 .'
    assert report(PREFIXES + CLAIM + ". " + here) == ""
    assert "rdf:predicate" in report(PREFIXES + CLAIM.replace("kg:affects", ":l") + ". " + here)
    assert "kg:dose" in report(PREFIXES + CLAIM + "; kg:dose :l . " + here)


def test_a_claim_about_a_claim_conforms() -> None:
    other = CLAIM.replace(":c a", ":d a").replace("rdf:object :a", "rdf:object :c")
    assert report(PREFIXES + CLAIM + ". " + other + ".") == ""


def test_unknown_triples_conform() -> None:
    assert report(PREFIXES + CLAIM + '; ex:mood "blue" ; a ex:Thing . ex:o ex:p 1 .') == ""


def test_every_class_has_a_shape() -> None:
    text = shapes_text()
    for name, cls in CLASSES.items():
        assert (
            f"\nshape:{name}\n    a sh:NodeShape ;\n    sh:targetClass {cls.rdf_type} ;\n" in text
        )


def test_every_validator_of_a_class_has_a_rule() -> None:
    with_validators = {
        cls
        for cls in CLASSES.values()
        if cls.__pydantic_decorators__.model_validators
        or set(cls.__pydantic_decorators__.field_validators) - {"_as_set"}
    }
    assert with_validators == set(RULES)


def test_both_parsers_read_the_same_and_twice_is_the_same() -> None:
    text = shapes_text()
    assert text == shapes_text()
    triples = list(ox.parse(text, format=ox.RdfFormat.TURTLE))
    assert len(rdflib.Graph().parse(data=text, format="turtle")) == len(triples)
    assert max(map(len, text.splitlines())) < 120
