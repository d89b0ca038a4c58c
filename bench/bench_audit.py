"""The audit of a ledger with a fresh index: counts by rule beside one parse, and beside pyshacl.

    python bench/bench_audit.py [CLAIMS]

Rounds are interleaved, medians in CPU seconds.
pyshacl answers the ten shapes of constraints.ttl, the index the same ten questions in SQL.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox
from generate import generate
from limits import said

from kg.auditing.facts import Facts
from kg.auditing.ledger import counts
from kg.auditing.question import count
from kg.auditing.rule import rules
from kg.store.ledger import open_ledger

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.store.selection import Selection

ROUNDS: Final = 5
GOAL: Final = 0.2
SHACL_MOST: Final = 20_000
"""Claims above which pyshacl is left out: it takes minutes."""
SHAPES: Final = Path(__file__).with_name("constraints.ttl")
_OF_CLAIMS = "SELECT count(*) FROM claim AS c WHERE NOT EXISTS"
_OF_LINES = "SELECT count(*) FROM evidence_line WHERE"
QUESTIONS: Final = {
    "no-line": f"{_OF_CLAIMS} (SELECT 1 FROM evidence_line WHERE claim = c.iri)",
    "no-support": f"{_OF_CLAIMS} (SELECT 1 FROM evidence_line WHERE claim = c.iri"
    " AND direction = 'supports')",
    "no-population": f"{_OF_CLAIMS} (SELECT 1 FROM qualifier WHERE owner = c.iri"
    " AND field = 'population')",
    "no-dose": f"{_OF_CLAIMS} (SELECT 1 FROM qualifier WHERE owner = c.iri"
    " AND field IN ('dose', 'dose_level'))",
    "unnamed": "SELECT count(*) FROM assertion WHERE attribution = 'unnamed'",
    "unhedged": "SELECT count(*) FROM assertion WHERE hedging = 'categorical'",
    "disputes": f"{_OF_LINES} direction = 'disputes'",
    "small": f"{_OF_LINES} sample_size < 20",
    "recalled": f"{_OF_LINES} verification IS NOT NULL",
    "retracted": "SELECT count(DISTINCT owner) FROM notice",
}


def cpu(task: Callable[[], object]) -> float:
    """CPU seconds of one run."""
    begin = time.process_time()
    task()
    return time.process_time() - begin


def parse(path: Path) -> None:
    """The measure: read the file, look at nothing."""
    for _ in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE):
        pass


def asked(view: Selection) -> Counter[str]:
    """The ten questions to the index."""
    facts = Facts(view)
    return Counter({name: facts.number(sql) for name, sql in QUESTIONS.items()})


def by_shacl(path: Path) -> tuple[Counter[str], float, float]:
    """Violations by name, and CPU seconds of loading and of validating."""
    import pyshacl
    from rdflib import RDF, Graph, URIRef

    graph = Graph()
    loading = cpu(lambda: graph.parse(path))
    found: list[Graph] = []
    validating = cpu(
        lambda: found.append(pyshacl.validate(graph, shacl_graph=str(SHAPES), inplace=True)[1])
    )
    shapes = Graph().parse(SHAPES)
    sh = "http://www.w3.org/ns/shacl#"
    names = {node: str(name) for node, name in shapes.subject_objects(URIRef(sh + "name"))}
    kinds: Counter[str] = Counter()
    (report,) = found
    for result in report.subjects(RDF.type, URIRef(sh + "ValidationResult")):
        source = report.value(result, URIRef(sh + "sourceShape"))
        assert source is not None
        kinds[names.get(source) or str(report.value(source, URIRef(sh + "name")))] += 1
    return kinds, loading, validating


def main(claims: int = 10_000) -> None:
    """Print the tables."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "claims.ttl")
        generate(claims, path)
        view = open_ledger(path).select()
        rules()  # importing them is start-up
        taken: dict[str, list[float]] = {"parse": [], "counts": []}
        for _ in range(ROUNDS):
            taken["parse"].append(cpu(lambda: parse(path)))
            taken["counts"].append(cpu(lambda: counts(view)))
        bare, ours = (statistics.median(taken[name]) for name in ("parse", "counts"))
        print(f"{claims} claims: parse {bare:.3f} s, counts by rule {ours:.3f} s,", end=" ")
        print(f"ratio {ours / bare:.2f}, {said(ours / bare, GOAL)}")
        _by_rule(view)
        if claims <= SHACL_MOST:
            _beside_shacl(path, view)


def _by_rule(view: Selection) -> None:
    facts = Facts(view)
    print(f"\nlaying the common tables: {cpu(lambda: facts.number('SELECT 1')) * 1e3:.1f} ms")
    print("\n| rule | findings | ms |\n|---|---|---|")
    for rule in rules():
        begin = time.process_time()
        found = sum(count(question, facts) for question in rule.questions)
        if rule.questions:
            taken = (time.process_time() - begin) * 1e3
            print(f"| {rule.code} {rule.name} | {found} | {taken:.1f} |")


def _beside_shacl(path: Path, view: Selection) -> None:
    ours: list[Counter[str]] = []
    taken = statistics.median(cpu(lambda: ours.append(asked(view))) for _ in range(ROUNDS))
    theirs, loading, validating = by_shacl(path)
    assert +ours[0] == +theirs, (ours[0], theirs)
    print(f"\nten constraints, {sum(theirs.values())} violations, the same by both:")
    print(f"pyshacl {validating:.2f} s after {loading:.2f} s of loading; the index {taken:.4f} s")


if __name__ == "__main__":
    main(*(int(word) for word in sys.argv[1:]))
