"""An identifier that cannot be right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.auditing.question import Question
from kg.auditing.rule import Example, Hit, Rule
from kg.model.finding import Severity
from kg.store.schema import IN_FORCE
from kg.text.identifier_faults import identifier_fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.auditing.facts import Facts
    from kg.auditing.question import Row

_DOCUMENTS = " UNION ALL ".join(
    f"SELECT iri AS key, NULL, NULL, '{field}' AS kind, {field} AS text FROM document"
    f" WHERE {field} IS NOT NULL AND state IN {IN_FORCE}"
    for field in ("doi", "pmid", "pmcid")
)
_IDENTIFIERS = f"""
{_DOCUMENTS}
UNION ALL SELECT owner, NULL, NULL, 'doi', doi FROM notice WHERE doi IS NOT NULL
UNION ALL SELECT iri, NULL, NULL, 'orcid', identifier FROM agent
    WHERE identifier LIKE '%orcid.org/%'"""


def sift(facts: Facts, rows: list[Row]) -> Iterator[Row]:
    """The identifiers that are wrong, with what is wrong with them."""
    del facts  # the form alone tells
    for key, _, _, kind, text in rows:
        fault = identifier_fault(str(kind), str(text))
        if fault is not None:
            yield f"{key} {kind}", None, None, key, kind, text, fault


def tell(facts: Facts, row: Row) -> Hit:
    """A document or agent with a wrong identifier."""
    key, _, _, owner, kind, text, fault = row
    thing = facts.ref(owner)
    return Hit(
        None,
        f"{str(kind).upper()} of {thing.id} {fault}: {text}",
        "copy it from the publisher's page or from PubMed",
        related=(thing.id,),
        quote=str(text),
        key=str(key),
    )


_EXAMPLE = """:odd a kg:Document ; dcterms:title "A paper"@en ; kg:doi "10.1000/123" ;
    kg:pmid "%s" ."""

RULE = Rule(
    code="KG701",
    name="weak-identifier",
    severity=Severity.WARNING,
    summary="A DOI, PMID, PMCID or ORCID that cannot be right.",
    what="Flags identifiers of documents, notices and agents that break the form of their kind, "
    "and ORCID iDs with a wrong check digit. "
    "Whether a well-formed identifier exists is not looked up.",
    why="A source that cannot be found again cannot be checked, and its retraction goes unseen.",
    instead="Copy the identifier from the publisher's page.",
    examples=(
        Example(flags=("PMC1234567",), ledger=_EXAMPLE % "PMC1234567"),
        Example(ledger=_EXAMPLE % "31234567"),
    ),
    questions=(Question(_IDENTIFIERS, tell, sift),),
    references=(
        "DOI Handbook, section 2.2: syntax",
        "ORCID: structure of the ORCID identifier (ISO 7064 mod 11-2)",
    ),
    needs_ledger=True,
)
