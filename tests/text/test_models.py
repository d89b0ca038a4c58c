from __future__ import annotations

from pathlib import Path

import pytest

import kg.text.models
from kg.text.certainty import certainty
from kg.text.found_direction import found_direction
from kg.text.models import shipped
from kg.text.tasks import TASKS

FOLDER = Path(kg.text.models.__file__).parent


@pytest.mark.parametrize("name", ["certainty", "direction"])
def test_a_shipped_model_is_small_and_says_where_it_comes_from(name: str) -> None:
    file = FOLDER / f"{name}.json"
    model = shipped(name)
    assert file.stat().st_size < 100_000
    assert model.task == name
    assert model.families == TASKS[name].families
    assert "MIT License" in str(model.about["trained on"])
    assert model.text == file.read_text(encoding="utf-8")


def test_each_model_has_its_notice() -> None:
    notices = (FOLDER / "README.md").read_text(encoding="utf-8")
    assert {file.name for file in FOLDER.glob("*.json")} == {"certainty.json", "direction.json"}
    assert all(f"`{file.name}`" in notices for file in FOLDER.glob("*.json"))


def test_certain_words_sound_more_certain() -> None:
    firm = certainty("The drug reduced pain in all 40 patients.")
    weak = certainty("It is possible that the drug might perhaps reduce pain.")
    assert firm.score > weak.score + 1
    assert any(part.feature.startswith("cue:") for part in weak.because)


@pytest.mark.parametrize(
    ("words", "label"),
    [
        ("Pain was significantly lower in the ketamine group (p = 0.01).", "decrease"),
        ("Survival was significantly higher with the drug (p < 0.001).", "increase"),
        ("There was no significant difference between groups (p = 0.4).", "no-difference-found"),
    ],
)
def test_what_was_found_is_told(words: str, label: str) -> None:
    assert found_direction(words).label == label


def test_nothing_has_an_answer_too() -> None:
    assert 1 <= certainty("").score <= 6
    assert found_direction("").label in TASKS["direction"].labels
