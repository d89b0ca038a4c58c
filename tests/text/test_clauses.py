from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.text.clauses import clauses


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        (
            "Ketamine reduced anxiety but increased blood pressure.",
            ["Ketamine reduced anxiety", "increased blood pressure."],
        ),
        (
            "Low doses relieve anxiety, whereas high doses worsen it.",
            ["Low doses relieve anxiety", "high doses worsen it."],
        ),
        (
            "It reduces pain; it improves sleep.",
            ["It reduces pain", "it improves sleep."],
        ),
        (
            "The drug reduces pain and improves sleep.",
            ["The drug reduces pain", "improves sleep."],
        ),
        ("It reduces pain and fatigue.", ["It reduces pain and fatigue."]),
        ("It reduces and prevents pain.", ["It reduces and prevents pain."]),
        ("It is cheap but reduces pain.", ["It is cheap but reduces pain."]),
        ("Nothing is said.", ["Nothing is said."]),
    ],
)
def test_two_claims_are_told_apart(words: str, parts: list[str]) -> None:
    assert [words[low:high] for low, high in clauses(words, 0, len(words))] == parts


WORDS = "ketamine reduces anxiety but and while increased".split()  # noqa: SIM905
PIECES = st.lists(st.sampled_from([*(f"{word} " for word in WORDS), ", ", "; ", "İ", "\n"])).map(
    "".join
)


@given(PIECES, st.text(max_size=10))
def test_clauses_lie_inside_in_order(words: str, before: str) -> None:
    text = before + words
    last = len(before)
    spans = clauses(text, len(before), len(text))
    assert spans
    for low, high in spans:
        assert last <= low <= high <= len(text)
        last = high
    if len(spans) > 1:
        assert all(text[low:high].strip() for low, high in spans)
