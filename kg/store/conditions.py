"""Filters on conditions: claims that are stated under one, or whose evidence was studied under it.

A condition is named as a concept, in the words as found, as an amount or a stretch of time.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from kg.errors import FilterError
from kg.store.fetch import AMONG
from kg.store.folding import fold
from kg.store.layout import WORDS
from kg.store.naming import concepts_named, narrower, short, unknown
from kg.store.schema import IN_FORCE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.store.amounts import Amount
    from kg.store.index import Condition, Index

DIMENSIONS: Final = (
    *("dose", "population", "condition", "species", "route", "duration", "timepoint"),
    *("comparator", "outcome", "co_intervention", "place", "period"),
)
"""The dimensions that have a filter of their name."""
_AMOUNTS: Final = frozenset({"dose", "duration", "timepoint"})
_NUMBERED: Final = "(value IS NOT NULL OR minimum IS NOT NULL OR maximum IS NOT NULL)"
_CELLS: Final = "unit_text, value, minimum, maximum, minimum_open, maximum_open"
_STATED: Final = f"""
SELECT owner FROM held UNION SELECT assertion.claim FROM held
JOIN assertion ON assertion.iri = held.owner WHERE assertion.state IN {IN_FORCE}"""
_STUDIED: Final = f"""
UNION SELECT evidence_line.claim FROM held
JOIN evidence_line ON evidence_line.iri = held.owner WHERE evidence_line.state IN {IN_FORCE}"""
# Each step is one look into the index, so that many rows of few words are not gone through.
_WORDS: Final = """WITH RECURSIVE one (words) AS (
SELECT min(words) FROM qualifier WHERE field = ?1 AND words IS NOT NULL UNION ALL
SELECT (SELECT min(words) FROM qualifier WHERE field = ?1 AND words > one.words)
FROM one WHERE words IS NOT NULL) SELECT words FROM one WHERE words IS NOT NULL"""


def qualified(index: Index, field: str, term: str, *, as_studied: bool) -> Condition:
    """Claims under a condition.

    Args:
        index: where to look.
        field: one of `DIMENSIONS`.
        term: a concept, words as found, for some dimensions an amount or a stretch of time.
        as_studied: reach the conditions of evidence lines too.

    Returns:
        The condition.

    Raises:
        FilterError: the term means nothing; the nearest names are listed.
    """
    readings = list(_readings(index, field, term))
    seeds, words = concepts_named(index, term), _words_like(index, field, term)
    if not readings and not seeds and not words:
        raise _unknown(index, field, term)
    if seeds:
        among = index.array(sorted(narrower(index, seeds)))
        readings.append((f"concept IN {AMONG} AND field = ?", (among, field)))
    if words:
        readings.append((f"words IN {AMONG} AND field = ?", (index.array(words), field)))
    held = " UNION ".join(f"SELECT owner FROM qualifier WHERE {where}" for where, _ in readings)
    values = tuple(value for _, values in readings for value in values)
    return f"WITH held (owner) AS ({held}) {_STATED}{_STUDIED if as_studied else ''}", values


def _words_like(index: Index, field: str, term: str) -> list[str]:
    wanted = fold(term)
    return [words for words in _all_words(index, field) if fold(words) == wanted]


def _all_words(index: Index, field: str) -> list[str]:
    return [str(row[0]) for row in index.rows(_WORDS, field)]


def _unknown(index: Index, field: str, term: str) -> FilterError:
    if field == "dose":
        return FilterError(
            f"dose: {short(term)!r} is neither a dose word nor an amount with its unit",
            f"write {', '.join(WORDS['DoseLevel'])}, or such as 0.5 mg/kg, 0.1..0.5 mg/kg, <=20 mg",
        )
    error = unknown(index, term, field, _all_words(index, field))
    if field in _AMOUNTS:
        error.hint += "; or write an interval such as 4 weeks, 1..7 d, <=24 h"
    elif field == "period":
        error.hint += "; or write years such as 2015..2020"
    return error


def _readings(index: Index, field: str, term: str) -> Iterator[Condition]:
    """What a term may mean besides concepts and words: conditions on rows of `qualifier`."""
    if field == "dose" and fold(term) in WORDS["DoseLevel"]:
        yield "field = 'dose_level' AND level = ?", (fold(term),)
    elif field in _AMOUNTS:
        from kg.store.amounts import read_amount

        wanted = read_amount(term)
        if wanted is not None:
            fits = _overlapping(index, field, wanted)
            if fits or field == "dose" or wanted.unit == "h":
                where = f"field = ? AND {_NUMBERED} AND json_array({_CELLS}) IN {AMONG}"
                yield where, (field, json.dumps(fits))
    elif field == "period":
        from kg.store.dates import read_dates

        dates = read_dates(term)
        if dates is not None:
            shares, values = dates.among("start", '"end"')
            yield f"field = 'period' AND {shares}", values


def _overlapping(index: Index, field: str, wanted: Amount) -> list[str]:
    """The recorded amounts that overlap one, each as SQLite's json_array writes its row."""
    from kg.store.amounts import recorded_amount

    found = []
    for row in index.rows(
        f"SELECT DISTINCT {_CELLS} FROM qualifier WHERE field = ? AND {_NUMBERED}", field
    ):
        unit, value, minimum, maximum, low_open, high_open = row
        low, high = (minimum, maximum) if value is None else (value, value)
        one = recorded_amount(
            low,
            high,
            None if unit is None else str(unit),
            low_open=bool(low_open),
            high_open=bool(high_open),
        )
        if one is not None and one.overlaps(wanted):
            cells = [index.stored(cell) for cell in row]
            found.append(json.dumps(cells, separators=(",", ":"), ensure_ascii=False))
    return found
