"""Small ledgers of claims that may contradict each other, in Turtle."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from broken import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

BASE: Final = "https://claims.example/x#"
CODES: Final = {
    "increase": "kg:Increase",
    "decrease": "kg:Decrease",
    "no-difference-found": "kg:NoDifferenceFound",
    "equivalent": "kg:Equivalent",
    "mixed": "kg:Mixed",
}
CONCEPTS: Final = """
:drug a skos:Concept ; skos:prefLabel "drug"@en .
:opioid a skos:Concept ; skos:prefLabel "opioid"@en ; skos:broader :drug .
:morphine a skos:Concept ; skos:prefLabel "morphine"@en ; skos:broader :opioid .
:aspirin a skos:Concept ; skos:prefLabel "aspirin"@en .
:distress a skos:Concept ; skos:prefLabel "distress"@en .
:anxiety a skos:Concept ; skos:prefLabel "anxiety"@en ; skos:broader :distress .
:sleep a skos:Concept ; skos:prefLabel "sleep"@en .
:people a skos:Concept ; skos:prefLabel "people"@en .
:children a skos:Concept ; skos:prefLabel "children"@en ; skos:broader :people .
:rats a skos:Concept ; skos:prefLabel "rats"@en ; kg:disjointWith :people .
:placebo a skos:Concept ; skos:prefLabel "placebo"@en .
:good a kg:Document ; dcterms:title "good"@en .
:fine a kg:Document ; dcterms:title "fine"@en .
:gone a kg:Document ; dcterms:title "gone"@en ; kg:notice :gone-notice .
:gone-notice a kg:Notice ; kg:noticeKind kg:Retraction .
"""
DOSES: Final = {
    "1 mg/kg": ("1", "MilliGM-PER-KiloGM", "mg/kg"),
    "1000 ug/kg": ("1000", "MicroGM-PER-KiloGM", "ug/kg"),
    "5 mg/kg": ("5", "MilliGM-PER-KiloGM", "mg/kg"),
    "5 mg/L": ("5", "MilliGM-PER-L", "mg/L"),
}


@dataclass(frozen=True)
class Line:
    """An evidence line: its direction, its source, and under which conditions."""

    direction: str = "Supports"
    source: str = "good"
    recalled: bool = False
    conditions: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Said:
    """A claim."""

    effect: str | None = "increase"
    subjects: tuple[str, ...] = ("aspirin",)
    objects: tuple[str, ...] = ("sleep",)
    conditions: tuple[tuple[str, str], ...] = ()
    negated: bool = False
    predicate: str = "affects"
    lines: tuple[Line, ...] = field(default=())


def turtle(claims: Iterable[Said]) -> str:
    """A ledger; claims are called c00, c01 and so on."""
    blocks = [PREFIXES, f':ledger a kg:Ledger ; dcterms:title "x"@en .{CONCEPTS}']
    for number, claim in enumerate(claims):
        name = f"c{number:02}"
        parts = [f':{name} a kg:Claim ; rdfs:label "{name}"@en', "kg:claimType kg:Causal"]
        parts.append(f"rdf:predicate kg:{claim.predicate}")
        parts += [f"rdf:subject :{one}" for one in claim.subjects]
        parts += [f"rdf:object :{one}" for one in claim.objects]
        parts += [f"kg:effect {CODES[claim.effect]}"] if claim.effect else []
        parts += ["kg:negated true"] if claim.negated else []
        blocks.append(_owner(name, parts, claim.conditions))
        for place, line in enumerate(claim.lines):
            parts = [f":{name}-e{place} a kg:EvidenceLine ; kg:evidenceFor :{name}"]
            parts += [f"kg:source :{line.source}", f"kg:evidenceDirection kg:{line.direction}"]
            parts += ["kg:verification kg:Recalled"] if line.recalled else []
            blocks.append(_owner(f"{name}-e{place}", parts, line.conditions))
    return "\n".join(blocks)


def _owner(name: str, parts: list[str], conditions: Iterable[tuple[str, str]]) -> str:
    below = ""
    stated = list(parts)
    for place, (dimension, value) in enumerate(conditions):
        if dimension == "level":
            stated.append(f"kg:doseLevel kg:{value}")
        elif value in DOSES:
            number, unit, words = DOSES[value]
            node = f"{name}-q{place}"
            stated.append(f"kg:{dimension} :{node}")
            below += f"\n:{node} a schema:QuantitativeValue ; schema:value {number} ;"
            below += f' qudt:hasUnit unit:{unit} ; schema:unitText "{words}" .'
        else:
            stated.append(f"kg:{dimension} :{value}")
    return f"{' ; '.join(stated)} .{below}"


def written(folder: Path, claims: Iterable[Said], name: str = "x.ttl") -> Path:
    """The same as a file."""
    path = folder / name
    path.write_text(turtle(claims), "utf-8")
    return path
