"""New ledgers, canonical form, and the everyday check."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg.curate.checking import check_ledger
from kg.curate.creating import init_ledger
from kg.curate.formatting import format_ledger, formatted
from kg.errors import LedgerError, ReadError, SyntaxFault, WriteError

if TYPE_CHECKING:
    from pathlib import Path

BASE = "https://claims.example/test#"
CLAIM = (
    ':{name} a kg:Claim ; rdfs:label "A does B."@en ; rdf:subject :a ; rdf:predicate :does ;'
    " rdf:object :b ; kg:claimType kg:Causal .\n"
)
CONCEPT = ':{name} a skos:Concept ; skos:prefLabel "{name}"@en .\n'
HEAD = f"""@prefix : <{BASE}> .
@prefix kg: <https://w3id.org/claimkg/ns#> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
:ledger a kg:Ledger ; dcterms:title "T"@en .
"""
WHOLE = CONCEPT.format(name="a") + CONCEPT.format(name="b") + CONCEPT.format(name="does")

PASSAGE = """:x a kg:Assertion ; kg:asserts :c ; kg:statedIn :paper ; kg:passage :x-p .
:x-p a oa:SpecificResource ;"""


def ledger(folder: Path, text: str) -> Path:
    path = folder / "ledger.ttl"
    path.write_text(HEAD + text, encoding="utf-8")
    return path


def messages(folder: Path, text: str) -> list[str]:
    return [str(problem) for problem in check_ledger(ledger(folder, text))]


def test_a_new_ledger_is_canonical_and_sound(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "new.ttl"
    base = init_ledger(path, "Größe & <more>")
    assert base.startswith("https://claims.example/")
    assert base.endswith("#")
    assert not formatted(path).changed
    assert check_ledger(path) == []


def test_a_new_ledger_may_name_its_licence(tmp_path: Path) -> None:
    path = tmp_path / "a.ttl"
    init_ledger(path, "T", licence="https://www.apache.org/licenses/LICENSE-2.0")
    assert "LICENSE-2.0>" in path.read_text(encoding="utf-8")
    assert check_ledger(path) == []


def test_two_new_ledgers_have_two_bases(tmp_path: Path) -> None:
    assert init_ledger(tmp_path / "a.ttl", "T") != init_ledger(tmp_path / "b.ttl", "T")


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "a.ttl"
    path.write_text("mine", encoding="utf-8")
    with pytest.raises(WriteError, match="already there"):
        init_ledger(path, "T")
    assert path.read_text(encoding="utf-8") == "mine"


def test_formatting_is_idempotent(tmp_path: Path) -> None:
    path = ledger(tmp_path, WHOLE)
    assert formatted(path).changed
    assert format_ledger(path)
    text = path.read_bytes()
    assert not format_ledger(path)
    assert path.read_bytes() == text


def test_formatting_asks_before_it_drops_comments(tmp_path: Path) -> None:
    path = ledger(tmp_path, WHOLE + "# mine\n")
    before = path.read_bytes()
    with pytest.raises(WriteError, match="mine"):
        format_ledger(path)
    assert path.read_bytes() == before
    assert format_ledger(path, drop_comments=True)


def test_formatting_what_is_no_ledger(tmp_path: Path) -> None:
    path = tmp_path / "x.ttl"
    path.write_text("<a:b> <a:c> <a:d> .", encoding="utf-8")
    with pytest.raises(LedgerError, match="base"):
        formatted(path)
    path.write_text("no turtle", encoding="utf-8")
    with pytest.raises(SyntaxFault):
        formatted(path)
    with pytest.raises(ReadError):
        formatted(tmp_path / "none.ttl")


def test_a_sound_ledger_has_no_problems(tmp_path: Path) -> None:
    assert messages(tmp_path, WHOLE + CLAIM.format(name="c")) == []


def test_dangling_links_are_named(tmp_path: Path) -> None:
    text = CONCEPT.format(name="a") + CONCEPT.format(name="does") + CLAIM.format(name="c")
    assert messages(tmp_path, text) == ["c: object names b, which is not here"]


def test_twins_are_named(tmp_path: Path) -> None:
    text = WHOLE + CLAIM.format(name="c") + CLAIM.format(name="d").replace("A does", "A did")
    assert messages(tmp_path, text) == ["c: means the same as d"]


@pytest.mark.parametrize(
    ("more", "problem"),
    [
        (
            ":c kg:comparator :paper .",
            "c: comparator names paper, one of the documents, not of the concepts",
        ),
        (
            ":x a kg:Assertion ; kg:asserts :a ; kg:statedIn :paper .",
            "x: claim names a, one of the concepts, not of the claims",
        ),
        (
            f'{PASSAGE} oa:hasSource :paper ; kg:quoteSha256 "{"0" * 64}" .',
            "x: passages.source names paper, one of the documents, not of the versions",
        ),
        (":c kg:via :paper .", "c: via names paper, one of the documents, not of the concepts"),
        (
            ":c rdf:subject :paper .",
            "c: subject names paper, one of the documents, not of the concepts or claims",
        ),
        (":c kg:population :c .", "c: population names c, one of the claims, not of the concepts"),
        (
            ":c kg:population :p . :p a kg:Mention ; kg:words 'x' ; kg:concept :paper .",
            "c: population.concept names paper, one of the documents, not of the concepts",
        ),
        (":c kg:refines :a .", "c: refines names a, one of the concepts, not of the claims"),
        (":c rdf:subject :c2 . :c2 rdf:object :a .", ""),
        (":a skos:exactMatch :paper .", ""),
    ],
)
def test_a_link_names_a_thing_of_the_right_kind(more: str, problem: str, tmp_path: Path) -> None:
    second = CLAIM.format(name="c2").replace("rdf:object :b", "rdf:object :does")
    paper = ":paper a kg:Document .\n"
    whole = WHOLE + CLAIM.format(name="c") + second + paper + more
    assert messages(tmp_path, whole) == ([problem] if problem else [])


def test_circles_of_kinds_are_named(tmp_path: Path) -> None:
    text = WHOLE + ":a skos:broader :b . :b skos:broader :a ."
    assert sorted(messages(tmp_path, text)) == [
        "a: is a kind of itself (skos:broader)",
        "b: is a kind of itself (skos:broader)",
    ]


def test_a_quote_must_fit_its_place(tmp_path: Path) -> None:
    text = (
        WHOLE
        + CLAIM.format(name="c")
        + ":d a kg:Document . :v a kg:Version ; prov:specializationOf :d .\n"
        + ":x a kg:Assertion ; kg:asserts :c ; kg:statedIn :d ; kg:hedging kg:Categorical ;"
        + " kg:attribution kg:AuthorAttribution ; kg:passage :x-p .\n"
        + ":x-p a oa:SpecificResource ; oa:hasSource :v ; oa:hasSelector :x-p-q , :x-p-t .\n"
        + ':x-p-q a oa:TextQuoteSelector ; oa:exact "abc" .\n'
        + ":x-p-t a oa:TextPositionSelector ; oa:start 0 ; oa:end 9 .\n"
    )
    assert messages(tmp_path, text) == ["x: the quote has 3 characters, its place 9"]


def test_an_ill_formed_record_is_a_problem(tmp_path: Path) -> None:
    (problem,) = messages(tmp_path, ":k a skos:Concept .")
    assert "labels" in problem


def test_a_ledger_without_a_header(tmp_path: Path) -> None:
    path = tmp_path / "l.ttl"
    path.write_text(f"@prefix : <{BASE}> .", encoding="utf-8")
    assert [str(p) for p in check_ledger(path)] == ["ledger: 0 headers (kg:Ledger) instead of one"]


def test_a_ledger_of_a_newer_model(tmp_path: Path) -> None:
    path = ledger(tmp_path, ":ledger kg:modelVersion 99 .")
    with pytest.raises(LedgerError, match="update claimkg"):
        check_ledger(path)
