from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.text.strength import GRADES, strength

CASES = {
    "Ketamine reduces anxiety.": "direct_causal",
    "Ketamine may reduce anxiety in adults.": "conditional_causal",
    "Low doses appear to relieve symptoms of depression.": "conditional_causal",
    "Smoking was associated with a reduced risk of the disease.": "correlational",
    "Women were more likely to report side effects than men.": "correlational",
    "Levels were higher in patients with the disease.": "correlational",
    "The drug was effective in children.": "direct_causal",
    "Pain was reduced by the drug.": "direct_causal",
    "Pain was reduced by 30 points.": "correlational",
    "The drug did not reduce anxiety.": "none",
    "Age was not associated with outcome.": "none",
    "Further studies are needed to determine whether ketamine reduces anxiety.": "none",
    "Steps to reduce waste were discussed.": "none",
    "A randomised trial was performed in 40 adults.": "none",
    "Alcohol-induced liver disease is common.": "none",
    "Depressed mood fell after the sessions.": "correlational",
    "Mood fell by two points.": "none",
    "It is not known how the drug works.": "none",
    "": "none",
    "???": "none",
}


@pytest.mark.parametrize(("words", "grade"), CASES.items())
def test_the_grade_of_a_sentence(words: str, grade: str) -> None:
    assert strength(words).grade == grade


def test_the_reason_names_the_words() -> None:
    because = strength("Ketamine may reduce anxiety.").because
    assert because == ("reduce (possible cause: may)",)


def test_a_clause_that_denies_takes_nothing_from_another() -> None:
    words = "It did not help sleep, but it reduces pain."
    assert strength(words).grade == "direct_causal"


def test_a_span_is_read_alone() -> None:
    text = "Ketamine reduces anxiety. It was first made in 1962."
    assert strength(text, 26, len(text)).grade == "none"
    assert strength(text, 0, 25).grade == "direct_causal"


@given(st.text(max_size=200))
def test_any_text_has_a_grade(words: str) -> None:
    assert strength(words).grade in GRADES


@given(st.text(max_size=60), st.text(max_size=60))
def test_what_stands_around_a_span_does_not_count(before: str, after: str) -> None:
    words = "Ketamine may reduce anxiety."
    text = f"{before}\n\n{words}\n\n{after}"
    start = len(before) + 2
    assert strength(text, start, start + len(words)).grade == "conditional_causal"
