"""The dimensions in which contexts are compared, and the verdict over them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.judge.context.grounds import Relation
    from kg.store.records import ValueRow

Verdict = Literal["conflict", "explained", "undetermined"]

COMPARED: Final = (
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
)
"""The dimensions that are compared; `other` holds words that separate nothing."""


class Dimension(NamedTuple):
    """Two contexts in one dimension.

    Attributes:
        name: the dimension.
        relation: how the two sides lie to each other.
        a: values of the first side.
        b: values of the second side.
        reason: one sentence.
    """

    name: str
    relation: Relation
    a: tuple[ValueRow, ...]
    b: tuple[ValueRow, ...]
    reason: str


class Reading(NamedTuple):
    """Two contexts in all dimensions.

    Attributes:
        verdict: `explained` if a dimension is disjoint, else `undetermined` if one is unknown,
            else `conflict`.
        because: the dimensions that decide.
        dimensions: all that at least one side states.
    """

    verdict: Verdict
    because: tuple[str, ...]
    dimensions: tuple[Dimension, ...]


def read(dimensions: Iterable[Dimension]) -> Reading:
    """The verdict over dimensions.

    Args:
        dimensions: one entry a dimension, unstated ones are left out.

    Returns:
        The reading.
    """
    stated = tuple(d for d in dimensions if d.relation != "unstated")
    disjoint = tuple(d.name for d in stated if d.relation == "disjoint")
    unknown = tuple(d.name for d in stated if d.relation == "unknown")
    if disjoint:
        return Reading("explained", disjoint, stated)
    if unknown:
        return Reading("undetermined", unknown, stated)
    return Reading("conflict", (), stated)


def spoken(dimension: str) -> str:
    """A dimension's name as people write it."""
    return dimension.replace("_", "-")
