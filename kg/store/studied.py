"""Filters on evidence: claims with one line in force that all of them let through, live or not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.errors import FilterError
from kg.store.closed import word
from kg.store.condition import Condition, Kept
from kg.store.fetch import AMONG
from kg.store.layout import WORDS
from kg.store.levels import levels_named
from kg.store.naming import documents_named, short
from kg.store.schema import IN_FORCE

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.store.filters import Filters
    from kg.store.index import Index

NAMES: Final = ("source", "year", "level", "study_design", "verification")
"""The filters that are put to evidence lines."""
_YEAR: Final = 4
"""Characters of a year."""


def studied(index: Index, filters: Filters) -> Condition | None:
    """Claims with an evidence line in force that meets all filters on evidence.

    Args:
        index: where to look.
        filters: the filters, others are left alone.

    Returns:
        The condition; None if there is no such filter.

    Raises:
        FilterError: a filter names nothing, or has a word that means nothing.
    """
    stated = filters.stated()
    parts = [_PARTS[name](index, str(stated[name])) for name in NAMES if name in stated]
    if not parts:
        return None
    where = " AND ".join(part.sql for part in parts)
    return Condition(
        f"SELECT line.claim FROM evidence_line AS line WHERE {where} AND line.state IN {IN_FORCE}",
        tuple(value for part in parts for value in part.values),
        parts[0].kept if len(parts) == 1 else (),
    )


def _source(index: Index, term: str) -> Condition:
    found = index.array(sorted(documents_named(index, term, "source")))
    return Condition(f"line.source IN {AMONG}", (found,))


def _year(_: Index, term: str) -> Condition:
    from kg.store.dates import read_dates

    dates = read_dates(term)
    if dates is None:
        raise FilterError(
            f"year: {short(term)!r} is no year", "write such as 2015, 2015..2020, ..2010, >=2018"
        )
    fits, values = dates.among("issued", "issued")
    of_years = dates.among("value", "value")[0]
    finer = any(bound and len(bound) > _YEAR for bound in (dates.low, dates.high))
    return Condition(
        f"line.source IN (SELECT iri FROM document WHERE {fits})",
        values,
        () if finer else (Kept("year", of_years, values),),
    )


def _level(index: Index, term: str) -> Condition:
    found = index.array(sorted(levels_named(index, term)))
    return Condition(f"coalesce(line.adjusted_level, line.level) IN {AMONG}", (found,))


def _study_design(_: Index, term: str) -> Condition:
    design = word(term, "study_design", (*WORDS["StudyDesign"], "none"))
    own = "coalesce(line.study_design, (SELECT study_design FROM document WHERE iri = line.source))"
    return Condition(f"{own} IS NULL") if design == "none" else Condition(f"{own} = ?", (design,))


def _verification(_: Index, term: str) -> Condition:
    found = word(term, "verification", (*WORDS["Verification"], "none"))
    if found == "none":
        return Condition("line.verification IS NULL")
    return Condition("line.verification = ?", (found,))


_PARTS: Final[dict[str, Callable[[Index, str], Condition]]] = {
    "source": _source,
    "year": _year,
    "level": _level,
    "study_design": _study_design,
    "verification": _verification,
}
