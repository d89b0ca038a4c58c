"""The answer of `kg evidence`: the lines behind one claim, and what they add up to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.judge.certainty import certainties
from kg.judge.context import World, qualifiers_match
from kg.querying.shapes import Json, qualifiers

if TYPE_CHECKING:
    from kg.judge.certainty import Step
    from kg.store.records import ClaimRow, EvidenceRow
    from kg.store.selection import Selection


def evidence(claim: ClaimRow, selection: Selection, most: int | None = None) -> Json:
    """The evidence of a claim in the shape `kg.evidence/1`.

    Args:
        claim: the claim.
        selection: a selection that holds it.
        most: how many lines are listed at most; `total` counts all, and all are weighed.

    Returns:
        The answer, JSON ready; lines that count for nothing are listed with `counts` false.
    """
    if most is None:
        lines = selection.evidence(claim.ref.iri)
        total = len(lines)
    else:
        lines, total = selection.first_evidence(claim.ref.iri, most)
    computed = certainties(selection.ledger, (claim.ref.iri,))[claim.ref.iri]
    world = _world(claim, lines, selection)
    return {
        "schema": "kg.evidence/1",
        "claim": claim.ref.id,
        "text": claim.text,
        "status": selection.status(claim.ref.iri),
        "certainty": computed.word,
        "direction": computed.direction,
        "certainty_against": computed.against,
        "reasons": [reason(step) for step in computed.steps],
        "assessments": [
            {
                "id": row.id,
                "verdict": row.verdict,
                "certainty": row.certainty,
                "assessor": row.assessor,
                "date": row.date,
                "rationale": row.rationale,
            }
            for row in selection.ledger.assessments(claim.ref.iri)
        ],
        "lines": [_line(line, claim, world) for line in lines],
        "total": total,
        "searched": selection.ledger.header().get("searched") or "not a systematic search",
    }


def reason(step: Step) -> Json:
    """One step of a derivation, with its rule, inputs and reference."""
    return {
        "step": step.step,
        "change": step.change,
        "why": step.why,
        "side": step.side or None,
        "rule": step.rule,
        "inputs": step.inputs,
        "reference": step.source,
    }


def _world(claim: ClaimRow, lines: tuple[EvidenceRow, ...], selection: Selection) -> World:
    """The concepts that the conditions name, with what they are kinds of, and no others."""
    named = {
        value.concept.iri
        for found in (claim.qualifiers, *(line.qualifiers for line in lines))
        for values in found.values()
        for value in values
        if value.concept
    }
    return World.of_ledger(selection.ledger, named | {one.iri for one in claim.subjects})


def _line(line: EvidenceRow, claim: ClaimRow, world: World) -> Json:
    source = line.source
    level = line.adjusted_level or line.level
    return {
        "id": line.id,
        "source": {
            "id": source.ref.id,
            "title": source.title,
            "doi": source.doi,
            "year": source.year,
            "design": line.design or source.design,
            "notice": _notice(line),
        },
        "study": list(line.study),
        "direction": line.direction,
        "effect": line.effect,
        "estimate": _estimate(line),
        "level": {"scheme": line.level_scheme, "value": level.id, "question": line.question}
        if level
        else None,
        "qualifiers": qualifiers(line.qualifiers),
        "n": line.sample_size,
        "quote": next((p.words for p in line.passages if p.words), None),
        "summary": line.summary,
        "verification": line.verification,
        "counts": line.counts,
        "match": qualifiers_match(
            claim.qualifiers, line.qualifiers, world, [one.iri for one in claim.subjects]
        ),
    }


def _notice(line: EvidenceRow) -> str | None:
    if line.source.retracted:
        return "retraction"
    return max((n.kind for n in line.source.notices), default=None)


def _estimate(line: EvidenceRow) -> Json | None:
    if line.estimate is None:
        return None
    return {
        "value": line.estimate,
        "measure": line.estimate_measure,
        "low": line.estimate_low,
        "high": line.estimate_high,
        "p": line.p,
    }
