"""Documents that cite each other for the same claim."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from kg.auditing.question import Question
from kg.auditing.rule import Example, Hit, Rule
from kg.graph.circles import circles
from kg.model.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.auditing.facts import Facts
    from kg.auditing.question import Row

_CITES = """
SELECT x.owner AS document, x.value AS cited FROM many AS x
WHERE x.field = 'cites' AND x.owner <> x.value AND x.owner IN (SELECT iri FROM document)"""
_ENDS = (
    "(SELECT owner FROM many WHERE field = 'cites'"
    " UNION SELECT value FROM many WHERE field = 'cites')"
)
_SPEAKING = f"""
SELECT document, claim FROM said WHERE document IN {_ENDS}
UNION SELECT source, claim FROM line WHERE source IN {_ENDS}"""
_LEANS = """
SELECT t.claim, t.claim, NULL, t.document, x.value FROM told AS t
JOIN many AS x ON x.owner = t.iri AND x.field IN ('cites', 'cites_as_evidence')
WHERE t.sourced AND t.document <> x.value AND x.value IN (
    SELECT document FROM said WHERE claim = t.claim
    UNION ALL SELECT source FROM line WHERE claim = t.claim)"""


def sift(facts: Facts, rows: list[Row]) -> Iterator[Row]:
    """The circles, claim by claim."""
    by_claim: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for _, claim, _, document, cited in rows:
        by_claim[str(claim)].add((str(document), str(cited)))
    for claim, edge in _cited_as_documents(facts):
        by_claim[claim].add(edge)
    for claim, edges in by_claim.items():
        for circle in circles(edges):
            yield f"{claim} {' '.join(circle)}", claim, None, *circle


def _cited_as_documents(facts: Facts) -> Iterator[tuple[str, tuple[str, str]]]:
    """A claim of which both speak, for each document that cites another as a whole."""
    pairs = [(str(document), str(cited)) for document, cited in facts.rows(_CITES)]
    speaking: dict[str, set[str]] = defaultdict(set)
    for document, claim in facts.rows(_SPEAKING) if pairs else ():
        speaking[str(document)].add(str(claim))
    for document, cited in pairs:
        for claim in speaking[document] & speaking[cited]:
            yield claim, (document, cited)


def tell(facts: Facts, row: Row) -> Hit:
    """Documents that lean on each other."""
    claim, circle = facts.ref(row[1]), facts.ids(row[3:])
    return Hit(
        None,
        f"{', '.join(circle)} cite each other for it: {claim.label}",
        "find the study that it began with, and cite that",
        related=circle,
        quote=claim.label,
        claim=claim.id,
        key=str(row[0]),
    )


_EXAMPLE = """:y-less-nausea a kg:Claim ; rdfs:label "Yoga reduces nausea."@en ;
    rdf:subject :yoga ; rdf:predicate kg:affects ; rdf:object :nausea ; kg:effect kg:Decrease ;
    kg:claimType kg:Causal .
:yoga a skos:Concept ; skos:prefLabel "yoga"@en .
:left a kg:Document ; dcterms:title "Left"@en .
:right a kg:Document ; dcterms:title "Right"@en .
:a-left a kg:Assertion ; kg:asserts :y-less-nausea ; kg:statedIn :left ; cito:cites :right .
:a-right a kg:Assertion ; kg:asserts :y-less-nausea ; kg:statedIn :right ; cito:cites :left ."""

RULE = Rule(
    code="KG206",
    name="circular-support",
    severity=Severity.WARNING,
    summary="Documents that cite each other for the same claim.",
    what="Flags a claim for which documents of the ledger cite each other in a circle, directly "
    "or over others.",
    why="Each seems to have a source, and none has.",
    instead="Find the study that the statement began with.",
    examples=(
        Example(flags=("Yoga reduces nausea.",), ledger=_EXAMPLE),
        Example(ledger=_EXAMPLE.replace("cito:cites :left", "cito:cites :berg2019")),
    ),
    questions=(Question(_LEANS, tell, sift),),
    references=("Greenberg 2009, doi:10.1136/bmj.b2680",),
    needs_ledger=True,
)
