from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, cast

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import kg
from kg.auditing.extract import Extractor
from kg.auditing.own_models import own_models
from kg.errors import FilterError, ReadError
from kg.rdf.result_schema import result_schemas
from kg.text.tasks import TASKS, Row, prepared
from kg.text.training import trained

if TYPE_CHECKING:
    from pathlib import Path

TEXT = """# Sleep

Some studies suggest that magnesium may help sleep in older adults (Low 2019).
Is it safe?
It reduced pain but increased nausea in 42 patients (p = 0.03).

Talk to your doctor before you take 200 mg.
"""


def extracted(folder: Path, text: str, **more: Any) -> list[dict[str, Any]]:
    path = folder / "article.md"
    path.write_text(text, encoding="utf-8")
    answer = Extractor(kg.read(path), **more).answer()
    jsonschema.Draft202012Validator(result_schemas()["extract"]).validate(answer)
    assert json.loads(json.dumps(answer)) == answer
    return cast("list[dict[str, Any]]", answer["statements"])


def test_what_is_read_of_a_statement(tmp_path: Path) -> None:
    first, second, third = extracted(tmp_path, TEXT)
    assert first["quote"].startswith("Some studies suggest")
    assert first["is_claim"]
    assert first["strength"] == "conditional_causal"
    assert first["hedging"] == "possible"
    assert first["hedge_cues"] == ["suggest", "may"]
    assert (first["attribution"], first["attribution_text"]) == ("unnamed", "Some studies")
    assert first["citations"] == [{"text": "(Low 2019)", "document": None}]
    assert first["qualifiers"] == {"population": [{"text": "older adults"}]}
    assert first["section"] == "Sleep"
    assert (first["line"], first["column"]) == (3, 1)
    assert [one["quote"] for one in second["clauses"]] == [
        "It reduced pain",
        "increased nausea in 42 patients (p = 0.03).",
    ]
    assert [one["effect"] for one in second["clauses"]] == ["decrease", "increase"]
    assert {one["kind"] for one in second["mentions"]} >= {"sample-size", "p-value"}
    assert not third["is_claim"]
    assert third["qualifiers"]["dose"][0]["text"] == "200 mg"


def test_reasons_are_given(tmp_path: Path) -> None:
    because = extracted(tmp_path, TEXT)[0]["because"]
    assert "+1.4 states a relation, conditional causal" in because
    assert "may (possible)" in because
    assert any(reason.endswith("(certainty)") for reason in because)


def test_statements_are_matched_with_a_ledger(tmp_path: Path) -> None:
    view = kg.open("demo").select()
    text = "Ketamine in low doses may reduce anxiety.\n"
    (found,) = extracted(tmp_path, text, view=view)
    assert found["subject"]["label"] == "ketamine"
    ledger = kg.open("demo")
    assert all(ledger.claim(match["claim"]).text for match in found["matches"])
    assert found["qualifiers"]["dose"][0]["level"] == "low"


def model_file(folder: Path, task: str, rows: list[Row]) -> str:
    recipe, examples = prepared(TASKS[task], rows)
    path = folder / f"{task}.json"
    path.write_text(trained(examples, recipe).text, encoding="utf-8")
    return str(path)


def test_own_models_decide(tmp_path: Path) -> None:
    odd = [Row("Sheep bleat often.", "yes"), Row("Sheep bleat now.", "yes")] * 5
    odd += [Row("Magnesium reduced pain.", "no"), Row("Magnesium increased pain.", "no")] * 5
    path = model_file(tmp_path, "claim", odd)
    found = extracted(
        tmp_path, "Sheep bleat.\n\nMagnesium reduced pain.\n", models=own_models([path])
    )
    assert [one["is_claim"] for one in found] == [True, False]
    assert found[0]["score"] > 0.5 > found[1]["score"]
    assert any("word:" in reason for reason in found[0]["because"])


def test_models_that_do_not_fit_are_refused(tmp_path: Path) -> None:
    path = model_file(
        tmp_path, "direction", [Row("It rose.", "increase"), Row("It fell.", "decrease")]
    )
    with pytest.raises(FilterError, match="not used in reading"):
        own_models([path])
    twice = model_file(tmp_path, "claim", [Row("It rose.", "yes"), Row("See.", "no")])
    with pytest.raises(FilterError, match="a second model"):
        own_models([twice, twice])
    other = tmp_path / "other.json"
    other.write_text(
        (tmp_path / "claim.json").read_text(encoding="utf-8").replace('"yes"', '"maybe"'),
        encoding="utf-8",
    )
    with pytest.raises(FilterError, match="labels that"):
        own_models([str(other)])


HOSTILE = st.lists(
    st.sampled_from(
        [
            *("ketamine ", "reduces ", "İ", "e\u0301", "\r\n", "\n\n", "# ", "- ", "| a | b |\n"),
            *("but ", ". ", "may ", "0.5 mg ", "“", "\u200b", "![x](y)", "<!-- ", "**", "n = 5 "),
            *("\U0001f600", "（", "。", "two weeks "),
        ]
    ),
    max_size=40,
).map(lambda parts: f"{''.join(parts)}ketamine.")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(HOSTILE)
def test_offsets_give_back_every_quote(tmp_path: Path, text: str) -> None:
    path = tmp_path / "article.md"
    path.write_bytes(text.encode())
    reading = kg.read(path)
    for one in Extractor(reading).statements():
        spans = [one]
        for part in ("hedges", "boosters", "mentions", "clauses"):
            spans += cast("list[dict[str, object]]", one[part])
        for span in spans:
            words = span.get("quote", span.get("text"))
            assert reading.text[cast("int", span["start"]) : cast("int", span["end"])] == words


@pytest.mark.parametrize("text", ["", "\n \n"])
def test_an_empty_article_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(ReadError, match=r"empty|no words"):
        extracted(tmp_path, text)


def test_an_article_without_sentences_states_nothing(tmp_path: Path) -> None:
    assert extracted(tmp_path, "# Sleep\n") == []
