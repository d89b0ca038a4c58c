"""Documents that cite each other for the same claim."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from kg.auditing.hits import on_claim
from kg.auditing.question import Question
from kg.auditing.rule import Example, Hit, Rule
from kg.graph.circles import circles
from kg.model.finding import Severity
from kg.store.fetch import AMONG

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.auditing.facts import Facts
    from kg.auditing.question import Row

_CITING = """
SELECT d.iri, NULL, NULL, x.value FROM document AS d
CROSS JOIN many AS x ON x.owner = d.iri AND x.field = 'cites' AND x.value <> d.iri"""
_SPEAKING = f"""
SELECT document, claim FROM said WHERE document IN {AMONG.replace("?", "?1")}
UNION SELECT source, claim FROM line WHERE source IN {AMONG.replace("?", "?1")}"""
# Whoever is cited leads on in a circle only by citing something: few sources do.
_LEANING = f"""
SELECT t.claim, t.document, x.value FROM many AS x
CROSS JOIN assertion AS a ON a.iri = x.owner JOIN told AS t ON t.claim = a.claim AND t.iri = a.iri
WHERE x.field IN ('cites', 'cites_as_evidence') AND x.value <> t.document
    AND x.value IN (SELECT document FROM assertion UNION ALL {AMONG[1:-1]})
    AND x.value IN (SELECT document FROM said WHERE claim = t.claim
        UNION ALL SELECT source FROM line WHERE claim = t.claim)"""


def sift(facts: Facts, rows: list[Row]) -> Iterator[Row]:
    """The circles, claim by claim, of documents that cite others, as a whole or in an assertion."""
    pairs = [(str(row[0]), str(row[3])) for row in rows]
    by_claim: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for claim, document, cited in facts.among(_LEANING, {document for document, _ in pairs}):
        by_claim[str(claim)].add((str(document), str(cited)))
    for claim, edge in _as_wholes(facts, pairs):
        by_claim[claim].add(edge)
    for claim, edges in by_claim.items():
        for circle in circles(edges):
            yield f"{claim} {' '.join(circle)}", claim, None, *circle


def _as_wholes(facts: Facts, pairs: list[tuple[str, str]]) -> Iterator[tuple[str, tuple[str, str]]]:
    """A claim of which both speak, for each document that cites another as a whole."""
    speaking: dict[str, set[str]] = defaultdict(set)
    for document, claim in facts.among(_SPEAKING, {end for pair in pairs for end in pair}):
        speaking[str(document)].add(str(claim))
    for document, cited in pairs:
        for claim in speaking[document] & speaking[cited]:
            yield claim, (document, cited)


def tell(facts: Facts, row: Row) -> Hit:
    """Documents that lean on each other."""
    said = f"{', '.join(facts.ids(row[3:]))} cite each other for it: {facts.ref(row[1]).label}"
    return on_claim(facts, row, said, "find the study that it began with, and cite that", row[3:])


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
    questions=(Question(_CITING, tell, sift),),
    references=("Greenberg 2009, doi:10.1136/bmj.b2680",),
    needs_ledger=True,
)
