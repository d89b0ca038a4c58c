"""A claim that leaves out the one condition under which all its support was found."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from kg.auditing.facts import OF_EFFECT
from kg.auditing.of_claims import stated
from kg.auditing.question import Question
from kg.auditing.rule import Example, Hit, Rule
from kg.model.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.auditing.facts import Facts
    from kg.auditing.question import Row
    from kg.store.index import Cell

_DIMENSION = "CASE field WHEN 'dose_level' THEN 'dose' ELSE field END"
_VALUE = (
    "coalesce(q.concept, q.level, q.value || ' ' || coalesce(q.unit_text, ''),"
    " coalesce(q.minimum, '') || '..' || coalesce(q.maximum, '') || coalesce(q.unit_text, ''),"
    " q.words)"
)
_STUDIED = f"""
SELECT l.claim AS claim, {_DIMENSION} AS dimension, count(DISTINCT l.iri) AS stating,
    count(DISTINCT {_VALUE}) AS variety, min(coalesce(q.words, q.concept, q.level,
        coalesce(q.value, coalesce(q.minimum, '') || '-' || coalesce(q.maximum, ''))
        || ' ' || coalesce(q.unit_text, ''))) AS text
FROM live AS l JOIN qualifier AS q ON q.owner = l.iri
    AND q.field IN ('dose', 'dose_level', 'population', 'condition', 'route', 'timepoint')
WHERE l.direction = 'supports' GROUP BY l.claim, dimension HAVING variety = 1"""
_LOST = f"""
SELECT s.claim AS key, s.claim, NULL, s.dimension, s.text FROM ({_STUDIED}) AS s
JOIN claim AS c ON c.iri = s.claim AND c.claim_type IN {OF_EFFECT}
WHERE s.stating = (SELECT count(*) FROM live WHERE claim = s.claim AND direction = 'supports')
    AND s.dimension NOT IN (SELECT {_DIMENSION} FROM qualifier WHERE owner = s.claim)"""


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
    claim, lost = facts.ref(row[1]), str(row[3])
    support = facts.support(row[1])
    studied = "the one supporting line" if len(support) == 1 else f"all {len(support)} lines"
    return Hit(
        None,
        f"{studied} had {lost}; the claim does not say so: {claim.label}",
        f"say under which conditions it was found: {lost}",
        related=facts.ids(line.source.ref.iri for line in support),
        quote=claim.label,
        claim=claim.id,
        key=str(row[1]),
    )


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
