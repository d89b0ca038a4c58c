"""The answer of `kg conflicts`: opposite claims with both readings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.querying.shapes import Json, ref, value

if TYPE_CHECKING:
    from kg.judge.conflicts import Conflicts, Group, Pair, Separation, Within
    from kg.judge.context import Reading, Verdict
    from kg.store.settlements import SettlementRow

_VERDICTS: tuple[Verdict, ...] = ("conflict", "explained", "undetermined")


def conflicts_shape(
    found: Conflicts,
    limit: int | None = None,
    *,
    verdict: Verdict | None = None,
    state: str | None = None,
) -> Json:
    """Opposite claims in the shape `kg.conflicts/1`.

    Args:
        found: the judgement.
        limit: the most pairs to list; `total` and `summary` count all.
        verdict: list pairs of that verdict only.
        state: list pairs that stand so only.

    Returns:
        The answer, JSON ready. Pairs of heavy groups are not listed, unless every pair was asked
        for; they are counted.
    """
    from kg.judge.conflicts import KINDS, weigh

    weigh(found.groups)
    whole = limit is None and verdict is None and state is None
    pairs = found.pairs if whole else found.first(limit, verdict, state)
    return {
        "schema": "kg.conflicts/1",
        "pairs": [_pair(pair) for pair in pairs],
        "groups": [_group(group) for group in found.groups],
        "within": [_within(one) for one in found.within],
        "summary": {one: found.count(one) for one in _VERDICTS},
        "kinds": {kind: {one: found.count(one, kind) for one in _VERDICTS} for kind in KINDS},
        "total": found.total,
    }


def _group(group: Group) -> Json:
    studies = group.studies
    return {
        "subject": ref(group.subject),
        "object": ref(group.object),
        "against": ref(group.against) if group.against else None,
        "increase": group.increase,
        "decrease": group.decrease,
        "none": group.none,
        "separates_best": group.separates_best,
        "verdict": group.verdict,
        "pairs": group.pairs,
        "summary": {one: group.count(one) for one in _VERDICTS},
        "heavy": group.heavy,
        "votes": {"of": studies.of, **studies.ways},
        "designs": studies.designs,
        "separation": _separation(studies.separation) if studies.separation else None,
    }


def _separation(found: Separation) -> Json:
    return {
        "dimension": found.dimension,
        "gain": found.gain,
        "p": found.p,
        "permutations": found.permutations,
        "stating": found.stating,
        "values": [
            {"text": s.words, "increase": s.increase, "decrease": s.decrease, "none": s.none}
            for s in found.shares
        ],
    }


def _pair(pair: Pair) -> Json:
    return {
        "a": pair.a.ref.id,
        "b": pair.b.ref.id,
        "a_text": pair.a.text,
        "b_text": pair.b.text,
        "kind": pair.kind,
        "how": pair.how,
        "verdict": pair.verdict,
        "as_stated": reading(pair.as_stated),
        "as_studied": reading(pair.as_studied) if pair.as_studied else None,
        "text": pair.text,
        "refines": pair.refines,
        "about": [ref(one) for one in pair.about],
        "state": pair.state,
        "history": [settlement(row) for row in pair.history],
    }


def _within(found: Within) -> Json:
    return {
        "claim": found.claim.ref.id,
        "text": found.claim.text,
        "verdict": found.verdict,
        "supports": len(found.supports),
        "disputes": len(found.disputes),
        "as_studied": reading(found.reading) if found.reading else None,
    }


def settlement(row: SettlementRow) -> Json:
    """What somebody decided of a pair."""
    return {"id": row.id, "state": row.state, "why": row.why, "by": row.by, "date": row.date}


def reading(found: Reading) -> Json:
    """READING: the verdict, what decides, every dimension with its reason."""
    return {
        "verdict": found.verdict,
        "because": list(found.because),
        "dimensions": [
            {
                "name": dimension.name,
                "relation": dimension.relation,
                "a": [value(row) for row in dimension.a],
                "b": [value(row) for row in dimension.b],
                "reason": dimension.reason,
            }
            for dimension in found.dimensions
        ],
    }
