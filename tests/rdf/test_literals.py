from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.rdf.literals import (
    UnwritableTermError,
    is_plain,
    literal_key,
    literal_text,
    shown,
    text_of,
)
from kg.terms import expand


def written(token: str) -> str:
    return literal_text(token, expand, lambda name: name)


@pytest.mark.parametrize(
    ("token", "text"),
    [
        ('"a"', '"a"'),
        ('""', '""'),
        (r'"\b\f\\b"', r'"\u0008\u000C\\b"'),
        ('"a"@de-1996', '"a"@de-1996'),
        ('"1"^^xsd:integer', "1"),
        ('"1"^^xsd:decimal', '"1"^^xsd:decimal'),
        ("-0.50", "-0.50"),
        ("true", "true"),
    ],
)
def test_text(token: str, text: str) -> None:
    assert written(token) == text
    assert written(text) == text


@pytest.mark.parametrize("token", ['"', '"a', 'a"', '"a" "b"', '"a"@', '"a"@ar--rtl', "1.", "x"])
def test_what_is_no_literal_is_refused(token: str) -> None:
    assert not is_plain(token)
    with pytest.raises(UnwritableTermError):
        written(token)
    with pytest.raises(UnwritableTermError):
        literal_key(token, expand)


@given(
    st.sampled_from(['"', '"a', "a", "1", "0.5", "+1", ".", "@en", "true", '"@en']).flatmap(
        lambda start: st.text('"a1.\\@- \n', max_size=8).map(lambda end: start + end)
    )
)
def test_what_is_plain_is_written_as_it_stands(token: str) -> None:
    if is_plain(token):
        assert written(token) == token


def test_numbers_are_keyed_by_value() -> None:
    assert literal_key("0.50", expand)[:2] == (1, Decimal("0.5"))
    assert literal_key('"7"^^xsd:int', expand)[:2] == (1, Decimal(7))
    assert literal_key('"NaN"^^xsd:double', expand)[0] == 3
    assert literal_key('"1_0"^^xsd:integer', expand)[0] == 3
    assert literal_key("9" * 10_000, expand)[0] == 1


def test_characters_and_language() -> None:
    assert text_of(r'"a\n\"\\\u00e9\U0001F9EA"@en') == ('a\n"\\é🧪', "en")
    assert text_of("1") == ("", "")


def test_shown_is_one_short_line() -> None:
    assert shown("a\nb\u202e") == "a�b�"
    assert len(shown("x" * 500)) == 80
