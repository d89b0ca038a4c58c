"""Levels of evidence of others, mapped to rungs for comparison; they are kept as stated.

OCEBM 2011 by question, CIViC A to E, GRADE words; a scheme is known by words of its name.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from kg.judge.certainty.ladder import HIGH, LOW, MODERATE, VERY_LOW

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.store.levels import Level

Question = str | None

_TREATMENT: Final = (HIGH, HIGH, LOW, VERY_LOW, VERY_LOW)
OCEBM: Final[Mapping[str, tuple[int, ...]]] = {
    "prevalence": (HIGH, HIGH, LOW, VERY_LOW, VERY_LOW),
    "diagnosis": (HIGH, HIGH, MODERATE, LOW, VERY_LOW),
    "prognosis": (HIGH, HIGH, MODERATE, LOW, VERY_LOW),
    "treatment-benefit": _TREATMENT,
    "common-harms": _TREATMENT,
    "rare-harms": _TREATMENT,
    "screening": _TREATMENT,
    "etiology": _TREATMENT,
    "mechanism": _TREATMENT,
}
"""Rungs of levels 1 to 5 by question: where the designs that a level names start.

The table of OCEBM has no row for etiology, which is read as harms, and none for mechanisms.
"""
CIVIC: Final = {"a": HIGH, "b": MODERATE, "c": VERY_LOW, "d": VERY_LOW, "e": VERY_LOW}
"""Validated; clinical; case study; preclinical; inferential."""
GRADE: Final = {
    "high": HIGH,
    "moderate": MODERATE,
    "low": LOW,
    "very low": VERY_LOW,
    "verylow": VERY_LOW,
    "a": HIGH,
    "b": MODERATE,
    "c": LOW,
    "d": VERY_LOW,
}
"""Words and letters of GRADE."""
_DIGIT: Final = re.compile(r"(?:level ?)?([1-5])[a-c]?")


class Mapped(NamedTuple):
    """A level on our ladder.

    Attributes:
        rung: the rung.
        rated: it rates a whole body of evidence, not the design of one study.
    """

    rung: int
    rated: bool


def mapped(level: Level, question: Question) -> Mapped | None:
    """A stated level on our ladder.

    Args:
        level: the level with its names and the words of its scheme.
        question: the question that it answers; treatment if none is stated.

    Returns:
        The rung; None for a scheme or value that is not known.
    """
    values = sorted(" ".join(words) for words in level.values)
    numbered = place(level)
    if numbered is not None:
        rungs = OCEBM.get(question or "", _TREATMENT)
        return Mapped(rungs[numbered[1] - 1], rated=False)
    if "civic" in level.scheme:
        return _first(CIVIC, values, rated=False)
    if "grade" in level.scheme:
        return _first(GRADE, values, rated=True)
    return None


def place(level: Level) -> tuple[str, int] | None:
    """Scheme and number of a level whose levels are numbered; None for others."""
    if "ocebm" not in level.scheme:
        return None
    values = sorted(" ".join(words) for words in level.values)
    digits = [int(found[1]) for one in values if (found := _DIGIT.fullmatch(one))]
    return ("ocebm", digits[0]) if digits else None


def _first(rungs: Mapping[str, int], values: list[str], *, rated: bool) -> Mapped | None:
    found = next((rungs[one] for one in values if one in rungs), None)
    return None if found is None else Mapped(found, rated)
