"""Contexts compared, dimension by dimension: overlap, disjoint, unknown or unstated.

Dose words are compared with dose words and amounts with amounts of one unit.
A word is never bound to a number, so a word beside an amount is unknown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from kg.judge.intervals import interval_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.judge.hierarchy import Hierarchy
    from kg.store.records import Qualifiers, ValueRow

Relation = Literal["overlap", "disjoint", "unknown", "unstated"]
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


def compare(a: Qualifiers, b: Qualifiers, hierarchy: Hierarchy) -> tuple[Dimension, ...]:
    """Two contexts in every dimension that is compared.

    Args:
        a: qualifiers of the first side.
        b: qualifiers of the second side.
        hierarchy: the ledger's concepts.

    Returns:
        One entry for each of `COMPARED`.
    """
    return tuple(
        compare_dimension(name, a.get(name, ()), b.get(name, ()), hierarchy) for name in COMPARED
    )


def compare_dimension(
    name: str, a: tuple[ValueRow, ...], b: tuple[ValueRow, ...], hierarchy: Hierarchy
) -> Dimension:
    """Two sides in one dimension.

    Values of one side are alternatives: one overlapping pair makes an overlap, and only pairs that
    are all disjoint make the sides disjoint.
    """
    if not a and not b:
        return Dimension(name, "unstated", a, b, f"neither side states {spoken(name)}")
    if not a or not b:
        side = "second" if not a else "first"
        return Dimension(name, "unknown", a, b, f"only the {side} side states {spoken(name)}")
    if any(_pair(x, y, hierarchy) == "overlap" for x in a for y in b):
        return Dimension(name, "overlap", a, b, f"{spoken(name)} overlaps: {_sides(a, b)}")
    relations = {_pair(x, y, hierarchy) for x in _read(a) for y in _read(b)}
    if relations == {"disjoint"}:
        return Dimension(name, "disjoint", a, b, f"{spoken(name)} differs: {_sides(a, b)}")
    return Dimension(name, "unknown", a, b, f"{spoken(name)} cannot be compared: {_sides(a, b)}")


def _read(values: tuple[ValueRow, ...]) -> tuple[ValueRow, ...]:
    """The values that a grammar read; unread words count only where there is nothing else."""
    return tuple(value for value in values if not value.unread) or values


def _pair(x: ValueRow, y: ValueRow, hierarchy: Hierarchy) -> Relation:
    if x.level and y.level:
        return "overlap" if x.level == y.level else "disjoint"
    if x.concept and y.concept:
        return _concepts(x.concept.iri, y.concept.iri, hierarchy)
    if x.start and y.start and x.end and y.end:
        return "disjoint" if x.end < y.start or y.end < x.start else "overlap"
    return _amounts(x, y)


def _concepts(x: str, y: str, hierarchy: Hierarchy) -> Relation:
    if hierarchy.overlap(x, y):
        return "overlap"
    return "disjoint" if hierarchy.are_disjoint(x, y) else "unknown"


def _amounts(x: ValueRow, y: ValueRow) -> Relation:
    first, second = interval_of(x), interval_of(y)
    if first is None or second is None:
        same_words = x.text.strip().casefold() == y.text.strip().casefold()
        return "overlap" if same_words else "unknown"
    if first.unit != second.unit:
        return "unknown"
    return "overlap" if first.overlaps(second) else "disjoint"


def spoken(dimension: str) -> str:
    """A dimension's name as people write it."""
    return dimension.replace("_", "-")


def _sides(a: tuple[ValueRow, ...], b: tuple[ValueRow, ...]) -> str:
    return f"{words(a)} | {words(b)}"


def words(values: tuple[ValueRow, ...]) -> str:
    """Values of one side in a line."""
    return ", ".join(dict.fromkeys(value.text for value in values))


def qualifiers_match(
    claim: Qualifiers, line: Qualifiers, hierarchy: Hierarchy
) -> dict[str, list[str]]:
    """How the conditions as studied fit those as claimed.

    Args:
        claim: qualifiers of the claim.
        line: qualifiers of an evidence line.
        hierarchy: the ledger's concepts.

    Returns:
        Names of dimensions under `overlap`, `disjoint` and `unknown`.
    """
    match: dict[str, list[str]] = {"overlap": [], "disjoint": [], "unknown": []}
    for dimension in compare(claim, line, hierarchy):
        if dimension.relation in match:
            match[dimension.relation].append(dimension.name)
    return match
