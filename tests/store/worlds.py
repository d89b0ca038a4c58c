"""Small generated ledgers whose parts refer to each other, and the slow obvious way to filter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hypothesis import strategies as st
from pyoxigraph import RdfFormat, Triple, serialize

from kg.model.assertion import Assertion
from kg.model.claim import Claim
from kg.model.codes import (
    ClaimType,
    Direction,
    DoseLevel,
    Effect,
    NoticeKind,
    State,
    StudyDesign,
    Verification,
)
from kg.model.concept import Concept
from kg.model.curation import Activity
from kg.model.document import Document, Notice, Version
from kg.model.evidence import EvidenceLine
from kg.model.header import Header
from kg.model.passage import Passage, QuoteSelector
from kg.model.quantity import Mention, Period, Quantity, Words
from kg.model.values import LangText
from kg.rdf.codec import encode
from kg.store.build import build
from kg.store.stem import Stem

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable
    from pathlib import Path

    from kg.model.entity import Entity

BASE: Final = "https://claims.example/world#"
LABELS: Final = ("ketamine", "Anxiety", "adults", "Größe", "pain", "saline", "sleep")
WORDS: Final = ("low", "rapid", "relief", "of", "fear", "naïve", "氯胺酮", "氯化钠に")
UNITS: Final = ("mg/kg", "mg")
PLAIN: Final = ("condition", "species", "route", "co_intervention", "place")
"""Dimensions whose values are concepts or words."""
TIMES: Final = ("duration", "timepoint")
KG: Final = "https://w3id.org/claimkg/ns#"
LEVELS: Final = (f"{KG}OCEBM-1", f"{KG}OCEBM-3", f"{BASE}civic-b", f"{BASE}grade-very-low")


def write_ledger(path: Path, entities: Iterable[Entity]) -> Path:
    """Canonical order as far as the index is concerned: nodes right beneath their owners."""
    return write_triples(path, [t for entity in entities for t in encode(entity)])


def write_triples(path: Path, triples: list[Triple]) -> Path:
    prefixes = {"": BASE, "kg": "https://w3id.org/claimkg/ns#"}
    path.write_bytes(serialize(triples, format=RdfFormat.TURTLE, prefixes=prefixes) or b"")
    return path


def grouped(entities: Iterable[Entity]) -> list[Triple]:
    """Triples in blocks: each subject once, an owner before its nodes."""
    blocks: dict[str, list[Triple]] = {}
    for entity in entities:
        for triple in encode(entity):
            blocks.setdefault(str(triple.subject), []).append(triple)
    return [triple for block in blocks.values() for triple in block]


def tables_of(path: Path) -> dict[str, list[tuple[str | int | float | None, ...]]]:
    """All rows of an index, sorted, but those that number others."""
    connection = build(":memory:", path, {})
    names = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'prose%'"
        " AND name NOT IN ('piece', 'foreign_subject', 'renewed')"
    ).fetchall()
    base = connection.execute("SELECT value FROM meta WHERE name = 'stem'").fetchone()[0]
    full = Stem(base).rows
    rows = {
        str(name): sorted(full(connection.execute(f"SELECT * FROM {name}").fetchall()), key=repr)
        for (name,) in names
    }
    rows["meta"] = [row for row in rows["meta"] if row[0] not in {"head", "said", "born", "turn"}]
    rows["said"] = sorted(full(connection.execute("SELECT claim FROM said").fetchall()))
    connection.close()
    return rows


def claims_saying(connection: sqlite3.Connection, word: str) -> set[str]:
    sql = "SELECT claim FROM said JOIN prose ON n = prose.rowid WHERE prose MATCH ?"
    return {row[0] for row in connection.execute(sql, (word,))}


_concepts: Final = [f"{BASE}k{number}" for number in range(6)]
_claims: Final = [f"{BASE}c{number}" for number in range(5)]
_documents: Final = [f"{BASE}d{number}" for number in range(3)]
_activities: Final = [f"{BASE}act{number}" for number in range(2)]
_states: Final = st.sampled_from([State.ACCEPTED] * 4 + [State.CANDIDATE, State.WITHDRAWN])
_sentences: Final = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join)


def _some(values: list[str], most: int = 2) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(values), max_size=most, unique=True).map(tuple)


def _dose(owner: str) -> st.SearchStrategy[tuple[Quantity, ...]]:
    numbers = st.sampled_from(["0.1", "0.50", "1", "2.5"])
    one = st.builds(
        Quantity,
        iri=st.just(f"{owner}-dose"),
        value=numbers,
        unit_text=st.sampled_from([*UNITS, None]),
    )
    bounds = st.builds(
        Quantity,
        iri=st.just(f"{owner}-dose"),
        minimum=st.sampled_from(["0.1", "0.5", None]),
        maximum=st.sampled_from(["1", "1.0"]),
        maximum_open=st.sampled_from([True, None]),
        unit_text=st.sampled_from(UNITS),
    )
    return st.one_of(st.just(()), st.tuples(one), st.tuples(bounds))


@st.composite
def _under(draw: st.DrawFn, owner: str) -> dict[str, object]:
    """One of the conditions that few claims state."""
    name = draw(st.sampled_from([*PLAIN, *TIMES, "period"]))
    if name in PLAIN:
        words = Words(text=draw(st.sampled_from(["Grown  ups", "mice"])))
        return {name: (draw(st.sampled_from([*_concepts, words])),)}
    if name == "period":
        start, end = draw(
            st.sampled_from(
                [("2010", "2012"), ("2011-06", None), (None, "2011"), ("2012-02-03",) * 2]
            )
        )
        return {name: (Period(iri=f"{owner}-when", start=start, end=end),)}
    low, high = draw(st.sampled_from([("1", "1"), ("2", "7"), (None, "24"), ("28", None)]))
    unit = draw(st.sampled_from(["h", "d", "wk", "weeks", "mo"]))
    return {name: (Quantity(iri=f"{owner}-time", minimum=low, maximum=high, unit_text=unit),)}


@st.composite
def _stated(draw: st.DrawFn, owner: str) -> dict[str, object]:
    """Qualifiers of a claim or an assertion."""
    population: list[object] = [*draw(_some(_concepts, 1))]
    if draw(st.booleans()):
        words = Words(text=draw(st.sampled_from(["grown ups", "ADULTS", "mice"])))
        mention = Mention(
            iri=f"{owner}-who", concept=draw(st.sampled_from(_concepts)), words="they"
        )
        population.append(draw(st.sampled_from([words, mention])))
    return {
        "dose": draw(_dose(owner)),
        "dose_level": draw(st.sampled_from([(), (DoseLevel.LOW,), (DoseLevel.HIGH,)])),
        "population": tuple(population),
        "outcome": draw(_some(_concepts, 1)),
        "comparator": draw(_some(_concepts, 1)),
        "generated_by": draw(st.sampled_from([None, *_activities])),
        **draw(_under(owner)),
    }


@st.composite
def worlds(draw: st.DrawFn) -> list[Entity]:
    """A header, concepts in a hierarchy, documents, claims, assertions, evidence lines."""
    found: list[Entity] = [Header(iri=f"{BASE}ledger", title=(LangText(text="A world"),))]
    found += [
        Concept(
            iri=iri,
            labels=(LangText(text=draw(st.sampled_from(LABELS))),),
            synonyms=tuple(LangText(text=t) for t in draw(_some([*LABELS], 1))),
            broader=draw(_some(_concepts, 1)),
            related=draw(_some(_concepts, 1)),
        )
        for iri in _concepts
    ]
    found += [
        Concept(iri=LEVELS[2], labels=(LangText(text="CIViC B"),)),
        Concept(iri=LEVELS[3], labels=(LangText(text="GRADE very low"),)),
    ]
    for iri, started, ended in zip(
        _activities,
        ("2024-12-31T23:00:00Z", "2026-01-31T12:00:00Z"),
        (None, "2026-02-01T01:00:00Z"),
        strict=True,
    ):
        label = (LangText(text="import"),)
        found.append(Activity(iri=iri, label=label, started=started, ended=ended))
    for iri in _documents:
        notice = Notice(iri=f"{iri}-n", notice_kind=NoticeKind.RETRACTION, date="2020")
        lifted = Notice(iri=f"{iri}-m", notice_kind=NoticeKind.REINSTATEMENT, date="2021-02")
        notices = draw(st.sampled_from([(), (), (notice,), (notice, lifted)]))
        title = (LangText(text=f"Paper {iri[-1]}"),)
        found.append(
            Document(
                iri=iri,
                title=title,
                issued=draw(st.sampled_from([None, "2010", "2015-06", "2019-02-03"])),
                study_design=draw(st.sampled_from([None, StudyDesign.COHORT_STUDY])),
                notices=notices,
            )
        )
        found.append(Version(iri=f"{iri}-v", document=iri))
    for iri in draw(st.lists(st.sampled_from(_claims), min_size=1, unique=True)):
        found.append(draw(_claim(iri)))
        found += [draw(_assertion(iri, n)) for n in range(draw(st.integers(0, 2)))]
        found += [draw(_line(iri, n)) for n in range(draw(st.integers(0, 3)))]
    return found


@st.composite
def _claim(draw: st.DrawFn, iri: str) -> Claim:
    things = [*_concepts, *_claims]
    return Claim.model_validate(
        {
            "iri": iri,
            "label": (LangText(text=draw(_sentences)),),
            "subject": (draw(st.sampled_from(things)),),
            "predicate": draw(st.sampled_from([f"{BASE}k0", "http://x.example/makesWorse"])),
            "object": (draw(st.sampled_from(things)), *draw(_some(_concepts, 1))),
            "effect": draw(st.sampled_from([None, *Effect])),
            "claim_type": draw(st.sampled_from([ClaimType.CAUSAL, ClaimType.OPINION])),
            "via": draw(_some(_concepts, 1)),
            "value": draw(st.sampled_from([None, _concepts[1]])),
            "state": draw(_states),
            **draw(_stated(iri)),
        }
    )


@st.composite
def _assertion(draw: st.DrawFn, claim: str, number: int) -> Assertion:
    iri = f"{claim}-a{number}"
    passage = Passage(
        iri=f"{iri}-p",
        source=f"{_documents[0]}-v",
        quote=QuoteSelector(iri=f"{iri}-q", exact=draw(_sentences)),
    )
    return Assertion.model_validate(
        {
            "iri": iri,
            "claim": claim,
            "document": draw(st.sampled_from(_documents)),
            "passages": draw(st.sampled_from([(), (passage,)])),
            "attribution_text": draw(st.sampled_from([None, "other fear"])),
            "state": draw(_states),
            **draw(_stated(iri)),
        }
    )


@st.composite
def _line(draw: st.DrawFn, claim: str, number: int) -> EvidenceLine:
    iri = f"{claim}-e{number}"
    return EvidenceLine.model_validate(
        {
            **draw(_stated(iri)),
            "iri": iri,
            "claim": claim,
            "source": draw(st.sampled_from(_documents)),
            "direction": draw(st.sampled_from([*Direction, Direction.SUPPORTS])),
            "study": draw(_some(_documents)),
            "study_design": draw(st.sampled_from([None, *list(StudyDesign)[:3]])),
            "level": draw(st.sampled_from([None, *LEVELS])),
            "adjusted_level": draw(st.sampled_from([None, None, *LEVELS[:2]])),
            "verification": draw(st.sampled_from([None, *Verification])),
            "state": draw(_states),
        }
    )
