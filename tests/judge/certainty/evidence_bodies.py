"""Bodies of evidence as the tests of the method write them."""

from __future__ import annotations

from typing import Any

from kg.judge.certainty import Body, Line, Subject, judge

TRIAL: dict[str, Any] = {"design": "randomized-trial", "n": 1000, "question": "treatment-benefit"}
COHORT: dict[str, Any] = {"design": "cohort-study", "n": 5000, "question": "etiology"}


def body(*lines: dict[str, Any], **subject: Any) -> Body:
    """Lines of sources of their own, unless they say otherwise."""
    made = [
        Line(**{"iri": f"e{number}", "source": f"d{number}", **line})
        for number, line in enumerate(lines)
    ]
    return Body(Subject(**subject), tuple(made))


def changes(of: Body, side: str = "for") -> dict[str, str]:
    return {step.rule: step.change for step in judge(of).steps if step.side == side}


def steps_of(of: Body) -> dict[str, str]:
    """The steps that lead somewhere."""
    return {rule: change for rule, change in changes(of).items() if change not in {"0", "high"}}
