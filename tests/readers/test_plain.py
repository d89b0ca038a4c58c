from __future__ import annotations

import pytest

from kg.errors import SyntaxFault
from kg.readers.formats.plain import SUFFIXES, read


def test_reading() -> None:
    reading = read("\ufeffTitle\r\n\r\nIt is caf\u00e9 text.".encode(), "a.txt")
    assert reading.text == "Title\n\nIt is café text."
    assert [block.kind for block in reading.blocks] == ["heading", "paragraph"]
    assert reading.format == "plain"
    assert ".txt" in SUFFIXES
    assert read(b"", "a.txt").blocks == ()


def test_bytes_that_are_no_text() -> None:
    with pytest.raises(SyntaxFault, match=r"a\.txt:1:1: binary data"):
        read(b"\xff\x01\x02\x03", "a.txt")
