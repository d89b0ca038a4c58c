"""What outcomes measure, which way is better, and how two of them lie to each other."""

from __future__ import annotations

import tomllib
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kg.text
from kg.text.outcome_lexicon import outcome_lexicon
from kg.text.polarity import Stated, measured, related

FOLDER = Path(kg.text.__file__).parent / "lexicon" / "outcomes"


@pytest.mark.parametrize(
    ("outcome", "thing", "sign", "better"),
    [
        ("pain", "pain", 1, "less"),
        ("mean pain score at 24 h", "pain", 1, "less"),
        ("pain relief", "pain", -1, "more"),
        ("relief of pain", "pain", -1, "more"),
        ("time to pain relief", "pain", 1, "less"),
        ("reduction in pain relief", "pain", 1, "less"),
        ("survival", "mortality", -1, "more"),
        ("all deaths", "all mortality", 1, "less"),
        ("HbA1c", "hba1c", 1, "less"),
        ("share of patients with HbA1c < 7 %", "hba1c", -1, "more"),
        ("patients with HbA1c of less than 7 %", "hba1c", -1, "more"),
        ("improvement in pain", "pain", -1, "more"),
        ("improvement in quality of life", "quality of life", 1, "more"),
        ("weight loss", "weight", -1, None),
        ("blood loss", "bleeding", 1, "less"),
        ("progression-free survival", "progression", -1, "more"),
        ("haemorrhages", "bleeding", 1, "less"),
        ("weight", "weight", 1, None),
    ],
)
def test_measured(outcome: str, thing: str, sign: int, better: str | None) -> None:
    found = measured(outcome)
    assert (" ".join(found.thing), found.sign, found.better) == (thing, sign, better)


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        ("pain", "pain relief", "inverse"),
        ("HbA1c", "share of patients below target HbA1c", "inverse"),
        ("HbA1c", "share of patients below target", "unknown"),
        ("HbA1c", "share of patients with HbA1c < 7 %", "inverse"),
        ("survival", "mortality", "inverse"),
        ("time to relief", "number relieved", "inverse"),
        ("treatment success", "treatment failure", "inverse"),
        ("haemorrhage", "bleeding", "same"),
        ("LDL-C", "low-density lipoprotein cholesterol", "same"),
        ("incidence of nausea", "severity of nausea", "other-measure"),
        ("systolic blood pressure", "blood pressure", "other-measure"),
        ("total cholesterol", "HDL cholesterol", "different"),
        ("systolic blood pressure", "diastolic blood pressure", "different"),
        ("IL-6", "IL-8", "different"),
        ("patients with A1C < 7 %", "share of patients with HbA1c <7.0%", "same"),
        ("patients with A1C < 7 %", "patients with A1C < 6.5 %", "other-measure"),
        ("nausea", "vomiting", "unknown"),
        ("pain", "", "unknown"),
        ("improvement in gait", "gait", "unknown"),
        ("improvement in gait", "improvement in gait", "same"),
    ],
)
def test_related(one: str, other: str, relation: str) -> None:
    assert related(measured(one), measured(other)) == relation
    assert related(measured(other), measured(one)) == relation


def test_a_ledger_goes_before_the_words() -> None:
    scale = measured("Xyz scale", Stated("pain", inverse=True))
    assert related(scale, measured("pain")) == "inverse"
    assert scale.better == "more"
    assert measured("weight", Stated(better="less")).better == "less"
    assert measured("pain", Stated()) == measured("pain")


NAMES = st.sampled_from(
    (
        *("pain", "relief", "survival", "weight", "nausea", "HbA1c", "<7%", "time", "to"),
        *("improvement", "in", "no", "loss", "free", "of", "number", "mean", "score", "and", "12"),
        *("reduction", "systolic", "blood", "pressure", "duration"),
    )
)
OUTCOMES = st.one_of(st.text(max_size=40), st.lists(NAMES, max_size=7).map(" ".join))


@given(OUTCOMES)
def test_an_outcome_is_the_same_as_itself(outcome: str) -> None:
    found = measured(outcome)
    assert related(found, found) == ("same" if found.thing else "unknown")
    assert found.sign in {-1, 0, 1}


@given(OUTCOMES, OUTCOMES)
def test_relations_are_symmetric(one: str, other: str) -> None:
    assert related(measured(one), measured(other)) == related(measured(other), measured(one))


@given(st.sampled_from(["pain", "nausea", "weight", "HbA1c", "survival"]))
def test_turning_round_twice_is_no_turn(thing: str) -> None:
    plain, twice = measured(thing), measured(f"reduction in {thing} reduction")
    assert (plain.thing, plain.sign, plain.better) == (twice.thing, twice.sign, twice.better)


@pytest.mark.parametrize("file", sorted(FOLDER.glob("*.toml")), ids=lambda path: path.stem)
def test_every_entry_gives_its_reason(file: Path) -> None:
    record = tomllib.loads(file.read_text(encoding="utf-8"))
    entries = [entry for listed in record.values() for entry in listed]
    assert entries
    for entry in entries:
        assert entry["reason"].endswith("."), entry


def test_no_word_has_two_meanings() -> None:
    lexicon = outcome_lexicon()
    both = set(lexicon.things) & set(lexicon.opposites)
    assert both <= {("success",), ("successful",)}, both


def test_the_other_side_of_the_other_side_is_the_thing() -> None:
    lexicon = outcome_lexicon()
    for words, other in product(lexicon.opposites, lexicon.opposites):
        assert lexicon.opposites[words] != other or lexicon.opposites[other] != words
