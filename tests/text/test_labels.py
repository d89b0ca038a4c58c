from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.text.labels import LabelMatcher, likeness, nearest

LABELS = [
    ("ketamine", "k"),
    ("anxiety", "a"),
    ("anxiety disorder", "ad"),
    ("social anxiety disorder", "sad"),
    ("SAD", "sad"),
    ("NMDA receptor", "nmda"),
    ("5-HT", "serotonin"),
    ("(S)-ketamine", "s"),
    ("Crohn's disease", "crohn"),
    ("AIDS", "aids"),
    ("K+", "potassium"),
    ("氯胺酮", "k"),
    ("therapy", "t"),
    ("PTSD", "ptsd"),
    ("→", "none"),
]
MATCHER = LabelMatcher(LABELS)


def found(text: str) -> list[tuple[str, str]]:
    return [(hit.key, text[hit.start : hit.end]) for hit in MATCHER.find(text)]


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        (
            "Ketamine’s effect on Anxiety Disorders",
            [("k", "Ketamine"), ("ad", "Anxiety Disorders")],
        ),
        ("social-anxiety disorder", [("sad", "social-anxiety disorder")]),
        ("**anxiety** *disorders*", [("ad", "anxiety** *disorders")]),
        (
            "[anxiety](http://x.y/ketamine) disorder",
            [("ad", "anxiety](http://x.y/ketamine) disorder")],
        ),
        ("anxiety. Disorder", [("a", "anxiety")]),
        ("I am sad; SAD is not", [("sad", "SAD")]),
        ("it aids sleep; AIDS", [("aids", "AIDS")]),
        ("ptsd and PTSD", [("ptsd", "ptsd"), ("ptsd", "PTSD")]),
        ("Crohn’s disease", [("crohn", "Crohn’s disease")]),
        ("(S)-ketamine and ketamines", [("s", "(S)-ketamine"), ("k", "ketamines")]),
        ("K+ and k", [("potassium", "K+")]),
        ("5-HT, 5 HT", [("serotonin", "5-HT"), ("serotonin", "5 HT")]),
        ("esketamine", []),
        ("使用氯胺酮治疗", [("k", "氯胺酮")]),
        ("NMDA\nreceptors", [("nmda", "NMDA\nreceptors")]),
        ("anxiety\n\ndisorder", [("a", "anxiety")]),
        ("therapies", [("t", "therapies")]),
        ("", []),
    ],
)
def test_names_are_found(text: str, hits: list[tuple[str, str]]) -> None:
    assert found(text) == hits


def test_one_name_may_stand_for_several() -> None:
    matcher = LabelMatcher([("cold", "illness"), ("cold", "temperature"), ("cold", "illness")])
    assert [hit.key for hit in matcher.find("a cold")] == ["illness", "temperature"]


@given(
    st.one_of(
        st.text(),
        st.lists(st.sampled_from(["anxiety", " disorder", "İ", "ß", "*", "K+", "(", "’s "])).map(
            "".join
        ),
    )
)
def test_hits_lie_in_the_text(text: str) -> None:
    last = 0
    for hit in MATCHER.find(text):
        assert 0 <= hit.start < hit.end <= len(text)
        assert hit.start >= last
        last = hit.end


@given(st.lists(st.tuples(st.text(), st.text())), st.text())
def test_any_labels(labels: list[tuple[str, str]], text: str) -> None:
    for hit in LabelMatcher(labels).find(text):
        assert (hit.label, hit.key) in labels


def test_twenty_thousand_names() -> None:
    matcher = LabelMatcher(
        (f"name{number} word{number % 97}", str(number)) for number in range(20_000)
    )
    began = time.perf_counter()
    assert len(matcher.find("a name77 word77 and more text here. " * 5_000)) == 5_000
    assert time.perf_counter() - began < 5


def test_nearest_names() -> None:
    assert nearest("ketamin", ["anxiety", "Ketamine", "ketotifen"], 1) == ("Ketamine",)
    assert nearest("", []) == nearest("x", ["x"], 0) == ()
    assert likeness("Ketamine", "KETAMINE") == 1.0
