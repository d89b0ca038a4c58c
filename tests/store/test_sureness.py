"""Certainties are kept beside the index, weighed again where touched, and never stale."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st
from test_refresh import _paragraphs, _write
from worlds import worlds

from kg.judge.certainty import bodies, certainty_words, word
from kg.store import pieces, refresh, sureness
from kg.store.ledger import Ledger, open_ledger

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from kg.model.entity import Entity

_numbers = itertools.count()
_few = settings(
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    deadline=None,
)


@pytest.fixture
def fine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pieces of a paragraph each, and no share of change too large."""
    monkeypatch.setattr(pieces, "_LEAST", 1)
    monkeypatch.setattr(pieces, "_ONE_IN", 1)
    monkeypatch.setattr(refresh, "_SHARE", 0)
    monkeypatch.setattr(refresh, "_STALE", 0)


def kept(ledger: Ledger) -> dict[str, str | None]:
    sureness.ready(ledger.index)
    rows = ledger.index.rows("SELECT claim, certainty FROM sureness")
    return {str(claim): None if found is None else str(found) for claim, found in rows}


def weighed(ledger: Ledger) -> dict[str, str | None]:
    """Without short cuts."""
    return {iri: word(body) for iri, body in bodies(ledger, None)}


def counting(ledger: Ledger) -> list[int]:
    """How many claims the judge of a ledger is asked to weigh, time by time."""
    asked: list[int] = []
    judge = ledger.index.judge

    def weigh(claims: Iterable[str] | None) -> Iterable[tuple[str, str | None]]:
        chosen = None if claims is None else [*claims]
        asked.append(-1 if chosen is None else len(chosen))
        return judge.weigh(chosen)

    ledger.index.judge = judge._replace(weigh=weigh)
    return asked


@_few
@given(worlds())
def test_alike_bodies_have_the_word_of_each(tmp_path: Path, entities: list[Entity]) -> None:
    ledger = open_ledger(_write(tmp_path, _paragraphs(entities, tmp_path)))
    assert dict(certainty_words(ledger)) == weighed(ledger) == kept(ledger)


@_few
@given(worlds(), worlds(), st.data())
@pytest.mark.usefixtures("fine")
def test_what_is_kept_is_brought_up_to_date(
    tmp_path: Path, one: list[Entity], other: list[Entity], data: st.DataObject
) -> None:
    first = _paragraphs(one, tmp_path)
    by_name = {p.split(" ", 1)[0]: p for p in first}
    for paragraph in _paragraphs(other, tmp_path):
        if data.draw(st.booleans()):
            by_name[paragraph.split(" ", 1)[0]] = paragraph
    changed = [p for p in by_name.values() if data.draw(st.integers(0, 5))]
    path = _write(tmp_path, first)
    before = open_ledger(path)
    kept(before)
    path.write_bytes(_write(tmp_path, changed).read_bytes())
    after = open_ledger(path)
    if after.index.meta["born"] == before.index.meta["born"]:
        event("refreshed")
    assert kept(after) == weighed(after)


def small(tmp_path: Path) -> Path:
    path = tmp_path / f"s{next(_numbers)}.ttl"
    lines = "\n\n".join(
        f""":c{n} a kg:Claim ; rdfs:label "claim {n}"@en ; rdf:subject :k ;
    rdf:predicate kg:affects ;
    rdf:object :k ; kg:effect kg:Decrease ; kg:claimType kg:Causal .

:e{n} a kg:EvidenceLine ; kg:evidenceFor :c{n} ; kg:source :d{n} ;
    kg:evidenceDirection kg:Supports ; kg:studyDesign kg:RandomizedTrial ; kg:sampleSize 500 .

:d{n} a kg:Document ; dcterms:title "paper {n}"@en ."""
        for n in range(4)
    )
    path.write_text(
        "@prefix : <https://x.example/#> .\n@prefix kg: <https://w3id.org/claimkg/ns#> .\n"
        "@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .\n"
        "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
        "@prefix dcterms: <http://purl.org/dc/terms/> .\n"
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n\n"
        f':k a skos:Concept ; skos:prefLabel "k"@en .\n\n{lines}\n',
        encoding="utf-8",
    )
    return path


def test_a_listing_weighs_what_it_shows_and_a_filter_weighs_all_once(tmp_path: Path) -> None:
    path = small(tmp_path)
    ledger = open_ledger(path)
    asked = counting(ledger)
    claim = ledger.claim("c1").ref.iri
    assert ledger.select().certainty(claim) == "high"
    assert asked == [1]
    assert ledger.select(certainty="high").total == 4
    assert asked == [1, -1]
    again = open_ledger(path)
    asked = counting(again)
    assert again.select(certainty="high").total == 4
    assert again.select().certainty(claim) == "high"
    assert asked == []


def test_where_nothing_can_be_kept_it_is_held_in_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    monkeypatch.setenv("KG_CACHE", str(blocked / "cache"))
    ledger = open_ledger(small(tmp_path))
    assert ledger.select(certainty="high").total == 4
    assert [c.ref.id for c in ledger.select().ordered("certainty", 1).claims] == ["c0"]


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\0 and no more"])
def test_a_damaged_file_is_made_anew(tmp_path: Path, content: bytes) -> None:
    path = small(tmp_path)
    first = open_ledger(path)
    kept(first)
    place = first.index.beside
    assert place is not None
    place.write_bytes(content)
    assert open_ledger(path).select(certainty="high").total == 4


def test_a_retraction_is_seen_at_once(tmp_path: Path) -> None:
    path = small(tmp_path)
    assert open_ledger(path).select(certainty="high").total == 4
    notice = " ;\n    kg:notice :d1-n .\n\n:d1-n a kg:Notice ; kg:noticeKind kg:Retraction ."
    text = path.read_text(encoding="utf-8").replace(' "paper 1"@en .', f' "paper 1"@en{notice}')
    path.write_text(text, encoding="utf-8")
    assert open_ledger(path).select(certainty="high").total == 3
    assert open_ledger(path).select(certainty="none").total == 1


CONDITIONED = """

:drug a skos:Concept ; skos:prefLabel "drug"@en .

:band a kg:DoseBand ; kg:drug :drug ; kg:doseLevel kg:LowDose ; kg:amount :band-a .

:band-a a schema:QuantitativeValue ; schema:maxValue 5 ; schema:unitText "mg" .

:other a skos:Concept ; skos:prefLabel "other"@en .

:twin a kg:DoseBand ; kg:drug :other ; kg:doseLevel kg:LowDose ; kg:amount :twin-a .

:twin-a a schema:QuantitativeValue ; schema:maxValue 1 ; schema:unitText "mg" .

:p a skos:Concept ; skos:prefLabel "survival"@en .

:q a skos:Concept ; skos:prefLabel "events"@en ; kg:measures :r .

:r a skos:Concept ; skos:prefLabel "survival"@en .

:x a kg:Claim ; rdfs:label "x"@en ; rdf:subject :drug ; rdf:predicate kg:affects ;
    rdf:object :k ; kg:effect kg:Decrease ; kg:claimType kg:Causal ;
    kg:doseLevel kg:LowDose ; kg:outcomeMeasure :p .

:xe a kg:EvidenceLine ; kg:evidenceFor :x ; kg:source :d1 ; kg:evidenceDirection kg:Supports ;
    kg:studyDesign kg:RandomizedTrial ; kg:sampleSize 500 ; kg:dose :xe-d ; kg:outcomeMeasure :q .

:xe-d a schema:QuantitativeValue ; schema:value 4 ; schema:unitText "mg" .
"""


@pytest.mark.usefixtures("fine")
@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("schema:maxValue 5 ;", "schema:maxValue 3 ;"),
        ('"k"@en .', '"k"@en ; skos:broader :other .'),
        (
            ':r a skos:Concept ; skos:prefLabel "survival"',
            ':r a skos:Concept ; skos:prefLabel "pa"',
        ),
    ],
)
def test_what_dose_words_and_outcomes_mean_is_weighed_again(
    tmp_path: Path, before: str, after: str
) -> None:
    path = small(tmp_path)
    text = "@prefix schema: <https://schema.org/> .\n" + path.read_text("utf-8") + CONDITIONED
    subject = ":k" if "broader" in after else ":drug"
    text = text.replace("rdf:subject :drug", f"rdf:subject {subject}")
    path.write_text(text, encoding="utf-8")
    first = open_ledger(path)
    assert kept(first) == weighed(first)
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")
    again = open_ledger(path)
    assert again.index.meta["born"] == first.index.meta["born"], "brought up to date, not made anew"
    assert kept(again) == weighed(again)
    claim = again.claim("x").ref.iri
    assert weighed(again)[claim] != weighed(first)[claim]
