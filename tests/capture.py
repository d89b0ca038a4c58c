"""What tests of adding begin with: a draft, a claim in options and in records."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from kg.curate.adding.add import add
from kg.curate.checking import check_ledger
from kg.curate.formatting import formatted
from kg.rdf.codec import decode
from kg.rdf.parse import parse_turtle
from kg.store.files import ledger_files

if TYPE_CHECKING:
    from kg.model.entity import Entity

ROOT = Path(__file__).parents[1]
DRAFT = """# A draft

Ketamine may reduce anxiety. Some experts say that low doses help adults.

It was first made
in 1962. It was first sold later. It was first sold later.
"""


CLAIM = {"subject": "ketamine", "object": "anxiety", "effect": "decrease", "text": "K cuts A."}


CELLS: dict[str, dict[str, str]] = {
    "document": {
        "title": "Trial",
        "doi": "https://doi.org/10.1/x",
        "issued": "12 March 2018",
        "sample_size": "18",
        "study_design": "RCT",
        "verification": "abstract",
        "notice": "retracted 2020-05",
    },
    "concept": {"labels": "esketamine", "broader": "ketamine", "exact_match": "mesh:D1\nwd:Q1"},
    "claim": {**CLAIM, "dose": "0.5 mg/kg; low", "population": "adults", "timepoint": "24 h"},
    "assertion": {"claim": "c", "document": "d", "hedging": "possible", "dose": "low"},
    "evidence": {
        "claim": "c",
        "source": "d",
        "direction": "for",
        "estimate": "-0.40",
        "level": "2",
        "dose": "0.5 mg/kg",
        "quote": "It helped.",
    },
}


RECORDS: dict[str, dict[str, object]] = {
    "document": {
        "title": [{"text": "Trial", "lang": "en"}],
        "doi": "10.1/x",
        "issued": "2018-03-12",
        "sample_size": 18,
        "notices": [{"notice_kind": "retraction", "date": "2020"}],
    },
    "concept": {"labels": ["esketamine"], "broader": ["ketamine"], "exact_match": ["mesh:D1"]},
    "claim": {
        "label": "K cuts A.",
        "subject": ["ketamine"],
        "predicate": "reduces",
        "object": ["https://claims.example/t#anxiety"],
        "claim_type": "causal",
        "dose": ["0.5 mg/kg", {"text": "a little"}, {"minimum": "1", "unit": "unit:MilliGM"}],
        "population": ["adults", {"concept": "adults", "words": "grown-ups"}],
    },
    "assertion": {
        "claim": "c",
        "document": "d",
        "hedging": "possible",
        "passages": [{"source": "d-text", "quote": {"exact": "It may."}}],
    },
    "evidence": {
        "claim": "c",
        "source": "d",
        "direction": "supports",
        "estimate": "-0.40",
        "arms": [{"name": "drug", "n": 9, "events": 2}],
    },
}


def entities(path: Path) -> dict[str, Entity]:
    found = decode([t for file in ledger_files(path) for t in parse_turtle(file)]).entities
    return {iri.partition("#")[2]: entity for iri, entity in found.items()}


def whole(path: Path) -> dict[str, Entity]:
    """The entities of a ledger that is sound and canonical."""
    assert check_ledger(path) == []
    assert not any(formatted(file).changed for file in ledger_files(path))
    return entities(path)


def here(path: Path) -> str:
    return str(path.parent / "draft.md")


def prepared(path: Path, noun: str) -> None:
    """The claim and document that assertions and evidence speak of."""
    if noun in {"assertion", "evidence"}:
        add(path, "claim", {**CLAIM, "id": "c"})
        add(path, "document", {"title": "D", "id": "d", "file": here(path)})
