"""A concept or source that nothing in the ledger uses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.auditing.question import Question
from kg.auditing.rule import Example, Hit, Rule
from kg.model.finding import Severity
from kg.store.schema import IN_FORCE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.auditing.facts import Facts
    from kg.auditing.question import Row

_UNUSED_CONCEPTS = f"""
SELECT c.iri AS key, NULL, NULL, 'concept' FROM concept AS c WHERE c.state IN {IN_FORCE}
    AND NOT EXISTS (SELECT 1 FROM many WHERE value = c.iri AND owner <> c.iri)
    AND NOT EXISTS (SELECT 1 FROM qualifier WHERE concept = c.iri)
    AND NOT EXISTS (SELECT 1 FROM claim WHERE predicate = c.iri)
    AND c.iri NOT IN (SELECT level FROM evidence_line WHERE level IS NOT NULL
        UNION SELECT adjusted_level FROM evidence_line WHERE adjusted_level IS NOT NULL
        UNION SELECT scheme FROM concept WHERE scheme IS NOT NULL
        UNION SELECT drug FROM dose_band UNION SELECT coalesce(route, '') FROM dose_band
        UNION SELECT coalesce(population, '') FROM dose_band)"""
_UNUSED_SOURCES = f"""
SELECT d.iri AS key, NULL, NULL, 'document' FROM document AS d WHERE d.state IN {IN_FORCE}
    AND NOT EXISTS (SELECT 1 FROM assertion WHERE document = d.iri)
    AND NOT EXISTS (SELECT 1 FROM evidence_line WHERE source = d.iri)
    AND NOT EXISTS (SELECT 1 FROM many WHERE value = d.iri AND owner <> d.iri)"""


def sift(facts: Facts, rows: list[Row]) -> Iterable[Row]:
    """All of them, if the whole ledger was looked at: a part cannot tell what the rest uses."""
    return rows if facts.whole else ()


def tell(facts: Facts, row: Row) -> Hit:
    """A thing that nothing uses."""
    thing = facts.ref(row[0])
    return Hit(
        None,
        f'nothing uses the {row[3]} "{thing.label}"',
        "use it, or withdraw it",
        related=(thing.id,),
        quote=thing.label,
        key=thing.iri,
    )


_EXAMPLE = """:waltzing a skos:Concept ; skos:prefLabel "waltzing"@en ."""
_USED = """
:exercise skos:related :waltzing .
:waltzing skos:related :exercise ."""

RULE = Rule(
    code="KG703",
    name="orphan",
    severity=Severity.SUGGESTION,
    summary="A concept or source that nothing in the ledger uses.",
    what="Lists each concept that no claim, condition, relation or narrower concept names, and "
    "each document that states nothing, gives no evidence and is cited by none.",
    why="Such leftovers of imports and edits hide mistakes: a claim may hang on a twin of the "
    "concept.",
    instead="Use it, or withdraw it.",
    examples=(
        Example(flags=("waltzing",), ledger=_EXAMPLE),
        Example(ledger=_EXAMPLE + _USED),
    ),
    questions=(
        Question(_UNUSED_CONCEPTS, tell, sift),
        Question(_UNUSED_SOURCES, tell, sift),
    ),
    needs_ledger=True,
    default_in=(),
)
