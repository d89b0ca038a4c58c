from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg.errors import ReadError
from kg.readers.labelled import read_labelled
from kg.text.tasks import TASKS, Row

if TYPE_CHECKING:
    from pathlib import Path

CLAIM = TASKS["claim"]


def test_json_lines_and_tables_give_the_same_rows(tmp_path: Path) -> None:
    lines = tmp_path / "a.jsonl"
    lines.write_text(
        '{"text": "It, works.", "label": true, "group": 7, "place": ["0 before"]}\n\n'
        '{"text": "See\u2028below.", "label": "No"}\n',
        encoding="utf-8",
    )
    table = tmp_path / "a.csv"
    table.write_text(
        '\ufefftext,label,group,place\n"It, works.",yes,7,0 before\nSee\u2028below.,0,,\n',
        encoding="utf-8",
    )
    expected = [Row("It, works.", "yes", "7", ("0 before",)), Row("See\u2028below.", "no")]
    assert read_labelled(lines, CLAIM) == expected


def test_a_table_with_other_names(tmp_path: Path) -> None:
    table = tmp_path / "a.tsv"
    table.write_text("sentence\tgrade\nIt works.\tDirect causal\n", encoding="utf-8")
    rows = read_labelled(table, TASKS["strength"], {"text": "sentence", "label": "grade"})
    assert rows == [Row("It works.", "direct_causal")]


def test_numbers_and_spellings(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "x", "label": "4.5"}', encoding="utf-8")
    assert read_labelled(path, TASKS["certainty"]) == [Row("x", 4.5)]
    path.write_text('{"text": "x", "label": "no_difference"}', encoding="utf-8")
    assert read_labelled(path, TASKS["direction"]) == [Row("x", "no-difference-found")]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", ":1: no JSON"),
        ("[" * 100_000, ":1: no JSON"),
        ("[]", ":1: no JSON object"),
        ('{"label": "yes"}', ":1: no 'text'"),
        ('{"text": " ", "label": "yes"}', ":1: no 'text'"),
        ('{"text": "x"}', ":1: no 'label'"),
        ('{"text": "x", "label": "maybe"}', ":1: unknown label 'maybe'"),
        ("", "no labelled sentence"),
    ],
)
def test_bad_rows_name_line_and_fault(tmp_path: Path, line: str, message: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(line, encoding="utf-8")
    with pytest.raises(ReadError) as caught:
        read_labelled(path, CLAIM)
    assert message in str(caught.value)


@pytest.mark.parametrize("label", ["many", "nan", "inf"])
def test_what_is_no_number_is_refused(tmp_path: Path, label: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(f'{{"text": "x", "label": "{label}"}}', encoding="utf-8")
    with pytest.raises(ReadError, match="is no number"):
        read_labelled(path, TASKS["certainty"])


def test_a_missing_file_and_other_encodings(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="No such file"):
        read_labelled(tmp_path / "none.jsonl", CLAIM)
    path = tmp_path / "a.csv"
    path.write_bytes(b"text,label\n\xff,yes\n")
    with pytest.raises(ReadError, match="no UTF-8"):
        read_labelled(path, CLAIM)
