from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.rdf.comments import (
    LABEL_WIDTH,
    Comment,
    comments_in,
    foreign_comments,
    label_comment,
    section_line,
)


def test_places_are_counted_in_code_points() -> None:
    text = '# top\n:a :b "🧪é#" . # here\r\n\n  #\t last'
    assert list(comments_in(text)) == [
        Comment(1, 1, "top"),
        Comment(2, 15, "here"),
        Comment(4, 3, "last"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "<http://x/#a> a <http://x/#b> .",
        "\"# no\" '# no' \"\\\"# no\" '\\'# no'",
        '"""\n# no "" # no\n\\""" # no """',
        "'''\n# no '' # no '''",
        "ex:a\\#b ex:c .",
        '"""unclosed # no \n # no',
        '"# unclosed',
    ],
)
def test_what_is_no_comment(text: str) -> None:
    assert list(comments_in(text)) == []


@pytest.mark.parametrize(
    "text",
    ['"" # yes', '"""a"""# yes', "<a># yes", "''# yes", '"\\\\"# yes', "a < b # yes", '"x\n# yes'],
)
def test_what_is_one(text: str) -> None:
    assert [comment.text for comment in comments_in(text)] == ["yes"]


@pytest.mark.parametrize("piece", ['"', '\\"', "'", '"""', "<", "<a", "#", "\\", "a", "#\n", '"\n'])
def test_the_scan_is_linear(piece: str) -> None:
    start = time.process_time()
    list(comments_in(piece * 300_000))
    assert time.process_time() - start < 5


@given(st.text("\"'#<>\\\n a", max_size=60))
def test_no_text_breaks_the_scan(text: str) -> None:
    for comment in comments_in(text):
        assert text.split("\n")[comment.line - 1][comment.column - 1] == "#"


def test_foreign_comments_are_those_without_a_counterpart() -> None:
    canonical = f"{section_line('Claims')}\n:a mesh:D1 ,  # ketamine\n mesh:D2 .  # ketamine\n"
    source = (
        "# mine\n### Claims ---\n#\n:a mesh:D1 , # ketamine\n mesh:D2 . # ketamine\n# ketamine\n"
    )
    assert [c.text for c in foreign_comments(source, canonical)] == [
        "mine",
        "## Claims ---",
        "ketamine",
    ]
    assert foreign_comments(source, canonical)[0] == (1, 1, "mine")
    assert foreign_comments(canonical, canonical) == []


def test_a_section_that_vanished_is_not_foreign() -> None:
    source = section_line("Assessments") + "\n"
    assert foreign_comments(source, "", ["Assessments"]) == []
    assert len(foreign_comments(source, "", ["Claims"])) == 1


@given(st.text())
def test_a_label_comment_is_one_short_line(label: str) -> None:
    comment = label_comment(label)
    assert len(comment) <= LABEL_WIDTH
    assert len(comment.splitlines()) <= 1
    assert label_comment(comment) == comment


def test_labels_are_cut_and_cleaned() -> None:
    assert label_comment("a\n\tb\x00\u202e c") == "a b c"
    assert label_comment("é" * 61) == "é" * 59 + "…"
    assert label_comment("x" * 60) == "x" * 60
    assert label_comment(" \n ") == ""


def test_section_lines_have_one_width() -> None:
    assert len(section_line("Claims")) == 80
    assert len(section_line("x" * 200)) == 80
