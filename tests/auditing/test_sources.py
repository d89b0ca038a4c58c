"""Citations resolved to the article's reference list and to documents of the ledger."""

from __future__ import annotations

import pytest

from kg.auditing.listing import Listing
from kg.auditing.sources import Library
from kg.readers.formats.markdown import read
from kg.store.records import DocumentRow, Ref
from kg.text.references import references

TEXT = """# Sleep

{prose}

## References

1. Müller A, Lee B. Sleep in mice. J Sleep. 2017a.
2. Müller A. Sleep in men. J Sleep. 2017b.
3. van der Berg C. On rest. 2019. doi:10.1000/rest
4. Smith D. On dreams. 2020.
"""


def document(name: str, authors: str, year: str, title: str, doi: str | None = None) -> DocumentRow:
    return DocumentRow(
        ref=Ref(f"a:{name}", name, title),
        title=title,
        authors=authors,
        issued=year,
        container=None,
        doi=doi,
        pmid=None,
        pmcid=None,
        url=None,
        design=None,
        design_words=None,
        sample_size=None,
        verification=None,
        notices=(),
        state="accepted",
    )


DOCUMENTS = (
    document("mice", "Müller, A; Lee, B", "2017", "Sleep in mice"),
    document("men", "Müller, A", "2017", "Sleep in men"),
    document("rest", "van der Berg, C", "2019", "On rest", "10.1000/rest"),
    document("dreams", "Smith, D", "2020", "On dreams"),
)


def cited(prose: str) -> list[str | None]:
    reading = read(TEXT.format(prose=prose).encode(), "draft.md")
    start = reading.text.index(prose)
    found = Library(DOCUMENTS, reading).cited(reading.text, start, start + len(prose))
    return [one.document.ref.id if one.document else None for one in found]


@pytest.mark.parametrize(
    ("prose", "documents"),
    [
        ("It helps [1,3].", ["mice", "rest"]),
        ("It helps (Müller 2017a).", ["mice"]),
        ("It helps (Müller 2017b).", ["men"]),
        ("It helps (Muller 2017b).", ["men"]),
        ("It helps (Müller 2017).", [None]),
        ("It helps (van der Berg 2019).", ["rest"]),
        ("It helps (Berg 2019).", ["rest"]),
        ("It helps (https://doi.org/10.1000/rest).", ["rest"]),
        ("Smith and colleagues found that it helps.", ["dreams"]),
        ("According to Smith, it helps.", ["dreams"]),
        ("According to Müller, it helps.", []),
        ("Nobody and colleagues found it.", []),
        ("It helps [9].", [None]),
    ],
)
def test_what_is_cited(prose: str, documents: list[str | None]) -> None:
    assert cited(prose) == documents


def listing(prose: str) -> Listing:
    reading = read(TEXT.format(prose=prose).encode(), "draft.md")
    return Listing.of(reading, references(reading))


def test_citations_without_an_entry() -> None:
    found = listing("It helps [1, 9] (Müller 2017a; Moor 2018).")
    assert [key[1:] for _, key in found.unlisted()] == [("9",), ("moor", "2018")]


def test_entries_that_nothing_cites() -> None:
    found = listing("It helps [1, 2] and rests (doi:10.1000/rest).")
    assert [entry.label for entry in found.uncited()] == ["4"]


def test_a_text_without_citations_has_no_uncited_entries() -> None:
    assert list(listing("It helps.").uncited()) == []
