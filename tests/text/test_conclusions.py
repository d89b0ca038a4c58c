from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kg.text.conclusions import concluding

ABSTRACT = (
    "Anxiety is common.",
    "We aimed to determine whether the drug helps.",
    "Forty adults were randomly assigned to drug or placebo.",
    "Scores fell by 5 points on the drug (p = 0.01).",
    "These results suggest that the drug reduces anxiety.",
    "Further studies are needed.",
)


def marks(parts: tuple[str, ...]) -> tuple[bool, ...]:
    spans: list[tuple[int, int]] = []
    at = 0
    for part in parts:
        spans.append((at, at + len(part)))
        at += len(part) + 1
    return concluding(" ".join(parts), spans)


def test_the_conclusion_is_told_from_the_rest() -> None:
    assert marks(ABSTRACT) == (False, False, False, False, True, False)


def test_a_call_for_research_alone_is_still_the_last_word() -> None:
    assert marks(("Further studies are needed.",)) == (True,)


def test_no_sentences_have_no_conclusion() -> None:
    assert concluding("", ()) == ()


@given(st.lists(st.text(min_size=1, max_size=40), max_size=8))
def test_each_sentence_has_a_mark(parts: list[str]) -> None:
    assert len(marks(tuple(parts))) == len(parts)
