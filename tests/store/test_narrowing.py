from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from naive import CONDITIONS, EVIDENCE, LIVE, SPANS, naive_of
from standin import SMALL
from worlds import BASE, LABELS, PLAIN, TIMES, WORDS, worlds, write_ledger

from kg.errors import FilterError
from kg.model.claim import Claim
from kg.model.codes import State
from kg.rdf.codec import decode
from kg.store import postings
from kg.store.ledger import Ledger, open_ledger
from kg.store.wording import words_and_phrases

if TYPE_CHECKING:
    from pathlib import Path

    from kg.model.entity import Entity

_numbers = itertools.count()


@pytest.fixture(params=["rows", "sets"], autouse=True)
def engine(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every question is asked of the rows, and of the sets that a large ledger's index keeps."""
    if request.param == "sets":
        monkeypatch.setattr(postings, "FEW", -1)
        monkeypatch.setattr(postings, "POPULAR", 2)


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
    *(
        ("text", word)
        for word in (*WORDS, "low fear", "NAIVE rapid", "re* lo*", "氯", "胺酮", "化钠に")
    ),
    *((name, label) for name in PLAIN for label in (*LABELS[:3], "k3", "grown ups")),
    *((name, span) for name in TIMES for span in SPANS),
    *(("period", when) for when in ("2011", "2012..2015", "..2010", ">=2012", "2012-02")),
    *(("certainty", word) for word in ("high", "moderate", "low", "very-low", "none")),
    *(("since", when) for when in ("2024", "2025", "2026-02", "2026-02-01", "2027")),
    *(("year", when) for when in ("2010", "2015-07", "2015..2019", ">=2016", "..2014", "<2015")),
    *(("level", level) for level in ("OCEBM-1", "CIViC:B", "GRADE:very low", "<=2", ">2")),
    ("level", "OCEBM:2..3"),
    *(("study_design", word) for word in ("meta-analysis", "cohort-study", "none")),
    *(("verification", word) for word in ("recalled", "read-in-full", "none")),
]


def _ledger(folder: Path, entities: list[Entity]) -> Ledger:
    return open_ledger(write_ledger(folder / f"w{next(_numbers)}.ttl", entities))


@_small
@given(world=worlds(), data=st.data())
def test_filters_agree_with_a_loop_over_entities(
    tmp_path: Path, world: list[Entity], data: st.DataObject
) -> None:
    ledger = _ledger(tmp_path, world)
    naive = naive_of(ledger)
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
    naive = naive_of(ledger)
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
    if one[0] == two[0] != "about" or {one[0], two[0]} <= EVIDENCE:
        return
    assert set(ledger.select(**dict([one])).where(**dict([two])).claim_iris) == first & second


@_small
@given(worlds(), st.data())
def test_conditions_reach_the_evidence_when_asked(
    tmp_path: Path, world: list[Entity], data: st.DataObject
) -> None:
    ledger = _ledger(tmp_path, world)
    naive = naive_of(ledger)
    conditions = [(name, value) for name, value in FILTERS if name in CONDITIONS]
    chosen = data.draw(st.lists(st.sampled_from(conditions), min_size=1, max_size=25, unique=True))
    for name, value in chosen:
        try:
            found = set(ledger.select(**{name: value, "as_studied": True}).claim_iris)
        except FilterError:
            continue
        assert found == {
            iri
            for iri, c in naive.claims.items()
            if c.state in LIVE and naive.under(iri, name, value, studied=True)
        }, (name, value)


_on_evidence = st.dictionaries(
    st.sampled_from(sorted(EVIDENCE)), st.integers(0, 20), min_size=2, max_size=4
)


@_small
@given(worlds(), _on_evidence)
def test_filters_on_evidence_hold_of_one_line(
    tmp_path: Path, world: list[Entity], drawn: dict[str, int]
) -> None:
    ledger = _ledger(tmp_path, world)
    naive = naive_of(ledger)
    values = {name: [value for key, value in FILTERS if key == name] for name in drawn}
    wanted = {name: values[name][n % len(values[name])] for name, n in drawn.items()}
    try:
        found = set(ledger.select(**wanted).claim_iris)
    except FilterError:
        return
    assert found == {
        iri for iri, c in naive.claims.items() if c.state in LIVE and naive.evidenced(iri, wanted)
    }


@_small
@given(worlds(), st.sampled_from(State))
def test_a_state_shows_what_lists_leave_out(
    tmp_path: Path, world: list[Entity], state: State
) -> None:
    ledger = _ledger(tmp_path, world)
    claims = [e for e in decode(ledger.triples()).entities.values() if isinstance(e, Claim)]
    shown = {c.iri for c in claims if c.state == state}
    assert set(ledger.select(state=state.value).claim_iris) == shown
    assert ledger.select().total == sum(c.state in LIVE for c in claims)


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


REFUSING = (
    *("about", "subject", "predicate", "population", "dose", "source", "duration", "timepoint"),
    *("place", "period", "year", "level", "since", "certainty", "study_design", "state"),
)


@pytest.mark.parametrize("name", REFUSING)
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


@pytest.mark.parametrize(
    ("name", "value", "hint"),
    [
        ("condition", "zzzzzz", "kg stats"),
        ("duration", "soon", "4 weeks"),
        ("timepoint", "4 eons..", "4 weeks"),
        ("period", "then", r"2015\.\.2020"),
        ("year", "20x5", r"2015\.\.2020"),
        ("year", "2020..2015", r"2015\.\.2020"),
        ("since", "yesterday", "2026-01-31"),
        ("since", "2015..2016", "2026-01-31"),
        ("level", "OCEBM-9", "it "),
        ("certainty", "hihg", "did you mean high"),
        ("study_design", "randomised trial", "did you mean randomized-trial"),
        ("verification", "read", "did you mean"),
        ("state", "withdrawm", "did you mean withdrawn"),
        ("place", "ketamin", "did you mean 'ketamine'"),
    ],
)
def test_every_filter_hints_at_what_would_do(
    small: Ledger, name: str, value: str, hint: str
) -> None:
    with pytest.raises(FilterError, match=f"{name}: .*{hint}"):
        _ = small.select(**{name: value}).claims


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


CONCEPTS = (
    *("about", "subject", "object", "outcome", "population", "condition", "species", "route"),
    *("comparator", "co_intervention", "place", "duration", "timepoint", "period", "dose"),
)
SPELLINGS = (
    *("k", "Chlorophenyl thing", "CHLOROPHENYL  Thing", "ketalár", "mesh:D007649", "MESH:D007649"),
    *("http://id.nlm.nih.gov/mesh/D007649", "<http://id.nlm.nih.gov/mesh/D007649>", "wide", ":k"),
    *("Broader thing", "chebi:6121", "http://purl.obolibrary.org/obo/CHEBI_6121", f"{BASE}k"),
)


@pytest.fixture(scope="module")
def mapped(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    """One claim, which says all that can be said with one concept."""
    fields = "dose population condition species route duration timepoint comparator"
    fields += " coIntervention place period"
    stated = " ".join(f"kg:{name} :k ;" for name in fields.split())
    path = tmp_path_factory.mktemp("mapped") / "a.ttl"
    path.write_text(
        f"""@prefix : <{BASE}> . @prefix kg: <https://w3id.org/claimkg/ns#> .
    @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
    @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
    @prefix mesh: <http://id.nlm.nih.gov/mesh/> .
    @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
    @prefix chebi: <http://purl.obolibrary.org/obo/CHEBI_> .
    :k a skos:Concept ; skos:prefLabel "Chlorophenyl thing"@en ; skos:altLabel "Ketalar"@en ;
       skos:exactMatch mesh:D007649 ; skos:closeMatch chebi:6121 ; skos:broader :wide .
    :wide a skos:Concept ; skos:prefLabel "Broader thing"@en .
    :other a skos:Concept ; skos:prefLabel "Other thing"@en .
    :c a kg:Claim ; rdfs:label "x"@en ; rdf:subject :k ; rdf:predicate kg:affects ;
       rdf:object :k ; {stated} kg:outcomeMeasure :k ; kg:claimType kg:Causal .
    :d a kg:Claim ; rdfs:label "y"@en ; rdf:subject :other ; rdf:predicate kg:affects ;
       rdf:object :other ; kg:claimType kg:Causal .""",
        encoding="utf-8",
    )
    return open_ledger(path)


@pytest.mark.parametrize("name", CONCEPTS)
def test_a_concept_is_found_by_every_name_in_every_filter(mapped: Ledger, name: str) -> None:
    for spelling in SPELLINGS:
        found = [claim.ref.id for claim in mapped.select(**{name: spelling}).claims]
        assert found == ["c"], spelling
