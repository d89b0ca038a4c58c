"""Filters on conditions: claims that are stated under one, or whose evidence was studied under it.

A condition is named as a concept, in the words as found, as an amount or a stretch of time.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from kg.errors import FilterError
from kg.store.condition import Condition, Kept
from kg.store.fetch import AMONG
from kg.store.folding import fold
from kg.store.layout import WORDS
from kg.store.naming import concepts_named, narrower, short, unknown
from kg.store.schema import IN_FORCE
from kg.store.sets import has_sets

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.store.amounts import Amount
    from kg.store.condition import Cell
    from kg.store.index import Index

DIMENSIONS: Final = (
    *("dose", "population", "condition", "species", "route", "duration", "timepoint"),
    *("comparator", "outcome", "co_intervention", "place", "period"),
)
"""The dimensions that have a filter of their name."""
_AMOUNTS: Final = frozenset({"dose", "duration", "timepoint"})
_NUMBERED: Final = "(value IS NOT NULL OR minimum IS NOT NULL OR maximum IS NOT NULL)"
_KEPT_AMOUNTS: Final = f"""SELECT DISTINCT {", ".join(f"value ->> {n}" for n in range(6))}
FROM posting WHERE name = ?"""
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
    readings = [*_readings(index, field, term, as_studied=as_studied)]
    seeds, words = concepts_named(index, term), _words_like(index, field, term)
    if not readings and not seeds and not words:
        raise _unknown(index, field, term)
    if seeds:
        among = index.array(sorted(narrower(index, seeds)))
        kept = kept_concepts(field, among)
        readings.append(Condition(f"concept IN {AMONG} AND field = ?", (among, field), (kept,)))
    if words:
        among = index.array(words)
        kept = _kept("words", field, "words", among)
        readings.append(Condition(f"words IN {AMONG} AND field = ?", (among, field), (kept,)))
    held = " UNION ".join(f"SELECT owner FROM qualifier WHERE {one.sql}" for one in readings)
    known = not as_studied and all(one.kept for one in readings)
    return Condition(
        f"WITH held (owner) AS ({held}) {_STATED}{_STUDIED if as_studied else ''}",
        tuple(value for one in readings for value in one.values),
        tuple(kept for one in readings for kept in one.kept) if known else (),
    )


def kept_concepts(field: str, among: str) -> Kept:
    """The sets of claims that are stated under concepts.

    Args:
        field: a field of qualifiers.
        among: the concepts, as a JSON array.
    """
    return _kept("concept", field, "concept", among)


def _kept(kind: str, field: str, column: str, among: str) -> Kept:
    held = f"SELECT owner FROM qualifier WHERE {column} IN {AMONG} AND field = '{field}'"
    # nobody but the claim itself has the value that it is about
    rest = held if field == "value" else f"WITH held (owner) AS ({held}) {_STATED}"
    return Kept(f"{kind} {field}", f"value IN {AMONG}", (among,), rest)


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


def _readings(index: Index, field: str, term: str, *, as_studied: bool) -> Iterator[Condition]:
    """What a term may mean besides concepts and words: conditions on rows of `qualifier`."""
    if field == "dose" and fold(term) in WORDS["DoseLevel"]:
        among = json.dumps([fold(term)])
        kept = _kept("level", "dose_level", "level", among)
        yield Condition("field = 'dose_level' AND level = ?", (fold(term),), (kept,))
    elif field in _AMOUNTS:
        from kg.store.amounts import read_amount

        wanted = read_amount(term)
        if wanted is not None:
            fits = _overlapping(index, field, wanted, as_studied=as_studied)
            if fits or field == "dose" or wanted.unit == "h":
                where = f"field = ? AND {_NUMBERED} AND json_array({_CELLS}) IN {AMONG}"
                among = json.dumps(fits)
                kept = Kept(f"amount {field}", f"value IN {AMONG}", (among,))
                yield Condition(where, (field, among), (kept,))
    elif field == "period":
        from kg.store.dates import read_dates

        dates = read_dates(term)
        if dates is not None:
            shares, values = dates.among("start", '"end"')
            yield Condition(f"field = 'period' AND {shares}", values)


def _overlapping(index: Index, field: str, wanted: Amount, *, as_studied: bool) -> list[str]:
    """The recorded amounts that overlap one, each as SQLite's json_array writes its row."""
    from kg.store.amounts import recorded_amount

    found = []
    rows: list[tuple[Cell, ...]] = []
    if not as_studied and has_sets(index):  # which know the amounts that claims are stated with
        rows = index.rows(_KEPT_AMOUNTS, f"amount {field}")
    else:
        sql = f"SELECT DISTINCT {_CELLS} FROM qualifier WHERE field = ? AND {_NUMBERED}"
        rows = index.rows(sql, field)
    for row in rows:
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
