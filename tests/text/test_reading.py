from __future__ import annotations

from kg.text.canonical import sha256_bytes, sha256_text
from kg.text.reading import reading_of


def test_both_hashes_are_kept() -> None:
    reading = reading_of("a.txt", "plain", b"a\r\n", "a\n", ())
    assert reading.bytes_sha256 == sha256_bytes(b"a\r\n")
    assert reading.text_sha256 == sha256_text("a\n")
    assert (reading.path, reading.format, reading.blocks) == ("a.txt", "plain", ())
