from __future__ import annotations

from dataclasses import replace

import pytest

from kg.text.canonical import sha256_bytes, sha256_text
from kg.text.place import Place
from kg.text.reading import reading_of


def test_both_hashes_are_kept() -> None:
    reading = reading_of("a.txt", "plain", b"a\r\n", "a\n", ())
    assert reading.bytes_sha256 == sha256_bytes(b"a\r\n")
    assert reading.text_sha256 == sha256_text("a\n")
    assert (reading.path, reading.format, reading.blocks) == ("a.txt", "plain", ())


def test_places_without_a_source_are_those_of_the_text() -> None:
    reading = reading_of("a.txt", "plain", b"", "ab\nc", ())
    assert reading.place(3) == Place(2, 1)
    assert reading.place(4) == Place(2, 2)
    with pytest.raises(ValueError, match="outside"):
        reading.place(5)


def test_a_later_version_of_a_reader_is_told() -> None:
    reading = reading_of("a.txt", "plain", b"", "a", ())
    assert reading.reader == "plain"
    assert replace(reading, version=2).reader == "plain 2"


def test_how_a_person_reads_a_place() -> None:
    assert Place(1, 2).words == "line 1"
    assert Place(1, 2, page=3).words == "page 3"
    assert Place(1, 2, paragraph=12, run=1).words == "paragraph 12"
    assert Place(7, 2, element="li#fn1").words == "line 7, <li#fn1>"
