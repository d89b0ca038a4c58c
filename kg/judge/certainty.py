"""A first computed certainty: how sure the live evidence of this ledger lets us be.

It starts at the best level of evidence that supports the claim (OCEBM 2011, as adjusted by whoever
recorded it), and goes down for one study alone and for live evidence to the contrary.
It is computed and never called GRADE, which is a judgement of people.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kg.store.rungs import NOT_APPLICABLE, POOLED, START, rung

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.store.records import ClaimRow, EvidenceRow


class Step(NamedTuple):
    """One step of a derivation.

    Attributes:
        step: what was looked at.
        change: the rung after `start`, or the change in rungs (`-1`, `0`).
        why: one sentence.
    """

    step: str
    change: str
    why: str


class Certainty(NamedTuple):
    """A computed certainty with its derivation.

    Attributes:
        word: high, moderate, low, very-low, not-applicable; None if nothing live supports it, or
            nothing that does has a level.
        steps: how it came about.
    """

    word: str | None
    steps: tuple[Step, ...]


def certainty(claim: ClaimRow, lines: Iterable[EvidenceRow]) -> Certainty:
    """How sure the live lines of a claim let us be.

    Args:
        claim: the claim.
        lines: all its evidence lines, those that count for nothing included.

    Returns:
        The certainty, with each step and the lines left out.
    """
    if claim.type in NOT_APPLICABLE:
        why = f"a claim of type {claim.type} is not settled by studies"
        return Certainty("not-applicable", (Step("type", "not-applicable", why),))
    every = tuple(lines)
    left_out = _left_out(every)
    support = [line for line in every if line.counts and line.direction == "supports"]
    against = [line for line in every if line.counts and line.direction == "disputes"]
    if not support:
        why = "no live line of this ledger supports the claim"
        return Certainty(None, (*left_out, Step("start", "none", why)))
    best, first = _start(support)
    if best is None:
        return Certainty(None, (*left_out, first))
    origins, pooled = len(studies(support)), any(line.design in POOLED for line in support)
    word = rung(best, origins, pooled=pooled, disputed=bool(against))
    steps = (_one_study(origins, pooled=pooled), _dispute(support, against))
    return Certainty(word, (*left_out, first, *steps))


def level_number(line: EvidenceRow) -> int | None:
    """The level of a line on the OCEBM 2011 ladder, as adjusted; 1 is the strongest."""
    level = line.adjusted_level or line.level
    digits = level.id.rpartition("-")[2] if level and "OCEBM" in level.id else ""
    return int(digits) if digits.isdigit() else None


def studies(lines: Iterable[EvidenceRow]) -> set[str]:
    """The origins of lines: lines of one study, or of one source, are one vote."""
    return {origin for line in lines for origin in (line.study or (line.source.ref.iri,))}


def _left_out(lines: tuple[EvidenceRow, ...]) -> tuple[Step, ...]:
    out = []
    retracted = [line for line in lines if line.source.retracted]
    recalled = [line for line in lines if line.verification == "recalled"]
    if retracted:
        names = ", ".join(sorted({line.source.ref.id for line in retracted}))
        out.append(Step("left out", "0", f"{len(retracted)} of a retracted source ({names})"))
    if recalled:
        out.append(Step("left out", "0", f"{len(recalled)} recalled from memory, not read"))
    return tuple(out)


def _start(support: list[EvidenceRow]) -> tuple[int | None, Step]:
    ranked = [(number, line) for line in support if (number := level_number(line)) is not None]
    if not ranked:
        return None, Step("start", "none", "no supporting line has a level of evidence")
    number, line = min(ranked, key=lambda pair: (pair[0], pair[1].id))
    why = f"best support is level {number} ({line.source.ref.id}, {line.design or 'no design'})"
    return number, Step("start", START.get(number, "very-low"), why)


def _one_study(origins: int, *, pooled: bool) -> Step:
    if origins > 1 or pooled:
        return Step(
            "studies",
            "0",
            f"{origins} {'source supports' if origins == 1 else 'sources support'} it",
        )
    return Step("studies", "-1", "one study alone supports it")


def _dispute(support: list[EvidenceRow], against: list[EvidenceRow]) -> Step:
    if not against:
        return Step("dispute", "0", "no live line disputes it")
    number = len(studies(against))
    verb = "disputes" if number == 1 else "dispute"
    why = f"{number} of {len(studies(against) | studies(support))} sources {verb} it"
    return Step("dispute", "-1", why)
