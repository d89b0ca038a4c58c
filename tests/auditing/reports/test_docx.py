"""Comments in a Word document: at the words, without a change to the text, and read back."""

from __future__ import annotations

import unicodedata
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING

import docx
import pytest
from docx.shared import Pt
from hypothesis import given
from hypothesis import strategies as st

from kg.auditing.reports.docx import write
from kg.auditing.round import Asked, audit_one
from kg.auditing.telling.cutting import Cutter
from kg.auditing.telling.told import Told, Wishes
from kg.errors import ExportFault
from kg.model.finding import Finding, Report, Severity, Span
from kg.readers.formats.docx import read
from kg.readers.read import read_document
from kg.readers.word.comments import Thread, threads
from kg.readers.word.package import opened
from kg.readers.word.places import RunPlaces
from kg.readers.word.runs import W, paragraphs, run_text, runs

if TYPE_CHECKING:
    from pathlib import Path

    from docx.document import Document
    from lxml.etree import _Element

PIECES = st.lists(
    st.text(st.sampled_from("ab \t\n\u2019\u0301\U0001fad6\u05ea"), min_size=1, max_size=8),
    min_size=1,
    max_size=6,
)


def document(*rows: list[str]) -> bytes:
    """Every run in a size of its own, so that no cut goes unseen."""
    made = docx.Document()
    for row in rows:
        paragraph = made.add_paragraph()
        for number, words in enumerate(row):
            paragraph.add_run(words).font.size = Pt(8 + number)
    stream = BytesIO()
    made.save(stream)
    return stream.getvalue()


def looks(body: _Element) -> list[tuple[str, str | None]]:
    """Every character with the size in which it is set."""
    found: list[tuple[str, str | None]] = []
    for paragraph in paragraphs(body):
        for run in runs(paragraph):
            size = run.find(f"{W}rPr/{W}sz")
            found += [(c, None if size is None else size.get(f"{W}val")) for c in run_text(run)]
    return found


@given(st.lists(PIECES, min_size=1, max_size=3), st.data())
def test_cutting_changes_neither_words_nor_looks(
    rows: list[list[str]], data: st.DataObject
) -> None:
    raw = document(*rows)
    reading = read(raw, "a.docx")
    whole = opened(raw, "a.docx")
    body = whole.element.body
    before = looks(body)
    # a cut stands before a letter, not between it and its accent
    firsts = [n for n, c in enumerate(reading.text) if not unicodedata.combining(c)]
    spans = [
        Span(start, data.draw(st.integers(start + 1, len(reading.text))))
        for start in (data.draw(st.lists(st.sampled_from(firsts), max_size=4)) if firsts else ())
    ]
    assert isinstance(reading.source, RunPlaces)
    ends = Cutter(body, reading.source, reading.text).cut(spans)
    assert looks(body) == before
    for span in spans:
        stated = reading.text[span.start : span.end]
        assert (span in ends) == bool(stated.strip())
        words = "".join(_between(body, *ends[span])) if span in ends else ""
        assert letters(words) == letters(stated)


def letters(words: str) -> str:
    """Without blanks, and without accents, which may stand in the run behind their letter."""
    plain = unicodedata.normalize("NFD", "".join(words.split()))
    return "".join(c for c in plain if not unicodedata.combining(c))


def _between(body: _Element, first: _Element, last: _Element) -> list[str]:
    every = [run for paragraph in paragraphs(body) for run in runs(paragraph)]
    return [run_text(run) for run in every[every.index(first) : every.index(last) + 1]]


def commented(path: Path, told: Told) -> Document:
    stream = BytesIO()
    write([told], stream, Wishes())
    path.write_bytes(stream.getvalue())
    return docx.Document(str(path))


def finding(text: str, words: str, fingerprint: str = "0123456789abcdef") -> Finding:
    start = text.index(words)
    return Finding(
        "KG102", "missing-source", Severity.WARNING, "no source\x0b is given", "cite it", "a.docx",
        start, start + len(words), 1, 1, words, "tea-heals", fingerprint=fingerprint,
    )  # fmt: skip


@pytest.fixture
def told(tmp_path: Path) -> Told:
    path = tmp_path / "a.docx"
    path.write_bytes(document(["Tea he", "als all. Rye", " is a plant."]))
    reading = read_document(str(path))
    nowhere = Finding("KG601", "lost-quote", Severity.WARNING, "is lost", "read", "a.docx",
                      quote="gone", fingerprint="f" * 16)  # fmt: skip
    return Told(Report("a.docx", (finding(reading.text, "heals all."), nowhere)), reading)


def test_a_comment_stands_at_the_words_and_says_all(told: Told, tmp_path: Path) -> None:
    made = commented(tmp_path / "out.docx", told)
    comments = {one.text: one for one in made.comments}
    full = (
        "KG102 missing-source (warning)\nno source\ufffd is given\nHelp: cite it\n"
        "Claim: tea-heals\n[kg 0123456789abcdef]"
    )
    lost = "KG601 lost-quote (warning)\nis lost\nWords: gone\nHelp: read\n[kg ffffffffffffffff]"
    assert sorted(comments) == [full, lost]
    assert {one.author for one in made.comments} == {"claimkg"}
    paragraph = made.paragraphs[0]
    assert paragraph.text == "Tea heals all. Rye is a plant."
    inside: list[str] = []
    number = comments[min(comments)].comment_id
    open_ = False
    for element in paragraph._p.iter():
        if element.tag in {f"{W}commentRangeStart", f"{W}commentRangeEnd"}:
            if element.get(f"{W}id") == str(number):
                open_ = element.tag.endswith("Start")
        elif open_ and element.tag == f"{W}t":
            inside.append(element.text or "")
    assert "".join(inside) == "heals all."


def test_what_has_a_comment_already_gets_no_second(told: Told, tmp_path: Path) -> None:
    assert told.reading is not None
    path = tmp_path / "a.docx"
    commented(path, told)
    again = read_document(str(path))
    assert again.text == told.reading.text, "comments are no text"
    more = finding(again.text, "Rye is a plant.", "a" * 16)
    both = Told(Report("a.docx", (*told.report.findings, more)), again)
    assert len(list(commented(tmp_path / "out.docx", both).comments)) == 3


def test_comments_whose_finding_is_gone_are_taken_out(told: Told, tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    commented(path, told)
    clean = Told(Report("a.docx", told.report.findings[:1]), read_document(str(path)))
    made = commented(tmp_path / "out.docx", clean)
    (left,) = made.comments
    assert "[kg 0123456789abcdef]" in left.text
    assert made.element.body.xpath("count(.//w:commentRangeStart)") == 1
    assert made.element.body.xpath("count(.//w:commentReference)") == 1
    assert made.paragraphs[0].text == "Tea heals all. Rye is a plant."
    answered = docx.Document(str(path))
    for comment in answered.comments:
        comment.add_paragraph("Why?")
    answered.save(str(path))
    none = Told(Report("a.docx"), read_document(str(path)))
    assert len(list(commented(tmp_path / "out.docx", none).comments)) == 2


def test_other_files_cannot_be_commented(told: Told, tmp_path: Path) -> None:
    for audits in ([], [told, told], [Told(Report("x"))]):
        with pytest.raises(ExportFault, match="Word document"):
            write(audits, BytesIO(), Wishes())
    (tmp_path / "a.docx").write_bytes(document(["Another text."]))
    with pytest.raises(ExportFault, match="has changed since"):
        write([told], BytesIO(), Wishes())


EXTENDED = "http://schemas.microsoft.com/office/word/2012/wordml"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"


def with_states(path: Path, states: str) -> None:
    """Add what Word keeps of resolved comments and replies."""
    kept = BytesIO(path.read_bytes())
    with zipfile.ZipFile(kept) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "word/_rels/document.xml.rels":
                kind = "http://schemas.microsoft.com/office/2011/relationships/commentsExtended"
                link = f'<Relationship Id="rX" Type="{kind}" Target="commentsExtended.xml"/>'
                data = data.replace(b"</Relationships>", link.encode() + b"</Relationships>")
            if name == "[Content_Types].xml":
                part = '<Override PartName="/word/commentsExtended.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.commentsExtended+xml"/>'  # noqa: E501
                data = data.replace(b"</Types>", part.encode() + b"</Types>")
            new.writestr(name, data)
        body = f'<w15:commentsEx xmlns:w15="{EXTENDED}">{states}</w15:commentsEx>'
        new.writestr("word/commentsExtended.xml", body)


def numbered(made: Document, path: Path) -> None:
    """Give the last paragraph of each comment an id, as Word does."""
    for at, comment in enumerate(made.comments):
        comment._comment_elm.p_lst[-1].set(f"{{{W14}}}paraId", f"0000000{at}")
    made.save(str(path))


def test_resolved_comments_and_replies_are_read_back(told: Told, tmp_path: Path) -> None:
    path = tmp_path / "out.docx"
    made = commented(path, told)
    made.add_comment(made.paragraphs[0].runs[0], "Won\u2019t fix: our style.", "Ada", "A")
    numbered(made, path)
    with_states(
        path,
        '<w15:commentEx w15:paraId="00000000" w15:done="1"/>'
        '<w15:commentEx w15:paraId="00000001" w15:done="0"/>'
        '<w15:commentEx w15:paraId="00000002" w15:paraIdParent="00000001" w15:done="0"/>',
    )
    found = {one.fingerprint: one for one in threads(path.read_bytes(), "out.docx")}
    assert found["f" * 16].resolved
    answers = (("Ada", "Won\u2019t fix: our style."),)
    assert found["0123456789abcdef"] == Thread("0123456789abcdef", resolved=False, answers=answers)


@pytest.mark.parametrize(
    ("answer", "silent"),
    [("Ignore: it is known.", True), ("won't fix", True), ("Why?", False), ("", False)],
)
def test_answers_silence_findings(answer: str, silent: bool, tmp_path: Path) -> None:
    path, out = tmp_path / "a.docx", tmp_path / "out.docx"
    path.write_bytes(document(["It is so. Some stud", "ies say that tea cures all."]))
    asked = Asked(select=("KG103",))
    made = commented(out, audit_one(str(path), None, asked))
    (comment,) = made.comments
    if answer:
        comment.add_paragraph(answer)
    made.save(str(out))
    told = audit_one(str(out), None, asked)
    assert len(told.report.findings) == (not silent)
    if silent:
        (quiet,) = told.silenced
        assert quiet.reason == answer
        assert quiet.where.endswith("out.docx: comment of claimkg")
