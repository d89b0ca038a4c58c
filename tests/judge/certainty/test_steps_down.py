"""What takes a body down."""

from __future__ import annotations

from typing import Any

import pytest
from evidence_bodies import TRIAL, body, changes, steps_of

from kg.judge.certainty import judge
from kg.judge.certainty.imprecision import EVENTS, PEOPLE
from kg.judge.certainty.risk_of_bias import bias_of


def test_large_consistent_trials_keep_their_start() -> None:
    assert judge(body(TRIAL, TRIAL)).word == "high"
    assert steps_of(body(TRIAL, TRIAL)) == {}


@pytest.mark.parametrize(
    ("biases", "change"),
    [
        ((3, 1), "-1"),
        ((3, 1, 1), "0"),
        ((4, 4), "-2"),
        ((0, 0), "0"),
        ((0, 3), "-1"),
        ((2, 2), "0"),
    ],
)
def test_risk_of_bias(biases: tuple[int, ...], change: str) -> None:
    assert changes(body(*({**TRIAL, "bias": bias} for bias in biases)))["risk-of-bias"] == change


@pytest.mark.parametrize(
    ("tool", "overall", "rung"),
    [
        ("RoB 2", "Low", 1),
        ("RoB 2", "some concerns", 2),
        ("RoB 2", "High risk of bias", 3),
        ("ROBINS-I", "Serious", 3),
        ("ROBINS-I", "critical", 4),
        ("ROBINS-I", "no information", 0),
        ("QUADAS-2", "high risk", 3),
        ("QUADAS-2", "unclear", 0),
        ("Newcastle-Ottawa (NOS)", "8/9", 1),
        ("NOS", "6 stars", 2),
        ("NOS", "3", 3),
        ("NOS", "12", 0),
        ("CIViC rating", "5", 1),
        ("CIViC rating", "2 stars", 3),
        ("AMSTAR 2", "low quality", 3),
        ("any", "7", 0),
        ("", "高", 0),
    ],
)
def test_words_of_tools(tool: str, overall: str, rung: int) -> None:
    assert bias_of(tool, overall) == rung


def test_a_study_is_as_biased_as_the_worst_of_its_lines() -> None:
    good, bad = {**TRIAL, "source": "a", "bias": 1}, {**TRIAL, "source": "a", "bias": 3}
    assert changes(body(good, bad))["risk-of-bias"] == "-1"


def test_evidence_to_the_contrary_counts_against_both_sides() -> None:
    split = body(TRIAL, TRIAL, TRIAL, {**TRIAL, "direction": "disputes"})
    found = judge(split)
    assert (found.word, found.against) == ("moderate", "low")
    assert changes(split)["inconsistency"] == "-1"
    assert changes(split, "against")["inconsistency"] == "-2"


def test_opposite_effects_are_inconsistent() -> None:
    up, down = {**TRIAL, "effect": "increase"}, {**TRIAL, "effect": "decrease"}
    assert changes(body(up, up, up, down))["inconsistency"] == "-1"
    assert changes(body(up, up))["inconsistency"] == "0"


@pytest.mark.parametrize(
    ("apart", "species", "change"),
    [
        ((("population",), ("population",), ()), "", "-1"),
        ((("population",), (), ()), "", "0"),
        ((("population", "dose"), ("dose", "population"), ()), "", "-2"),
        ((("species",), ("species",), ()), "human", "-2"),
        ((("species",), ("species",), ()), "", "-1"),
    ],
)
def test_indirectness(apart: tuple[tuple[str, ...], ...], species: str, change: str) -> None:
    one = body(*({**TRIAL, "apart": there} for there in apart), species=species)
    assert changes(one)["indirectness"] == change


def test_animals_for_a_claim_about_people_are_indirect_by_their_design() -> None:
    study = {"design": "animal-study", "question": "mechanism", "n": 500}
    assert changes(body(study, study, species="human"))["indirectness"] == "-2"
    assert changes(body(study, study))["indirectness"] == "0"


def test_what_cannot_be_compared_is_said_and_is_no_step() -> None:
    found = judge(body({**TRIAL, "untold": ("dose",)}))
    step = next(s for s in found.steps if s.rule == "indirectness")
    assert step.change == "0"
    assert "cannot be compared: dose" in step.why


@pytest.mark.parametrize(
    ("lines", "change"),
    [
        (({"n": PEOPLE},), "0"),
        (({"n": PEOPLE - 1},), "-1"),
        (({"n": 99},), "-2"),
        (({"n": 200}, {"n": 200}), "0"),
        (({"n": None},), "-1"),
        (({"n": None}, {"n": None}), "0"),
        (({"n": None}, {"n": 50}), "0"),
        (({"n": 9000, "events": EVENTS, "dichotomous": True},), "0"),
        (({"n": 9000, "events": EVENTS - 1, "dichotomous": True},), "-1"),
        (({"n": 9000, "events": 74, "dichotomous": True},), "-2"),
        (({"n": 299, "dichotomous": True},), "-1"),
        (({"n": 350, "dichotomous": True},), "-1"),
        (({"n": 350, "dichotomous": True}, {"n": 0, "dichotomous": True}), "0"),
        (({"n": 500, "scale": "ratio", "low": 0.9, "high": 1.1},), "-1"),
        (({"n": 500, "scale": "difference", "low": 0.1, "high": 1.1},), "0"),
        (({"n": 300, "scale": "difference", "low": -0.1, "high": 1.1},), "-2"),
        (({"n": 500, "low": 0.9, "high": 1.1},), "0"),
    ],
)
def test_imprecision(lines: tuple[dict[str, Any], ...], change: str) -> None:
    assert changes(body(*({**TRIAL, **line} for line in lines)))["imprecision"] == change


def test_an_interval_around_no_effect_is_no_fault_of_a_claim_of_no_change() -> None:
    wide = {**TRIAL, "scale": "ratio", "low": 0.9, "high": 1.1}
    assert changes(body(wide, change=False))["imprecision"] == "0"


def test_a_pooled_study_is_not_alone_unless_it_pools_but_one() -> None:
    pooled = {"design": "meta-analysis", "level": 3, "question": "treatment-benefit"}
    assert changes(body(pooled))["imprecision"] == "0"
    assert changes(body({**pooled, "studies": ("a",)}))["imprecision"] == "-1"
    assert changes(body({**pooled, "studies": ("a", "b")}))["imprecision"] == "0"


def test_publication_bias_is_a_step_where_it_is_declared() -> None:
    declared = {**TRIAL, "declared": ("publication-bias",)}
    assert changes(body(declared, TRIAL))["publication-bias"] == "-1"


def test_levels_that_a_curator_moved_count_no_step_twice() -> None:
    moved = {**TRIAL, "moved": 1, "moved_why": "single-blind"}
    assert changes(body(moved, moved))["recorded-adjustment"] == "-1"
    small = {**moved, "n": 30}
    assert changes(body(small, small))["recorded-adjustment"] == "0"
    assert changes(body(small, small))["imprecision"] == "-2"
    assert changes(body(moved, TRIAL, TRIAL))["recorded-adjustment"] == "0"


def test_a_body_of_which_neither_bias_nor_size_is_known_is_not_called_high() -> None:
    bare = {**TRIAL, "n": None}
    assert changes(body(bare, bare))["grounds"] == "-1"
    judged = {**bare, "bias": 1}
    assert judge(body(judged, judged)).word == "high"
