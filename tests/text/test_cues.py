from __future__ import annotations

import csv
import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.text.cues import Cue, cues, hedging, lexicon, slots

if TYPE_CHECKING:
    from pathlib import Path


def found(text: str, kind: str) -> list[str]:
    return [cue.text for cue in cues(text) if cue.kind == kind]


@given(
    st.one_of(
        st.text(),
        st.lists(st.sampled_from(["may ", "İ", "ß", "some studies ", "not ", "*"])).map("".join),
    )
)
def test_spans_give_the_words_back(text: str) -> None:
    for cue in cues(text):
        assert text[cue.start : cue.end] == cue.text
        assert cue.text


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("Some studies suggest it.", "vague-attribution", ["Some studies"]),
        ("It\u2019s believed that it works.", "vague-attribution", ["It\u2019s believed"]),
        (
            "Some sections of the medical community propose it.",
            "vague-attribution",
            ["Some sections of the medical community"],
        ),
        ("Neuroscientists suggest that.", "vague-attribution", ["Neuroscientists suggest"]),
        ("Research shows that it helps.", "vague-attribution", ["Research shows"]),
        (
            "According to the Anxiety and Depression Association of America, it is so.",
            "named-attribution",
            ["According to the Anxiety and Depression Association of America"],
        ),
        ("Smith et al. (2017) found it.", "named-attribution", ["Smith et al. (2017)"]),
        ("Glue and colleagues found it.", "named-attribution", ["Glue and colleagues"]),
        (
            "A cure with no side effects, guaranteed.",
            "booster",
            ["cure", "no side effects", "guaranteed"],
        ),
        ("It isn\u2019t a miracle cure.", "booster", []),
        ("It does not help, nor did it.", "negation", ["not", "nor"]),
        ("Not only that.", "negation", []),
        ("It was no better than placebo.", "no-difference", ["no better than"]),
        ("Groups did not differ.", "no-difference", ["did not differ"]),
        ("It is linked to anxiety.", "correlational", ["is linked to"]),
        ("Lower than placebo.", "comparative", ["than"]),
        ("Talk to your doctor.", "advice", ["Talk to your doctor"]),
        ("Anxiety is defined as fear.", "definition", ["is defined as"]),
        ("In this article, we\u2019ll see.", "article-talk", ["In this article", "we\u2019ll"]),
        ("Higher doses reduce it.", "increase", []),
        ("It **can** [reduce](http://may.org/raise) it.", "decrease", ["reduce"]),
        ("In May 2017 it rose.", "hedge", []),
        ("They are more likely to develop it.", "hedge", []),
        ("Dismay and canned.", "hedge", []),
    ],
)
def test_families(text: str, kind: str, words: list[str]) -> None:
    assert found(text, kind) == words


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("Ketamine reduces anxiety.", "categorical"),
        ("Research suggests that it reduces anxiety.", "reported"),
        ("Some say that it may reduce anxiety.", "reported"),
        ("It is thought to reduce anxiety.", "reported"),
        ("Research shows that it reduces anxiety.", "categorical"),
        ("Smith et al. (2017) found that it may reduce anxiety.", "possible"),
        ("It often reduces anxiety.", "probable"),
        ("It may often reduce anxiety.", "possible"),
        ("It may possibly, perhaps, reduce anxiety.", "speculative"),
        ("", "categorical"),
    ],
)
def test_who_says_it_counts_and_else_the_weakest_commitment(text: str, category: str) -> None:
    assert hedging(cues(text)) == category


def test_a_strength_that_is_no_category_counts_for_nothing() -> None:
    assert hedging([Cue("hedge", "x", 0, 1, "odd")]) == "categorical"


def test_case_folding_does_not_move_offsets() -> None:
    text = "İİİ MAY ß may"
    assert [(cue.start, cue.text) for cue in cues(text)] == [(4, "MAY"), (10, "may")]


def test_patterns_of_the_lexicon() -> None:
    assert slots("(some|) <work> show(s|n't)", {"work": "study|case study"}) == [
        [["some"], []],
        [["study"], ["case", "study"]],
        [["shows"], ["shown't"]],
    ]
    with pytest.raises(ValueError, match="no set named"):
        slots("<nothing>", {})
    with pytest.raises(ValueError, match="brackets"):
        slots("(open", {})
    assert lexicon() is lexicon()


def test_a_megabyte_and_a_foreign_text() -> None:
    assert cues("氯胺酮可能减轻焦虑。" * 1000) == ()
    began = time.perf_counter()
    assert len(cues("may " * 250_000)) == 250_000
    assert time.perf_counter() - began < 20


@pytest.mark.shared
def test_the_demonstration_article_lights_up(shared_data: Path) -> None:
    text = (shared_data / "ketamine/article.txt").read_bytes().decode()
    everything = cues(text)
    assert sum(cue.kind == "vague-attribution" for cue in everything) >= 20
    assert [cue.text for cue in everything if cue.kind == "named-attribution"] == [
        "According to the Anxiety and Depression Association of America"
    ]
    right = total = 0
    with (shared_data / "ketamine/segments.csv").open(encoding="utf-8", newline="") as file:
        spans = {
            row["sentence"]: (int(row["start"]), int(row["end"])) for row in csv.DictReader(file)
        }
    with (shared_data / "ketamine/claims.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            gold = "categorical" if row["hedge"] == "none" else row["hedge"]
            right += hedging(cues(text, *spans[row["sentence"]])) == gold
            total += 1
    assert right / total >= 0.78
