"""Names of new entities."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from strategies import texts

from kg.model.identity import (
    SLUG_LENGTH,
    assertion_name,
    claim_name,
    digest,
    evidence_name,
    slug,
)


@given(texts)
def test_a_slug_is_short_and_plain(text: str) -> None:
    found = slug(text)
    assert re.fullmatch(r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?", found)
    assert len(found) <= SLUG_LENGTH
    assert slug(text) == found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Low doses of ketamine!", "low-doses-of-ketamine"),
        ("Caf\u00e9 cr\u00e8me", "cafe-creme"),
        ("  --x--  ", "x"),
        ("a" * 200, "a" * SLUG_LENGTH),
        ("word " * 30, "-".join(["word"] * 12)),
    ],
)
def test_slugs(text: str, expected: str) -> None:
    assert slug(text) == expected


@pytest.mark.parametrize("text", ["", "\u6c2f\u80fa\u916e", "!!!", "\U0001f9e0"])
def test_what_has_no_latin_letter_gets_a_hash(text: str) -> None:
    assert re.fullmatch(r"x[0-9a-f]{12}", slug(text))


def test_a_lone_surrogate_breaks_nothing() -> None:
    assert len(digest("\ud800", 16)) == 16


def test_names_have_their_shape() -> None:
    assert re.fullmatch(r"ketamine-calms-[0-9a-f]{6}", claim_name("Ketamine calms", "key"))
    assert len(claim_name("word " * 50, "key")) <= SLUG_LENGTH
    assert re.fullmatch(r"a[0-9a-f]{16}", assertion_name("x"))
    assert re.fullmatch(r"e[0-9a-f]{16}", evidence_name("x"))
    assert assertion_name("x") != assertion_name("y")
