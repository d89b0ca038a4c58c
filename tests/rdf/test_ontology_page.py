"""The page of the vocabulary: every term under its own anchor, readable without anything else."""

from __future__ import annotations

import re
from functools import cache
from html.parser import HTMLParser
from itertools import pairwise

import lxml.html
import pytest

from kg.rdf.ontology_page import ontology_page
from kg.rdf.vocabulary_terms import foreign_uses, own_terms

TERMS = own_terms()


@cache
def page() -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(ontology_page())


@pytest.mark.parametrize("name", TERMS)
def test_a_term_stands_under_its_local_name(name: str) -> None:
    (article,) = page().xpath("//*[@id=$name]", name=name)
    text = " ".join(article.text_content().split())
    term = TERMS[name]
    for words in (f"kg:{name}", term.label, term.definition, term.example, *term.notes):
        assert " ".join(words.split()) in text
    assert len(article.xpath(".//a[starts-with(@href, 'http')]")) >= sum(
        1 for _, iri in term.aligned if not iri.startswith("https://w3id.org/claimkg")
    )


def test_no_anchor_stands_twice_and_every_link_leads_somewhere() -> None:
    anchors = page().xpath("//@id")
    assert len(anchors) == len(set(anchors))
    for target in page().xpath("//a/@href[starts-with(., '#')]"):
        assert target.removeprefix("#") in anchors, target


def test_it_needs_nothing_else() -> None:
    text = ontology_page()
    assert not re.search(r"<(?:script|link|img|iframe|object|form)\b", text)
    assert "url(" not in text
    assert "@import" not in text


def test_it_is_well_formed() -> None:
    open_tags: list[str] = []

    class Nesting(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            del attrs
            if tag != "meta":
                open_tags.append(tag)

        def handle_endtag(self, tag: str) -> None:
            assert open_tags.pop() == tag

    Nesting().feed(ontology_page())
    assert open_tags == []


def test_readers_by_ear_find_their_way() -> None:
    found = page()
    assert found.get("lang") == "en"
    assert len(found.xpath("//main")) == len(found.xpath("//h1")) == 1
    assert found.xpath("//nav/@aria-label") == ["Terms"]
    assert all(head.get("scope") for head in found.xpath("//th"))
    assert all(table.xpath("caption") for table in found.xpath("//table"))
    levels = [int(head.tag[1]) for head in found.xpath("//h1|//h2|//h3|//h4")]
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_terms_of_others_are_listed_with_their_fields() -> None:
    uses = foreign_uses()
    assert [use.owner for use in uses["prov:wasInvalidatedBy"]].count("Claim") == 1
    text = page().text_content()
    assert all(curie in text for curie in uses)
