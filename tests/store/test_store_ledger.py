from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from standin import SMALL, small_view
from strategies import HOSTILE
from worlds import BASE, worlds, write_ledger

from kg.errors import EntityError, FilterError, LedgerError
from kg.model.claim import Claim
from kg.model.concept import Concept
from kg.model.document import Document
from kg.model.header import Header
from kg.model.values import LangText
from kg.rdf.codec import decode
from kg.store import fetch
from kg.store.ledger import Ledger, open_ledger

if TYPE_CHECKING:
    from pathlib import Path
    from random import Random

    from kg.model.entity import Entity

_numbers = itertools.count()
_few = settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
SMALL_BASE = "https://claims.example/small#"


@pytest.fixture(scope="module")
def small() -> Ledger:
    return open_ledger(SMALL)


def _ledger(folder: Path, entities: list[Entity]) -> Ledger:
    return open_ledger(write_ledger(folder / f"l{next(_numbers)}.ttl", entities))


def test_claims_are_those_of_the_slow_stand_in(small: Ledger) -> None:
    view, slow = small.select(), small_view()
    assert view.claim_iris == slow.claim_iris
    for mine, theirs in zip(view.claims, slow.claims, strict=True):
        for name in ("subjects", "objects", "via", "refines", "effect", "negated", "type", "state"):
            assert getattr(mine, name) == getattr(theirs, name), name
        assert mine.qualifiers.keys() == theirs.qualifiers.keys()
        for key, rows in mine.qualifiers.items():
            for row, other in zip(rows, theirs.qualifiers[key], strict=True):
                assert (row.low, row.high, row.concept) == (other.low, other.high, other.concept)
    for iri in view.claim_iris:
        lines, others = view.evidence(iri), slow.evidence(iri)
        for most in (0, 1, 3):
            assert small.select().first_evidence(iri, most) == (lines[:most], len(lines))
        assert {line.iri for line in lines} == {
            line.iri for line in others if line.state != "withdrawn"
        }
        for line in lines:
            same = next(one for one in others if one.iri == line.iri)
            assert line._replace(qualifiers={}, level=None, level_scheme=None) == (
                same._replace(qualifiers={}, level=None, level_scheme=None)
            )
        said = {a.iri: a for a in slow.assertions(iri) if a.state != "withdrawn"}
        assert {a.iri for a in view.assertions(iri)} == said.keys()


def test_evidence_is_ordered_by_direction_and_year(small: Ledger) -> None:
    order = ("supports", "disputes", "qualifies", "neutral")
    view = small.select()
    for iri in view.claim_iris:
        keys = [(order.index(e.direction), -(e.source.year or -9999)) for e in view.evidence(iri)]
        assert keys == sorted(keys)


@_few
@given(worlds())
def test_entities_are_those_of_the_codec(tmp_path: Path, world: list[Entity]) -> None:
    ledger = _ledger(tmp_path, world)
    view = ledger.select()
    whole = decode(ledger.triples()).entities
    assert view.entities == tuple(whole[iri] for iri in view.claim_iris)
    assert ledger.counts()["concepts"] == sum(isinstance(e, Concept) for e in whole.values())
    assert len(ledger.documents()) == sum(isinstance(e, Document) for e in whole.values())


@_few
@given(worlds(), st.randoms(use_true_random=False))
def test_ancestry_is_all_that_the_hierarchy_needs_of_a_concept(
    tmp_path: Path, world: list[Entity], random: Random
) -> None:
    ledger = _ledger(tmp_path, world)
    links = {concept.ref.iri: concept.broader for concept in ledger.concepts()}
    seed = random.choice([*links])
    reach, waiting = {seed}, [seed]
    while waiting:
        more = {*links[waiting.pop()]} - reach
        reach |= more
        waiting += more
    assert ledger.ancestry([seed]) == {iri: links[iri] for iri in reach if links[iri]}
    assert ledger.ancestry([]) == {}
    assert ledger.ancestry([f"{BASE}nothing"]) == {}


def test_ancestry_passes_over_what_is_not_in_force(tmp_path: Path) -> None:
    path = tmp_path / "a.ttl"
    path.write_text(
        f"@prefix : <{BASE}> . @prefix kg: <https://w3id.org/claimkg/ns#> ."
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> ."
        ":a a skos:Concept ; skos:broader :b ; kg:disjointWith :z ."
        ":b a skos:Concept ; skos:broader :c ; kg:state kg:Withdrawn . :c a skos:Concept .",
        encoding="utf-8",
    )
    ledger = open_ledger(path)
    assert [c.ref.id for c in ledger.concepts()] == ["a", "c"]
    assert ledger.ancestry([f"{BASE}a"]) == {f"{BASE}a": (f"{BASE}b",)}
    assert ledger.ancestry([f"{BASE}a"], "disjoint_with") == {f"{BASE}a": (f"{BASE}z",)}


def test_an_entity_that_breaks_the_model_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "a.ttl"
    path.write_text(
        f"@prefix : <{BASE}> . @prefix kg: <https://w3id.org/claimkg/ns#> . :c a kg:Claim .",
        encoding="utf-8",
    )
    view = open_ledger(path).select()
    assert [claim.text for claim in view.claims] == ["c"]
    with pytest.raises(EntityError):
        _ = view.entities


def test_what_is_asked_of_one_claim_reads_no_other(
    small: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    every = small.select()
    iri = every.claim_iris[0]
    answers = (every.evidence(iri), every.assertions(iri), every.status(iri), every.tallies(iri))
    view = small.select()
    monkeypatch.setattr(fetch, "claims", None)
    assert answers == (
        view.evidence(iri),
        view.assertions(iri),
        view.status(iri),
        view.tallies(iri),
    )


def test_one_page_of_lines_is_fetched_at_once(
    small: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = small.select()
    _ = view.claims
    asked: list[str] = []
    real = type(small.index).rows

    def rows(self: object, sql: str, *values: object) -> object:
        asked.append(sql)
        return real(self, sql, *values)  # type: ignore[arg-type]  # passed on as they are

    monkeypatch.setattr(type(small.index), "rows", rows)
    for iri in view.claim_iris:
        view.evidence(iri)
        view.assertions(iri)
        view.status(iri)
        view.tallies(iri)
        for said in view.assertions(iri):
            small.document(said.document)
    assert len(asked) <= 25


def test_names_are_resolved(small: Ledger) -> None:
    claim = "low-dose-ketamine-reduces-anxiety"
    full = next(iri for iri in small.select().claim_iris if claim in iri)
    local = full.removeprefix(SMALL_BASE)
    for name in (
        full,
        f"<{full}>",
        local,
        f":{local}",
        claim,
        claim[:12],
        "LOW DOSES of ketamine reduce anxiety.",
    ):
        assert small.resolve(name).iri == full
        assert small.claim(name).ref.iri == full
    assert small.resolve("Ketamine").iri == f"{SMALL_BASE}ketamine"
    assert small.resolve("mesh:D007649", "concepts").id == "ketamine"
    assert small.concept("ketamine").ref.label == "ketamine"
    assert small.kind_of(full) == "claims"
    assert small.kind_of("http://x.example/") is None


def test_documents_are_found_by_title_and_doi(small: Ledger) -> None:
    for row in small.documents():
        assert small.document(row.ref.id) == row
        if row.title:
            assert small.document(row.title) == row
        if row.doi:
            for spelling in (row.doi, row.doi.upper(), f"https://doi.org/{row.doi}"):
                assert small.document(spelling) == row


def test_ambiguous_and_unknown_names_are_refused(small: Ledger) -> None:
    with pytest.raises(LedgerError, match=r"fits several: .*name one of them by its id"):
        small.resolve("a", "concepts")
    with pytest.raises(LedgerError, match="did you mean 'ketamine'"):
        small.resolve("ketamin3", "concepts")
    for name in ("", " ", "no such thing at all", *HOSTILE):
        with pytest.raises(LedgerError):
            small.claim(name)
        with pytest.raises(LedgerError):
            small.document(name)


def test_two_concepts_of_one_label(tmp_path: Path) -> None:
    twins: list[Entity] = [
        Concept(iri=f"{BASE}k{n}", labels=(LangText(text="Stress"),)) for n in (1, 2)
    ]
    ledger = _ledger(tmp_path, twins)
    with pytest.raises(LedgerError, match="k1, k2"):
        ledger.resolve("stress")
    assert ledger.select(about="stress").claims == ()


def test_filters_are_checked_at_once(small: Ledger) -> None:
    with pytest.raises(FilterError, match="did you mean subject"):
        small.select(subjct="x")
    with pytest.raises(FilterError, match="text"):
        small.select(subject=3)
    with pytest.raises(FilterError, match="about"):
        small.select(about=(1, 2))
    assert small.select(about="ketamine").filters.about == ("ketamine",)
    assert small.select(about=["ketamine", " "]).where(about="anxiety").filters.about == (
        "ketamine",
        "anxiety",
    )
    assert small.select(subject=None).claims == small.select().claims


def test_about_reaches_nested_claims(small: Ledger) -> None:
    texts = {claim.text for claim in small.select(about="ketamine").claims}
    assert "The dose decides whether ketamine reduces anxiety." in texts
    assert all(
        "ketamine" not in [s.id for s in c.subjects] for c in small.select(subject="dose").claims
    )


def test_the_header_and_counts(small: Ledger) -> None:
    assert small.title == "A small ledger for tests"
    assert small.base == SMALL_BASE
    header = small.header()
    assert set(header) >= {
        "title",
        "description",
        "licence",
        "searched",
        "searched_on",
        "model_version",
    }
    assert header["model_version"] == 1
    counts = small.counts()
    assert counts["claims"] == 6
    assert counts["retracted-documents"] == 1


def test_versions_and_assessments(small: Ledger) -> None:
    versions = small.versions()
    assert versions
    assert small.versions(versions[0].document)[0] == versions[0]
    assert small.versions("http://x.example/") == ()
    judged = [row for iri in small.select().claim_iris for row in small.assessments(iri)]
    assert len(judged) == 1
    assert judged[0].rationale


def test_a_ledger_of_a_header_alone(tmp_path: Path) -> None:
    ledger = _ledger(tmp_path, [Header(iri=f"{BASE}ledger", title=(LangText(text="Empty"),))])
    assert ledger.title == "Empty"
    view = ledger.select()
    assert (view.claims, view.documents, view.entities) == ((), (), ())
    assert ledger.counts()["ledgers"] == 1
    with pytest.raises(FilterError, match="no concept"):
        _ = ledger.select(about="ketamine").claims


def test_an_empty_file_is_a_ledger_of_nothing(tmp_path: Path) -> None:
    path = tmp_path / "empty.ttl"
    path.write_text("", encoding="utf-8")
    ledger = open_ledger(path)
    assert ledger.title == "empty.ttl"
    assert ledger.select().claims == ()
    assert (ledger.concepts(), ledger.documents(), ledger.versions()) == ((), (), ())
    assert ledger.counts()["passages"] == 0


@_few
@given(st.sampled_from(HOSTILE))
def test_hostile_labels_come_back_as_they_were(tmp_path: Path, text: str) -> None:
    claim = Claim.model_validate(
        {
            "iri": f"{BASE}c",
            "label": (LangText(text=text),),
            "subject": (f"{BASE}k",),
            "predicate": f"{BASE}p",
            "object": (f"{BASE}k",),
            "claim_type": "opinion",
        }
    )
    ledger = _ledger(tmp_path, [claim])
    assert ledger.select().claims[0].text == text
    assert ledger.claim(text).text == text
    assert ledger.select().entities == (claim,)


def test_addresses_are_not_files() -> None:
    with pytest.raises(LedgerError, match="not supported"):
        open_ledger("https://x.example/sparql")
