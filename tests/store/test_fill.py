from __future__ import annotations

import itertools
import random
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Triple
from standin import SMALL
from strategies import ledgers
from worlds import BASE, grouped, tables_of, worlds, write_triples

from kg.errors import ReadError, SyntaxFault
from kg.model.header import MODEL_VERSION, Header
from kg.rdf.codec import encode
from kg.rdf.parse import parse_turtle
from kg.store import fill

if TYPE_CHECKING:
    from pathlib import Path

    from kg.model.entity import Entity

_numbers = itertools.count()
_few = settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])


def _fresh(folder: Path) -> Path:
    return folder / f"t{next(_numbers)}.ttl"


@_few
@given(st.one_of(worlds(), ledgers()), st.randoms(use_true_random=False))
def test_any_order_of_triples_gives_equal_rows(
    tmp_path: Path, entities: list[Entity], chance: random.Random
) -> None:
    assume(not any(isinstance(e, Header) and e.model_version > MODEL_VERSION for e in entities))
    triples = grouped(entities)
    expected = tables_of(write_triples(_fresh(tmp_path), triples))
    shuffled = [*triples]
    chance.shuffle(shuffled)
    assert tables_of(write_triples(_fresh(tmp_path), shuffled)) == expected
    again = [*triples, *triples]
    assert tables_of(write_triples(_fresh(tmp_path), again)) == expected


@_few
@given(ledgers())
def test_every_entity_has_its_row(tmp_path: Path, entities: list[Entity]) -> None:
    assume(not any(isinstance(e, Header) and e.model_version > MODEL_VERSION for e in entities))
    rows = tables_of(write_triples(_fresh(tmp_path), grouped(entities)))
    found = {(str(row[0]), str(row[1])) for row in rows["entity"]}
    assert found == {(e.iri, e.kind) for e in entities}


def test_the_small_ledger_shuffled(tmp_path: Path) -> None:
    triples = list(parse_turtle(SMALL))
    expected = tables_of(write_triples(_fresh(tmp_path), triples))
    random.Random(7).shuffle(triples)
    assert tables_of(write_triples(_fresh(tmp_path), triples)) == expected
    assert tables_of(SMALL).keys() == expected.keys()


def test_grouped_files_are_never_collected(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("the memory of this grows with the file")

    path = write_triples(_fresh(tmp_path), list(parse_turtle(SMALL)))
    monkeypatch.setattr(fill, "_collect", refuse)
    assert tables_of(path)["claim"]


@pytest.mark.parametrize("case", ["split entity", "split node", "node elsewhere", "untyped first"])
def test_split_blocks_are_noticed(tmp_path: Path, case: str) -> None:
    triples = list(parse_turtle(SMALL))
    expected = tables_of(write_triples(_fresh(tmp_path), triples))
    names = [t.subject.value for t in triples if isinstance(t.subject, NamedNode)]
    chosen = {"split entity": names[len(names) // 2], "untyped first": names[3]}
    node = chosen.get(case) or next(name for name in names if "-dose" in name)
    mine = [t for t in triples if t.subject == NamedNode(node)]
    rest = [t for t in triples if t.subject != NamedNode(node)]
    moved = {
        "split entity": [*mine[:1], *rest, *mine[1:]],
        "split node": [*mine[:1], *rest, *mine[1:]],
        "node elsewhere": [*rest, *mine],
        "untyped first": [*mine[1:], *rest, *mine[:1]],
    }[case]
    assert tables_of(write_triples(_fresh(tmp_path), moved)) == expected


def test_unknown_triples_are_left_out(tmp_path: Path) -> None:
    triples = list(parse_turtle(SMALL))
    expected = tables_of(write_triples(_fresh(tmp_path), triples))
    stranger = NamedNode("http://x.example/p")
    first = triples[0].subject
    more = [
        Triple(first, stranger, Literal("x")),
        *triples,
        Triple(NamedNode("http://x.example/s"), stranger, first),
        Triple(NamedNode("http://x.example/t"), stranger, Triple(first, stranger, first)),
    ]
    assert tables_of(write_triples(_fresh(tmp_path), more)) == expected


def test_what_breaks_the_model_is_stored_as_far_as_it_goes(tmp_path: Path) -> None:
    path = _fresh(tmp_path)
    path.write_text(
        f"""@prefix : <{BASE}> . @prefix kg: <https://w3id.org/claimkg/ns#> .
        :c a kg:Claim ; kg:effect kg:Upwards, kg:Increase ; kg:negated "perhaps" ;
          kg:dose :gone ; kg:unknownTerm 3 ; kg:topic <<( :a :b :c )>> .
        :ev a kg:EvidenceLine ; kg:sampleSize "many" ; kg:passage :lost .
        _:blank a kg:Claim .""",
        encoding="utf-8",
    )
    rows = tables_of(path)
    assert {row[3] for row in rows["claim"]} == {"https://w3id.org/claimkg/ns#Upwards", None}
    assert rows["passage"] == []
    assert rows["evidence_line"][0][10] == "many"


@pytest.mark.parametrize(
    ("text", "line"),
    [("@prefix : <https://x.example/> .\n:a :b \n", 2), ("not turtle", 1), (":a :b :c .", 1)],
)
def test_what_is_not_rdf_is_refused_with_its_place(tmp_path: Path, text: str, line: int) -> None:
    path = _fresh(tmp_path)
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SyntaxFault) as caught:
        tables_of(path)
    assert caught.value.line >= line
    assert str(path) in str(caught.value)


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    path = _fresh(tmp_path)
    path.write_bytes(bytes(range(256)))
    with pytest.raises(ReadError):
        tables_of(path)


@pytest.mark.parametrize("text", ["", "# only a comment\n", "@prefix : <https://x.example/> .\n"])
def test_an_empty_file_is_an_empty_ledger(tmp_path: Path, text: str) -> None:
    path = _fresh(tmp_path)
    path.write_text(text, encoding="utf-8")
    assert tables_of(path)["entity"] == []


def test_encoded_order_needs_no_regrouping(tmp_path: Path) -> None:
    """A passage's selectors stand between the triples of the passage: the same group."""
    triples = list(parse_turtle(SMALL))
    path = write_triples(_fresh(tmp_path), triples)
    from kg.rdf.codec import decode

    entities = decode(triples).entities.values()
    mixed = [triple for entity in entities for triple in encode(entity)]
    first, second = tables_of(write_triples(_fresh(tmp_path), mixed)), tables_of(path)
    assert first["passage"] == second["passage"]
    assert first["qualifier"] == second["qualifier"]
