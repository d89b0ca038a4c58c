from __future__ import annotations

import pytest

from kg.text.features import FAMILIES
from kg.text.tasks import TASKS, Row, place_words, prepared
from kg.text.training import trained


@pytest.mark.parametrize("name", TASKS)
def test_a_task_names_known_families(name: str) -> None:
    task = TASKS[name]
    assert task.name == name
    assert set(task.families) <= FAMILIES.keys()


def test_rows_become_examples_with_their_place() -> None:
    rows = [Row("It reduces pain.", "yes", "a1", place_words(0, 9)), Row("See below.", "no", "a2")]
    recipe, examples = prepared(TASKS["claim"], rows)
    assert [one.group for one in examples] == ["a1", "a2"]
    assert {"place:0 before", "place:6 behind"} <= examples[0].features
    assert trained(examples, recipe).labels == ("no", "yes")
