from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import ReadError
from kg.text.linear import LinearModel, read_model, rounded

if TYPE_CHECKING:
    from pathlib import Path

MODEL = LinearModel(
    task="claim",
    labels=("no", "yes"),
    bias=(0.5, -0.5),
    scale=(0.01, 0.02),
    weights={"word:a": (-100, 100), "word:b": (50, 0)},
    families=("word",),
    frequent=frozenset({"the"}),
    about={"texts": 2},
)


def test_the_class_with_the_highest_score_is_the_answer() -> None:
    assert MODEL.scored({"word:a"}).label == "yes"
    assert MODEL.scored(set()) == ("no", 0.5, ())


def test_contributions_and_bias_make_the_score() -> None:
    found = MODEL.scored({"word:a", "word:b", "word:c", "word:d"})
    assert found.label == "yes"
    assert [part.feature for part in found.because] == ["word:a"]
    assert found.score == pytest.approx(-0.5 + sum(part.contribution for part in found.because))


def test_a_model_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "model.json"
    path.write_text(MODEL.text, encoding="utf-8")
    assert read_model(path) == MODEL
    assert read_model(path).text == MODEL.text


@pytest.mark.parametrize(
    "change",
    [
        {"schema": "kg.model/9"},
        {"weights": {"word:a": [1]}},
        {"weights": 3},
        {"bias": []},
        {"labels": None},
    ],
)
def test_what_is_no_model_is_refused(tmp_path: Path, change: dict[str, object]) -> None:
    path = tmp_path / "model.json"
    path.write_text(json.dumps({**json.loads(MODEL.text), **change}), encoding="utf-8")
    with pytest.raises(ReadError, match="no model"):
        read_model(path)


def test_a_missing_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="none\\.json: No such file"):
        read_model(tmp_path / "none.json")


@given(
    st.dictionaries(
        st.text(min_size=1, max_size=5), st.tuples(st.floats(-9, 9), st.floats(-9, 9)), min_size=1
    ),
    st.integers(1, 20),
)
def test_rounded_weights_fit_a_byte_and_stay_near(
    exact: dict[str, tuple[float, float]], most: int
) -> None:
    scale, whole = rounded(exact, most)
    assert len(whole) <= most
    for name, row in whole.items():
        assert all(-127 <= weight <= 127 for weight in row)
        for weight, step, meant in zip(row, scale, exact[name], strict=True):
            assert abs(weight * step - meant) <= step / 2 + 1e-9
