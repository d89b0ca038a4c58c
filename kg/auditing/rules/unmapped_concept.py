"""A concept that no vocabulary is named for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.auditing.question import Question
from kg.auditing.rule import Example, Hit, Rule
from kg.model.finding import Severity
from kg.store.schema import IN_FORCE

if TYPE_CHECKING:
    from kg.auditing.facts import Facts
    from kg.auditing.question import Row

_UNMAPPED = f"""
SELECT c.iri AS key, NULL, NULL FROM concept AS c
WHERE c.state IN {IN_FORCE}
    AND NOT EXISTS (SELECT 1 FROM many
        WHERE owner = c.iri AND field IN ('exact_match', 'close_match'))
    AND (EXISTS (SELECT 1 FROM many AS m JOIN chosen ON chosen.iri = m.owner
            WHERE m.value = c.iri AND m.field IN ('subject', 'object', 'via'))
        OR EXISTS (SELECT 1 FROM qualifier AS q JOIN chosen ON chosen.iri = q.owner
            WHERE q.concept = c.iri))"""


def tell(facts: Facts, row: Row) -> Hit:
    """A concept without mapping."""
    concept = facts.ref(row[0])
    return Hit(
        None,
        f'"{concept.label}" is mapped to no vocabulary',
        "add a skos:exactMatch or closeMatch to MeSH, ChEBI, Wikidata or another vocabulary",
        related=(concept.id,),
        quote=concept.label,
        key=concept.iri,
    )


_EXAMPLE = """:ketamine skos:exactMatch wd:Q1 .
:anxiety skos:exactMatch wd:Q2 .
:nausea skos:exactMatch wd:Q3 .
:exercise skos:exactMatch wd:Q4 .
:neural-pathways skos:exactMatch wd:Q5 ."""

RULE = Rule(
    code="KG702",
    name="unmapped-concept",
    severity=Severity.SUGGESTION,
    summary="A concept of a claim without a mapping to any vocabulary.",
    what="Lists each concept that a claim speaks of, in its conditions too, and that has neither "
    "an exact nor a close match elsewhere.",
    why="Ledgers can be joined, and sources searched, only by names that others share.",
    instead="Map it where the match is certain; leave it where it is not.",
    examples=(
        Example(flags=("anxiety", "exercise", "ketamine", "nausea", "neural pathways")),
        Example(ledger=_EXAMPLE),
    ),
    questions=(Question(_UNMAPPED, tell),),
    references=("W3C SKOS Reference, section 10: mapping properties",),
    needs_ledger=True,
    default_in=(),
)
