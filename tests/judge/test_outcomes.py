"""What a ledger states of its outcomes goes before their words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import kg
from kg.cli import run
from kg.judge.outcomes import Outcomes, turned_effect

if TYPE_CHECKING:
    from pathlib import Path


def test_triples_say_what_an_outcome_measures(tmp_path: Path) -> None:
    path = str(tmp_path / "a.ttl")
    assert run(["init", path]) == 0
    for words in (
        ["--label", "Gloom"],
        ["--label", "Brightness index", "--inversely-measures", "gloom", "--better", "more"],
        ["--label", "Gloom score", "--measures", "gloom"],
        ["--label", "Body weight", "--better", "less"],
    ):
        assert run(["-g", path, "add", "concept", *words]) == 0
    ledger = kg.open(path)
    outcomes = Outcomes.of_ledger(ledger)
    refs = {concept.ref.label: concept.ref for concept in ledger.concepts()}
    gloom, bright = refs["Gloom"], refs["Brightness index"]
    assert outcomes.relate(gloom, bright) == "inverse"
    assert outcomes.relate(bright, gloom) == "inverse"
    assert outcomes.relate(refs["Gloom score"], bright) == "inverse"
    assert outcomes.relate(gloom, gloom) == "same"
    assert outcomes.measure(bright).better == "more"
    assert outcomes.measure(refs["Body weight"]).better == "less"
    assert "kg:inverselyMeasures :gloom" in (tmp_path / "a.ttl").read_text(encoding="utf-8")


def test_the_words_speak_where_the_ledger_is_silent(tmp_path: Path) -> None:
    path = str(tmp_path / "a.ttl")
    assert run(["init", path]) == 0
    for label in ("Pain", "Pain relief", "Nausea"):
        assert run(["-g", path, "add", "concept", "--label", label]) == 0
    ledger = kg.open(path)
    outcomes = Outcomes.of_ledger(ledger)
    refs = {concept.ref.label: concept.ref for concept in ledger.concepts()}
    assert outcomes.relate(refs["Pain"], refs["Pain relief"]) == "inverse"
    assert outcomes.relate(refs["Pain"], refs["Nausea"]) == "unknown"


def test_an_inverse_outcome_turns_an_effect_round() -> None:
    assert turned_effect("increase") == "decrease"
    assert turned_effect("no-difference-found") == "no-difference-found"
    assert turned_effect(None) is None
