"""The answer of `kg show`: one entity with all that the ledger knows of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.querying.claims import claim_shape
from kg.querying.evidence import evidence
from kg.querying.shapes import Json, qualifiers, ref
from kg.store.presence import state_of, withdrawal_of

if TYPE_CHECKING:
    from kg.store.ledger import Ledger
    from kg.store.records import AssertionRow, ConceptRow, DocumentRow
    from kg.store.selection import Selection


def show(name: str, ledger: Ledger) -> Json:
    """A claim, document or concept in the shape `kg.show/1`.

    Args:
        name: local id, unique prefix, CURIE, IRI or label.
        ledger: where to look.

    Returns:
        The answer, JSON ready; `kind` says which of the three it is.

    Raises:
        LedgerError: nothing bears the name, or several do.
    """
    found = ledger.resolve(name)
    kind = ledger.kind_of(found.iri)
    every = ledger.select()
    answer: Json = {"schema": "kg.show/1", "kind": kind, "id": found.id, "iri": found.iri}
    answer |= _curation(found.iri, kind or "", ledger)
    if kind == "claims":
        return answer | _claim(found.iri, ledger, every)
    if kind == "documents":
        return answer | _document(ledger.document(found.iri), ledger)
    if kind == "concepts":
        return answer | _concept(ledger.concept(found.iri), ledger)
    return answer | {"label": found.label}


def _curation(iri: str, kind: str, ledger: Ledger) -> Json:
    """Where an entity stands, and who withdrew it, when and why."""
    gone = withdrawal_of(ledger.index, iri, kind)
    return {
        "state": state_of(ledger.index, iri),
        "withdrawn": None if gone is None else gone._asdict(),
    }


def _claim(iri: str, ledger: Ledger, selection: Selection) -> Json:
    claim = ledger.claim(iri)
    return {
        "claim": claim_shape(claim, selection),
        "assertions": [_assertion(row, ledger) for row in selection.assertions(iri)],
        "evidence": evidence(claim, selection),
        "assessments": [
            {"id": a.id, "verdict": a.verdict, "rationale": a.rationale, "by": a.assessor}
            for a in ledger.assessments(iri)
        ],
    }


def _assertion(row: AssertionRow, ledger: Ledger) -> Json:
    return {
        "id": row.id,
        "document": ref(ledger.document(row.document).ref),
        "hedging": row.hedging,
        "hedge_cues": list(row.hedge_cues),
        "attribution": row.attribution,
        "attribution_text": row.attribution_text,
        "cites": [ref(ledger.document(cited).ref) for cited in row.cites],
        "qualifiers": qualifiers(row.qualifiers),
        "passages": [
            {
                "start": p.start,
                "end": p.end,
                "words": p.words or None,
                "complete": p.exact is not None,
                "sha256": p.sha256,
            }
            for p in row.passages
        ],
    }


def _document(row: DocumentRow, ledger: Ledger) -> Json:
    return {
        "title": row.title,
        "authors": row.authors,
        "issued": row.issued,
        "container": row.container,
        "doi": row.doi,
        "pmid": row.pmid,
        "url": row.url,
        "design": row.design,
        "n": row.sample_size,
        "verification": row.verification,
        "notices": [{"kind": n.kind, "date": n.date, "doi": n.doi} for n in row.notices],
        "states": [c.ref.id for c in ledger.select(document=row.ref.iri).claims],
        "evidence_for": [c.ref.id for c in ledger.select(source=row.ref.iri).claims],
    }


def _concept(row: ConceptRow, ledger: Ledger) -> Json:
    return {
        "label": row.ref.label,
        "synonyms": list(row.synonyms),
        "broader": [ledger.resolve(iri).label for iri in row.broader],
        "matches": list(row.matches),
        "subject_of": [c.ref.id for c in ledger.select(subject=row.ref.iri).claims],
        "object_of": [c.ref.id for c in ledger.select(object=row.ref.iri).claims],
    }
