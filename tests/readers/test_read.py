from __future__ import annotations

import io
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from kg.errors import ReadError
from kg.readers.read import read_document, suffixes

if TYPE_CHECKING:
    from pathlib import Path


def test_the_suffix_says_the_reader(tmp_path: Path) -> None:
    for name, reader in (("a.txt", "plain"), ("a.MD", "markdown"), ("README", "plain")):
        path = tmp_path / name
        path.write_text("# Title\n\nText.", encoding="utf-8")
        reading = read_document(str(path))
        assert (reading.format, reading.path) == (reader, str(path))
    assert suffixes()[".md"] == "markdown"


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    class Stream:
        buffer = io.BytesIO(b"# Title")

    monkeypatch.setattr(sys, "stdin", Stream)
    reading = read_document("-", "draft.md")
    assert (reading.format, reading.path) == ("markdown", "draft.md")
    Stream.buffer = io.BytesIO(b"text")
    assert read_document("-").path == "<stdin>"


def test_what_cannot_be_opened_is_said_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="no such file"):
        read_document(str(tmp_path / "none.txt"))
    with pytest.raises(ReadError, match="folder"):
        read_document(str(tmp_path))
    with pytest.raises(ReadError, match=r"no reader for \.xyz files"):
        read_document("a.xyz")
    with pytest.raises(ReadError, match="cannot be read"):
        read_document("a\0b.txt")


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.txt", b"%PDF-1.7\n", r"is a PDF by its content; name it a\.pdf"),
        ("a.docx", b"%PDF-1.7\n", r"is a PDF by its content"),
        ("a.pdf", b"PK\x03\x04" + b"\0" * 26 + b"word/document.xml", "is a Word document"),
        ("a.docx", b"PK\x03\x04" + b"\0" * 26 + b"xl/workbook.xml", "workbook"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 99, "old kind"),
        ("a.txt", b"{\\rtf1 x}", "rich text"),
        ("a.html", b"\x1f\x8b\x08", "gzip"),
        ("a.pdf", b"\x89PNG\r\n\x1a\n", "OCR"),
        ("a.zip", b"PK\x03\x04", "no reader"),
        ("a.txt", b"", "is empty"),
        ("a.html", b"<script>x</script>", "holds no words; a page that is made by scripts"),
        ("a.md", b" \n\n", "holds no words"),
        ("a.md", b"text\0text", r"a\.md:1:5: a NUL"),
        ("a.txt", bytes(range(256)) * 3, r"a\.txt:3:115: binary data"),
        ("a.txt", bytes(range(1, 256)) * 3, "binary data"),
        ("a.xml", b"\xff\xfe\x00", "broken utf-16-le"),
    ],
)
def test_what_is_not_what_it_is_called(tmp_path: Path, name: str, data: bytes, said: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(ReadError, match=said) as caught:
        read_document(str(path))
    assert caught.value.message.startswith(str(path))
    assert caught.value.hint
    assert str(caught.value).isprintable()


def test_a_file_of_any_length_is_not_taken_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"x" * 2000)
    monkeypatch.setattr("kg.readers.read.LARGEST", 1000)
    with pytest.raises(ReadError, match="larger than"):
        read_document(str(path))


def test_one_huge_line_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Ketamine reduces anxiety. " * 40_000, encoding="utf-8")
    reading = read_document(str(path))
    assert reading.place(len(reading.text) - 2).line == 1


def test_reading_imports_no_heavy_library() -> None:
    code = (
        "import sys, kg.readers.read, kg.text.cues, kg.text.sentences, kg.text.quantities,"
        " kg.text.direction, kg.text.citations, kg.text.labels, kg.text.anchors\n"
        "heavy = {'pydantic', 'rdflib', 'networkx', 'sentencex', 'markdown_it', 'rich',"
        " 'docx', 'pypdf', 'lxml', 'charset_normalizer'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
