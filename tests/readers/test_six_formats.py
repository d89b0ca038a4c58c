"""The demonstration draft in six formats: the same findings, at the places of each."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

import docx
import pytest
from draft_forms import FORMS, parts_of

import kg
from kg.auditing.audit import audit_article
from kg.readers.read import read_document
from kg.readers.word import runs
from kg.readers.word.places import RunPlaces

if TYPE_CHECKING:
    from pathlib import Path

    from kg.model.finding import Report
    from kg.store.selection import Selection

_MARKUP = re.compile(r"\[([^\[\]]+)\]\([^()\s]*(?:\([^()]*\)[^()\s]*)*\)")
_ADDRESS = re.compile(r", https?://\S+?(?=[);.]*(?:\s|$))")


def bare(quote: str) -> str:
    """A quote without what the format adds: markup, the address of a link, marks of notes."""
    words = _ADDRESS.sub("", _MARKUP.sub(r"\1", quote))
    return " ".join(re.sub(r"\[\^\w+\]|[*_`]", "", words).split())


def told(report: Report) -> Counter[tuple[str, str]]:
    return Counter((one.code, bare(one.quote)) for one in report.findings)


@pytest.fixture(scope="module")
def view() -> Selection:
    return kg.open("data/claims.ttl").select()


@pytest.fixture(scope="module")
def original(view: Selection, root: Path) -> Report:
    reading = read_document(str(root / "data" / "articles" / "ketamine-draft.md"))
    return audit_article(reading, view, use_anchors=False)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    made = tmp_path_factory.mktemp("forms")
    source = (root / "data" / "articles" / "ketamine-draft.md").read_text(encoding="utf-8")
    for suffix, write in FORMS.items():
        (made / f"draft{suffix}").write_bytes(write(parts_of(source)))
    return made


@pytest.mark.parametrize("suffix", FORMS)
def test_the_same_findings(suffix: str, folder: Path, view: Selection, original: Report) -> None:
    reading = read_document(str(folder / f"draft{suffix}"))
    report = audit_article(reading, view, use_anchors=False)
    assert len(report.findings) >= 15
    assert told(report) == told(original)
    assert (report.statements, report.claims) == (original.statements, original.claims)
    for one in report.findings:
        if one.start is not None and one.end is not None:
            assert reading.text[one.start : one.end] == one.quote


@pytest.mark.parametrize("suffix", FORMS)
def test_nothing_of_the_furniture_is_read(suffix: str, folder: Path) -> None:
    reading = read_document(str(folder / f"draft{suffix}"))
    read = [b for b in reading.blocks if b.kind not in {"boilerplate", "banner"}]
    words = " ".join(reading.text[b.start : b.end] for b in read)
    assert "verybody knows" not in words
    assert "cookies" not in words


def first_words(report: Report) -> list[tuple[int, str]]:
    """Where findings begin, and their first word."""
    return [
        (one.start, one.quote.split()[0].strip("“”\"'(*[")[:8])
        for one in report.findings
        if one.start is not None
    ]


@pytest.mark.parametrize("suffix", [".txt", ".html", ".xml"])
def test_line_and_column_are_those_of_the_source(
    suffix: str, folder: Path, view: Selection
) -> None:
    path = folder / f"draft{suffix}"
    lines = path.read_text(encoding="utf-8").split("\n")
    reading = read_document(str(path))
    report = audit_article(reading, view, use_anchors=False)
    for offset, word in first_words(report):
        place = reading.place(offset)
        there = lines[place.line - 1][place.column - 1 :]
        assert word in there[: len(word) + 40], (word, there[:60])
        assert (place.element is None) is (suffix == ".txt")


def test_paragraph_and_run_are_those_of_the_document(folder: Path, view: Selection) -> None:
    path = folder / "draft.docx"
    reading = read_document(str(path))
    assert isinstance(reading.source, RunPlaces)
    paragraphs = runs.paragraphs(docx.Document(str(path)).element.body)
    for offset, word in first_words(audit_article(reading, view, use_anchors=False)):
        place, spot = reading.place(offset), reading.source.spot(offset)
        assert (place.paragraph, place.run) == (spot.paragraph, spot.run)
        found = runs.runs(paragraphs[spot.paragraph - 1])
        words = "".join(map(runs.run_text, found[spot.run - 1 :]))
        assert words[spot.character :].lstrip("“‘\"'(").startswith(word)
        assert place.words == f"paragraph {place.paragraph}"


def test_the_page_is_that_of_the_pdf(folder: Path, view: Selection) -> None:
    from pypdf import PdfReader

    path = folder / "draft.pdf"
    reading = read_document(str(path))
    pages = [page.extract_text() for page in PdfReader(path).pages]
    assert len(pages) > 3
    for offset, word in first_words(audit_article(reading, view, use_anchors=False)):
        place = reading.place(offset)
        assert place.page is not None
        assert word in pages[place.page - 1]
