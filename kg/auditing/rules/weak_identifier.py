"""An identifier that cannot be right."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.auditing.places import at
from kg.auditing.question import Question
from kg.auditing.rule import Example, Hit, Measured, Rule
from kg.model.finding import Severity
from kg.store.schema import IN_FORCE
from kg.text.identifier_faults import identifier_fault
from kg.text.identifiers import trimmed_url

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.auditing.case import Case
    from kg.auditing.facts import Facts
    from kg.auditing.question import Row

_KINDS = ("doi", "pmid", "pmcid")
# Most identifiers are plainly right, which SQL sees sooner; the rest are looked at one by one.
_PLAIN = {
    "doi": """
(d.doi GLOB '10.[0-9][0-9][0-9][0-9]/?*' OR d.doi GLOB '10.[0-9][0-9][0-9][0-9][0-9]/?*')
AND d.doi NOT GLOB '*[^!-~]*' AND substr(d.doi, -1) NOT IN ('.', ',', ';', ':')""",
    "pmid": "d.pmid GLOB '[1-9]*' AND d.pmid NOT GLOB '*[^0-9]*' AND length(d.pmid) < 9",
    "pmcid": """
d.pmcid GLOB 'PMC[1-9]*' AND substr(d.pmcid, 4) NOT GLOB '*[^0-9]*' AND length(d.pmcid) < 13""",
}
SUSPECT = " OR ".join(
    f"d.{kind} IS NOT NULL AND NOT ({_PLAIN[kind]} AND NOT instr(d.{kind}, char(0)))"
    for kind in _KINDS
)
"""Documents with an identifier that is not plainly right; GLOB reads no further than a NUL."""
_IDENTIFIERS = f"""
SELECT d.iri AS key, NULL, NULL, NULL, {", ".join(f"d.{kind}" for kind in _KINDS)}
FROM document AS d WHERE d.state IN {IN_FORCE} AND ({SUSPECT})
UNION ALL SELECT owner, NULL, NULL, NULL, doi, NULL, NULL FROM notice WHERE doi IS NOT NULL
UNION ALL SELECT iri, NULL, NULL, identifier, NULL, NULL, NULL FROM agent
    WHERE identifier LIKE '%orcid.org/%'"""


_WRITTEN = re.compile(r"\bdoi(?::\s?|\s)(?P<doi>10[^\s<>\"]{4,200})", re.IGNORECASE)


def check(case: Case) -> Iterator[Hit]:
    """DOIs of an article's text and references that break the form of a DOI."""
    if case.reading is None:
        return
    for match in _WRITTEN.finditer(case.reading.text):
        doi = trimmed_url(match["doi"])
        fault = identifier_fault("doi", doi)
        if fault is not None:
            yield Hit(
                at(match.start(), match.start("doi") + len(doi), case),
                f"DOI {fault}: {doi}",
                "copy it from the publisher's page or from PubMed",
                key=doi,
            )


def sift(facts: Facts, rows: list[Row]) -> Iterator[Row]:
    """The identifiers that are wrong, with what is wrong with them."""
    del facts  # the form alone tells
    for key, _, _, *texts in rows:
        for kind, text in zip(("orcid", *_KINDS), texts, strict=True):
            fault = None if text is None else identifier_fault(kind, str(text))
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
    "and ORCID iDs with a wrong check digit; in an article DOIs of such form. "
    "Whether a well-formed identifier exists is not looked up.",
    why="A source that cannot be found again cannot be checked, and its retraction goes unseen.",
    instead="Copy the identifier from the publisher's page.",
    examples=(
        Example(flags=("PMC1234567",), ledger=_EXAMPLE % "PMC1234567"),
        Example(ledger=_EXAMPLE % "31234567"),
        Example("Exercise reduces anxiety (doi:10.1038.npp.2013.150).", ("10.1038.npp",)),
        Example("Exercise reduces anxiety (doi:10.1038/npp.2013.150)."),
    ),
    check=check,
    questions=(Question(_IDENTIFIERS, tell, sift),),
    references=(
        "DOI Handbook, section 2.2: syntax",
        "ORCID: structure of the ORCID identifier (ISO 7064 mod 11-2)",
    ),
    needs_ledger=False,
    measured=Measured(
        2,
        2,
        "of the demonstration draft. The form alone tells.",
    ),
)
