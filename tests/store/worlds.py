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
    Verification,
)
from kg.model.concept import Concept
from kg.model.document import Document, Notice, Version
from kg.model.evidence import EvidenceLine
from kg.model.header import Header
from kg.model.passage import Passage, QuoteSelector
from kg.model.quantity import Mention, Quantity, Words
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
WORDS: Final = ("low", "rapid", "relief", "of", "fear", "naïve")
UNITS: Final = ("mg/kg", "mg")


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
        " AND name NOT IN ('piece', 'foreign_subject')"
    ).fetchall()
    base = connection.execute("SELECT value FROM meta WHERE name = 'stem'").fetchone()[0]
    full = Stem(base).rows
    rows = {
        str(name): sorted(full(connection.execute(f"SELECT * FROM {name}").fetchall()), key=repr)
        for (name,) in names
    }
    rows["meta"] = [row for row in rows["meta"] if row[0] not in {"head", "said"}]
    rows["said"] = sorted(full(connection.execute("SELECT claim FROM said").fetchall()))
    connection.close()
    return rows


def claims_saying(connection: sqlite3.Connection, word: str) -> set[str]:
    sql = "SELECT claim FROM said JOIN prose ON n = prose.rowid WHERE prose MATCH ?"
    return {row[0] for row in connection.execute(sql, (word,))}


_concepts: Final = [f"{BASE}k{number}" for number in range(6)]
_claims: Final = [f"{BASE}c{number}" for number in range(5)]
_documents: Final = [f"{BASE}d{number}" for number in range(3)]
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
    for iri in _documents:
        notice = Notice(iri=f"{iri}-n", notice_kind=NoticeKind.RETRACTION, date="2020")
        lifted = Notice(iri=f"{iri}-m", notice_kind=NoticeKind.REINSTATEMENT, date="2021-02")
        notices = draw(st.sampled_from([(), (), (notice,), (notice, lifted)]))
        title = (LangText(text=f"Paper {iri[-1]}"),)
        found.append(Document(iri=iri, title=title, issued="2019", notices=notices))
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
    return EvidenceLine(
        iri=iri,
        claim=claim,
        source=draw(st.sampled_from(_documents)),
        direction=draw(st.sampled_from(list(Direction))),
        verification=draw(st.sampled_from([None, Verification.RECALLED])),
        dose=draw(_dose(iri)),
        state=draw(_states),
    )
