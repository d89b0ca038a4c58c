from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from kg.exporters.escape import legal, lexical, xml

ANY = st.text(alphabet=st.characters(exclude_categories=()))


@given(ANY)
def test_any_text_survives_in_an_attribute_and_between_tags(text: str) -> None:
    root = etree.fromstring(f'<a b="{xml(text)}">{xml(text)}</a>'.encode())
    assert root.get("b") == legal(text)
    assert (root.text or "") == legal(text)


@given(ANY)
def test_only_illegal_characters_change(text: str) -> None:
    found = legal(text)
    assert len(found) == len(text)
    assert all(new in {old, "\ufffd"} for old, new in zip(text, found, strict=True))
    found.encode()


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (True, "true"),
        (False, "false"),
        (12, "12"),
        (0.5, "0.5"),
        (float("nan"), "NaN"),
        (float("inf"), "INF"),
        (float("-inf"), "-INF"),
        ("a<b\x0b\ud800", "a&lt;b\ufffd\ufffd"),
    ],
)
def test_scalars_have_the_forms_of_xml_schema(value: str | float | bool, expected: str) -> None:
    assert lexical(value) == expected
