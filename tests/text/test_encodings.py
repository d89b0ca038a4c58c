from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import SyntaxFault
from kg.text.encodings import decoded

ENGLISH = "The patient’s “anxiety” fell – by 13% in naïve adults.\r\nIt was a Müller study."
RUSSIAN = "Кетамин снижает тревогу у пациентов с депрессией. Это показало исследование."


@pytest.mark.parametrize(
    ("text", "codec", "name"),
    [
        (ENGLISH, "utf-8", "utf-8"),
        (ENGLISH, "utf-8-sig", "utf-8"),
        (ENGLISH, "utf-16", "utf-16-le"),
        (ENGLISH, "utf-16-le", "utf-16-le"),
        (ENGLISH, "utf-16-be", "utf-16-be"),
        (ENGLISH, "utf-32", "utf-32-le"),
        (ENGLISH, "cp1252", "windows-1252"),
        ("La kétamine réduit l’anxiété chez l’adulte.", "cp1252", "windows-1252"),
        ("Die Übelkeit wächst größer.", "latin-1", "windows-1252"),
        (RUSSIAN, "cp1251", "windows-1251"),
        ("ケタミンは不安を軽減する。これは研究で示された。", "shift_jis", "shift_jis"),
    ],
)
def test_the_encoding_is_found_and_named(text: str, codec: str, name: str) -> None:
    found = decoded(text.encode(codec), "a.txt")
    assert found.text == text.replace("\r\n", "\n")
    assert found.encoding == name
    assert bool(found.note) is (name != "utf-8")
    assert found.note == "" or name in found.note


def test_what_the_document_declares_goes_before_a_guess() -> None:
    assert decoded("Ω".encode("iso8859-7"), "a", "ISO-8859-7").text == "Ω"
    assert decoded("é".encode("cp1252"), "a", "no-such-code").text != ""
    assert decoded("é".encode(), "a", "windows-1252").text == "é"
    assert decoded("“é”".encode("cp1252"), "a", "utf-8").text == "“é”"


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused_at_a_place(data: bytes) -> None:
    try:
        found = decoded(data, "a.txt")
    except SyntaxFault as error:
        assert str(error).startswith("a.txt")
        assert error.hint
        return
    assert "\r" not in found.text
    assert "\0" not in found.text
    assert found.encoding


@given(st.text(st.characters(exclude_characters="\0\r", exclude_categories=["Cs"])))
def test_utf8_is_always_taken_as_such(text: str) -> None:
    assert decoded(text.encode(), "a").text == text.removeprefix("\ufeff")
