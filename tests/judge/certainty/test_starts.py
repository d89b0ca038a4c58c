"""Who has a vote, and where a body starts."""

from __future__ import annotations

import pytest
from evidence_bodies import COHORT, TRIAL, body, changes

from kg.judge.certainty import judge, origins


def test_lines_of_one_study_are_one_vote() -> None:
    found = judge(body({**TRIAL, "source": "a"}, {**TRIAL, "source": "a"}))
    votes = next(s for s in found.steps if s.rule == "one-study-one-vote")
    assert (votes.inputs["for"], votes.inputs["lines"]) == (1, 2)


def test_papers_on_one_study_are_one_vote() -> None:
    found = origins(body({"studies": ("s",)}, {"studies": ("s",)}, {"studies": ("t",)}).lines)
    assert [len(group) for group in found] == [2, 1]


def test_a_meta_analysis_and_the_trials_that_it_includes_are_one_vote() -> None:
    review = {"design": "meta-analysis", "studies": ("d1", "d2")}
    assert len(origins(body(review, TRIAL, TRIAL, TRIAL).lines)) == 2


def test_a_meta_analysis_and_a_trial_that_it_cites_are_one_vote() -> None:
    cites = {"design": "meta-analysis", "pools": ("d1", "elsewhere")}
    assert [len(group) for group in origins(body(cites, TRIAL, TRIAL).lines)] == [2, 1]


def test_two_studies_reported_by_one_source_are_two_votes() -> None:
    told = origins(
        body({"source": "a", "studies": ("s",)}, {"source": "a", "studies": ("t",)}).lines
    )
    assert len(told) == 2


def test_a_study_whose_lines_disagree_is_one_mixed_vote_and_no_high() -> None:
    found = judge(body({**TRIAL, "source": "a"}, {**TRIAL, "source": "a", "direction": "disputes"}))
    votes = next(s for s in found.steps if s.rule == "one-study-one-vote")
    assert (votes.inputs["for"], votes.inputs["against"], votes.inputs["mixed"]) == (0, 0, 1)
    assert (found.direction, found.word, found.against) == ("both", "low", "low")


@pytest.mark.parametrize(
    ("design", "question", "start"),
    [
        ("randomized-trial", "treatment-benefit", "high"),
        ("crossover-trial", "common-harms", "high"),
        ("controlled-trial", "treatment-benefit", "low"),
        ("cohort-study", "treatment-benefit", "low"),
        ("single-arm-study", "treatment-benefit", "very-low"),
        ("case-report", "rare-harms", "very-low"),
        ("animal-study", "treatment-benefit", "very-low"),
        ("in-vitro-study", "etiology", "very-low"),
        ("cohort-study", "prognosis", "high"),
        ("cross-sectional-study", "diagnosis", "high"),
        ("case-control-study", "diagnosis", "low"),
        ("cross-sectional-study", "prevalence", "high"),
        ("animal-study", "mechanism", "moderate"),
        ("in-vitro-study", "mechanism", "low"),
        ("narrative-review", "treatment-benefit", "none"),
        (None, "treatment-benefit", "none"),
    ],
)
def test_a_body_starts_by_design_and_question(
    design: str | None, question: str, start: str
) -> None:
    found = judge(body({"design": design, "question": question}))
    assert changes(body({"design": design, "question": question}))["start"] == start
    assert (found.word is None) == (start == "none")


def test_the_best_design_for_a_side_decides_where_it_starts() -> None:
    found = judge(body(COHORT, TRIAL))
    start = next(s for s in found.steps if s.rule == "start")
    assert (start.change, start.inputs["source"]) == ("high", "d1")


def test_a_level_is_taken_where_no_design_of_a_study_is_recorded() -> None:
    assert changes(body({"level": 2, "level_name": "CIViC B"}))["start"] == "moderate"
    stated = {**COHORT, "level": 3}
    assert changes(body(stated))["start"] == "low"


def test_a_review_of_studies_whose_designs_are_known_starts_at_the_least_of_them() -> None:
    review = {"design": "systematic-review", "studies": ("a", "b"), "question": "treatment-benefit"}
    known = {**review, "included": ("randomized-trial", "cohort-study")}
    assert changes(body(known))["start"] == "low"
    assert changes(body({**known, "included": ("randomized-trial",) * 2}))["start"] == "high"
    unknown = body({**review, "included": ("randomized-trial",)})
    assert changes(unknown)["start"] == "low"
    assert "not recorded" in next(s.why for s in judge(unknown).steps if s.rule == "start")


def test_a_claim_about_animals_is_answered_by_animals() -> None:
    study = {"design": "animal-study", "question": "treatment-benefit", "n": 500}
    assert changes(body(study, species="animal"))["start"] == "high"
    assert changes(body(study, species="human"))["start"] == "very-low"
    other = {**study, "apart": ("species",)}
    assert changes(body(other, species="animal"))["start"] == "very-low"


def test_a_claim_that_no_study_settles_is_not_weighed() -> None:
    assert judge(body(TRIAL, type="opinion")).word == "not-applicable"


def test_a_body_that_somebody_rated_is_not_stepped_down_for_what_they_weighed() -> None:
    rated = {"level": 3, "level_name": "GRADE high", "rated": True, "n": 20, "bias": 3}
    assert judge(body(rated)).word == "high"
    against = {**rated, "direction": "disputes"}
    assert judge(body(rated, against)).word == "low"
