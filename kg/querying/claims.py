"""The answer of `kg claims`: claims with what supports and what disputes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.querying.shapes import Json, qualifiers, ref, value

if TYPE_CHECKING:
    from kg.store.records import ClaimRow
    from kg.store.selection import Selection


def claims(selection: Selection) -> Json:
    """Claims of a selection in the shape `kg.claims/1`.

    Args:
        selection: what to list, in its order; `total` counts what its limit leaves out too.

    Returns:
        The answer, JSON ready.
    """
    return {
        "schema": "kg.claims/1",
        "claims": [claim_shape(claim, selection) for claim in selection.claims],
        "total": selection.total,
    }


def claim_shape(claim: ClaimRow, selection: Selection) -> Json:
    """One claim in the shape that all answers share."""
    iri = claim.ref.iri
    tally = selection.tallies(iri)
    documents = dict.fromkeys(a.document for a in selection.assertions(iri))
    return {
        "id": claim.ref.id,
        "iri": iri,
        "text": claim.text,
        "subject": ref(claim.subjects[0]) if claim.subjects else None,
        "subjects": [ref(subject) for subject in claim.subjects],
        "predicate": ref(claim.predicate),
        "object": ref(claim.objects[0]) if claim.objects else None,
        "objects": [ref(thing) for thing in claim.objects],
        "value": value(claim.value) if claim.value else None,
        "effect": claim.effect,
        "negated": claim.negated,
        "type": claim.type,
        "qualifiers": qualifiers(claim.qualifiers),
        "status": selection.status(iri),
        "certainty": selection.certainty(iri),
        "supports": tally.supports,
        "disputes": tally.disputes,
        "qualifies": tally.qualifies,
        "neutral": tally.neutral,
        "documents": [selection.ledger.document(name).ref.id for name in documents],
    }
