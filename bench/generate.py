"""A deterministic ledger of any size: N claims are the first N of 10 N.

Shares and distributions follow published corpora of claims (CIViC, Evidence Inference, BEL):
Zipf-distributed concepts whose number grows as 12 N^0.6, 80 % of articles with few claims and 20 %
with many, 48 % of findings without a difference, 0 to 3 evidence lines a claim.
The text is made of few words, so it compresses better than prose would.

    python bench/generate.py 10000 ledger.ttl
"""

from __future__ import annotations

import argparse
import random
import shutil
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from typing import TextIO

SEED: Final = 20261120
BASE: Final = "https://claims.example/scale#"
HEAD: Final = f"""@prefix : <{BASE}> .
@prefix kg: <https://w3id.org/claimkg/ns#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix qudt: <http://qudt.org/schema/qudt/> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix schema: <https://schema.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix sp: <https://w3id.org/linkflows/superpattern/terms/> .
@prefix unit: <http://qudt.org/vocab/unit/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

:ledger a kg:Ledger ;
    dcterms:title "Generated ledger"@en ;
    kg:modelVersion 1 .

"""
SECTIONS: Final = ("concepts", "documents", "versions", "claims", "assertions", "evidence")
PROSE: Final = (
    "the treated group showed a change in this measure over four weeks compared with control "
    "although several patients on placebo left early and mean scores fell by half in both arms "
    "which suggests that dose and route of infusion matter more than age or sex"
)
WORDS: Final = tuple(PROSE.split(" "))
EFFECTS: Final = ("NoDifferenceFound",) * 48 + ("Increase",) * 27 + ("Decrease",) * 25
DIRECTIONS: Final = ("Supports",) * 80 + ("Neutral",) * 10 + ("Disputes",) * 6 + ("Qualifies",) * 4
DESIGNS: Final = ("CohortStudy",) * 59 + ("RandomizedTrial",) * 41
DOSES: Final = ("0.02", "0.06", "0.1", "0.2", "0.25", "0.4", "0.5", "0.50", "1.0", "1.6", "2")
UNITS: Final = (("mg/kg", "MilliGM-PER-KiloGM"),) * 5 + (("mg", "MilliGM"),) * 4 + (("g", "GM"),)
LEVELS: Final = ("LowDose", "MediumDose", "HighDose")


@dataclass
class _State:
    """What has been drawn so far."""

    draw: random.Random
    files: dict[str, TextIO]
    concepts: set[str] = field(default_factory=set)
    sources: int = 0
    articles: int = 0
    left_in_article: int = 0
    evidence: int = 0


def generate(count: int, path: str | Path, seed: int = SEED) -> None:
    """Write a ledger.

    Args:
        count: how many claims.
        path: the file to write, replaced as a whole at the end.
        seed: equal seeds give equal bytes.
    """
    target = Path(path)
    with tempfile.TemporaryDirectory(dir=target.parent) as folder, ExitStack() as stack:
        files: dict[str, TextIO] = {
            name: stack.enter_context(Path(folder, name).open("w+", encoding="utf-8"))
            for name in SECTIONS
        }
        state = _State(random.Random(seed), files)
        for number in range(count):
            _claim(state, number)
        whole = stack.enter_context(Path(folder, "whole").open("w", encoding="utf-8"))
        whole.write(HEAD)
        for name in SECTIONS:
            whole.write(f"### {name.capitalize()}\n\n")
            files[name].seek(0)
            shutil.copyfileobj(files[name], whole)
        whole.flush()
        Path(folder, "whole").replace(target)


def _rank(state: _State, number: int, share: float, exponent: float) -> int:
    """A Zipf rank below the vocabulary's size at this claim (inverse of the continuous law)."""
    size = max(4.0, 12 * (number + 1) ** 0.6 * share)
    power = 1 - exponent
    return int(((size**power - 1) * state.draw.random() + 1) ** (1 / power))


def _concept(state: _State, number: int, word: str, share: float, exponent: float) -> str:
    rank = _rank(state, number, share, exponent)
    name = f"{word}-{rank}"
    if name not in state.concepts:
        state.concepts.add(name)
        block = f':{name} a skos:Concept ;\n    skos:prefLabel "{word} {rank}"@en'
        for synonym in range(state.draw.choices((0, 1, 2, 3, 4), (50, 25, 13, 8, 4))[0]):
            block += f' ;\n    skos:altLabel "{word[:3]} {rank} {"abcd"[synonym]}"@en'
        if rank > 20 and rank % 5 == 0:
            _known(state, f"{word}-{rank // 5}", f"{word} {rank // 5}")
            block += f" ;\n    skos:broader :{word}-{rank // 5}"
        state.files["concepts"].write(f"{block} .\n\n")
    return name


def _known(state: _State, name: str, label: str) -> None:
    if name not in state.concepts:
        state.concepts.add(name)
        state.files["concepts"].write(
            f':{name} a skos:Concept ;\n    skos:prefLabel "{label}"@en .\n\n'
        )


def _article(state: _State) -> str:
    draw = state.draw
    if state.left_in_article <= 0:
        state.articles += 1
        lean = draw.random() < 0.8
        median, sigma = (2, 0.5) if lean else (16, 1.05)
        state.left_in_article = max(1, round(median * draw.lognormvariate(0, sigma)))
        name = f"article-{state.articles:07d}"
        year = min(2026, max(1970, round(draw.gauss(2013, 6))))
        state.files["documents"].write(
            f':{name} a kg:Document ;\n    dcterms:title "Article {state.articles}"@en ;\n'
            f'    dcterms:issued "{year}"^^xsd:gYear ;\n    kg:doi "10.9999/{name}" .\n\n'
        )
        state.files["versions"].write(
            f":{name}-v1 a kg:Version ;\n    prov:specializationOf :{name} ;\n"
            f'    kg:textSha256 "{state.articles:064x}" .\n\n'
        )
    state.left_in_article -= 1
    return f"article-{state.articles:07d}"


def _source(state: _State) -> str:
    draw = state.draw
    if state.sources and draw.random() < 0.3:
        return f"source-{draw.randint(max(1, state.sources - 5000), state.sources):07d}"
    state.sources += 1
    name = f"source-{state.sources:07d}"
    year = min(2026, max(1970, round(draw.gauss(2013, 6))))
    block = (
        f':{name} a kg:Document ;\n    dcterms:title "Study {state.sources}"@en ;\n'
        f'    dcterms:issued "{year}"^^xsd:gYear ;\n    kg:studyDesign kg:{draw.choice(DESIGNS)}'
    )
    if draw.random() < 0.0014:
        block += (
            f" ;\n    kg:notice :{name}-notice .\n\n:{name}-notice a kg:Notice ;\n"
            f'    kg:noticeKind kg:Retraction ;\n    dcterms:date "{year + 2}"^^xsd:gYear'
        )
    state.files["documents"].write(f"{block} .\n\n")
    return name


def _quantity(state: _State, owner: str) -> tuple[str, str]:
    """The link to a dose, and the block of its node."""
    draw = state.draw
    text, unit = draw.choice(UNITS)
    low = draw.choice(DOSES)
    if draw.random() < 0.2:
        amount = f"schema:minValue {low} ;\n    schema:maxValue {float(low) * 4:.2f}"
    else:
        amount = f"schema:value {low}"
    link = f" ;\n    kg:dose :{owner}-dose"
    node = (
        f":{owner}-dose a schema:QuantitativeValue ;\n    {amount} ;\n"
        f'    qudt:hasUnit unit:{unit} ;\n    schema:unitText "{text}" .\n\n'
    )
    return link, node


def _claim(state: _State, number: int) -> None:
    draw = state.draw
    name = f"c{number + 1:08d}"
    subject = _concept(state, number, "drug", 0.35, 0.9)
    target = _concept(state, number, "outcome", 0.40, 1.1)
    effect = draw.choice(EFFECTS)
    label = f"{subject} {effect} {target} in case {number + 1}"
    block = (
        f':{name} a kg:Claim ;\n    rdfs:label "{label}"@en ;\n    rdf:subject :{subject} ;\n'
        f"    rdf:predicate sp:affects ;\n    rdf:object :{target} ;\n    kg:effect kg:{effect} ;\n"
        "    kg:claimType kg:Causal"
    )
    node = ""
    if draw.random() < 0.24:
        block += f" ;\n    kg:doseLevel kg:{draw.choice(LEVELS)}"
    if draw.random() < 0.12:
        link, node = _quantity(state, name)
        block += link
    if draw.random() < 0.3:
        block += f" ;\n    kg:population :{_concept(state, number, 'population', 0.15, 1.15)}"
    state.files["claims"].write(f"{block} .\n\n{node}")
    _assertion(state, name, number)
    for _ in range(draw.choices((0, 1, 2, 3), (47, 42, 8, 3))[0]):
        _line(state, name, number, effect)


def _assertion(state: _State, claim: str, number: int) -> None:
    draw = state.draw
    name = f"a{number + 1:016x}"
    article = _article(state)
    start = draw.randrange(20_000)
    quote = " ".join(draw.choices(WORDS, k=draw.randint(16, 48)))
    block = f":{name} a kg:Assertion ;\n    kg:asserts :{claim} ;\n    kg:statedIn :{article}"
    block += f" ;\n    kg:passage :{name}-p"
    if draw.random() < 0.2:
        block += ' ;\n    kg:hedging kg:Possible ;\n    kg:hedgeCue "may"'
    if draw.random() < 0.1:
        block += (
            ' ;\n    kg:attribution kg:UnnamedAttribution ;\n    kg:attributionText "Other studies"'
        )
    selectors, nodes = f":{name}-q", ""
    if draw.random() < 0.3:
        selectors = f":{name}-o ,\n        :{name}-q"
        nodes = (
            f":{name}-o a oa:TextPositionSelector ;\n    oa:start {start} ;\n"
            f"    oa:end {start + len(quote)} .\n\n"
        )
    nodes += f':{name}-q a oa:TextQuoteSelector ;\n    oa:exact "{quote}" .'
    state.files["assertions"].write(
        f"{block} .\n\n:{name}-p a oa:SpecificResource ;\n    oa:hasSource :{article}-v1 ;\n"
        f"    oa:hasSelector {selectors} .\n\n{nodes}\n\n"
    )


def _line(state: _State, claim: str, number: int, effect: str) -> None:
    draw = state.draw
    state.evidence += 1
    name = f"e{state.evidence:016x}"
    people = max(4, round(132 * draw.lognormvariate(0, 1.6)))
    block = (
        f":{name} a kg:EvidenceLine ;\n    kg:evidenceFor :{claim} ;\n"
        f"    kg:source :{_source(state)} ;\n"
        f"    kg:evidenceDirection kg:{draw.choice(DIRECTIONS)} ;\n"
        f"    kg:effectFound kg:{effect} ;\n    kg:sampleSize {people}"
    )
    node = ""
    if draw.random() < 0.24:
        link, node = _quantity(state, name)
        block += link
    if draw.random() < 0.2:
        block += f" ;\n    kg:population :{_concept(state, number, 'population', 0.15, 1.15)}"
    if draw.random() < 0.05:
        block += " ;\n    kg:verification kg:Recalled"
    state.files["evidence"].write(f"{block} .\n\n{node}")


def main() -> None:
    """Generate from the command line."""
    parser = argparse.ArgumentParser(description="Generate a ledger of N claims.")
    parser.add_argument("count", type=int)
    parser.add_argument("path", type=Path)
    parser.add_argument("--seed", type=int, default=SEED)
    given = parser.parse_args()
    generate(given.count, given.path, given.seed)


if __name__ == "__main__":
    main()
