from __future__ import annotations

from dataclasses import replace

import pytest
from standin import small_view

from kg.exporters.table import COLUMNS, rows
from kg.store.records import ValueRow


def test_a_row_for_each_passage_and_each_evidence_line() -> None:
    found = list(rows(small_view("low")))
    assert [row.get("evidence_id") for row in found] == [
        None,
        None,
        "e0000000000000003",
        "e0000000000000004",
    ]
    said, restated, line, _ = found
    assert (said["claim_id"], said["start"], said["hedging"]) == (
        "low-dose-ketamine-reduces-anxiety-1a2b3c",
        "100",
        "possible",
    )
    assert restated["duplicate_of"] == said["claim_id"]
    assert restated["claim_id"] == "a0000000000000003"
    assert restated["population"] == "adolescents"
    assert "dose_level" not in restated
    assert (line["dose_level"], line["evidence_dose"], line["n"]) == ("low", "0.25-1 mg/kg", "12")


def test_only_known_columns_are_filled() -> None:
    for row in rows(small_view()):
        assert row.keys() <= set(COLUMNS)
        assert all(row.values())


def test_a_nested_claim_is_named_by_id_and_follows() -> None:
    first, last = rows(small_view("dose"))
    assert first["object"] == "low-dose-ketamine-reduces-anxiety-1a2b3c"
    assert first["subject"] == "dose"
    assert last["claim_id"] == first["object"]
    assert "evidence_id" not in last


def test_a_claim_without_words_or_evidence_has_one_row() -> None:
    (row,) = rows(small_view("prevalence"))
    assert (row["value"], row["unit"], row["statistic"]) == ("18-19.1", "%", "prevalence")


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (ValueRow("x", low="5", high="5"), "5"),
        (ValueRow("x", low="0.50", high="2"), "0.50-2"),
        (ValueRow("x", low="-2", high="-1"), "-2..-1"),
        (ValueRow("x", high="20"), "<= 20"),
        (ValueRow("x", high="20", high_open=True), "< 20"),
        (ValueRow("x", low="3"), ">= 3"),
        (ValueRow("x", low="3", low_open=True), "> 3"),
        (ValueRow("about a fifth"), "about a fifth"),
    ],
)
def test_values_as_the_import_reads_them(value: ValueRow, cell: str) -> None:
    view = small_view("prevalence")
    view = replace(view, claims=(view.claims[0]._replace(value=value),))
    assert next(rows(view))["value"] == cell
