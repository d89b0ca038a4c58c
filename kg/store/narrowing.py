"""Filters to sets of claims: each filter is one subquery, and a claim has to be in all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.errors import FilterError
from kg.store.closed import word
from kg.store.condition import Condition, Kept
from kg.store.conditions import DIMENSIONS, kept_concepts, qualified
from kg.store.fetch import AMONG
from kg.store.folding import fold
from kg.store.layout import WORDS
from kg.store.naming import (
    concepts_named,
    concepts_or_fault,
    documents_named,
    narrower,
    short,
    unknown,
)
from kg.store.schema import IN_FORCE
from kg.store.studied import NAMES, studied
from kg.store.sureness import ready
from kg.store.vocabulary import spoken
from kg.store.wording import said

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kg.store.condition import Cell
    from kg.store.filters import Filters
    from kg.store.index import Index

# Each step is one look into the index: there are many claims and few relations.
_USED_PREDICATES: Final = """WITH RECURSIVE used (iri) AS (
SELECT min(predicate) FROM claim UNION ALL
SELECT (SELECT min(predicate) FROM claim WHERE predicate > used.iri)
FROM used WHERE iri IS NOT NULL) SELECT iri FROM used WHERE iri IS NOT NULL"""


def narrowed(index: Index, filters: Filters, column: str, state: str) -> Condition:
    """The condition that all filters let a claim through.

    Args:
        index: where to look.
        filters: what to narrow to.
        column: the column of the claim.
        state: the column of its state.

    Returns:
        A condition for a WHERE.

    Raises:
        FilterError: a filter names nothing, or has a word that means nothing.
    """
    states = f"{state} IN {IN_FORCE}"
    values: tuple[Cell, ...] = ()
    if filters.state:
        states, values = f"{state} = ?", (word(filters.state, "state", WORDS["State"]),)
    conditions = [*conditions_of(index, filters)]
    where = "".join(f" AND {column} IN ({one.sql})" for one in conditions)
    return Condition(states + where, (*values, *(v for one in conditions for v in one.values)))


def select(index: Index, filters: Filters) -> list[str]:
    """The claims that all filters let through.

    Args:
        index: where to look.
        filters: what to narrow to.

    Returns:
        IRIs in no order.

    Raises:
        FilterError: a filter names nothing, or has a word that means nothing.
    """
    where = narrowed(index, filters, "iri", "state")
    sql = f"SELECT iri FROM claim WHERE {where.sql}"
    return [str(row[0]) for row in index.rows(sql, *where.values)]


def conditions_of(index: Index, filters: Filters) -> Iterator[Condition]:
    """What each filter asks of a claim, `state` apart.

    Raises:
        FilterError: a filter names nothing, or has a word that means nothing.
    """
    for name, value in filters.stated().items():
        if name == "about":
            yield from (_about(index, term) for term in filters.about)
        elif name == "text":
            yield from said(index, str(value))
        elif name in DIMENSIONS and name != "outcome":
            yield qualified(index, name, str(value), as_studied=filters.as_studied)
        elif name == "outcome":
            yield _outcome(index, str(value), as_studied=filters.as_studied)
        elif name not in {*NAMES, "state"}:
            yield _FILTERS[name](index, str(value))
    on_evidence = studied(index, filters)
    if on_evidence is not None:
        yield on_evidence


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
    links = tuple(_links(field, reach) for field in ("subject", "object", "via"))
    return Condition(
        f"""WITH RECURSIVE hit (iri) AS (
        SELECT owner FROM many WHERE field IN ('subject', 'object', 'via') AND value IN {AMONG}
        UNION SELECT owner FROM qualifier WHERE field = 'value' AND concept IN {AMONG}
        UNION SELECT many.owner FROM many JOIN hit ON many.value = hit.iri
        WHERE many.field IN ('subject', 'object')) SELECT iri FROM hit""",
        (reach, reach),
        (*links, kept_concepts("value", reach)),
        nested=True,
    )


def _links(field: str, reach: str) -> Kept:
    rest = f"SELECT owner FROM many WHERE field = '{field}' AND value IN {AMONG}"
    return Kept(field, f"value IN {AMONG}", (reach,), rest)


def _linked(field: str) -> Callable[[Index, str], Condition]:
    def condition(index: Index, term: str) -> Condition:
        reach = narrower(index, concepts_or_fault(index, term, field))
        found = index.array(sorted(reach))
        return Condition(
            f"SELECT owner FROM many WHERE field = ? AND value IN {AMONG}",
            (field, found),
            (_links(field, found),),
        )

    return condition


def _outcome(index: Index, term: str, *, as_studied: bool) -> Condition:
    """Object of the claim, or outcome measure."""
    objects = index.array(sorted(narrower(index, concepts_named(index, term))))
    measured = qualified(index, "outcome", term, as_studied=as_studied)
    is_object = _links("object", objects)
    return Condition(
        f"{is_object.rest} UNION SELECT * FROM ({measured.sql})",
        (objects, *measured.values),
        (is_object, *measured.kept) if measured.kept else (),
    )


def _predicate(index: Index, term: str) -> Condition:
    """Relations by name; they need not be concepts of the ledger."""
    refs = index.refs(str(row[0]) for row in index.rows(_USED_PREDICATES))
    wanted = fold(term)
    seeds = set(concepts_named(index, term))
    for iri, ref in refs.items():
        local = ref.id.rpartition(":")[2]
        names = {iri, ref.id, local, ref.label, spoken(iri) or ""}
        if wanted in {fold(name) for name in names if name}:
            seeds.add(iri)
    if not seeds:
        raise unknown(index, term, "predicate", {ref.label for ref in refs.values()})
    reach = index.array(sorted(narrower(index, seeds)))
    return Condition(
        f"SELECT iri FROM claim WHERE predicate IN {AMONG}",
        (reach,),
        (Kept("predicate", f"value IN {AMONG}", (reach,)),),
    )


def _effect(_: Index, term: str) -> Condition:
    chosen = word(term, "effect", (*WORDS["Effect"], "none"))
    if chosen == "none":
        kept = Kept("effect", "true", others=True)
        return Condition("SELECT iri FROM claim WHERE effect IS NULL", (), (kept,))
    return _worded("SELECT iri FROM claim WHERE effect = ?", "effect", chosen)


def _type(_: Index, term: str) -> Condition:
    chosen = word(term, "type", WORDS["ClaimType"])
    return _worded("SELECT iri FROM claim WHERE claim_type = ?", "type", chosen)


def _status(_: Index, term: str) -> Condition:
    chosen = word(term, "status", WORDS["Status"])
    return _worded("SELECT claim FROM claim_summary WHERE status = ?", "status", chosen)


def _certainty(index: Index, term: str) -> Condition:
    chosen = word(term, "certainty", (*WORDS["Certainty"], "none"))
    ready(index)
    if chosen == "none":
        return Condition("SELECT claim FROM sureness WHERE certainty IS NULL", ())
    return Condition("SELECT claim FROM sureness WHERE certainty = ?", (chosen,))


def _worded(sql: str, name: str, word: str) -> Condition:
    return Condition(sql, (word,), (Kept(name, "value = ?", (word,)),))


def _since(_: Index, term: str) -> Condition:
    from kg.store.dates import read_dates

    dates = read_dates(term)
    if dates is None or dates.low is None or dates.low != dates.high:
        raise FilterError(f"since: {short(term)!r} is no date", "write such as 2026-01-31 or 2026")
    recent = "generated_by IN (SELECT iri FROM activity WHERE coalesce(ended, started) >= ?)"
    sql = (
        f"SELECT iri FROM claim WHERE {recent}"
        f" UNION SELECT claim FROM assertion WHERE {recent} AND state IN {IN_FORCE}"
        f" UNION SELECT claim FROM evidence_line WHERE {recent} AND state IN {IN_FORCE}"
    )
    kept = Kept("recorded", "value >= ?", (dates.low,))
    return Condition(sql, (dates.low,) * 3, (kept,))


def _document(index: Index, name: str) -> Condition:
    found = index.array(sorted(documents_named(index, name, "document")))
    return Condition(
        f"SELECT claim FROM assertion WHERE document IN {AMONG} AND state IN {IN_FORCE}",
        (found,),
    )


_FILTERS: Final[dict[str, Callable[[Index, str], Condition]]] = {
    "subject": _linked("subject"),
    "object": _linked("object"),
    "predicate": _predicate,
    "effect": _effect,
    "type": _type,
    "status": _status,
    "certainty": _certainty,
    "since": _since,
    "document": _document,
}
