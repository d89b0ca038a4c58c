from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.rdf.iris import fault_of, iris_of, is_absolute, mended


@pytest.mark.parametrize(
    ("iri", "better"),
    [
        ("http://ex/a b", "http://ex/a%20b"),
        ('http://ex/"q"', "http://ex/%22q%22"),
        ("http://ex/<x>{y}|^`\\", "http://ex/%3Cx%3E%7By%7D%7C%5E%60%5C"),
        ("http://ex/100%", "http://ex/100%25"),
        ("http://ex/%2", "http://ex/%252"),
        ("http://ex/a%20b", "http://ex/a%20b"),
        ("http://ex/\u00e9 \u6c2f", "http://ex/\u00e9%20\u6c2f"),
        ("http://ex/\n", "http://ex/%0A"),
        ("http://ex/\ue000", "http://ex/%EE%80%80"),
    ],
)
def test_what_would_be_valid(iri: str, better: str) -> None:
    assert mended(iri) == better
    assert fault_of(better) == ""


@given(st.text(st.characters(codec="utf-8"), max_size=20))
def test_any_text_behind_a_path_can_be_mended(words: str) -> None:
    iri = f"http://ex/p?{words}"
    assert fault_of(mended(iri)) == ""
    if fault_of(iri) == "":
        assert mended(iri) == iri


def test_what_no_escape_mends() -> None:
    assert fault_of(mended("http://ex:port/")) != ""
    assert not is_absolute("a/b:c")
    assert "\n" not in fault_of("http://ex/\n")


def test_every_iri_of_a_quad() -> None:
    (quad,) = ox.parse('<a:g> { <a:s> <a:p> "1"^^<a:d> }', format=ox.RdfFormat.TRIG)
    assert list(iris_of(quad)) == ["a:s", "a:p", "a:d", "a:g"]
    (quad,) = ox.parse("<a:s> <a:p> <<( <a:x> <a:y> <a:z> )>> .", format=ox.RdfFormat.TURTLE)
    assert list(iris_of(quad)) == ["a:s", "a:p", "a:x", "a:y", "a:z"]
