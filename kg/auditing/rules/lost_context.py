"""A claim that leaves out the one condition under which all its support was found."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from kg.auditing.hits import on_claim
from kg.auditing.of_claims import stated
from kg.auditing.question import Question
from kg.auditing.rule import Example, Hit, Rule
from kg.auditing.tables import OF_EFFECT
from kg.model.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.auditing.facts import Facts
    from kg.auditing.question import Row
    from kg.store.condition import Cell

_DIMENSION = "CASE {0}.field WHEN 'dose_level' THEN 'dose' ELSE {0}.field END"
_VALUE = (
    "coalesce(q.concept, q.level, q.value || ' ' || coalesce(q.unit_text, ''),"
    " coalesce(q.minimum, '') || '..' || coalesce(q.maximum, '') || coalesce(q.unit_text, ''),"
    " q.words)"
)
_UNSTATED = f"""
SELECT q.claim, {_DIMENSION.format("q")} AS dimension, count(DISTINCT q.line) AS stating,
    count(DISTINCT {_VALUE}) AS variety, min(coalesce(q.words, q.concept, q.level,
        coalesce(q.value, coalesce(q.minimum, '') || '-' || coalesce(q.maximum, ''))
        || ' ' || coalesce(q.unit_text, ''))) AS text
FROM beyond AS q
WHERE q.field IN ('dose', 'dose_level', 'population', 'condition', 'route', 'timepoint')
    AND NOT EXISTS (SELECT 1 FROM qualifier AS own WHERE own.owner = q.claim
        AND {_DIMENSION.format("own")} = {_DIMENSION.format("q")})
GROUP BY q.claim, dimension HAVING variety = 1"""
_LOST = f"""
SELECT u.claim AS key, u.claim, NULL, u.dimension, u.text FROM ({_UNSTATED}) AS u
JOIN claim AS c ON c.iri = u.claim AND c.claim_type IN {OF_EFFECT}
JOIN claim_summary AS s ON s.claim = u.claim AND s.supports = u.stating"""


def sift(facts: Facts, rows: list[Row]) -> Iterator[Row]:
    """The claims whose own words do not name the condition either."""
    labels = facts.labels(cell for row in rows for cell in (row[1], row[4]))
    lost: dict[Cell, list[str]] = defaultdict(list)
    for _, claim, _, dimension, value in rows:
        words = labels.get(str(value), str(value)).strip()
        if words.casefold() not in labels[str(claim)].casefold():
            lost[claim].append(f"{dimension} {words}")
    return ((claim, claim, None, "; ".join(sorted(found))) for claim, found in lost.items())


def tell(facts: Facts, row: Row) -> Hit:
    """A claim with the conditions that it leaves out."""
    lost, support = str(row[3]), facts.support(row[1])
    studied = "the one supporting line" if len(support) == 1 else f"all {len(support)} lines"
    said = f"{studied} had {lost}; the claim does not say so: {facts.ref(row[1]).label}"
    sources = (line.source.ref.iri for line in support)
    return on_claim(facts, row, said, f"say under which conditions it was found: {lost}", sources)


_UNSAID = Question(_LOST, tell, sift)
_EXAMPLE = """:y-less-nausea a kg:Claim ; rdfs:label "Yoga reduces nausea."@en ;
    rdf:subject :yoga ; rdf:predicate kg:affects ; rdf:object :nausea ; kg:effect kg:Decrease ;
    kg:claimType kg:Causal%s .
:yoga a skos:Concept ; skos:prefLabel "yoga"@en .
:children a skos:Concept ; skos:prefLabel "children"@en .
:y1 a kg:EvidenceLine ; kg:evidenceFor :y-less-nausea ; kg:source :hahn2018 ;
    kg:evidenceDirection kg:Supports ; kg:population :children ."""

RULE = Rule(
    code="KG403",
    name="lost-context",
    severity=Severity.SUGGESTION,
    summary="A claim without the condition under which all its support was found.",
    what="Flags a claim of an effect whose live supporting lines all state one and the same dose, "
    "population, condition, route or time point, while the claim states none in that dimension.",
    why="What was found in one group at one dose need not hold elsewhere.",
    instead="Say where it was found, or record support from elsewhere.",
    examples=(
        Example(flags=("Yoga reduces nausea.",), ledger=_EXAMPLE % ""),
        Example(ledger=_EXAMPLE % " ; kg:population :children"),
    ),
    check=stated(_UNSAID),
    questions=(_UNSAID,),
    references=("Guyatt et al. 2011, doi:10.1016/j.jclinepi.2011.04.014: indirectness",),
    needs_ledger=True,
    default_in=("ledger",),
)
