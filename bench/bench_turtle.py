"""The canonical Turtle writer beside pyoxigraph's and rdflib's: medians of five, and ratios.

    python bench/bench_turtle.py [CLAIMS] [ROUNDS]

Every claim brings its passage, selectors, assertion, evidence line and quantity: about 24 triples.
Rounds are interleaved, so that a slow moment of the machine hits all alike.
"""

from __future__ import annotations

import io
import random
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox
from limits import said

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from kg.rdf.layout import Kind, Layout
from kg.rdf.parse import parse_turtle
from kg.rdf.turtle import canonical_turtle, write_canonical
from kg.rdf.verify import same_triples
from kg.terms import NAMESPACES, RDF_TYPE, expand

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

BASE = "https://claims.example/bench#"
WORDS = [
    "low",
    "doses",
    "of",
    "ketamine",
    "may",
    "reduce",
    "symptoms",
    "in",
    "adults",
    "who",
    "did",
    "not",
    "respond",
    "to",
    "placebo",
]
MOST = 3.0
"""Times that canonical writing may take beside unsorted writing."""
LEAST = 4.0
"""Times that rdflib takes at least beside canonical writing."""
TYPE = ox.NamedNode(RDF_TYPE)

ORDER = [
    "skos:prefLabel",
    "skos:exactMatch",
    "rdfs:label",
    "rdf:subject",
    "rdf:predicate",
    "rdf:object",
    "kg:effect",
    "kg:claimType",
    "kg:doseLevel",
    "kg:population",
    "kg:asserts",
    "kg:statedIn",
    "kg:passage",
    "kg:hedging",
    "oa:hasSource",
    "oa:hasSelector",
    "oa:start",
    "oa:end",
    "oa:exact",
    "oa:prefix",
    "kg:evidenceFor",
    "kg:source",
    "kg:evidenceDirection",
    "kg:dose",
    "kg:sampleSize",
    "schema:value",
    "qudt:hasUnit",
]

LAYOUT = Layout(
    prefixes=NAMESPACES,
    kinds=(
        Kind("concepts", "Concepts", (expand("skos:Concept"),)),
        Kind("claims", "Claims", (expand("kg:Claim"),)),
        Kind("assertions", "Assertions", (expand("kg:Assertion"),)),
        Kind("evidence", "Evidence", (expand("kg:EvidenceLine"),)),
    ),
    predicate_rank={expand(curie): rank for rank, curie in enumerate(ORDER)},
    owned=frozenset(
        expand(curie)
        for curie in (
            "oa:SpecificResource",
            "oa:TextPositionSelector",
            "oa:TextQuoteSelector",
            "schema:QuantitativeValue",
        )
    ),
    label_predicates=(expand("skos:prefLabel"), expand("rdfs:label")),
)


def node(curie: str) -> ox.NamedNode:
    return ox.NamedNode(BASE + curie[1:] if curie[0] == ":" else expand(curie))


def literal(value: str, datatype: str) -> ox.Literal:
    return ox.Literal(value, datatype=ox.NamedNode(expand(datatype)))


def rows(subject: str, *pairs: tuple[str, str | ox.Literal]) -> Iterator[ox.Triple]:
    for predicate, value in pairs:
        target = node(value) if isinstance(value, str) else value
        yield ox.Triple(node(subject), node(predicate), target)


def concept(number: int) -> Iterator[ox.Triple]:
    yield from rows(
        f":concept-{number}",
        ("rdf:type", "skos:Concept"),
        ("skos:prefLabel", ox.Literal(f"concept {number}", language="en")),
        ("skos:exactMatch", f"mesh:D{number:06}"),
    )


def claim(number: int, dice: random.Random, concepts: int) -> Iterator[ox.Triple]:
    key = f"{dice.getrandbits(64):016x}"
    topic, outcome = dice.randrange(concepts), dice.randrange(concepts)
    said = " ".join(dice.choices(WORDS, k=14))
    start = dice.randrange(50_000)
    name, passage, dose = f":claim-{number}-{key[:6]}", f":a{key}-passage", f":e{key}-dose"
    yield from rows(
        name,
        ("rdf:type", "kg:Claim"),
        ("rdfs:label", ox.Literal(said[:60], language="en")),
        ("rdf:subject", f":concept-{topic}"),
        ("rdf:predicate", "sp:affects"),
        ("rdf:object", f":concept-{outcome}"),
        ("kg:effect", dice.choice(("kg:Increase", "kg:Decrease"))),
        ("kg:claimType", "kg:Causal"),
    )
    yield from rows(
        f":a{key}",
        ("rdf:type", "kg:Assertion"),
        ("kg:asserts", name),
        ("kg:statedIn", f":article-{number // 20}"),
        ("kg:passage", passage),
    )
    yield from rows(
        passage, ("rdf:type", "oa:SpecificResource"), ("oa:hasSelector", passage + "-quote")
    )
    yield from rows(
        passage + "-quote",
        ("rdf:type", "oa:TextQuoteSelector"),
        ("oa:exact", ox.Literal(f"“{said}”,\nthey wrote.")),
        ("oa:start", literal(str(start), "xsd:integer")),
    )
    yield from rows(
        f":e{key}",
        ("rdf:type", "kg:EvidenceLine"),
        ("kg:evidenceFor", name),
        ("kg:evidenceDirection", "kg:Supports"),
        ("kg:dose", dose),
        ("kg:sampleSize", literal(str(dice.randrange(8, 400)), "xsd:integer")),
    )
    yield from rows(
        dose,
        ("rdf:type", "schema:QuantitativeValue"),
        ("schema:value", literal(f"{dice.random():.2f}", "xsd:decimal")),
        ("qudt:hasUnit", "unit:MilliGM-PER-KiloGM"),
    )


def ledger(claims: int) -> list[ox.Triple]:
    dice = random.Random(7)
    concepts = max(2, claims // 20)
    triples = [triple for number in range(concepts) for triple in concept(number)]
    for number in range(claims):
        triples.extend(claim(number, dice, concepts))
    return triples


def write_rdflib(graph: object) -> None:
    from rdflib import Graph

    assert isinstance(graph, Graph)
    graph.serialize(io.BytesIO(), format="turtle")


def medians(tasks: dict[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    taken: dict[str, list[float]] = {name: [] for name in tasks}
    for _ in range(rounds):
        for name, task in tasks.items():
            start = time.process_time()
            task()
            taken[name].append(time.process_time() - start)
    return {name: statistics.median(times) for name, times in taken.items()}


def main(claims: int, rounds: int) -> None:
    from rdflib import Graph

    triples = ledger(claims)
    path = Path(tempfile.mkdtemp()) / "bench.ttl"
    path.write_text("".join(canonical_turtle(triples, LAYOUT, BASE)), encoding="utf-8")
    graph = Graph().parse(path)
    prefixes = {"": BASE, **NAMESPACES}
    for prefix, namespace in prefixes.items():
        graph.bind(prefix, namespace)
    turtle = ox.RdfFormat.TURTLE
    found = medians(
        {
            "ours, canonical": lambda: write_canonical(triples, LAYOUT, BASE, io.BytesIO()),
            "pyoxigraph, unsorted": lambda: ox.serialize(
                triples, io.BytesIO(), format=turtle, prefixes=prefixes
            ),
            "rdflib turtle": lambda: write_rdflib(graph),
            "parse (ours)": lambda: sum(1 for _ in parse_turtle(path)),
            "parse (pyoxigraph)": lambda: sum(1 for _ in ox.parse(path=path, format=turtle)),
            "verify file against triples": lambda: same_triples(triples, parse_turtle(path)),
        },
        rounds,
    )
    print(f"{claims} claims, {len(triples)} triples, {path.stat().st_size / 1e6:.1f} MB")
    print(f"median CPU seconds of {rounds}\n")
    print("| task | CPU s | ours / it |\n|---|---|---|")
    ours = found["ours, canonical"]
    for name, seconds in found.items():
        peer = name.startswith(("pyoxigraph", "rdflib"))
        print(f"| {name} | {seconds:.3f} | {f'{ours / seconds:.2f}' if peer else ''} |")
    beside = ours / found["pyoxigraph, unsorted"]
    slower = found["rdflib turtle"] / ours
    print(f"\nours beside pyoxigraph {beside:.2f}, {said(beside, MOST)}")
    print(f"rdflib beside ours {slower:.2f}, {said(slower, LEAST, least=True)}")
    whole = found["parse (ours)"] + ours
    peer_whole = found["parse (pyoxigraph)"] + found["pyoxigraph, unsorted"]
    print(f"\nfile to file: ours {whole:.3f}, pyoxigraph {peer_whole:.3f}", end=", ")
    print(f"ratio {whole / peer_whole:.2f}")
    path.unlink()
    path.parent.rmdir()


if __name__ == "__main__":
    main(*(int(value) for value in (*sys.argv[1:], *("10000", "5")[len(sys.argv) - 1 :])))
