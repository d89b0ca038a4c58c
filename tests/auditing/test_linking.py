"""Sentences are linked to the claims that they state, with the conditions under which they hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

import examples_ledger
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.auditing.audit import audit_article
from kg.auditing.linking import Linker
from kg.auditing.prose import Reader
from kg.auditing.rule import rule
from kg.auditing.sources import Library
from kg.readers.read import read_document
from kg.store.ledger import open_ledger
from kg.terms import NAMESPACES
from kg.text.blocks import plain_blocks
from kg.text.reading import reading_of

if TYPE_CHECKING:
    from pathlib import Path

    from kg.store.selection import Selection

CLAIM = """:{name} a kg:Claim ; rdfs:label "{label}"@en ; kg:claimType kg:Causal ;
    rdf:subject :{subject} ; rdf:predicate kg:affects ; rdf:object :{thing} ;
    kg:effect kg:Decrease ; {condition} .
"""
NARROW = (
    CLAIM.format(
        name="some-people",
        label="Some people say that ketamine treatment has lessened their anxiety.",
        subject="ketamine",
        thing="anxiety",
        condition='kg:population "some people" ; kg:outcomeMeasure "self-report"',
    )
    + CLAIM.format(
        name="in-the-pregnant",
        label="Exercise reduces nausea.",
        subject="exercise",
        thing="nausea",
        condition='kg:population "pregnant women"',
    )
    + ":e8 a kg:EvidenceLine ; kg:evidenceFor :in-the-pregnant ; kg:source :moor2022 ;"
    " kg:evidenceDirection kg:Supports ; kg:evidenceLevel kg:OCEBM-5 ;"
    " kg:verification kg:ReadInFull .\n"
)


@pytest.fixture(scope="module")
def view(tmp_path_factory: pytest.TempPathFactory) -> Selection:
    path = tmp_path_factory.mktemp("ledger") / "narrow.ttl"
    prefixes = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in NAMESPACES.items())
    path.write_text(f"{prefixes}{examples_ledger.text()}\n{NARROW}", encoding="utf-8")
    return open_ledger(path).select()


def links(sentence: str, view: Selection, before: str = "") -> list[tuple[str, str]]:
    """The claims that a sentence, after others, is linked to, and how."""
    text = f"{before} {sentence}" if before else sentence
    blocks = plain_blocks(text)
    reading = reading_of("draft.txt", "text", text.encode(), text, blocks)
    statements = Reader(reading, Linker(view), Library((), reading)).statements
    return [(link.claim.ref.id, link.how) for link in statements[-1].links]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("Ketamine reduces anxiety.", [("k-less-anxiety", "states")]),
        ("Anxiety is reduced by ketamine.", [("k-less-anxiety", "states")]),
        ("Anxiety was alleviated by ketamine.", [("k-less-anxiety", "states")]),
        ("Some people say that ketamine lessened their anxiety.", [("some-people", "states")]),
        ("Exercise reduces nausea.", [("in-the-pregnant", "without-context")]),
        ("In pregnant women, exercise reduces nausea.", [("in-the-pregnant", "states")]),
        ("Exercise reduces nausea in women who are pregnant.", [("in-the-pregnant", "states")]),
        ("In pregnant women, exercise increases nausea.", [("in-the-pregnant", "opposite")]),
        ("Exercise increases nausea.", []),
        ("Ketamine is sold in glass bottles.", []),
        ("We will see whether ketamine reduces anxiety.", []),
    ],
)
def test_a_claim_is_stated_with_its_conditions(
    sentence: str, found: list[tuple[str, str]], view: Selection
) -> None:
    assert links(sentence, view) == found


def test_a_sentence_may_refer_back_to_its_subject(view: Selection) -> None:
    assert links("It reduces anxiety.", view, "Ketamine was made in 1962.") == [
        ("k-less-anxiety", "states")
    ]
    assert links("It reduces anxiety.", view, "Chess was invented in India.") == []


def test_two_clauses_may_state_two_claims(view: Selection) -> None:
    sentence = "Ketamine reduces anxiety, while exercise reduces nausea in pregnant women."
    assert sorted(links(sentence, view)) == [
        ("in-the-pregnant", "states"),
        ("k-less-anxiety", "states"),
    ]


@given(st.text(max_size=300))
def test_no_text_breaks_the_linker(view: Selection, text: str) -> None:
    blocks = plain_blocks(text)
    reading = reading_of("draft.txt", "text", text.encode("utf-8", "replace"), text, blocks)
    for statement in Reader(reading, Linker(view), Library((), reading)).statements:
        assert len(statement.links) <= 3


def test_weak_evidence_for_a_part_says_nothing_of_the_whole(
    view: Selection, tmp_path: Path
) -> None:
    path = tmp_path / "article.md"
    rules = [rule("overstated-claim")]
    path.write_text("Exercise reduces nausea.", encoding="utf-8")
    assert not audit_article(read_document(str(path)), view, rules).findings
    path.write_text("Exercise reduces nausea in pregnant women.", encoding="utf-8")
    assert len(audit_article(read_document(str(path)), view, rules).findings) == 1


def test_a_sentence_that_is_linked_is_a_claim(view: Selection) -> None:
    text = "Ketamine reduces anxiety."
    reading = reading_of("draft.txt", "text", text.encode(), text, plain_blocks(text))
    (statement,) = Reader(reading, Linker(view), Library((), reading)).statements
    assert statement.is_claim


@pytest.mark.parametrize(
    ("text", "boosters"),
    [
        ("It is proven to cure anxiety.", ("proven to",)),
        ("It almost certainly helps.", ()),
        ("You get incredibly hungry.", ()),
    ],
)
def test_boosters(text: str, boosters: tuple[str, ...], view: Selection) -> None:
    reading = reading_of("draft.txt", "text", text.encode(), text, plain_blocks(text))
    (statement,) = Reader(reading, Linker(view), Library((), reading)).statements
    assert (not boosters) == (not statement.boosters)
