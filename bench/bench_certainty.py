"""Weigh every claim of a ledger: 50,000 claims with 100,000 evidence lines.

    python bench/bench_certainty.py [claims] [--rounds N] [--json]

The ledger is generated: two lines a claim on average, designs, levels, sizes and conditions drawn
at random; one line in twenty shares its study with another, one in ten has an estimate.
Seconds are CPU seconds of one process with a fresh index, in medians: all words at once, what a
first `--certainty` costs (words, and keeping them), a later one (reading what is kept), and the
derivations in full of the first thousand claims.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kg.store.ledger import Ledger

SEED: Final = 20
HEAD: Final = """@prefix : <https://claims.example/weighed#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix kg: <https://w3id.org/claimkg/ns#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .

"""
DESIGNS: Final = (
    *("RandomizedTrial", "CrossoverTrial", "CohortStudy", "CohortStudy", "CaseControlStudy"),
    *("CrossSectionalStudy", "SingleArmStudy", "CaseReport", "AnimalStudy", "InVitroStudy"),
    *("MetaAnalysis", "SystematicReview", "NarrativeReview", ""),
)
QUESTIONS: Final = ("TreatmentBenefit", "CommonHarms", "Etiology", "Prognosis", "Mechanism", "")
SAYS: Final = (*("Supports",) * 8, "Disputes", "Neutral")
DIMENSIONS: Final = ("population", "condition", "species", "comparator", "outcomeMeasure")


def pieces(claims: int) -> Iterator[str]:
    """The Turtle of a ledger, block by block."""
    chance = random.Random(SEED)
    yield HEAD
    for number in range(200):
        apart = f" ; kg:disjointWith :k{number - 1}" if number % 2 else ""
        yield f':k{number} a skos:Concept ; skos:prefLabel "thing {number}"@en{apart} .\n\n'
    number = 0
    for claim in range(claims):
        yield (
            f':c{claim} a kg:Claim ; rdfs:label "claim {claim}"@en ; rdf:subject :k{claim % 200} ;'
            f" rdf:predicate kg:affects ; rdf:object :k{claim % 7} ;"
            f" kg:effect kg:{chance.choice(('Increase', 'Decrease'))} ; kg:claimType kg:Causal"
            f"{_conditions(chance)} .\n\n"
        )
        for _ in range(chance.choice((1, 1, 2, 2, 2, 4))):
            yield _line(chance, claim, number)
            number += 1


def _conditions(chance: random.Random) -> str:
    chosen = chance.sample(DIMENSIONS, chance.choice((0, 1, 1, 2)))
    return "".join(f" ; kg:{name} :k{chance.randrange(200)}" for name in chosen)


def _line(chance: random.Random, claim: int, number: int) -> str:
    parts = [
        f":e{number} a kg:EvidenceLine ; kg:evidenceFor :c{claim} ; kg:source :d{number}",
        f"kg:evidenceDirection kg:{chance.choice(SAYS)}",
    ]
    design, question = chance.choice(DESIGNS), chance.choice(QUESTIONS)
    parts += [f"kg:studyDesign kg:{design}"] if design else []
    parts += [f"kg:question kg:{question}Question"] if question else []
    parts += [f"kg:evidenceLevel kg:OCEBM-{chance.randint(1, 5)}"] if chance.random() < 0.7 else []
    parts += [f"kg:sampleSize {int(chance.lognormvariate(4.5, 1.3))}"] * (chance.random() < 0.8)
    if chance.random() < 0.1:
        middle = chance.lognormvariate(0, 0.7)
        parts.append(
            f'kg:estimateMeasure "RR" ; kg:estimate {middle:.2f} ;'
            f" kg:estimateLow {middle / 1.5:.2f} ; kg:estimateHigh {middle * 1.5:.2f}"
        )
    parts += [f"kg:study :d{max(0, number - 1)}"] if chance.random() < 0.05 else []
    document = f':d{number} a kg:Document ; dcterms:title "paper {number}"@en .\n\n'
    return f"{' ; '.join(parts)}{_conditions(chance)} .\n\n{document}"


def _filtered(ledger: Ledger) -> int:
    return ledger.select(certainty="high").total


def seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def measured(path: Path, rounds: int) -> dict[str, float]:
    """Medians of CPU seconds."""
    from kg.judge.certainty import certainties, certainty_words
    from kg.store.ledger import open_ledger

    ledger = open_ledger(path)
    index = ledger.index
    shown = ledger.select().ordered(limit=1_000).claim_iris
    found: dict[str, list[float]] = {"words": [], "first": [], "later": [], "thousand": []}
    for _ in range(rounds):
        found["words"].append(seconds(lambda: dict(certainty_words(ledger))))
        assert index.beside is not None
        index.beside.unlink(missing_ok=True)
        for name in ("first", "later"):
            again = open_ledger(path)
            assert again.index
            found[name].append(seconds(partial(_filtered, again)))
        found["thousand"].append(seconds(lambda: certainties(ledger, shown)))
    counts = ledger.counts()
    sizes: dict[str, float] = {"claims": counts["claims"], "lines": counts["evidence"]}
    return sizes | {f"{name}_s": statistics.median(times) for name, times in found.items()}


def main() -> None:
    """Measure from the command line."""
    parser = argparse.ArgumentParser(description="Weigh every claim of a generated ledger.")
    parser.add_argument("claims", type=int, nargs="?", default=50_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["KG_CACHE"] = str(Path(folder, "cache"))
        path = Path(folder, "weighed.ttl")
        with path.open("w", encoding="utf-8") as stream:
            stream.writelines(pieces(given.claims))
        found = measured(path, given.rounds)
    if given.json:
        print(json.dumps(found))
        return
    for name, value in found.items():
        print(f"{name:<12} {value:>10,.2f}" if name.endswith("_s") else f"{name:<12} {value:>10,}")


if __name__ == "__main__":
    main()
