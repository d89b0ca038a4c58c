"""The conditions under which something holds, one field a dimension."""

from __future__ import annotations

from typing import Annotated, Final

from kg.model.codes import DoseLevel
from kg.model.entity import Curated, coded, valued
from kg.model.quantity import Value


class Qualified(Curated):
    """An entity that holds under conditions: a claim, an assertion, an evidence line, a study.

    Values of one dimension are alternatives (any of them); values of `co_intervention` belong
    together (all of them).
    """

    dose_level: Annotated[tuple[DoseLevel, ...], coded("kg:doseLevel", DoseLevel)] = ()
    dose: Annotated[tuple[Value, ...], valued("kg:dose")] = ()
    population: Annotated[tuple[Value, ...], valued("kg:population")] = ()
    condition: Annotated[tuple[Value, ...], valued("kg:condition")] = ()
    species: Annotated[tuple[Value, ...], valued("kg:species")] = ()
    route: Annotated[tuple[Value, ...], valued("kg:route")] = ()
    duration: Annotated[tuple[Value, ...], valued("kg:duration")] = ()
    timepoint: Annotated[tuple[Value, ...], valued("kg:timepoint")] = ()
    comparator: Annotated[tuple[Value, ...], valued("kg:comparator")] = ()
    outcome: Annotated[tuple[Value, ...], valued("kg:outcomeMeasure")] = ()
    intervention: Annotated[tuple[Value, ...], valued("kg:intervention")] = ()
    co_intervention: Annotated[tuple[Value, ...], valued("kg:coIntervention")] = ()
    place: Annotated[tuple[Value, ...], valued("kg:place")] = ()
    period: Annotated[tuple[Value, ...], valued("kg:period")] = ()
    other: Annotated[tuple[Value, ...], valued("kg:otherQualifier")] = ()


DIMENSIONS: Final = tuple(
    name
    for name in Qualified.model_fields
    if name
    in {
        "dose_level",
        "dose",
        "population",
        "condition",
        "species",
        "route",
        "duration",
        "timepoint",
        "comparator",
        "outcome",
        "intervention",
        "co_intervention",
        "place",
        "period",
        "other",
    }
)
"""The dimensions in the order in which they are shown."""
