"""A result without a difference, recorded as evidence against."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from kg.auditing.hits import on_claim
from kg.auditing.question import Question
from kg.auditing.rule import Example, Hit, Rule
from kg.model.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.auditing.facts import Facts
    from kg.auditing.question import Row

_P = re.compile(r"\s*(?:p\s*)?([<>=≤≥]?)\s*([01]?\.\d+|[01])\s*", re.IGNORECASE)
_LIMIT = Decimal("0.05")
_NULL = """
SELECT e.iri AS key, e.claim, NULL, e.effect, e.p, e.source FROM line AS e
CROSS JOIN claim AS c ON c.iri = e.claim
WHERE e.iri IN (SELECT iri FROM evidence_line WHERE direction = 'disputes')
    AND c.effect IN ('increase', 'decrease') AND NOT coalesce(c.negated, 0)
    AND (e.effect = 'no-difference-found' OR e.effect IS NULL AND e.p IS NOT NULL)"""


def sift(_: Facts, rows: list[Row]) -> Iterator[Row]:
    """Lines that found no difference, or state nothing but a p above 0.05."""
    return (row for row in rows if row[3] is not None or is_null(str(row[4])))


def is_null(p: str) -> bool:
    """Whether a p value as written says that no difference was shown.

    Args:
        p: such as `0.32`, `p > 0.05`, `n.s.`.

    Returns:
        True above 0.05; False below, and where the text is no p value.
    """
    if p.strip().casefold().rstrip(".") in {"ns", "n.s", "not significant"}:
        return True
    found = _P.fullmatch(p)
    if found is None or found[1] in {"<", "≤"}:
        return False
    value = Decimal(found[2])
    return value >= _LIMIT if found[1] in {">", "≥"} else value > _LIMIT


def tell(facts: Facts, row: Row) -> Hit:
    """An evidence line that disputes without an opposite result."""
    line, claim, _, effect, p, source = row
    found = "no difference" if effect is not None else f"p {p}"
    said = f"{facts.ids((source,))[0]} found {found} and is recorded as disputing"
    remedy = "record it as neutral, unless it showed equivalence within a stated margin"
    return on_claim(facts, row, f"{said}: {facts.ref(claim).label}", remedy, (line,))


_EXAMPLE = """:y-less-nausea a kg:Claim ; rdfs:label "Yoga reduces nausea."@en ;
    rdf:subject :yoga ; rdf:predicate kg:affects ; rdf:object :nausea ; kg:effect kg:Decrease ;
    kg:claimType kg:Causal .
:yoga a skos:Concept ; skos:prefLabel "yoga"@en .
:y1 a kg:EvidenceLine ; kg:evidenceFor :y-less-nausea ; kg:source :hahn2018 ;
    kg:evidenceDirection kg:Disputes ; kg:effectFound kg:NoDifferenceFound ."""

RULE = Rule(
    code="KG203",
    name="null-as-dispute",
    severity=Severity.SUGGESTION,
    summary="A result without a difference, recorded as evidence against.",
    what="Flags an evidence line that disputes a claimed increase or decrease, although what it "
    "found is no difference, or only a p value above 0.05 is recorded.",
    why="Absence of evidence is not evidence of absence: a small study finds no difference "
    "whether or not there is one.",
    instead="Record it as neutral; keep the dispute where equivalence was shown.",
    examples=(
        Example(flags=("Yoga reduces nausea.",), ledger=_EXAMPLE),
        Example(ledger=_EXAMPLE.replace("NoDifferenceFound", "Equivalent")),
    ),
    questions=(Question(_NULL, tell, sift),),
    references=("Altman and Bland 1995, doi:10.1136/bmj.311.7003.485",),
    needs_ledger=True,
)
