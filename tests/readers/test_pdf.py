from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from kg.errors import ReadError
from kg.readers.formats.pdf import read
from kg.readers.pdf.hyphens import Hyphens

if TYPE_CHECKING:
    from kg.text.reading import Reading

LINES = (
    "Ketamine was given to twelve patients whose generalised or social anx-",
    "iety had resisted treatment, in a dose-",
    "related design; relief came within one hour and it lasted one week.",
)


def pdf(*pages: tuple[str, ...], head: str = "", **more: Any) -> bytes:
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=A4, **more)
    for number, lines in enumerate(pages, 1):
        canvas.setFont("Helvetica", 10)
        if head:
            canvas.drawString(72, 820, head)
            canvas.drawString(290, 30, f"Page {number} of {len(pages)}")
        for row, line in enumerate(lines):
            size = 16 if line.startswith("# ") else 10
            canvas.setFont("Helvetica", size)
            canvas.drawString(72, 780 - 14 * row, line.removeprefix("# "))
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def kinds(reading: Reading) -> list[tuple[str, str]]:
    return [(block.kind, reading.text[block.start : block.end]) for block in reading.blocks]


def test_lines_are_put_together_over_hyphens_and_pages() -> None:
    first = ("# A Title", *LINES, "", "Then the authors write that it was a")
    second = ("remarkable effect of the dose in them.", "References", "1. Glue P. 2017.", "Psych.")
    reading = read(pdf(first, second, head="Journal of Things"), "a.pdf")
    assert kinds(reading) == [
        ("heading", "A Title"),
        (
            "paragraph",
            (
                "Ketamine was given to twelve patients whose generalised or social anxiety had"
                " resisted treatment, in a dose-related design; relief came within one hour and"
                " it lasted one week."
            ),
        ),
        (
            "paragraph",
            "Then the authors write that it was a remarkable effect of the dose in them.",
        ),
        ("heading", "References"),
        ("reference", "1. Glue P. 2017. Psych."),
    ]
    assert reading.place(reading.text.index("write")).page == 1
    assert reading.place(reading.text.index("remarkable")).page == 2
    assert reading.place(0).words == "page 1"


def test_hyphens() -> None:
    known = Hyphens(["the anxiety of a dose-related follow-up", "well known and known well"])
    assert known.joins("anx-", "iety is")
    assert known.joins("of treat-", "ment")
    assert not known.joins("a dose-", "related")
    assert not known.joins("placebo-", "controlled")
    assert not known.joins("Müller-", "Schmidt")
    assert not known.joins("1990-", "1995")
    assert not known.joins("plain", "text")


def test_cells_are_told_apart() -> None:
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=A4)
    canvas.setFont("Helvetica", 10)
    for row, cells in enumerate((("Study", "Result"), ("Glue", "It fell."), ("Short", "It rose."))):
        for column, words in enumerate(cells):
            canvas.drawString(72 + 120 * column, 700 - 20 * row, words)
    canvas.save()
    assert kinds(read(stream.getvalue(), "a.pdf")) == [
        ("table-row", "Study | Result"),
        ("table-row", "Glue | It fell."),
        ("table-row", "Short | It rose."),
    ]


def test_a_scan_is_refused() -> None:
    with pytest.raises(ReadError, match=r"a\.pdf: 2 pages without any text") as caught:
        read(pdf((), ()), "a.pdf")
    assert "OCR" in caught.value.hint


def test_a_password_is_asked_for_in_vain() -> None:
    shut = pdf(LINES, encrypt=StandardEncryption("secret", strength=128))
    with pytest.raises(ReadError, match="protected by a password"):
        read(shut, "a.pdf")
    locked = pdf(LINES, encrypt=StandardEncryption("", ownerPassword="x", canPrint=0, strength=128))
    assert "Ketamine" in read(locked, "a.pdf").text


def test_what_is_no_pdf_is_refused_in_one_line(capfd: pytest.CaptureFixture[str]) -> None:
    good = pdf(LINES)
    for data in (b"", b"text", b"%PDF-1.4\n", good[:200], b"%PDF-1.7\n" + b"\0" * 500):
        with pytest.raises(ReadError, match=r"^a\.pdf: ") as caught:
            read(data, "a.pdf")
        assert caught.value.hint
        assert "\n" not in str(caught.value)
    assert capfd.readouterr().err == ""


def test_a_bomb_is_bounded() -> None:
    import zlib

    stream = zlib.compress(b"0" * 100_000_000, 9)
    length = str(len(stream)).encode()
    body = (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]"
        b"/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>"
        b"endobj\n4 0 obj<</Filter/FlateDecode/Length " + length + b">>stream\n"
    )
    with pytest.raises(ReadError, match="broken PDF"):
        read(body + stream + b"\nendstream endobj\ntrailer<</Root 1 0 R>>\n", "a.pdf")
