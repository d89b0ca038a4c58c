"""Filters to sets of claims: each filter is one subquery, and a claim has to be in all of them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final, TypeAlias

from kg.errors import FilterError
from kg.store.fetch import AMONG
from kg.store.folding import fold
from kg.store.layout import WORDS
from kg.store.naming import concepts_named, concepts_or_fault, documents_named, short, unknown
from kg.store.schema import IN_FORCE
from kg.store.vocabulary import spoken

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from kg.store.amounts import Amount
    from kg.store.filters import Filters
    from kg.store.index import Cell, Index

Condition: TypeAlias = tuple[str, tuple[str | int | float | None, ...]]
"""A subquery of claim IRIs, and the values of its question marks."""

_STATED: Final = f"""
SELECT owner FROM qualifier WHERE {{0}}
UNION SELECT assertion.claim FROM qualifier JOIN assertion ON assertion.iri = qualifier.owner
WHERE assertion.state IN {IN_FORCE} AND {{0}}"""
_STUDIED: Final = f"""
UNION SELECT evidence_line.claim FROM qualifier
JOIN evidence_line ON evidence_line.iri = qualifier.owner
WHERE evidence_line.state IN {IN_FORCE} AND {{0}}"""


def select(index: Index, filters: Filters) -> list[str]:
    """The claims in force that all filters let through.

    Args:
        index: where to look.
        filters: what to narrow to.

    Returns:
        IRIs in no order.

    Raises:
        FilterError: a filter names nothing, or has a word that means nothing.
    """
    conditions = [
        condition
        for name, value in filters.stated().items()
        for condition in _conditions(index, name, value)
    ]
    sql = f"SELECT iri FROM claim WHERE state IN {IN_FORCE}"
    sql += "".join(f" AND iri IN ({subquery})" for subquery, _ in conditions)
    values = [value for _, parameters in conditions for value in parameters]
    return [str(row[0]) for row in index.rows(sql, *values)]


def _conditions(index: Index, name: str, value: str | tuple[str, ...]) -> list[Condition]:
    if name in {"about", "text"}:
        terms = words_and_phrases(value) if isinstance(value, str) else value
        if name == "text":
            return [_said(term) for term in terms] or [("SELECT NULL", ())]
        return [_about(index, term) for term in terms]
    assert isinstance(value, str)
    return [_FILTERS[name](index, value)]


def narrower(index: Index, seeds: Iterable[str]) -> frozenset[str]:
    """Concepts with all that are kinds of them; a cycle ends the walk."""
    rows = index.among(
        "WITH RECURSIVE reach (iri) AS (SELECT value FROM json_each(?) UNION"
        " SELECT many.owner FROM many JOIN reach ON many.value = reach.iri"
        " WHERE many.field = 'broader') SELECT iri FROM reach",
        seeds,
    )
    return frozenset(str(row[0]) for row in rows)


def _related(index: Index, seeds: frozenset[str]) -> frozenset[str]:
    """One step of skos:related, which has no direction."""
    same = AMONG.replace("?", "?1")
    rows = index.among(
        f"SELECT value FROM many WHERE field = 'related' AND owner IN {same} UNION"
        f" SELECT owner FROM many WHERE field = 'related' AND value IN {same}",
        seeds,
    )
    return frozenset(str(row[0]) for row in rows)


def _about(index: Index, term: str) -> Condition:
    """Claims with the term in them, and claims about such claims."""
    seeds = concepts_or_fault(index, term, "about")
    reach = index.array(sorted(narrower(index, seeds) | _related(index, seeds)))
    return (
        f"""WITH RECURSIVE hit (iri) AS (
        SELECT owner FROM many WHERE field IN ('subject', 'object', 'via') AND value IN {AMONG}
        UNION SELECT owner FROM qualifier WHERE field = 'value' AND concept IN {AMONG}
        UNION SELECT many.owner FROM many JOIN hit ON many.value = hit.iri
        WHERE many.field IN ('subject', 'object')) SELECT iri FROM hit""",
        (reach, reach),
    )


def _linked(field: str) -> Callable[[Index, str], Condition]:
    def condition(index: Index, term: str) -> Condition:
        reach = narrower(index, concepts_or_fault(index, term, field))
        return (
            f"SELECT owner FROM many WHERE field = ? AND value IN {AMONG}",
            (field, index.array(sorted(reach))),
        )

    return condition


def _qualified(field: str) -> Callable[[Index, str], Condition]:
    """A qualifier of the claim or of an assertion of it: a concept, or the words as found."""

    def condition(index: Index, term: str) -> Condition:
        found = _values(index, field, term)
        return _stated(index, field, *found)

    return condition


def _values(index: Index, field: str, term: str) -> tuple[frozenset[str], list[str]]:
    """Concepts and words that a term may mean among the values of a dimension.

    Raises:
        FilterError: neither a concept nor words bear the name.
    """
    seeds = concepts_named(index, term)
    rows = index.rows(
        "SELECT DISTINCT words FROM qualifier WHERE field = ? AND words IS NOT NULL", field
    )
    wanted = fold(term)
    words = [str(row[0]) for row in rows if fold(str(row[0])) == wanted]
    if not seeds and not words:
        raise unknown(index, term, field, (str(row[0]) for row in rows))
    return narrower(index, seeds), words


def _stated(index: Index, field: str, concepts: frozenset[str], words: list[str]) -> Condition:
    by_concept = _STATED.format(f"qualifier.concept IN {AMONG} AND qualifier.field = ?")
    by_words = _STATED.format(f"qualifier.words IN {AMONG} AND qualifier.field = ?")
    twice = (index.array(sorted(concepts)), field) * 2
    return f"{by_concept} UNION {by_words}", (*twice, *(index.array(words), field) * 2)


def _outcome(index: Index, term: str) -> Condition:
    """Object of the claim, or outcome measure."""
    concepts, words = _values(index, "outcome", term)
    stated, values = _stated(index, "outcome", concepts, words)
    return (
        f"SELECT owner FROM many WHERE field = 'object' AND value IN {AMONG} UNION {stated}",
        (index.array(sorted(concepts)), *values),
    )


def _predicate(index: Index, term: str) -> Condition:
    """Relations by name; they need not be concepts of the ledger."""
    used = [str(row[0]) for row in index.rows("SELECT DISTINCT predicate FROM claim")]
    refs = index.refs(iri for iri in used if iri != "None")
    wanted = fold(term)
    seeds = set(concepts_named(index, term))
    for iri, ref in refs.items():
        local = ref.id.rpartition(":")[2]
        names = {iri, ref.id, local, ref.label, spoken(iri) or ""}
        if wanted in {fold(name) for name in names if name}:
            seeds.add(iri)
    if not seeds:
        raise unknown(index, term, "predicate", {ref.label for ref in refs.values()})
    return (
        f"SELECT iri FROM claim WHERE predicate IN {AMONG}",
        (index.array(sorted(narrower(index, seeds))),),
    )


def _word(term: str, filter_name: str, allowed: tuple[str, ...]) -> str:
    """A word of a closed list, however its parts are joined.

    Raises:
        FilterError: the list has no such word.
    """
    word = "-".join(fold(term).replace("_", " ").replace("-", " ").split())
    if word not in allowed:
        raise FilterError(
            f"{filter_name}: no such word as {short(term)!r}", f"choose from: {', '.join(allowed)}"
        )
    return word


def _effect(_: Index, term: str) -> Condition:
    word = _word(term, "effect", (*WORDS["Effect"], "none"))
    if word == "none":
        return "SELECT iri FROM claim WHERE effect IS NULL", ()
    return "SELECT iri FROM claim WHERE effect = ?", (word,)


def _type(_: Index, term: str) -> Condition:
    word = _word(term, "type", WORDS["ClaimType"])
    return "SELECT iri FROM claim WHERE claim_type = ?", (word,)


def _status(_: Index, term: str) -> Condition:
    word = _word(term, "status", WORDS["Status"])
    return "SELECT claim FROM claim_summary WHERE status = ?", (word,)


def _dose(index: Index, term: str) -> Condition:
    """A dose word as stated, or an amount that overlaps a dose as stated or as studied.

    Raises:
        FilterError: neither a dose word nor an amount with its unit.
    """
    word = fold(term)
    if word in WORDS["DoseLevel"]:
        return _STATED.format("qualifier.field = 'dose_level' AND qualifier.level = ?"), (word,) * 2
    from kg.store.amounts import read_amount

    wanted = read_amount(term)
    if wanted is None:
        raise FilterError(
            f"dose: {short(term)!r} is neither a dose word nor an amount with its unit",
            f"write {', '.join(WORDS['DoseLevel'])}, or such as 0.5 mg/kg, 0.1..0.5 mg/kg, <=20 mg",
        )
    rows = index.rows(
        "SELECT DISTINCT unit_text, value, minimum, maximum, minimum_open, maximum_open"
        " FROM qualifier WHERE field = 'dose' AND"
        " (value IS NOT NULL OR minimum IS NOT NULL OR maximum IS NOT NULL)"
    )
    fits = [row for row in rows if (found := _recorded(row)) and found.overlaps(wanted)]
    same = (
        "qualifier.field = 'dose' AND json_array(qualifier.unit_text, qualifier.value,"
        " qualifier.minimum, qualifier.maximum, qualifier.minimum_open, qualifier.maximum_open)"
        f" IN {AMONG} AND (qualifier.value IS NOT NULL OR qualifier.minimum IS NOT NULL"
        " OR qualifier.maximum IS NOT NULL)"
    )
    # as SQLite's json_array writes a row
    keys = json.dumps(
        [
            json.dumps([*map(index.stored, row)], separators=(",", ":"), ensure_ascii=False)
            for row in fits
        ]
    )
    return (_STATED + _STUDIED).format(same), (keys,) * 3


def _recorded(row: tuple[Cell, ...]) -> Amount | None:
    """A recorded quantity as an interval; None where its numbers are none."""
    from decimal import Decimal, InvalidOperation

    from kg.store.amounts import Amount, plain_unit

    unit, value, minimum, maximum, low_open, high_open = row
    try:
        low, high = (
            None if bound is None else Decimal(str(bound))
            for bound in ((minimum, maximum) if value is None else (value, value))
        )
    except InvalidOperation:
        return None
    if unit is None or any(b is not None and not b.is_finite() for b in (low, high)):
        return None
    return Amount(low, high, bool(low_open), bool(high_open), plain_unit(str(unit)))


def words_and_phrases(text: str) -> list[str]:
    """Words, and phrases in double quotes; what holds no letter or digit is left out."""
    found: list[str] = []
    for place, part in enumerate(text.replace("“", '"').replace("”", '"').split('"')):
        found += [part] if place % 2 else part.split()
    return [one for one in found if any(c.isalnum() for c in one)]


def _said(term: str) -> Condition:
    """Claims that hold a word or phrase; quoted, it means nothing to the full-text syntax."""
    quoted = '"' + "".join(c if c.isalnum() or ord(c) > 0x7F else " " for c in term) + '"'  # noqa: PLR2004 - ASCII ends there
    return (
        "SELECT said.claim FROM prose JOIN said ON said.n = prose.rowid WHERE prose MATCH ?",
        (quoted,),
    )


def _document(index: Index, name: str) -> Condition:
    found = index.array(sorted(documents_named(index, name, "document")))
    return (
        f"SELECT claim FROM assertion WHERE document IN {AMONG} AND state IN {IN_FORCE}",
        (found,),
    )


def _source(index: Index, name: str) -> Condition:
    found = index.array(sorted(documents_named(index, name, "source")))
    return (
        f"SELECT claim FROM evidence_line WHERE source IN {AMONG} AND state IN {IN_FORCE}",
        (found,),
    )


_FILTERS: Final[dict[str, Callable[[Index, str], Condition]]] = {
    "subject": _linked("subject"),
    "object": _linked("object"),
    "outcome": _outcome,
    "predicate": _predicate,
    "effect": _effect,
    "type": _type,
    "dose": _dose,
    "population": _qualified("population"),
    "comparator": _qualified("comparator"),
    "status": _status,
    "document": _document,
    "source": _source,
}
