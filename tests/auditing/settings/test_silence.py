"""Suppressions in the article and by path."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg.auditing.round import Asked, audit_one
from kg.auditing.settings.directives import directives
from kg.auditing.telling.told import span_of
from kg.readers.read import read_document

if TYPE_CHECKING:
    from pathlib import Path

    from kg.auditing.telling.told import Told

VAGUE = "Some studies say that tea cures all."
OTHER = VAGUE.replace("tea", "rye")
ONLY = Asked(select=("KG103",))


def told_of(folder: Path, text: str, name: str = "a.md", asked: Asked = ONLY) -> Told:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return audit_one(str(path), None, asked)


def open_and_silenced(told: Told) -> tuple[list[int | None], list[int | None]]:
    silenced = [one.finding.line for one in told.silenced]
    return [finding.line for finding in told.report.findings], silenced


@pytest.mark.parametrize(
    ("text", "left", "silenced"),
    [
        (f"{VAGUE}\n", [1], []),
        (
            f"<!-- kg: ignore KG103 known -->\n\n{VAGUE}\n\n{OTHER}\n",
            [5],
            [3],
        ),
        (f"{VAGUE} <!-- kg: ignore KG103 known --> Some experts agree on rye.\n", [1], [1]),
        (f"{VAGUE} <!-- kg: ignore vague-attribution: known -->\n", [], [1]),
        (f"{VAGUE}\n\n<!-- kg: ignore-file KG103,KG102 notes -->\n", [], [1]),
        (f"- {VAGUE} <!--kg: ignore KG103 known-->\n- {OTHER}\n", [2], [1]),
    ],
)
def test_what_a_suppression_reaches(
    text: str, left: list[int], silenced: list[int], tmp_path: Path
) -> None:
    told = told_of(tmp_path, text)
    assert open_and_silenced(told) == (left, silenced)
    assert told.remarks == ()


def test_plain_text_has_brackets_on_a_line_of_their_own(tmp_path: Path) -> None:
    told = told_of(tmp_path, f"[kg: ignore KG103 known]\n{VAGUE}\n\n{OTHER}\n", "a.txt")
    assert open_and_silenced(told) == ([4], [2])
    assert told.silenced[0].reason == "known"
    assert told.silenced[0].where.endswith("a.txt:1")
    everything = told_of(
        tmp_path, "[kg: ignore KG103 Some studies say that tea cures all.]\n", "a.txt", Asked()
    )
    assert not everything.report.findings, "a suppression is no statement"


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        ("ignore KG103", "gives no reason"),
        ("ignore because", "names no rule"),
        ("ignore KG999 because", "no rule KG999"),
        ("ignor KG103 because", "'ignor' is unknown"),
        ("ignore KG103,KG999 because", "no rule KG999"),
    ],
)
def test_what_is_not_heeded_is_said(words: str, fault: str, tmp_path: Path) -> None:
    told = told_of(tmp_path, f"<!-- kg: {words} -->\n\n{VAGUE}\n")
    assert open_and_silenced(told) == ([3], [])
    (remark,) = told.remarks
    assert fault in remark
    assert "a.md:1:1: suppression not heeded" in remark


def test_a_suppression_that_silences_nothing_is_said(tmp_path: Path) -> None:
    text = "<!-- kg: ignore KG103 known -->\n\nTea is a drink.\n"
    (remark,) = told_of(tmp_path, text).remarks
    assert remark.endswith("a.md:1: suppression of KG103 silences nothing")
    assert told_of(tmp_path, text, asked=Asked(select=("KG102",))).remarks == ()


def test_suppressions_in_code_are_words(tmp_path: Path) -> None:
    told = told_of(tmp_path, f"```\n<!-- kg: ignore KG103 known -->\n```\n\n{VAGUE}\n")
    assert open_and_silenced(told) == ([5], [])
    assert told.remarks == ()


def test_a_finding_of_several_places_may_be_silenced_at_one(tmp_path: Path) -> None:
    text = "Tea cures 10% of all. <!-- kg: ignore KG102 folklore -->\n\nRye cures 20% of all.\n"
    told = told_of(tmp_path, text, asked=Asked(select=("KG102",)))
    (left,) = told.report.findings
    (quiet,) = told.silenced
    assert (left.line, left.quote) == (3, "Rye cures 20% of all.")
    assert quiet.finding.line == 1
    assert left.fingerprint == quiet.finding.fingerprint
    assert left.also == quiet.finding.also == ()
    span = span_of(left)
    assert span is not None
    assert text[span.start : span.end] == left.quote


def test_paths_are_silenced_by_the_configuration(tmp_path: Path) -> None:
    (tmp_path / "kg.toml").write_text(
        '[[audit.silence]]\npaths = ["*.md"]\nrules = ["vague-attribution"]\nreason = "notes"\n',
        encoding="utf-8",
    )
    told = told_of(tmp_path, VAGUE)
    assert open_and_silenced(told) == ([], [1])
    assert (told.silenced[0].kind, told.silenced[0].reason) == ("external", "notes")
    assert open_and_silenced(told_of(tmp_path, VAGUE, "a.txt")) == ([1], [])


def test_comments_without_an_end_take_no_time(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("<!-- kg: ignore KG103 x " * 20_000, encoding="utf-8")
    assert directives(read_document(str(path))) == ()


@pytest.mark.parametrize(
    ("page", "left", "silenced"),
    [
        (f"<p>{VAGUE}</p>\n<p>{OTHER}</p>", [1, 2], []),
        (f"<p>{VAGUE} <!-- kg: ignore KG103 known --></p>\n<p>{OTHER}</p>", [2], [1]),
        (f"<p>{VAGUE}</p>\n<!-- kg: ignore KG103 known -->\n<p>{OTHER}</p>", [1], [3]),
        (f"<!-- kg: ignore KG103 known -->\n<p>{VAGUE}</p>\n<p>{OTHER}</p>", [3], [2]),
        (f"<p>{VAGUE} <!-- kg: ignore-file KG103 known --></p>\n<p>{OTHER}</p>", [], [1, 2]),
    ],
)  # fmt: skip
def test_comments_of_a_page(
    page: str, left: list[int], silenced: list[int], tmp_path: Path
) -> None:
    told = told_of(tmp_path, f"<html><body><article>{page}</article></body></html>", "a.html")
    assert open_and_silenced(told) == (left, silenced)
    assert told.remarks == ()
