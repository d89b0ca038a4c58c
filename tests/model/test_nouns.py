"""Rules of whole entities, and what every entity has in common."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from pydantic import ValidationError
from strategies import ledgers

from kg.model.claim import Claim
from kg.model.codes import ClaimType, State
from kg.model.concept import Concept
from kg.model.curation import Activity, Agent
from kg.model.evidence import Arm, EvidenceLine
from kg.model.header import MODEL_VERSION, Header
from kg.model.kinds import CLASSES, KINDS, VALUE_NODES
from kg.model.passage import Passage, PositionSelector
from kg.model.qualifiers import DIMENSIONS, Qualified
from kg.model.quantity import Mention, Period, Quantity, Words
from kg.model.values import LangText
from kg.terms import expand

if TYPE_CHECKING:
    from kg.model.entity import Entity

LABEL = (LangText(text="x"),)


def claim(**change: Any) -> Claim:
    record: dict[str, Any] = {
        "iri": "a:c",
        "label": LABEL,
        "subject": ("a:k",),
        "predicate": "a:p",
        "object": ("a:o",),
        "claim_type": ClaimType.CAUSAL,
    }
    return Claim.model_validate(record | change)


def test_a_claim_has_an_object_or_a_value() -> None:
    assert claim().object == ("a:o",)
    assert claim(object=(), value=Words(text="nearly 40 million")).value
    with pytest.raises(ValidationError, match="a claim has an object or a value"):
        claim(object=())


def test_a_comparative_claim_has_a_comparator() -> None:
    assert claim(claim_type="comparative", comparator=("a:saline",)).comparator
    with pytest.raises(ValidationError, match="a comparative claim has a comparator"):
        claim(claim_type="comparative")


@pytest.mark.parametrize("name", ["label", "subject"])
def test_a_claim_has_a_label_and_a_subject(name: str) -> None:
    with pytest.raises(ValidationError, match="at least 1 item"):
        claim(**{name: ()})


@pytest.mark.parametrize("name", ["predicate", "claim_type", "iri"])
def test_a_claim_has_a_name_a_relation_and_a_type(name: str) -> None:
    with pytest.raises(ValidationError):
        claim(**{name: None})


def quantity(**change: Any) -> Quantity:
    return Quantity.model_validate({"iri": "a:q", **change})


def test_a_quantity_is_one_value_or_an_interval() -> None:
    assert quantity(value="0.50").low == quantity(value=".5").high
    assert quantity(minimum="0.1", maximum="1").low is not None
    assert quantity(minimum="0.1").high is None
    assert quantity(maximum="20").low is None
    assert quantity(minimum="1", maximum="1.0").high == 1
    for change in ({"minimum": "0"}, {"maximum": "2"}, {"minimum": "0", "maximum": "2"}):
        with pytest.raises(ValidationError, match="one value or an interval, not both"):
            quantity(value="1", **change)
    with pytest.raises(ValidationError, match="a value, a minimum or a maximum"):
        quantity(unit_text="mg")


@pytest.mark.parametrize(
    ("low", "high"), [("2", "1"), ("10", "9.99"), ("0", "-0.1"), (".6", "0.5")]
)
def test_a_minimum_is_not_above_its_maximum(low: str, high: str) -> None:
    with pytest.raises(ValidationError, match=f"{low} is above the maximum {high}"):
        quantity(minimum=low, maximum=high)


def test_a_quantity_is_given_at_least_once() -> None:
    with pytest.raises(ValidationError, match="greater than or equal to 1"):
        quantity(value="1", times=0)


def test_a_period_has_a_start_or_an_end() -> None:
    assert Period(iri="a:p", end="2018-03").start is None
    with pytest.raises(ValidationError, match="a start or an end"):
        Period(iri="a:p", words="lately")


@pytest.mark.parametrize(("start", "end"), [(2, 2), (3, 2), (0, 0)])
def test_a_position_ends_after_its_start(start: int, end: int) -> None:
    with pytest.raises(ValidationError, match="ends after its start"):
        PositionSelector(iri="a:s", start=start, end=end)


def test_a_position_is_not_before_the_text() -> None:
    with pytest.raises(ValidationError, match="greater than or equal to 0"):
        PositionSelector(iri="a:s", start=-1, end=2)


def test_a_passage_can_be_found() -> None:
    assert Passage(iri="a:p", source="a:v", quote_sha256="0" * 64)
    with pytest.raises(ValidationError, match="a quote, the hash of its quote, or a position"):
        Passage(iri="a:p", source="a:v", excerpt="x", section="y", sentence=3)


def test_an_arm_has_no_more_events_than_people() -> None:
    assert Arm(iri="a:a", name="ketamine", n=9, events=9).events == 9
    assert Arm(iri="a:a", name="ketamine", n=0).events is None
    with pytest.raises(ValidationError, match="10 events among 9 participants"):
        Arm(iri="a:a", name="ketamine", n=9, events=10)


def test_a_concept_has_one_label_a_language() -> None:
    both = (LangText(text="anxiety"), LangText(text="Angst", lang="de"))
    assert len(Concept(iri="a:k", labels=both).labels) == 2
    for lang in ("en", "EN"):
        with pytest.raises(ValidationError, match="one preferred label a language"):
            Concept(iri="a:k", labels=(*both, LangText(text="worry", lang=lang)))
    with pytest.raises(ValidationError):
        Concept(iri="a:k", labels=())


@pytest.mark.parametrize("cls", [Agent, Activity], ids=lambda cls: cls.__name__)
def test_who_and_what_has_a_label(cls: type[Entity]) -> None:
    with pytest.raises(ValidationError):
        cls.model_validate({"iri": "a:x", "label": ()})


def test_a_ledger_says_its_model() -> None:
    assert Header(iri="a:l", title=LABEL).model_version == MODEL_VERSION
    with pytest.raises(ValidationError):
        Header(iri="a:l", title=LABEL, model_version=0)


def test_several_values_are_a_set() -> None:
    one = claim(subject=("a:z", "a:y", "a:z"), dose=(Words(text="b"), "a:d", Words(text="a")))
    two = claim(subject=("a:y", "a:z"), dose=("a:d", Words(text="a"), Words(text="b"), "a:d"))
    assert one == two
    assert hash(one) == hash(two)
    assert one.subject == ("a:y", "a:z")


def test_words_and_a_concept_of_the_same_spelling_stay_apart() -> None:
    found = claim(dose=(Words(text="a:d"), "a:d")).dose
    assert len(found) == 2


def test_a_value_is_read_by_its_shape() -> None:
    found = claim(
        dose=(
            {"iri": "a:q", "value": "1"},
            {"iri": "a:p", "start": "2018"},
            {"iri": "a:m", "concept": "a:k", "words": "w"},
            {"text": "some"},
        )
    ).dose
    assert {type(value) for value in found} == {Quantity, Period, Mention, Words}


@pytest.mark.parametrize("value", ["not an iri", {"text": ""}, {"iri": "a:q"}, 0.5, None], ids=str)
def test_no_other_thing_is_a_value(value: object) -> None:
    with pytest.raises(ValidationError):
        claim(dose=(value,))


def test_entities_are_frozen_and_know_no_other_field() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        claim().topic = "x"  # type: ignore[misc] # that is what is tested
    with pytest.raises(ValidationError, match="Extra inputs"):
        claim(subjekt=("a:k",))


def test_a_state_is_accepted_unless_it_is_said() -> None:
    assert claim().state is State.ACCEPTED
    assert claim(state="withdrawn").state is State.WITHDRAWN


@given(ledgers())
def test_any_entity_is_equal_to_its_dump(found: list[Entity]) -> None:
    for entity in found:
        assert type(entity).model_validate(entity.model_dump()) == entity
        assert type(entity).model_validate_json(entity.model_dump_json()) == entity


def test_every_class_has_its_own_words() -> None:
    assert len({cls.kind for cls in CLASSES.values()}) == len(CLASSES)
    assert len({cls.rdf_type for cls in CLASSES.values()}) == len(CLASSES)
    assert len(CLASSES) == len(KINDS) + len(VALUE_NODES)
    assert all(expand(cls.rdf_type) for cls in CLASSES.values())


def test_dimensions_are_fields_of_all_that_is_qualified() -> None:
    assert len(DIMENSIONS) == 15
    for cls in (Qualified, Claim, EvidenceLine):
        assert set(DIMENSIONS) <= set(cls.model_fields)
