"""Where a body of evidence starts: by design and question.

The table follows GRADE for questions of treatment and harm, and the papers that carry GRADE to
other questions.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from kg.judge.certainty.ladder import HIGH, LOW, MODERATE, VERY_LOW

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.judge.certainty.body import Line, Subject

POOLED: Final = frozenset({"meta-analysis", "systematic-review"})
"""Designs that speak for several studies."""

_TREATMENT: Final[Mapping[str, int]] = {
    "randomized-trial": HIGH,
    "crossover-trial": HIGH,
    "controlled-trial": LOW,
    "cohort-study": LOW,
    "case-control-study": LOW,
    "cross-sectional-study": LOW,
    "single-arm-study": VERY_LOW,
    "case-series": VERY_LOW,
    "case-report": VERY_LOW,
    "animal-study": VERY_LOW,
    "in-vitro-study": VERY_LOW,
}
_PROGNOSIS: Final[Mapping[str, int]] = {
    **_TREATMENT,
    "controlled-trial": HIGH,
    "cohort-study": HIGH,
    "single-arm-study": LOW,
}
_DIAGNOSIS: Final[Mapping[str, int]] = {
    **_TREATMENT,
    "cross-sectional-study": HIGH,
    "cohort-study": HIGH,
}
_PREVALENCE: Final[Mapping[str, int]] = {
    **_TREATMENT,
    "randomized-trial": LOW,
    "crossover-trial": LOW,
    "case-control-study": VERY_LOW,
    "cross-sectional-study": HIGH,
    "cohort-study": HIGH,
}
_MECHANISM: Final[Mapping[str, int]] = {
    **_TREATMENT,
    "controlled-trial": MODERATE,
    "single-arm-study": LOW,
    "animal-study": MODERATE,
    "in-vitro-study": LOW,
}
STARTS: Final[Mapping[str, Mapping[str, int]]] = {
    "treatment-benefit": _TREATMENT,
    "common-harms": _TREATMENT,
    "rare-harms": _TREATMENT,
    "screening": _TREATMENT,
    "etiology": _TREATMENT,
    "prognosis": _PROGNOSIS,
    "diagnosis": _DIAGNOSIS,
    "prevalence": _PREVALENCE,
    "mechanism": _MECHANISM,
}
"""Rung by question and design; a design that is absent reports no study of its own."""
REFERENCES: Final = {
    "prognosis": "iorio-2015",
    "diagnosis": "schunemann-2008",
    "prevalence": "iorio-2015",
    "mechanism": "hooijmans-2018",
}
_BY_TYPE: Final = {"mechanistic": "mechanism"}
"""Question of a line that names none, by the type of its claim; else treatment, the strictest."""


class Start(NamedTuple):
    """Where a line starts.

    Attributes:
        rung: the rung; None if neither design nor level tells.
        by: what told: `design`, `animals`, `level`, `included`, `pooled`, or what was missing:
            `secondary`, `none`.
        question: the question that was assumed.
    """

    rung: int | None
    by: str
    question: str


def start_of(line: Line, subject: Subject) -> Start:
    """Where a line starts.

    Args:
        line: the line.
        subject: what its claim is about.

    Returns:
        The rung and what told it: the design, where it is that of a study; what is pooled, or the
        stated level, otherwise.
    """
    question = line.question or _BY_TYPE.get(subject.type, "treatment-benefit")
    table = STARTS.get(question, _TREATMENT)
    design = line.design
    if design == "animal-study" and subject.species == "animal" and "species" not in line.apart:
        return Start(HIGH, "animals", question)
    if design is not None and design in table:
        return Start(table[design], "design", question)
    if line.level is not None:
        return Start(line.level, "level", question)
    if design in POOLED:
        included = [table[one] for one in line.included if one in table]
        if included and len(included) == len(line.studies):
            return Start(min(included), "included", question)
        return Start(LOW, "pooled", question)
    return Start(None, "secondary" if design else "none", question)
