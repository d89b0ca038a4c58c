"""The method: where a body starts, what takes it down or up, and laws that hold for any body."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.judge.certainty import Body, Line, Subject, judge, origins, word
from kg.judge.certainty.designs import STARTS
from kg.judge.certainty.imprecision import EVENTS, PEOPLE
from kg.judge.certainty.ladder import LADDER
from kg.judge.certainty.risk_of_bias import bias_of
from kg.judge.certainty.weighing import MOST_UP, live, weigh

if TYPE_CHECKING:
    import random

TRIAL: dict[str, Any] = {"design": "randomized-trial", "n": 1000, "question": "treatment-benefit"}
COHORT: dict[str, Any] = {"design": "cohort-study", "n": 5000, "question": "etiology"}
SOURCES = ("d0", "d1", "d2", "d3")


def body(*lines: dict[str, Any], **subject: Any) -> Body:
    """Lines of sources of their own, unless they say otherwise."""
    made = [
        Line(**{"iri": f"e{number}", "source": f"d{number}", **line})
        for number, line in enumerate(lines)
    ]
    return Body(Subject(**subject), tuple(made))


def changes(of: Body, side: str = "for") -> dict[str, str]:
    return {step.rule: step.change for step in judge(of).steps if step.side == side}


def steps_of(of: Body) -> dict[str, str]:
    """The steps that lead somewhere."""
    return {rule: change for rule, change in changes(of).items() if change not in {"0", "high"}}


# ---- any body -----------------------------------------------------------------------------------

_numbers = st.sampled_from([0.1, 0.4, 0.9, 1.0, 1.2, 2.5, 6.0, -1.0, 0.0])
_dimensions = st.lists(
    st.sampled_from(["dose", "population", "species", "outcome"]), max_size=2, unique=True
).map(tuple)


@st.composite
def lines(draw: st.DrawFn, /, number: int = 0, **fixed: Any) -> Line:
    scale = draw(st.sampled_from(["", "ratio", "difference"]))
    low, high = sorted((draw(_numbers), draw(_numbers)))
    drawn = {
        "iri": f"e{number}",
        "source": draw(st.sampled_from(SOURCES)),
        "direction": draw(st.sampled_from(["supports", "disputes", "neutral", "qualifies"])),
        "left": draw(st.sampled_from(["", "", "", "retracted", "recalled", "candidate"])),
        "studies": draw(st.lists(st.sampled_from(SOURCES), max_size=2, unique=True).map(tuple)),
        "pools": draw(st.lists(st.sampled_from(SOURCES), max_size=1).map(tuple)),
        "design": draw(
            st.sampled_from([None, "meta-analysis", "news-report", *STARTS["mechanism"]])
        ),
        "question": draw(st.sampled_from([None, *STARTS])),
        "level": draw(st.sampled_from([None, 0, 1, 2, 3])),
        "moved": draw(st.integers(0, 4)),
        "rated": draw(st.booleans()),
        "n": draw(st.sampled_from([None, 0, 10, 99, 100, 399, 400, 5000])),
        "events": draw(st.sampled_from([None, 5, 299, 300])),
        "dichotomous": draw(st.booleans()),
        "effect": draw(st.sampled_from([None, "increase", "decrease", "mixed"])),
        "scale": scale,
        "risk_ratio": scale == "ratio" and draw(st.booleans()),
        "estimate": draw(st.none() | _numbers),
        "low": low,
        "high": draw(st.sampled_from([None, high])),
        "bias": draw(st.integers(0, 4)),
        "declared": draw(
            st.lists(
                st.sampled_from(
                    ["publication-bias", "dose-response-gradient", "opposing-confounding"]
                ),
                max_size=2,
            ).map(tuple)
        ),
        "apart": draw(_dimensions),
    }
    return Line(**{**drawn, **fixed})


@st.composite
def bodies(draw: st.DrawFn) -> Body:
    number = draw(st.integers(0, 6))
    subject = Subject(
        draw(st.sampled_from(["causal", "mechanistic", "correlational"])),
        draw(st.booleans()),
        draw(st.sampled_from(["", "human", "animal"])),
    )
    return Body(subject, tuple(draw(lines(place)) for place in range(number)))


def rank(word: str | None) -> int:
    return -1 if word is None else LADDER.index(word)


@given(bodies(), st.randoms())
def test_the_order_of_lines_does_not_matter(one: Body, chance: random.Random) -> None:
    shuffled = [*one.lines]
    chance.shuffle(shuffled)
    assert judge(one._replace(lines=tuple(shuffled))) == judge(one)


@given(bodies(), st.data())
def test_a_second_line_of_the_same_study_that_says_the_same_changes_nothing(
    one: Body, data: st.DataObject
) -> None:
    if one.lines:
        twin = data.draw(st.sampled_from(one.lines))._replace(iri="e9")
        more = one._replace(lines=(*one.lines, twin))
        assert word(more) == word(one)
        assert judge(more).direction == judge(one).direction
        assert judge(more).against == judge(one).against


@given(bodies())
def test_lines_that_count_for_nothing_change_nothing(one: Body) -> None:
    counting = tuple(line for line in one.lines if not line.left)
    assert word(one._replace(lines=counting)) == word(one)


@given(bodies(), st.data())
def test_a_vote_against_never_raises_and_never_leaves_high(one: Body, data: st.DataObject) -> None:
    against = data.draw(lines(9, source="new", studies=(), pools=(), direction="disputes", left=""))
    more = one._replace(lines=(*one.lines, against))
    assert rank(word(more)) <= rank(word(one))
    assert word(more) != "high"
    assert judge(more).direction in {"both", "against"}


@given(bodies())
def test_nothing_is_high_where_studies_disagree(one: Body) -> None:
    found = judge(one)
    if found.direction == "both":
        assert "high" not in {found.word, found.against}


@given(bodies())
def test_every_step_is_bounded(one: Body) -> None:
    groups = live(one.lines)
    for side in ("supports", "disputes"):
        weighed = weigh(one.subject, groups, side)
        if weighed is None:
            continue
        assert all(-2 <= applied.found.change <= 0 for applied in weighed.down)
        assert all(0 <= applied.found.change <= MOST_UP for applied in weighed.up)
        assert weighed.rung is None or 0 <= weighed.rung < len(LADDER)
        assert all(applied.found.why() for applied in (*weighed.down, *weighed.up))


@given(bodies())
def test_the_word_is_that_of_the_derivation(one: Body) -> None:
    found = judge(one)
    assert found.word == word(one)
    start = next((s for s in found.steps if s.rule == "start" and s.side == "for"), None)
    if start is None or start.change == "none":
        assert found.word is None
        return
    down = sum(int(s.change) for s in found.steps if s.side == "for" and s.change[:1] == "-")
    up = sum(int(s.change) for s in found.steps if s.side == "for" and s.change[:1] == "+")
    assert not (down and up)
    reached = LADDER.index(start.change) + down + min(up, MOST_UP)
    assert found.word == LADDER[max(0, min(3, reached))]


@given(bodies())
def test_origins_share_every_line_once_and_no_study(one: Body) -> None:
    groups = origins(one.lines)
    assert sorted(line.iri for group in groups for line in group) == sorted(
        line.iri for line in one.lines
    )
    studies = [{s for line in group for s in line.studies} for group in groups]
    assert sum(map(len, studies)) == len(set().union(*studies))


# ---- origins ------------------------------------------------------------------------------------


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


# ---- starts -------------------------------------------------------------------------------------


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


# ---- steps down ---------------------------------------------------------------------------------


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


# ---- steps up -----------------------------------------------------------------------------------


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


# ---- what does not count ------------------------------------------------------------------------


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
