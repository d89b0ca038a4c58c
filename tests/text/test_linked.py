from __future__ import annotations

from kg.text.linked import citations_and_links
from kg.text.reading import Hyperlink

TEXT = "It fell (Berman et al. 2000) and rose [3] as a page says."


def link(words: str, target: str) -> Hyperlink:
    start = TEXT.index(words)
    return Hyperlink(start, start + len(words), target)


def kinds(*links: Hyperlink, start: int = 0, end: int = len(TEXT)) -> list[tuple[str, str]]:
    found = citations_and_links(TEXT, links, start, end)
    return [(one.kind, one.text) for one in found]


def test_a_link_to_a_paper_goes_before_the_words() -> None:
    named = link("Berman et al. 2000", "https://doi.org/10.1000/x")
    assert kinds(named) == [("link", "Berman et al. 2000"), ("number", "[3]")]
    found = citations_and_links(TEXT, [named], 0, len(TEXT))[0]
    assert ("doi", "10.1000/x") in found.keys


def test_a_link_to_the_own_list_does_not() -> None:
    assert kinds(link("[3]", "https://a.b/page#r3")) == [
        ("author-year", "(Berman et al. 2000)"),
        ("number", "[3]"),
    ]


def test_any_link_is_a_source_where_no_citation_stands() -> None:
    assert kinds(link("a page", "https://a.b/c"))[-1] == ("link", "a page")
    assert kinds(link("a page", "https://a.b/c"), end=20) == []
