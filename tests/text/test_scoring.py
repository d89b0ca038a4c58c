from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.text.scoring import agreement, cross_validated, macro_f1, pearson, per_class
from kg.text.training import Example, Recipe

LABELS = st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), min_size=1)


def test_macro_f1_by_hand() -> None:
    gold, got = ["a", "a", "b", "b"], ["a", "b", "b", "b"]
    assert macro_f1(gold, got) == pytest.approx((2 / 3 + 4 / 5) / 2)
    first = per_class(gold, got)[0]
    assert (first.label, first.precision, first.recall, first.labels) == ("a", 1.0, 0.5, 2)
    assert first.f1 == pytest.approx(2 / 3)
    assert macro_f1([], []) == 0


def test_a_class_that_is_never_answered_scores_nothing() -> None:
    assert per_class(["a", "b"], ["b", "b"])[0].f1 == 0


@given(LABELS)
def test_right_answers_score_one(pairs: list[tuple[str, str]]) -> None:
    gold = [a for a, _ in pairs]
    assert macro_f1(gold, gold) == 1
    assert 0 <= macro_f1(gold, [b for _, b in pairs]) <= 1


@given(st.lists(st.integers(-100, 100), min_size=2, max_size=20))
def test_pearson_of_a_line(numbers: list[int]) -> None:
    other = [3 * number + 1 for number in numbers]
    expected = 1.0 if len(set(numbers)) > 1 else 0.0
    assert pearson(numbers, other) == pytest.approx(expected)
    assert pearson(other, [-n for n in numbers]) == pytest.approx(-expected)


def test_agreement_is_named_by_the_kind_of_labels() -> None:
    assert agreement(["a", "b"], [("a", 0.0), ("b", 0.0)]) == {"macro-F1": 1.0}
    assert agreement([1.0, 2.0], [("", 1.0), ("", 5.0)]) == {"Pearson": 1.0}


def test_groups_are_never_parted() -> None:
    """Texts of a group share a word that gives their label away: it must not help."""
    rows = [
        Example(frozenset({f"word:g{g}", "word:all"}), "a" if g % 2 else "b", f"g{g}")
        for g in range(20)
        for _ in range(3)
    ]
    answers = cross_validated(rows, Recipe("claim", 1.0, 100, ("word",)))
    assert len(answers) == len(rows)
    by_group = {one.group: set() for one in rows}  # type: ignore[var-annotated]
    for one, (label, _) in zip(rows, answers, strict=True):
        by_group[one.group].add(label)
    assert all(len(labels) == 1 for labels in by_group.values())
    right = sum(one.label == label for one, (label, _) in zip(rows, answers, strict=True))
    assert right < len(rows)


def test_fewer_texts_than_folds() -> None:
    rows = [Example(frozenset({"word:a"}), "a"), Example(frozenset({"word:a"}), "a")]
    answers = cross_validated(rows, Recipe("claim", 1.0, 10, ("word",)))
    assert [label for label, _ in answers] == ["a", "a"]
