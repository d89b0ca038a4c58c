from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.text.identifiers import identifier_keys, trimmed_url


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("https://dx.doi.org/10.1177/02698811", ("doi", "10.1177/02698811")),
        ("https://www.nature.com/articles/10.1038/S41", ("doi", "10.1038/s41")),
        ("https://pubmed.ncbi.nlm.nih.gov/28441895/", ("pmid", "28441895")),
        ("https://www.ncbi.nlm.nih.gov/pubmed/28441895", ("pmid", "28441895")),
        ("https://www.ncbi.nlm.nih.gov/pmc/articles/PMC123456/", ("pmcid", "PMC123456")),
        ("https://pmc.ncbi.nlm.nih.gov/articles/PMC123456/", ("pmcid", "PMC123456")),
    ],
)
def test_addresses_bear_identifiers(url: str, key: tuple[str, str]) -> None:
    assert identifier_keys(url) == (("url", url), key)


def test_other_addresses_bear_none() -> None:
    assert identifier_keys("https://example.org/10") == (("url", "https://example.org/10"),)


def test_punctuation_of_the_sentence_is_cut() -> None:
    assert trimmed_url("10.1/a(b).),") == "10.1/a(b)"
    assert trimmed_url("https://x.y/a_(b)") == "https://x.y/a_(b)"
    assert trimmed_url("...") == ""


@given(st.text())
def test_any_text(text: str) -> None:
    assert text.startswith(trimmed_url(text))
    assert identifier_keys(text)[0] == ("url", text)
