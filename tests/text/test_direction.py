from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.text.cues import cues
from kg.text.direction import direction


@pytest.mark.parametrize(
    ("text", "about", "way"),
    [
        ("Ketamine reduces anxiety.", "anxiety", "decrease"),
        ("relief of anxiety", "anxiety", "decrease"),
        ("Ketamine brings anxiety relief.", "anxiety", "decrease"),
        ("It causes a reduction in anxiety.", "anxiety", "decrease"),
        ("High doses may increase anxiety.", "anxiety", "increase"),
        ("Lower doses of ketamine increase anxiety.", "anxiety", "increase"),
        ("Anxiety was reduced by ketamine.", "Anxiety", "decrease"),
        ("Anxiety was reduced by ketamine.", "ketamine", None),
        ("Anxiety decreased in both groups.", "Anxiety", "decrease"),
        ("Anxiety increases the risk of depression.", "Anxiety", None),
        ("Anxiety increases the risk of depression.", "depression", "increase"),
        ("It increases the likelihood of heightened anxiety.", "anxiety", "increase"),
        ("It did not reduce anxiety.", "anxiety", None),
        ("It works without inducing anxiety.", "anxiety", None),
        ("No reduction in anxiety was seen.", "anxiety", None),
        ("Not only does it reduce anxiety.", "anxiety", "decrease"),
        ("a reduction in the rise of anxiety", "anxiety", None),
        ("It prevents increased anxiety.", "anxiety", None),
        ("It relieves reduced anxiety.", "anxiety", None),
        ("There was no difference in anxiety.", "anxiety", "no-difference-found"),
        ("Anxiety did not differ.", "Anxiety", "no-difference-found"),
        ("It may reduce or increase anxiety.", "anxiety", "mixed"),
        ("It has mixed effects on anxiety.", "anxiety", "mixed"),
        ("It affects anxiety.", "anxiety", "unspecified"),
        ("It does not seem to modulate anxiety.", "anxiety", None),
        ("It reduced pain in people with anxiety.", "anxiety", None),
        ("It reduced pain, but increased anxiety.", "anxiety", "increase"),
        ("It reduced pain, but increased anxiety.", "pain", "decrease"),
        ("It is unknown whether it reduces anxiety.", "anxiety", None),
        ("Ketamine is a drug; anxiety is a feeling.", "anxiety", None),
        ("It *reduces* [anxiety](http://x.y/increase).", "anxiety", "decrease"),
    ],
)
def test_direction(text: str, about: str, way: str | None) -> None:
    at = text.index(about)
    span = (at, at + len(about))
    assert direction(text, 0, len(text), span) == way
    assert direction(text, 0, len(text), span, cues(text)) == way


def test_a_sentence_as_a_whole() -> None:
    assert direction("It reduces anxiety.", 0, 19) == "decrease"
    assert direction("", 0, 0) is None


@given(
    st.lists(st.sampled_from(["reduce ", "increase ", "not ", "anxiety ", ", ", "or ", "was "])),
    st.data(),
)
def test_any_words(words: list[str], data: st.DataObject) -> None:
    text = "".join(words)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    assert direction(text, 0, len(text), (start, end)) in {
        None,
        "increase",
        "decrease",
        "no-difference-found",
        "mixed",
        "unspecified",
    }
