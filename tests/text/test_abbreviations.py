"""Short forms that a text introduces for names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.text.abbreviations import with_short_forms
from kg.text.labels import LabelMatcher

NAMES = LabelMatcher([("social anxiety disorder", "sad"), ("pain", "p"), ("standard care", "sc")])


def found(text: str) -> list[tuple[str, str]]:
    return [
        (hit.key, text[hit.start : hit.end]) for hit in with_short_forms(text, NAMES.find(text))
    ]


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        (
            "SAD first. Social anxiety disorder (SAD) is common. SAD is treated.",
            [("sad", "Social anxiety disorder"), ("sad", "SAD"), ("sad", "SAD")],
        ),
        ("Pain (Figure) and Figure", [("p", "Pain")]),
        ("Pain (VAS) by VAS", [("p", "Pain")]),
        (
            "social anxiety disorder (SD); standard care (SD); SD",
            [
                ("sad", "social anxiety disorder"),
                ("sc", "standard care"),
            ],
        ),
        (
            "social anxiety disorder (SAD), a sad SADNESS",
            [
                ("sad", "social anxiety disorder"),
                ("sad", "SAD"),
            ],
        ),
    ],
)
def test_short_forms(text: str, hits: list[tuple[str, str]]) -> None:
    assert found(text) == hits


@given(
    st.lists(
        st.sampled_from(["social anxiety disorder", " (SAD)", "SAD", " ", "pain", "(P", ")", "x"])
    ).map("".join)
)
def test_hits_stay_in_order_and_apart(text: str) -> None:
    last = 0
    for hit in with_short_forms(text, NAMES.find(text)):
        assert last <= hit.start < hit.end <= len(text)
        last = hit.end
