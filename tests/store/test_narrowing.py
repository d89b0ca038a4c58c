from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from naive import LIVE, Naive
from standin import SMALL
from worlds import BASE, LABELS, WORDS, worlds, write_ledger

from kg.errors import FilterError
from kg.rdf.codec import decode
from kg.store.ledger import Ledger, open_ledger
from kg.store.narrowing import words_and_phrases

if TYPE_CHECKING:
    from pathlib import Path

    from kg.model.entity import Entity

_numbers = itertools.count()
_small = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
FILTERS = [
    *((name, label) for name in ("about", "subject", "object", "outcome") for label in LABELS),
    *((name, label) for name in ("population", "comparator") for label in (*LABELS, "k3")),
    ("population", "grown ups"),
    ("population", "they"),
    *(("effect", word) for word in ("none", "increase", "no-difference-found")),
    *(("type", word) for word in ("causal", "opinion")),
    *(("dose", dose) for dose in ("low", "high", "0.1..0.5 mg/kg", "1..1 mg", "0.6..9 mg/kg")),
    *(("status", word) for word in ("contested", "supported", "disputed", "qualified")),
    *(("status", word) for word in ("retracted-only", "unsupported", "not-applicable")),
    *((name, document) for name in ("document", "source") for document in ("d0", "d1")),
    *(("text", word) for word in (*WORDS, "low fear", "NAIVE rapid")),
]


def _ledger(folder: Path, entities: list[Entity]) -> Ledger:
    return open_ledger(write_ledger(folder / f"w{next(_numbers)}.ttl", entities))


@_small
@given(world=worlds(), data=st.data())
def test_filters_agree_with_a_loop_over_entities(
    tmp_path: Path, world: list[Entity], data: st.DataObject
) -> None:
    ledger = _ledger(tmp_path, world)
    naive = Naive(decode(ledger.triples()).entities.values(), BASE)
    chosen = data.draw(st.lists(st.sampled_from(FILTERS), min_size=1, max_size=25, unique=True))
    for name, value in chosen:
        expected = {
            iri
            for iri, c in naive.claims.items()
            if c.state in LIVE and naive.holds(iri, name, value)
        }
        try:
            found = set(ledger.select(**{name: value}).claim_iris)
        except FilterError:
            found = set()
        assert found == expected, (name, value)


@_small
@given(worlds())
def test_tallies_and_status_agree_with_a_loop(tmp_path: Path, world: list[Entity]) -> None:
    ledger = _ledger(tmp_path, world)
    naive = Naive(decode(ledger.triples()).entities.values(), BASE)
    view = ledger.select()
    for iri in view.claim_iris:
        tally = naive.tally(iri)
        del tally["retracted"]
        assert view.tallies(iri)._asdict() == tally
        assert view.status(iri) == naive.status(iri)
        live = [line.direction for line in view.evidence(iri) if line.counts]
        assert {name: live.count(name) for name in tally} == tally


@_small
@given(worlds(), st.sampled_from(FILTERS), st.sampled_from(FILTERS))
def test_several_filters_all_hold(
    tmp_path: Path, world: list[Entity], one: tuple[str, str], two: tuple[str, str]
) -> None:
    ledger = _ledger(tmp_path, world)
    try:
        first = set(ledger.select(**dict([one])).claim_iris)
        second = set(ledger.select(**dict([two])).claim_iris)
    except FilterError:
        return
    if one[0] == two[0] != "about":
        return
    assert set(ledger.select(**dict([one])).where(**dict([two])).claim_iris) == first & second


@pytest.fixture(scope="module")
def small() -> Ledger:
    return open_ledger(SMALL)


HOSTILE = [
    '"', '""', "'", "*", "a*", "NEAR(a b)", "a OR", "AND", "NOT x", "(", ")", "^a", "col:x", "{",
    "\\", "%", "\x00", "a\x00b", "\ud800", "\u202e", "-", "--", "; DROP TABLE claim", "x" * 100_000,
    '"unclosed phrase', "a + b", "\n\t", "prose:ketamine", "\u201ccurly\u201d",
    "\u6c2f\u80fa\u916e", "\U0001f9e0",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_hostile_text_is_only_text(small: Ledger, text: str) -> None:
    assert isinstance(small.select(text=text).claims, tuple)


@pytest.mark.parametrize("name", ["about", "subject", "predicate", "population", "dose", "source"])
@pytest.mark.parametrize("value", HOSTILE, ids=ascii)
def test_hostile_names_are_refused_by_name(small: Ledger, name: str, value: str) -> None:
    view = small.select(**{name: value})
    if view.filters.stated():
        with pytest.raises(FilterError, match=name):
            _ = view.claims


def test_text_takes_words_and_phrases(small: Ledger) -> None:
    assert len(small.select(text="doses ketamine").claims) == 2
    assert len(small.select(text='"doses of ketamine" reduce').claims) == 1
    assert not small.select(text='"ketamine of doses"').claims
    assert words_and_phrases('a "b c" *') == ["a", "b c"]


def test_unknown_names_list_the_nearest(small: Ledger) -> None:
    with pytest.raises(FilterError, match="did you mean 'ketamine'"):
        _ = small.select(subject="ketamin").claims
    with pytest.raises(FilterError, match="choose from: increase"):
        _ = small.select(effect="up").claims
    with pytest.raises(FilterError, match="choose from: contested"):
        _ = small.select(status="true").claims
    with pytest.raises(FilterError, match="choose from: causal"):
        _ = small.select(type="because").claims
    with pytest.raises(FilterError, match=r"0\.5 mg/kg"):
        _ = small.select(dose="much").claims


def test_words_may_be_joined_in_any_way(small: Ledger) -> None:
    for word in ("no-difference-found", "No_Difference_Found", "no difference found"):
        assert small.select(effect=word).claims == ()


def test_no_match_is_an_empty_selection(small: Ledger) -> None:
    view = small.select(subject="anxiety", effect="decrease")
    assert view.claims == ()
    assert view.documents == ()
    assert view.entities == ()


def test_relations_are_found_by_their_words(tmp_path: Path) -> None:
    text = f"""@prefix : <{BASE}> . @prefix kg: <https://w3id.org/claimkg/ns#> .
    @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
    @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
    @prefix sp: <https://w3id.org/linkflows/superpattern/terms/> .
    :c a kg:Claim ; rdfs:label "x"@en ; rdf:subject :a ; rdf:predicate sp:contributesTo ;
       rdf:object <http://id.nlm.nih.gov/mesh/D001007> ; kg:claimType kg:Causal ."""
    path = tmp_path / "a.ttl"
    path.write_text(text, encoding="utf-8")
    ledger = open_ledger(path)
    for name in ("sp:contributesTo", "contributesTo", "contributes to", "Contributes To"):
        assert len(ledger.select(predicate=name).claims) == 1
    assert ledger.select().claims[0].predicate.label == "contributes to"
    assert len(ledger.select(object="mesh:D001007").claims) == 1
    assert len(ledger.select(about="a").claims) == 1
