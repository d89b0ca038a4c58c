"""The answer of `kg compare`: claims side by side, dimension by dimension."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.querying.conflicts import reading
from kg.querying.shapes import Json, qualifiers, ref

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.judge.conflicts.beside import Comparison
    from kg.store.ledger import Ledger
    from kg.store.records import ClaimRow, EvidenceRow, Qualifiers


def compared(ledger: Ledger, names: Sequence[str]) -> tuple[tuple[ClaimRow, ...], Json]:
    """Claims side by side.

    Args:
        ledger: where they stand.
        names: ids, unique beginnings of ids, CURIEs, IRIs or labels.

    Returns:
        The claims, and the answer in the shape `kg.compare/1`, JSON ready.

    Raises:
        LedgerError: no claim bears a name, or several do.
    """
    from kg.judge.conflicts.beside import side_by_side
    from kg.judge.context import World
    from kg.store.lines import evidence_of

    claims = tuple(ledger.claim(name) for name in names)
    evidence = evidence_of(ledger, [claim.ref.iri for claim in claims])
    found = side_by_side(claims, evidence, ledger, World.of_ledger(ledger))
    view = ledger.select()
    told = [_claim(one, evidence.get(one.ref.iri, ()), view.status(one.ref.iri)) for one in claims]
    return claims, {
        "schema": "kg.compare/1",
        "claims": told,
        "pairs": [_pair(one) for one in found],
    }


def _claim(claim: ClaimRow, lines: tuple[EvidenceRow, ...], status: str) -> Json:
    from kg.judge.conflicts import live_support

    support = live_support(lines)
    return {
        "id": claim.ref.id,
        "text": claim.text,
        "subjects": [ref(one) for one in claim.subjects],
        "predicate": ref(claim.predicate),
        "objects": [ref(one) for one in claim.objects],
        "effect": claim.effect,
        "negated": claim.negated,
        "status": status,
        "qualifiers": qualifiers(claim.qualifiers),
        "studies": len(support),
        "studied": qualifiers(_together(support)),
    }


def _together(lines: tuple[EvidenceRow, ...]) -> Qualifiers:
    found: Qualifiers = {}
    for line in lines:
        for name, values in line.qualifiers.items():
            found[name] = tuple(dict.fromkeys((*found.get(name, ()), *values)))
    return found


def _pair(found: Comparison) -> Json:
    verdict = (found.as_studied or found.as_stated).verdict
    return {
        "a": found.a.ref.id,
        "b": found.b.ref.id,
        "kind": found.kind,
        "one_topic": found.one_topic,
        "verdict": verdict if found.kind and found.one_topic else None,
        "as_stated": reading(found.as_stated),
        "as_studied": reading(found.as_studied) if found.as_studied else None,
    }
