from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kg.readers.formats import markdown, plain
from kg.text.references import references

PLAIN = """A Title

Text is here.

References

[1] Glue P, Medlicott NJ. Ketamine. J Psychopharmacol. 2017;31:1302. doi:10.1177/0269881117718321.
[2] Taylor JH (2018). Social anxiety. https://pubmed.ncbi.nlm.nih.gov/28849779/
[3] Anonymous leaflet without any of it
"""


def test_entries_of_plain_text() -> None:
    reading = plain.read(PLAIN.encode(), "a.txt")
    first, second, third = references(reading)
    assert (first.label, first.doi, first.year, first.first_author) == (
        "1",
        "10.1177/0269881117718321",
        "2017",
        "glue",
    )
    assert (second.label, second.pmid, second.year, second.first_author) == (
        "2",
        "28849779",
        "2018",
        "taylor",
    )
    assert (third.doi, third.pmid, third.year, third.first_author) == (None, None, None, None)
    assert all(reading.text[one.start : one.end] == one.text for one in references(reading))


def test_entries_of_markdown() -> None:
    source = (
        "Text.[^a]\n\n[^a]: Glue P (2017). Title.\n\n[Ref]: https://doi.org/10.1/A\n\n"
        "## References\n\n1. Smith J. T. 2010.\n2. Doe A. T. 2011.\n\n"
        "## After\n\n1. No reference.\n"
    )
    found = references(markdown.read(source.encode(), "a.md"))
    assert [one.label for one in found] == ["^a", "ref", "1", "2"]
    assert [one.first_author for one in found] == ["glue", None, "smith", "doe"]


@given(st.text())
def test_any_text(text: str) -> None:
    words = "References\n\n" + text.replace("\0", "")
    reading = plain.read(words.encode(), "a.txt")
    for one in references(reading):
        assert reading.text[one.start : one.end] == one.text
