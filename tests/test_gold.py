from __future__ import annotations

import csv
import unicodedata
from itertools import pairwise
from pathlib import Path

import pytest

GOLD = Path(__file__).parent / "gold"
PASSAGES = sorted(path.relative_to(GOLD).as_posix() for path in GOLD.glob("*seen/*.md"))


def _rows(passage: str) -> list[dict[str, str]]:
    with (GOLD / "sentences.csv").open(encoding="utf-8", newline="") as stream:
        return [row for row in csv.DictReader(stream) if row["file"] == passage]


def _text(passage: str) -> str:
    return (GOLD / passage).read_bytes().decode("utf-8")


def test_every_passage_has_sentences_and_every_sentence_a_passage() -> None:
    with (GOLD / "sentences.csv").open(encoding="utf-8", newline="") as stream:
        files = [row["file"] for row in csv.DictReader(stream)]
    by_number = sorted(PASSAGES, key=lambda passage: passage.partition("/")[2])
    assert list(dict.fromkeys(files)) == by_number
    assert len(PASSAGES) >= 15
    assert 0.3 <= sum(file.startswith("unseen/") for file in files) / len(files) <= 0.4


@pytest.mark.parametrize("passage", PASSAGES)
def test_spans_give_back_their_quotes(passage: str) -> None:
    text = _text(passage)
    for row in _rows(passage):
        assert text[int(row["start"]) : int(row["end"])] == row["quote"]
        assert row["quote"] == row["quote"].strip() != ""


@pytest.mark.parametrize("passage", PASSAGES)
def test_rows_are_numbered_in_order_and_do_not_overlap(passage: str) -> None:
    rows = _rows(passage)
    assert [int(row["number"]) for row in rows] == list(range(1, len(rows) + 1))
    assert all(int(row["start"]) < int(row["end"]) for row in rows)
    assert all(int(one["end"]) <= int(following["start"]) for one, following in pairwise(rows))


@pytest.mark.parametrize("passage", PASSAGES)
def test_passages_say_that_they_are_made_up(passage: str) -> None:
    text = _text(passage)
    assert text.startswith("<!-- Made up for tests:")
    assert "\r" not in text
    assert unicodedata.is_normalized("NFC", text)
