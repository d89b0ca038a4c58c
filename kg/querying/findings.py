"""The summary of findings: one row an outcome and context, reasons numbered below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.judge.certainty import judged, sum_up
from kg.querying.evidence import reason
from kg.querying.shapes import Json, qualifiers, ref

if TYPE_CHECKING:
    from kg.judge.certainty import Body, Certainty, Step, Summary
    from kg.store.records import ClaimRow
    from kg.store.selection import Selection


def findings(selection: Selection, claims: tuple[ClaimRow, ...]) -> Json:
    """What is known of the claims of a selection, in the shape `kg.summary-of-findings/1`.

    Args:
        selection: the view that they were chosen in.
        claims: what to sum up.

    Returns:
        The answer, JSON ready: a row for each claim that a live study supports or disputes, by
        outcome; reasons numbered from 1, equal ones once; the claims without such a study.
    """
    found: dict[str, tuple[Body, Certainty]] = {}
    iris = [claim.ref.iri for claim in claims]
    for start in range(0, len(iris), _PAGE):
        found |= judged(selection.ledger, iris[start : start + _PAGE])
    notes: dict[str, int] = {}
    reasons: list[Json] = []
    rows: list[Json] = []
    left: dict[str, list[str]] = {"without_studies": [], "not_applicable": []}
    for claim in sorted(claims, key=_by_outcome):
        body, certainty = found[claim.ref.iri]
        if certainty.word == "not-applicable":
            left["not_applicable"].append(claim.ref.id)
        elif certainty.direction == "none":
            left["without_studies"].append(claim.ref.id)
        else:
            rows.append(_row(claim, sum_up(body), certainty, _numbered(certainty, notes, reasons)))
    return {
        "schema": "kg.summary-of-findings/1",
        "rows": rows,
        "reasons": reasons,
        **left,
        "total": len(claims),
        "searched": selection.ledger.header().get("searched") or "not a systematic search",
    }


_PAGE = 5_000
"""Claims whose lines are held at once."""


def _by_outcome(claim: ClaimRow) -> tuple[str, str, str]:
    outcome = claim.objects[0].label.casefold() if claim.objects else "\uffff"
    return outcome, claim.text.casefold(), claim.ref.id


def _numbered(
    certainty: Certainty, notes: dict[str, int], reasons: list[Json]
) -> dict[str, list[int]]:
    """The numbers of the reasons of a row, by side; new ones are added."""
    numbers: dict[str, list[int]] = {"for": [], "against": []}
    for step in certainty.steps:
        if not _tells(step):
            continue
        text = f"{step.step} {step.change} {step.why}"
        if text not in notes:
            notes[text] = len(notes) + 1
            reasons.append({"number": notes[text], **reason(step)})
        for side in (step.side,) if step.side else ("for", "against"):
            numbers[side].append(notes[text])
    return numbers


def _tells(step: Step) -> bool:
    """The step moved the certainty, would have, or makes a reader careful."""
    if step.rule in {"left-out", "concerns"}:
        return True
    return step.change not in {"0", "high"} and step.rule != "one-study-one-vote"


def _row(
    claim: ClaimRow, summary: Summary, certainty: Certainty, numbers: dict[str, list[int]]
) -> Json:
    return {
        "claim": claim.ref.id,
        "text": claim.text,
        "subjects": [ref(subject) for subject in claim.subjects],
        "outcome": ref(claim.objects[0]) if claim.objects else None,
        "outcomes": [ref(thing) for thing in claim.objects],
        "effect": claim.effect,
        "negated": claim.negated,
        "qualifiers": qualifiers(claim.qualifiers),
        "studies": summary.studies,
        "for": summary.supporting,
        "against": summary.disputing,
        "mixed": summary.mixed,
        "people": summary.people,
        "studies_with_people": summary.sized,
        "estimates": [estimate._asdict() for estimate in summary.estimates],
        "direction": certainty.direction,
        "certainty": certainty.word,
        "certainty_against": certainty.against,
        "reasons": numbers["for"] if certainty.direction != "against" else [],
        "reasons_against": numbers["against"] if certainty.against_told else [],
    }
