"""One source that carries many claims alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.auditing.question import Question
from kg.auditing.rule import Example, Hit, Rule
from kg.model.finding import Severity

if TYPE_CHECKING:
    from kg.auditing.facts import Facts
    from kg.auditing.question import Row

MANY: Final = 5
"""Claims that one source may carry alone."""
_CARRIED = """
SELECT claim, min(source) AS source FROM live WHERE direction = 'supports'
GROUP BY claim HAVING min(source) = max(source)"""
_CARRYING = f"""
SELECT source AS key, NULL, NULL, count(*) FROM ({_CARRIED})
GROUP BY source HAVING count(*) >= {MANY}"""


def tell(facts: Facts, row: Row) -> Hit:
    """A source that is the only live support of many claims."""
    source = facts.document(row[0])
    claims = facts.rows(f"SELECT claim FROM ({_CARRIED}) WHERE source = ?", str(row[0]))
    return Hit(
        None,
        f"{source.ref.id} alone supports {row[3]} claims",
        "look for a second, independent source",
        related=facts.ids(claim for (claim,) in claims),
        quote=source.title or source.ref.label,
        key=str(row[0]),
    )


_CLAIM = """:sole-{0} a kg:Claim ; rdfs:label "Exercise, form {0}, reduces nausea."@en ;
    rdf:subject :exercise ; rdf:predicate kg:affects ; rdf:object :nausea ;
    kg:effect kg:Decrease ; kg:claimType kg:Causal .
:l{0} a kg:EvidenceLine ; kg:evidenceFor :sole-{0} ; kg:source :sole ;
    kg:evidenceDirection kg:Supports .
"""
_SOLE = ':sole a kg:Document ; dcterms:title "A paper by Sole"@en .\n'
_EXAMPLE = _SOLE + "".join(_CLAIM.format(number) for number in range(1, MANY + 1))
_FEWER = _SOLE + "".join(_CLAIM.format(number) for number in range(1, MANY))

RULE = Rule(
    code="KG205",
    name="single-source",
    severity=Severity.SUGGESTION,
    summary="One source that carries many claims alone.",
    what=f"Flags a source that is the only live support of {MANY} claims or more.",
    why="If that one source falls, all of them fall with it.",
    instead="Look for independent support.",
    examples=(
        Example(flags=("A paper by Sole",), ledger=_EXAMPLE),
        Example(ledger=_FEWER),
    ),
    questions=(Question(_CARRYING, tell),),
    needs_ledger=True,
    default_in=(),
)
