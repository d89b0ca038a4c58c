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


VALUES = {
    "sourcing": {"sourced", "vague", "unsourced"},
    "strength": {"none", "correlational", "conditional_causal", "direct_causal"},
    "hedging": {"categorical", "probable", "possible", "speculative", "reported"},
}


@pytest.mark.parametrize("name", ["labels-a.csv", "labels-b.csv", "labels.csv"])
def test_every_sentence_has_one_label_of_each_kind(name: str) -> None:
    with (GOLD / "sentences.csv").open(encoding="utf-8", newline="") as stream:
        asked = [(row["file"], row["number"]) for row in csv.DictReader(stream)]
    with (GOLD / name).open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [(row["file"], row["number"]) for row in rows] == asked
    for row in rows:
        for label, values in VALUES.items():
            assert row[label] in (values if row["claim"] == "yes" else {""}), row


def test_the_third_reader_decides_only_where_two_differ() -> None:
    read = {}
    for name in ("labels-a.csv", "labels-b.csv", "labels.csv"):
        with (GOLD / name).open(encoding="utf-8", newline="") as stream:
            read[name] = list(csv.DictReader(stream))
    labels = ("claim", *VALUES)
    for a, b, one in zip(*read.values(), strict=True):
        told = [tuple(row[label] for label in labels) for row in (a, b, one)]
        assert told[2] == told[{"a": 0, "b": 1}.get(one["decided"], 0)]
        assert (told[0] == told[1]) == (one["decided"] == "")
