"""What an estimate measures: on which scale no effect lies, and whether it counts events."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from kg.judge.certainty.body import Scale

_RISK: Final = frozenset(
    (
        *("rr", "risk ratio", "relative risk", "adjusted risk ratio", "adjusted relative risk"),
        *("hr", "hazard ratio", "ahr", "adjusted hazard ratio", "subdistribution hazard ratio"),
        *("irr", "incidence rate ratio", "rate ratio", "pr", "prevalence ratio"),
    )
)
"""Ratios of risks, rates or hazards."""
_ODDS: Final = frozenset({"or", "odds ratio", "aor", "adjusted odds ratio"})
_OTHER_RATIOS: Final = frozenset(
    (
        *("diagnostic odds ratio", "ratio of means", "rom", "geometric mean ratio", "gmr"),
        *("fold change", "ratio"),
    )
)
_OF_RISKS: Final = frozenset(
    {"rd", "risk difference", "absolute risk reduction", "absolute risk difference"}
)
_DIFFERENCES: Final = frozenset(
    (
        *("md", "mean difference", "wmd", "weighted mean difference", "difference in means"),
        *("smd", "standardised mean difference", "standardized mean difference"),
        *("hedges g", "hedges' g", "g", "cohen d", "cohen's d", "d", "difference", "change"),
        *("mean change", "beta", "regression coefficient", "r", "correlation"),
        *("correlation coefficient", "log odds ratio", "log or", "log rr", "log hr"),
    )
)
_COUNTED: Final = _RISK | _ODDS | _OF_RISKS
"""Measures made of numbers of events."""
_DROPPED: Final = re.compile(r"\([^)]*\)|[.,;:_-]+")


class Measure(NamedTuple):
    """What is known of a measure.

    Attributes:
        scale: `ratio` (no effect is 1), `difference` (no effect is 0), empty if not known.
        risk: it is a ratio of risks, rates or hazards.
        counted: it is made of numbers of events.
    """

    scale: Scale
    risk: bool
    counted: bool


@lru_cache(4096)
def measure(words: str | None) -> Measure:
    """What an estimate measures.

    Args:
        words: such as `RR`, `odds ratio` or `SMD (Hedges' g)`.

    Returns:
        Its scale; nothing is known of words that are no common measure.
    """
    name = " ".join(_DROPPED.sub(" ", words or "").casefold().replace("\u2019", "'").split())
    scale: Scale = ""
    if name in _RISK | _ODDS | _OTHER_RATIOS:
        scale = "ratio"
    elif name in _DIFFERENCES | _OF_RISKS:
        scale = "difference"
    return Measure(scale, name in _RISK, name in _COUNTED)
