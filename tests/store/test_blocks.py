from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, assume, given, settings
from standin import SMALL
from strategies import ledgers
from worlds import BASE, tables_of, worlds

from kg.errors import SyntaxFault
from kg.model.header import MODEL_VERSION, Header
from kg.rdf.codec import encode
from kg.rdf.ledger_layout import ledger_layout
from kg.rdf.parse import parse_turtle
from kg.rdf.turtle import write_canonical
from kg.store import blocks, fill, pieces
from kg.store.blocks import CanonicalReading, NotCanonicalError, Reading
from kg.store.stem import Stem
from kg.store.tokens import Terms, is_literal, lines, objects

if TYPE_CHECKING:
    from pathlib import Path

    from kg.model.entity import Entity

_numbers = itertools.count()
_few = settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
HEAD = f"""@prefix : <{BASE}> .
@prefix kg: <https://w3id.org/claimkg/ns#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .

"""


def _file(folder: Path, text: str) -> Path:
    path = folder / f"t{next(_numbers)}.ttl"
    path.write_bytes(text.encode())
    return path


def _read(path: Path, *, canonical: bool) -> list[tuple[str, list[str]]]:
    """Subjects with predicates and values, sorted: what a text says, not how."""
    reading = CanonicalReading(path) if canonical else Reading(path)
    terms = reading.terms
    found = []
    for subject, body in reading:
        said = set()
        for line in lines(body):
            verb, _, text = line.partition(" ")
            verb = verb if verb == "a" else terms.value(verb)
            said |= {f"{verb} {terms.text(o)} {is_literal(o)}" for o in objects(text)}
        found.append((terms.stem.full(subject), sorted(said)))
    return found


@_few
@given(worlds() | ledgers())
def test_both_ways_read_the_same(tmp_path: Path, entities: list[Entity]) -> None:
    assume(not any(isinstance(e, Header) and e.model_version > MODEL_VERSION for e in entities))
    path = tmp_path / f"t{next(_numbers)}.ttl"
    with path.open("wb") as stream:
        write_canonical((t for e in entities for t in encode(e)), ledger_layout(), BASE, stream)
    try:
        expected = _read(path, canonical=False)
        assert _read(path, canonical=True) == expected
    except NotCanonicalError:
        assert not entities  # an empty ledger has no blank line after its prefixes


def test_the_small_ledger_needs_no_parser_for_the_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    parts: list[str] = []
    real = CanonicalReading._parsed

    def parsed(self: CanonicalReading, text: str) -> list[str]:
        parts.append(text)
        return real(self, text)

    monkeypatch.setattr(CanonicalReading, "_parsed", parsed)
    assert _read(SMALL, canonical=True) == _read(SMALL, canonical=False)
    assert len("".join(parts)) < SMALL.stat().st_size / 5


@pytest.mark.parametrize(
    "text",
    [
        ':a a kg:Claim ;\n    rdfs:label "x , y"@en .\n\n:b a kg:Claim .\n',
        ':a a kg:Claim ;\n    rdfs:label "a \\" ;\\n\\\\ b"@en , "c"@en-GB , "z"@de .\n',
        ':a rdfs:label "x" ;\n    rdf:type kg:Claim .\n\n:b rdf:type kg:Claim .\n',
        ":a a kg:Claim ;  # a note .\n    kg:effect kg:Increase .\n",
        "### Claims .\n\n:a a kg:Claim .\n:a-dose a kg:X .\n\n# end\n",
        ":a a kg:Claim ;\n    rdfs:label '''one\n\ntwo .\n\n:b a kg:Claim .\n''' .\n",
        ":a a kg:Claim ;\n    kg:p 1 , -1.50 , +2 , 1e3 , true , <http://x.example/y> .\n",
        ":a a kg:Claim ; kg:p [ kg:q 3 ] .\n",
        ":a a kg:Claim ;\n    kg:p <<( :a :b :c )>> , :d , <<( :a :b <<( :a :b :c )>> )>> .\n",
        ":a\\,b a kg:Claim .\n\n:a\\,b kg:p :a%20b .\n",
        ":a a kg:Claim .\n\n:b a kg:Claim .\n\n:a rdfs:label 'again' .\n",
        ':a a kg:Claim ;\n    rdfs:label "x"@en--ltr , "\\u00e9 \\b" , "y"^^kg:T .\n',
        ":a a kg:Claim .\n\n@prefix rdf: <http://elsewhere.example/> .\n\n:b rdf:type kg:Claim .\n",
        ":a a kg:Claim .\n\nPREFIX : <http://elsewhere.example/> :b a kg:Claim .\n",
        ":a a kg:Claim .\n\n@base <http://b.example/> .\n<x> a kg:Claim .\n",
        ":a a kg:Claim ,\n        kg:Other ;\n    kg:effect kg:Increase ,\n        kg:Decrease .\n",
        "",
        ":a a kg:Claim .",
    ],
)
def test_odd_texts_give_the_rows_that_the_parser_gives(tmp_path: Path, text: str) -> None:
    canonical = _file(tmp_path, HEAD + text)
    other = _file(tmp_path, HEAD.replace("> .\n", ">  .\n") + text)
    with pytest.raises(NotCanonicalError):
        CanonicalReading(other)
    first, second = tables_of(canonical), tables_of(other)
    if "[" not in text:
        assert first == second
    assert len(first["claim"]) == text.count("kg:Claim") or "'''" in text or "@prefix" in text


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (":a a kg:Claim .\n\n:b nope:p 3 .\n", 8),
        (':a a kg:Claim .\n\n:b rdfs:label "x"^^nope:T .\n', 8),
        (":a a kg:Claim .\n\n:b a kg:Claim\n\n:c a kg:Claim .\n", 10),
        (":a a kg:Claim .\n\n:b rdfs:label 'x .\n", 8),
        (":a a kg:Claim .\n\n:b a kg:Claim", 8),
    ],
)
def test_a_fault_is_named_with_its_place_in_the_file(tmp_path: Path, text: str, line: int) -> None:
    with pytest.raises(SyntaxFault) as caught:
        tables_of(_file(tmp_path, HEAD + text))
    assert caught.value.line == line


def test_a_nul_is_refused_as_by_the_parser(tmp_path: Path) -> None:
    with pytest.raises(SyntaxFault, match="NUL"):
        tables_of(_file(tmp_path, f'{HEAD}:a a kg:Claim ;\n    rdfs:label "\x00" .\n'))


def test_the_borders_of_chunks_do_not_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    expected = _read(SMALL, canonical=False)
    for size in (1, 7, 100, 5000):
        monkeypatch.setattr(pieces, "_CHUNK", size)
        monkeypatch.setattr(pieces, "_LEAST", size)
        monkeypatch.setattr(blocks, "_AT_ONCE", size)
        assert _read(SMALL, canonical=True) == expected
        assert _read(SMALL, canonical=False) == expected


def test_a_file_without_blank_lines_is_left_to_the_parser(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pieces, "_MOST", 1000)
    monkeypatch.setattr(pieces, "_CHUNK", 500)
    path = _file(tmp_path, HEAD + ":a a kg:Claim .\n" * 1000)
    with pytest.raises(NotCanonicalError):
        _read(path, canonical=True)
    assert tables_of(path)["claim"] == [tables_of(path)["claim"][0]]


def test_a_shuffled_canonical_file_is_collected(tmp_path: Path) -> None:
    head, *paragraphs = SMALL.read_text(encoding="utf-8").split("\n\n")
    lines_ = [line for p in paragraphs for line in p.split("\n:")]
    assert len(lines_) > 10
    reordered = "\n\n".join([head, *reversed(paragraphs)]) + "\n"
    assert tables_of(_file(tmp_path, reordered)) == tables_of(SMALL)


@pytest.mark.parametrize("base", ["", "http://x.example/#"])
@pytest.mark.parametrize(
    "text", ["", ":", ":a", "\x01", "\x01:a", "http://x.example/#", "http://x.example/#:a", "é"]
)
def test_stored_forms_are_one_to_one(base: str, text: str) -> None:
    stem = Stem(base)
    assert stem.full(stem.short(text)) == text
    assert stem.full(stem.marked(text)) == text
    assert stem.rows([(stem.short(text), 3, None)]) == [(text, 3, None)]


def test_no_two_texts_share_a_stored_form() -> None:
    stem = Stem("b")
    texts = ["".join(t) for n in range(5) for t in itertools.product("b:\x01a", repeat=n)]
    assert len({stem.short(text) for text in texts}) == len(texts)


def test_terms_are_taken_apart_as_the_library_does() -> None:
    terms = Terms({"": BASE}, own_prefixes=False)
    for triple in parse_turtle(SMALL):
        token = str(triple.object)
        value = getattr(triple.object, "value", "")
        assert terms.value(token) == value
        assert terms.text(token)[0] == value
        assert terms.text(token)[1] == (getattr(triple.object, "language", None) or "")


def test_the_index_is_filled_from_canonical_text(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("the file is canonical")

    monkeypatch.setattr(fill, "_empty", refuse)
    assert tables_of(SMALL)["claim"]
