from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.text.check_worthy import check_worthy


def is_claim(words: str) -> bool:
    return check_worthy(words, 0, len(words)).is_claim


@pytest.mark.parametrize(
    "words",
    [
        "Ketamine reduces anxiety.",
        "About 12% of adults have used it.",
        "Experts say that it calms the nerves.",
        "No significant difference was found between the groups.",
        "It was first made in Detroit in 1962.",
        "Remember that alcohol makes the effect stronger.",
        "A tax would halve sales of sugary drinks.",
    ],
)
def test_what_could_be_checked_is_a_claim(words: str) -> None:
    assert is_claim(words)


@pytest.mark.parametrize(
    "words",
    [
        "Is it safe?",
        "Drink plenty of water.",
        "You should talk to your doctor first.",
        "In this article, we'll look at the evidence.",
        "An opioid is a drug that acts on opioid receptors.",
        "Patients were randomly assigned to two groups.",
        "Participants completed a sleep diary in 2003.",
        "Volunteers took 20 mg at noon.",
        'A "heavy user" is one with 3 cups a day.',
        "**Trial planned for the second half of 2027**",
        "Further research is needed.",
        "My brother gave up bread and felt reborn.",
        "Let's take a closer look!",
        "Anxiety",
        "",
    ],
)
def test_what_could_not_is_none(words: str) -> None:
    assert not is_claim(words)


def test_a_heading_is_none() -> None:
    words = "Ketamine reduces anxiety"
    assert not check_worthy(words, 0, len(words), block="heading").is_claim


def test_reasons_add_up_to_the_score() -> None:
    found = check_worthy("Ketamine reduces anxiety by 20%.", 0, 32)
    assert found.because[0] == "+1.4 states a relation, direct causal"
    total = sum(float(reason.split()[0]) for reason in found.because)
    assert found.score == pytest.approx(1 / (1 + 2.718281828**-total), abs=0.001)


@given(st.text(max_size=200))
def test_any_text_has_a_score(text: str) -> None:
    found = check_worthy(text, 0, len(text))
    assert 0 <= found.score <= 1
    assert found.is_claim == (found.score >= 0.5)
