"""claimkg: what articles claim, under which conditions, and what evidence stands behind it.

A ledger is a Turtle file; a selection is a view of it; everything else is a function of the two:

    import kg
    ledger = kg.open("data/claims.ttl")
    view = ledger.select(subject="ketamine", object="anxiety", dose="low")
    for claim in view.claims:
        print(claim.text, view.status(claim.ref.iri))
    report = kg.audit(kg.read("draft.md"), against=ledger)
    kg.conflicts(view); kg.evidence(view); kg.export(view, "anxiety.gexf")

Names are imported when they are first used, so that `import kg` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.curate.opening import from_rdflib
    from kg.door import audit, conflicts, evidence, export, open, read, rules
    from kg.errors import KGError
    from kg.model.assertion import Assertion
    from kg.model.claim import Claim
    from kg.model.concept import Concept
    from kg.model.document import Document
    from kg.model.evidence import EvidenceLine
    from kg.model.finding import Finding, Report, Severity, Skipped
    from kg.store.ledger import Ledger
    from kg.store.selection import Selection
    from kg.text.reading import Reading

_HOMES = {
    "Assertion": "kg.model.assertion",
    "Claim": "kg.model.claim",
    "Concept": "kg.model.concept",
    "Document": "kg.model.document",
    "EvidenceLine": "kg.model.evidence",
    "Finding": "kg.model.finding",
    "KGError": "kg.errors",
    "Ledger": "kg.store.ledger",
    "Reading": "kg.text.reading",
    "Report": "kg.model.finding",
    "Selection": "kg.store.selection",
    "Severity": "kg.model.finding",
    "Skipped": "kg.model.finding",
    "audit": "kg.door",
    "conflicts": "kg.door",
    "evidence": "kg.door",
    "export": "kg.door",
    "from_rdflib": "kg.curate.opening",
    "open": "kg.door",
    "read": "kg.door",
    "rules": "kg.door",
}

__all__ = [
    "Assertion",
    "Claim",
    "Concept",
    "Document",
    "EvidenceLine",
    "Finding",
    "KGError",
    "Ledger",
    "Reading",
    "Report",
    "Selection",
    "Severity",
    "Skipped",
    "audit",
    "conflicts",
    "evidence",
    "export",
    "from_rdflib",
    "open",
    "read",
    "rules",
]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module 'kg' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return __all__
