"""JSON-LD in our own form: round trip, and every refusal with its place."""

from __future__ import annotations

import copy
import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from strategies import HOSTILE, ledgers

from kg.errors import EntityError
from kg.model.claim import Claim
from kg.model.codes import ClaimType
from kg.model.evidence import EvidenceLine
from kg.model.quantity import Period, Quantity, Words
from kg.model.values import LangText
from kg.rdf.codec import encode
from kg.rdf.context import CONTEXT_IRI, context
from kg.rdf.jsonld import from_jsonld, to_jsonld, triples_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.model.entity import Entity

CLAIM = Claim(
    iri="https://claims.example/x#c",
    label=(LangText(text="Ketamine reduces anxiety."),),
    subject=("https://claims.example/x#k",),
    predicate="https://w3id.org/claimkg/ns#reduces",
    object=("https://claims.example/x#a",),
    claim_type=ClaimType.CAUSAL,
    dose=(Quantity(iri="https://claims.example/x#c-dose-1", value="0.50"), Words(text="a bit")),
)


def document() -> Any:
    return json.loads(json.dumps(to_jsonld([CLAIM])))


@given(ledgers())
def test_round_trip(found: list[Entity]) -> None:
    parsed = json.loads(json.dumps(to_jsonld(found)))
    assert from_jsonld(parsed).entities == {entity.iri: entity for entity in found}
    assert set(triples_of(parsed)) == {t for entity in found for t in encode(entity)}


def test_what_it_looks_like() -> None:
    node = document()["@graph"][0]
    assert node == {
        "iri": "https://claims.example/x#c",
        "type": "Claim",
        "dose": [
            {"text": "a bit"},
            {"iri": "https://claims.example/x#c-dose-1", "type": "Quantity", "value": "0.50"},
        ],
        "label": [{"text": "Ketamine reduces anxiety.", "lang": "en"}],
        "subject": ["https://claims.example/x#k"],
        "predicate": "https://w3id.org/claimkg/ns#reduces",
        "object": ["https://claims.example/x#a"],
        "claim_type": "causal",
    }


def test_unusual_datatypes_are_written_out() -> None:
    period = Period(iri="a:c-period-1", start="2018", end="2018-03-31")
    claim = CLAIM.model_copy(update={"period": (period,)})
    node = json.loads(json.dumps(to_jsonld([claim])))["@graph"][0]["period"][0]
    assert node["start"] == {"text": "2018", "type": "gYear"}
    assert node["end"] == "2018-03-31"


def test_a_huge_count_stays_exact() -> None:
    line = EvidenceLine.model_validate(
        {"iri": "a:e", "claim": "a:c", "source": "a:d", "direction": "supports"}
        | {"sample_size": 2**60 + 1}
    )
    text = json.dumps(to_jsonld([line]))
    assert f'"{2**60 + 1}"' in text
    assert from_jsonld(json.loads(text)).entities["a:e"] == line


def test_the_context_may_be_named() -> None:
    found = to_jsonld([CLAIM], embed_context=False)
    assert found["@context"] == CONTEXT_IRI
    assert from_jsonld(found).entities == {CLAIM.iri: CLAIM}
    assert from_jsonld({**found, "@context": [CONTEXT_IRI]}).entities == {CLAIM.iri: CLAIM}


def test_one_node_may_stand_alone() -> None:
    alone = {"@context": CONTEXT_IRI, **document()["@graph"][0]}
    assert from_jsonld(alone).entities == {CLAIM.iri: CLAIM}


def test_nothing_makes_nothing() -> None:
    assert not from_jsonld(to_jsonld([])).entities


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text[:12]))
def test_hostile_text_is_kept(text: str) -> None:
    claim = CLAIM.model_copy(update={"topic": text})
    assert from_jsonld(to_jsonld([claim])).entities == {CLAIM.iri: claim}


FOREIGN: tuple[Any, ...] = (
    "https://evil.example/context",
    "https://schema.org",
    ["https://evil.example/context"],
    [CONTEXT_IRI, "https://evil.example/context"],
    [],
    None,
    {"@vocab": "https://evil.example/"},
    {**context(), "@import": "https://evil.example/context"},
    3,
)


@pytest.mark.parametrize("foreign", FOREIGN, ids=lambda found: str(found)[:30])
def test_no_foreign_context(foreign: Any) -> None:
    with pytest.raises(EntityError, match=re.escape(CONTEXT_IRI)):
        from_jsonld({**to_jsonld([CLAIM]), "@context": foreign})


def _node(found: Any) -> Any:
    return found["@graph"][0]


def _set(key: str, value: object) -> Callable[[Any], None]:
    return lambda found: _node(found).__setitem__(key, value)


def _quantity(value: object) -> Callable[[Any], None]:
    return _set("dose", [{"iri": "a:p", "type": "Quantity", "value": value}])


BREAKS: dict[str, tuple[Callable[[Any], None], str]] = {
    "unknown key": (_set("subjct", ["a:x"]), r"@graph\[0\] \(Claim\): 'subjct' .* 'subject'"),
    "a keyword": (_set("@id", "a:x"), "'@id' is not known; did you mean 'iri'"),
    "a reverse keyword": (_set("@reverse", {}), "'@reverse' is not known"),
    "a context inside": (_set("@context", {}), "'@context' is not known"),
    "unknown key outside": (lambda d: d.__setitem__("grph", 1), "the document: 'grph'"),
    "a relative name": (_set("iri", "c"), r"@graph\[0\].iri: \"c\": not an absolute IRI"),
    "no name": (lambda d: _node(d).pop("iri"), "iri: null is not an IRI"),
    "a relative link": (_set("predicate", "reduces"), "predicate: .*not an absolute IRI"),
    "unknown type": (_set("type", "Clam"), 'type "Clam" is not known; known: Header'),
    "two types": (_set("type", ["Claim"]), "type .* is not known"),
    "unknown word": (_set("effect", "decrese"), "effect: 'decrese' .* 'decrease'"),
    "null": (_set("topic", None), "null says nothing; leave the key out"),
    "a list for one": (_set("topic", ["a"]), "a list, where one value is allowed"),
    "list in list": (_set("subject", [["a:x"]]), "a list inside a list"),
    "an object for words": (_set("topic", {"a": 1}), "where a plain string is expected"),
    "a string for a label": (_set("label", "x"), "where a string with a language is expected"),
    "a label's typo": (_set("label", [{"text": "x", "lag": "en"}]), "'lag' .* 'lang'"),
    "a number for words": (_set("topic", 3), "not in quotes"),
    "a float": (_set("topic", 0.5), "may not be exact; write the number as a string"),
    "a wrong node": (
        _set("dose", [{"iri": "a:p", "type": "Arm", "name": "x", "n": 1}]),
        '"Arm" has no place here',
    ),
    "a key in a node": (
        _set("dose", [{"iri": "a:p", "type": "Quantity", "vale": "1"}]),
        r"dose \(Quantity\): 'vale' is not known; did you mean 'value'",
    ),
    "a foreign datatype": (
        _set(
            "dose", [{"iri": "a:p", "type": "Quantity", "value": {"text": "1", "type": "double"}}]
        ),
        "'double' is not known",
    ),
    "a datatype in words": (
        _set("dose", [{"text": "x", "type": "integer"}]),
        "'type' is not known",
    ),
    "a number for text": (_set("dose", [{"text": 3}]), "3 is not text"),
    "words for a number": (
        _quantity("much"),
        "not a decimal number: 'much'",
    ),
    "an entity that is a list": (
        lambda d: d["@graph"].append([]),
        r"\[1\]: an entity is an object",
    ),
    "a graph that is none": (lambda d: d.__setitem__("@graph", {}), "@graph is not a list"),
    "a null character": (_set("topic", "a\x00"), "U[+]0000"),
    "a lone surrogate": (_set("topic", "a\ud800"), "not JSON-LD|surrogate"),
    "a broken rule": (lambda d: _node(d).pop("object"), "a claim has an object or a value"),
}


@pytest.mark.parametrize("name", BREAKS)
def test_a_fault_is_named_with_its_place(name: str) -> None:
    broken = copy.deepcopy(document())
    change, message = BREAKS[name]
    change(broken)
    with pytest.raises(EntityError) as caught:
        from_jsonld(broken)
    assert re.search(message, str(caught.value)), str(caught.value)
