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


def test_reading_imports_no_heavy_library() -> None:
    code = (
        "import sys, kg.readers.read, kg.text.cues, kg.text.sentences, kg.text.quantities,"
        " kg.text.direction, kg.text.citations, kg.text.labels, kg.text.anchors\n"
        "heavy = {'pydantic', 'rdflib', 'networkx', 'sentencex', 'markdown_it', 'rich'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
