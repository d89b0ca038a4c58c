"""Three engines, one answer: the index, Oxigraph and rdflib on 200 generated selections.

The questions are put to the two others in SPARQL over the plain triples, nothing computed.
"""

from __future__ import annotations

import random
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox
import pytest
from generate import generate
from rdflib import Graph

from kg.store.layout import WORDS
from kg.store.ledger import open_ledger
from kg.terms import NAMESPACES

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.store.ledger import Ledger

SHIPPED: Final = Path(__file__).parents[2] / "data" / "claims.ttl"
SELECTIONS: Final = 200
PREFIXES: Final = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in NAMESPACES.items())
KG: Final = NAMESPACES["kg"]
EFFECTS: Final = {
    "increase": "Increase",
    "decrease": "Decrease",
    "no-difference-found": "NoDifferenceFound",
    "unspecified": "Unspecified",
    "mixed": "Mixed",
}
LEVELS: Final = {"low": "LowDose", "medium": "MediumDose", "high": "HighDose"}
_LIVE: Final = """?line kg:evidenceFor ?c ; kg:evidenceDirection kg:{} ; kg:source ?s .
    FILTER NOT EXISTS {{ ?line kg:verification kg:Recalled }}
    FILTER NOT EXISTS {{ ?line kg:state ?state }}
    FILTER NOT EXISTS {{ ?s kg:notice/kg:noticeKind kg:Retraction }}"""
_SUPPORTED: Final = f"EXISTS {{ {_LIVE.format('Supports')} }}"
_DISPUTED: Final = f"EXISTS {{ {_LIVE.format('Disputes')} }}"
STATUSES: Final = {
    "contested": f"FILTER({_SUPPORTED} && {_DISPUTED})",
    "supported": f"FILTER({_SUPPORTED} && !{_DISPUTED})",
    "disputed": f"FILTER(!{_SUPPORTED} && {_DISPUTED})",
}


def _kinds_of(predicate: str, concept: str) -> str:
    return f"?c {predicate}/skos:broader* <{concept}> ."


def _stated(pattern: str) -> str:
    """As stated by the claim, or by an assertion of it."""
    said = f"?a kg:asserts ?c . {pattern.replace('?c ', '?a ')}"
    return f"{{ {pattern} }} UNION {{ {said} }}"


PATTERNS: Final[dict[str, Callable[[str], str]]] = {
    "subject": lambda iri: _kinds_of("rdf:subject", iri),
    "object": lambda iri: _kinds_of("rdf:object", iri),
    "predicate": lambda iri: _kinds_of("rdf:predicate", iri),
    "effect": lambda word: f"?c kg:effect kg:{EFFECTS[word]} .",
    "dose": lambda word: _stated(f"?c kg:doseLevel kg:{LEVELS[word]} ."),
    "population": lambda iri: _stated(_kinds_of("kg:population", iri)),
    "document": lambda iri: f"?a kg:asserts ?c ; kg:statedIn <{iri}> .",
    "source": lambda iri: f"?e kg:evidenceFor ?c ; kg:source <{iri}> .",
    "status": lambda word: STATUSES[word],
}


def sparql(filters: dict[str, str]) -> str:
    """The selection as a query over the plain triples."""
    parts = " ".join(PATTERNS[name](value) for name, value in filters.items())
    return f"{PREFIXES}SELECT DISTINCT ?c WHERE {{ ?c a kg:Claim . {parts} }}"


def drawn(ledger: Ledger, dice: random.Random) -> dict[str, str]:
    """One to three filters, mostly of things that occur together."""
    claim = dice.choice(ledger.select().claims)
    view = ledger.select()
    options = {
        "subject": [ref.iri for ref in claim.subjects],
        "object": [ref.iri for ref in claim.objects],
        "predicate": [claim.predicate.iri] if claim.predicate.iri.startswith("http") else [],
        "effect": [claim.effect] if claim.effect in EFFECTS else [],
        "dose": [v.level for v in claim.qualifiers.get("dose", ()) if v.level],
        "population": [v.concept.iri for v in claim.qualifiers.get("population", ()) if v.concept],
        "document": [row.document for row in view.assertions(claim.ref.iri)],
        "source": [row.source.ref.iri for row in view.evidence(claim.ref.iri)],
        "status": [one for one in STATUSES if one == view.status(claim.ref.iri)],
    }
    able = [name for name, values in options.items() if values]
    chosen = dice.sample(able, min(len(able), dice.randint(1, 3)))
    found = {name: str(dice.choice(options[name])) for name in chosen}
    if dice.random() < 0.2:
        found["effect"] = dice.choice([*EFFECTS])
    return found


@pytest.fixture(scope="module", params=["shipped", "generated"])
def path(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    if request.param == "shipped":
        return SHIPPED
    made = tmp_path_factory.mktemp("engines") / "claims.ttl"
    generate(150, made)
    return made


@pytest.mark.slow
def test_the_engines_agree(path: Path) -> None:
    ledger = open_ledger(path)
    store = ox.Store()
    store.bulk_load(path=str(path), format=ox.RdfFormat.TURTLE)
    graph = Graph().parse(path)
    dice = random.Random(20)
    found = 0
    for _ in range(SELECTIONS // 2):
        filters = drawn(ledger, dice)
        query = sparql(filters)
        index = {*ledger.select(**filters).claim_iris}
        solutions = store.query(query)
        assert isinstance(solutions, ox.QuerySolutions)
        oxigraph = {row["c"].value for row in solutions}
        assert index == oxigraph, (filters, index ^ oxigraph)
        assert index == {str(row[0]) for row in graph.query(query)}, filters  # type: ignore[index]  # a row
        found += bool(index)
    assert found > SELECTIONS // 4, "most selections find something"


def test_every_word_has_its_term() -> None:
    assert {*EFFECTS} <= {*WORDS["Effect"]}
    assert {*LEVELS} == {*WORDS["DoseLevel"]}
    assert {*STATUSES} <= {*WORDS["Status"]}
