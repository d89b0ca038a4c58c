from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.text.citations import citations

PIECES = st.lists(
    st.sampled_from(
        [
            "[",
            "](",
            "(",
            ")",
            "Smith ",
            "et al. ",
            "2017",
            "[12]",
            "[^1]",
            "10.1000/x",
            "https://a.b",
            ";",
            "\u00b9",
            "PMID 1",
            "@k",
        ]
    )
).map("".join)


@given(st.one_of(st.text(), PIECES))
def test_spans_are_right_ordered_and_apart(text: str) -> None:
    last = 0
    for found in citations(text):
        assert text[found.start : found.end] == found.text
        assert last <= found.start < found.end
        assert found.keys
        last = found.end


@pytest.mark.parametrize(
    ("text", "words", "keys"),
    [
        ("It works (Glue et al., 2017).", "(Glue et al., 2017)", [("author-year", "glue", "2017")]),
        ("Glue et al. (2017) say so.", "Glue et al. (2017)", [("author-year", "glue", "2017")]),
        (
            "Taylor and Smith (2018) say.",
            "Taylor and Smith (2018)",
            [("author-year", "taylor", "2018")],
        ),
        (
            "So (see Smith, 2010; de Haan & Roe, 2011a, p. 5).",
            "(see Smith, 2010; de Haan & Roe, 2011a, p. 5)",
            [("author-year", "smith", "2010"), ("author-year", "haan", "2011a")],
        ),
        ("So [12].", "[12]", [("number", "12")]),
        (
            "So [3, 5–7].",
            "[3, 5–7]",
            [("number", "3"), ("number", "5"), ("number", "6"), ("number", "7")],
        ),
        ("So.¹² Then", "¹²", [("number", "12")]),
        ("So<sup>3</sup>", "<sup>3</sup>", [("number", "3")]),
        ("So.[^n] Then", "[^n]", [("footnote", "n")]),
        ("So [@glue2017, p. 3].", "[@glue2017, p. 3]", [("citekey", "glue2017")]),
        (
            "A [link](https://x.y/a_(b)).",
            "[link](https://x.y/a_(b))",
            [("url", "https://x.y/a_(b)")],
        ),
        (
            "See https://doi.org/10.1177/026.",
            "https://doi.org/10.1177/026",
            [("url", "https://doi.org/10.1177/026"), ("doi", "10.1177/026")],
        ),
        ("(doi:10.1177/ABC)", "10.1177/ABC", [("doi", "10.1177/abc")]),
        ("PMID: 28441895.", "PMID: 28441895", [("pmid", "28441895")]),
        ("in PMC1234567.", "PMC1234567", [("pmcid", "PMC1234567")]),
        ("A [text][Ref] here.", "[text][Ref]", [("label", "ref")]),
        (
            "According to Yale University, it is.",
            "According to Yale University",
            [("name", "Yale University")],
        ),
    ],
)
def test_forms(text: str, words: str, keys: list[tuple[str, ...]]) -> None:
    found = citations(text)
    assert [one.text for one in found] == [words]
    assert list(found[0].keys) == keys


@pytest.mark.parametrize(
    "text",
    [
        "5 m² and 10⁶ and R²",
        "In 2017 (n = 20).",
        "(N-methyl D-aspartate)",
        "[a]",
        "![image](a.png)",
        "[up](#top)",
        "[999-1]",
        "[1]: http",
        "",
        "²",
        "However (2017) it was.",
    ],
)
def test_what_is_no_citation(text: str) -> None:
    assert [one.kind for one in citations(text) if one.kind != "url"] == []


def test_a_link_wins_over_the_address_inside_it() -> None:
    found = citations("[10.1177/1](https://pubmed.ncbi.nlm.nih.gov/28441895/)")
    assert [one.kind for one in found] == ["link"]
    assert ("pmid", "28441895") in found[0].keys


def test_long_hostile_texts() -> None:
    for text in ("[" * 100_000, "¹" * 100_000, "(A" * 50_000, "https://" * 10_000, "[1]" * 30_000):
        citations(text)


def AY(name: str, year: str) -> tuple[str, ...]:  # noqa: N802 - short in a table
    """The key of a name and a year."""
    return ("author-year", name, year)


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("[1][2]", [("number", "1"), ("number", "2")]),
        ("(Smith et al. 2017, Lee 2018)", [AY("smith", "2017"), AY("lee", "2018")]),
        ("(World Health Organization, 2020)", [AY("world health organization", "2020")]),
        ("(New York, 2020)", []),
        ("Smith's 2017 trial found it", [AY("smith", "2017")]),
        ("the 2017 study by Smith", [AY("smith", "2017")]),
        ("(Ref. 12)", [("number", "12")]),
        ("see refs 3 and 4", [("number", "3"), ("number", "4")]),
        ("reference values 12", []),
        ("as @smith2017 says", [("citekey", "smith2017")]),
        ("write to me@smith2017.org", []),
        ("ask @smith", []),
        ("In May (2017) it rained", []),
        ("May et al. (2017) found", [AY("may", "2017")]),
        ("Smith and colleagues found", [("name", "Smith")]),
        ("(Copeland 2013; PMID 23426798)", [AY("copeland", "2013"), ("pmid", "23426798")]),
    ],
)
def test_less_usual_forms(text: str, keys: list[tuple[str, ...]]) -> None:
    assert [key for citation in citations(text) for key in citation.keys] == keys


@pytest.mark.parametrize(
    "words",
    ["A ", "Smith, ", "[1]", "@", "Smith's ", "ref 1,", "The 2017 aa ", "(Smith 2017, ", "(Aa of "],
)
def test_time_is_linear_on_hostile_text(words: str) -> None:
    began = time.process_time()
    citations(words * 4000)
    assert time.process_time() - began < 2
