"""What takes a body up, and what does not count."""

from __future__ import annotations

import pytest
from evidence_bodies import COHORT, TRIAL, body, changes

from kg.judge.certainty import judge


@pytest.mark.parametrize(
    ("estimates", "change"),
    [
        ((2.5, 3.0), "+1"),
        ((0.4,), "+1"),
        ((5.5, 6.0), "+2"),
        ((2.5, 0.3), "0"),
        ((1.9, 6.0), "0"),
        ((), "0"),
    ],
)
def test_large_effects_raise_a_body_that_starts_low(
    estimates: tuple[float, ...], change: str
) -> None:
    ratio = {"scale": "ratio", "risk_ratio": True, "dichotomous": True}
    told = [{**COHORT, **ratio, "estimate": one} for one in estimates] or [COHORT]
    assert changes(body(*told))["large-effect"] == change


def test_odds_ratios_do_not_tell_a_large_effect() -> None:
    odds = {**COHORT, "scale": "ratio", "estimate": 6.0}
    assert changes(body(odds))["large-effect"] == "0"


def test_a_large_effect_whose_interval_includes_none_is_not_surely_large() -> None:
    wide = {**COHORT, "scale": "ratio", "risk_ratio": True, "estimate": 3.0, "low": 0.8, "high": 9}
    assert "large-effect" not in changes(body(wide))
    assert changes(body(wide, change=False))["large-effect"] == "0"


def test_a_dose_response_gradient_is_declared_or_shown() -> None:
    declared = {**COHORT, "declared": ("dose-response-gradient",)}
    assert changes(body(declared))["dose-response"] == "+1"
    at = [
        {**COHORT, "source": "a", "scale": "ratio", "estimate": estimate, "dose": ("g", dose)}
        for dose, estimate in ((1.0, 1.2), (2.0, 1.5), (3.0, 1.9))
    ]
    assert changes(body(*at))["dose-response"] == "+1"
    assert changes(body(*at[:2]))["dose-response"] == "0"
    assert changes(body(*at[:2], {**at[2], "estimate": 1.1}))["dose-response"] == "0"


def test_nothing_raises_a_body_that_lost_a_step_or_starts_higher() -> None:
    declared = {"declared": ("dose-response-gradient", "opposing-confounding")}
    assert judge(body({**COHORT, **declared})).word == "high"
    assert "dose-response" not in changes(body({**COHORT, **declared, "n": 20}))
    assert "dose-response" not in changes(body({**TRIAL, **declared}))


def test_a_retraction_shows_what_was_before() -> None:
    gone = {**TRIAL, "left": "retracted", "source": "gone"}
    found = judge(body(TRIAL, {**gone, "direction": "disputes"}))
    step = next(s for s in found.steps if s.rule == "left-out")
    assert found.word == "high"
    assert step.inputs == {"reason": "retracted", "lines": 1, "sources": ["gone"], "with": "low"}
    assert "with it it would be low, not high" in step.why


def test_concerns_are_flagged_and_take_no_step() -> None:
    found = judge(body({**TRIAL, "concerns": ("preprint",)}))
    step = next(s for s in found.steps if s.rule == "concerns")
    assert (step.change, step.why) == ("0", "preprint: d0")


def test_every_step_names_its_rule_and_a_reference_that_there_is() -> None:
    found = judge(body(TRIAL, COHORT, {**TRIAL, "direction": "disputes"}, {"left": "recalled"}))
    assert all(step.rule and step.source and step.why for step in found.steps)
