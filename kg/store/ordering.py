"""In which order claims are listed, and how many: decided where they lie, so that a page is cheap.

A few hits are sorted by what the index says of each; of very many, sets of claims say which few may
come first (`kg.store.first`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from kg.errors import FilterError
from kg.store.closed import word
from kg.store.condition import Condition
from kg.store.fetch import AMONG
from kg.store.first import foremost, matching
from kg.store.layout import WORDS
from kg.store.narrowing import narrowed
from kg.store.rungs import LADDER
from kg.store.schema import IN_FORCE
from kg.store.sets import has_sets, size
from kg.store.sureness import ready
from kg.store.wording import (
    FIRST,
    RANKED,
    RELEVANCE,
    all_of,
    any_of,
    too_common,
    words_and_phrases,
)

if TYPE_CHECKING:
    from kg.store.filters import Filters
    from kg.store.index import Index


def _ranks(column: str, words: tuple[str, ...]) -> str:
    cases = " ".join(f"WHEN '{one}' THEN {place}" for place, one in enumerate(words))
    return f"CASE {column} {cases} END"


_SUMMARY: Final = "(SELECT {} FROM claim_summary WHERE claim_summary.claim = listing.claim)"
_RECORDED: Final = f"""(SELECT max(coalesce(activity.ended, activity.started)) FROM activity
WHERE activity.iri IN (SELECT generated_by FROM claim WHERE iri = listing.claim
    UNION SELECT generated_by FROM assertion WHERE claim = listing.claim AND state IN {IN_FORCE}
    UNION SELECT generated_by FROM evidence_line
        WHERE claim = listing.claim AND state IN {IN_FORCE}))"""
_YEAR: Final = f"""(SELECT max(substr(document.issued, 1, 4)) FROM evidence_line
JOIN document ON document.iri = evidence_line.source
WHERE evidence_line.claim = listing.claim AND evidence_line.state IN {IN_FORCE})"""
_CERTAINTY: Final = _ranks("sureness.certainty", LADDER)
_KEYS: Final = {
    "label": "listing.label",
    "id": "listing.claim",
    "status": _SUMMARY.format(_ranks("status", WORDS["Status"])),
    "certainty": f"(SELECT {_CERTAINTY} FROM sureness WHERE sureness.claim = listing.claim)",
    "supports": _SUMMARY.format("supports"),
    "disputes": _SUMMARY.format("disputes"),
    "year": _YEAR,
    "recorded": _RECORDED,
}
SORTS: Final = (*_KEYS, "relevance")
"""What listings can be sorted by."""


_NARROWED: Final = Condition(f"claim.state IN {IN_FORCE}")


class Count(NamedTuple):
    """How many claims there are.

    Attributes:
        number: how many.
        exact: there are no more.
    """

    number: int
    exact: bool = True


class Order(NamedTuple):
    """How a selection is listed.

    Attributes:
        sort: one of `SORTS`, with `-` before it for the greatest first; None for relevance where
            the text is searched, else for the label. What has no value comes last either way.
        limit: the most claims; None for all.
    """

    sort: str | None = None
    limit: int | None = None


def order(sort: str | None, limit: int | None) -> Order:
    """An order, checked.

    Raises:
        FilterError: nothing can be sorted by that, or the limit is below zero.
    """
    if limit is not None and limit < 0:
        raise FilterError(f"limit: {limit} is below zero", "give the most claims to list")
    if sort is not None:
        minus = "-" if sort.startswith("-") else ""
        sort = minus + word(sort.removeprefix("-"), "sort", SORTS)
    return Order(sort, limit)


def count(index: Index, filters: Filters) -> int:
    """How many claims all filters let through.

    Raises:
        FilterError: a filter names nothing, or has a word that means nothing.
    """
    if has_sets(index):
        return size(matching(index, filters))
    if not filters.stated():
        sql = (
            "SELECT (SELECT count(*) FROM claim) - (SELECT count(*) FROM claim"
            " WHERE state NOT IN ('accepted', 'candidate'))"
        )
        return int(index.rows(sql)[0][0] or 0)
    where = narrowed(index, filters, "iri", "state")
    sql = f"SELECT count(*) FROM claim WHERE {where.sql}"
    return int(index.rows(sql, *where.values)[0][0] or 0)


def counted(index: Index, filters: Filters) -> Count:
    """How many claims all filters let through, or how many at least, if that is much cheaper.

    Raises:
        FilterError: a filter names nothing, or has a word that means nothing.
    """
    if _only_text(filters) and too_common(index, filters.text or ""):
        sql = f"SELECT count(*) FROM ({FIRST}) AS told JOIN claim ON claim.iri = told.claim"
        sql += f" WHERE claim.state IN {IN_FORCE}"
        return Count(int(index.rows(sql, all_of(filters.text or ""))[0][0] or 0), exact=False)
    return Count(count(index, filters))


def _only_text(filters: Filters) -> bool:
    return filters.stated().keys() == {"text"} and _searched(filters)


def listed(index: Index, filters: Filters, how: Order) -> list[str]:
    """The claims that all filters let through, in order.

    Args:
        index: where to look.
        filters: what to narrow to.
        how: the order, and how many.

    Returns:
        IRIs; claims of one rank by label without regard to case, then by id; those of one
        relevance by id. Where a text stands in more wordings than are ranked, and nothing else is
        asked for, only the first of these are looked at.

    Raises:
        FilterError: a filter names nothing, or there is no text to be relevant to.
    """
    sort = how.sort or ("relevance" if _searched(filters) else "label")
    name, down = sort.removeprefix("-"), " DESC" if sort.startswith("-") else ""
    limit = -1 if how.limit is None else how.limit
    if name == "relevance":
        return _closest(index, filters, down, limit)
    if name == "certainty":
        ready(index)
    if how.limit is not None and has_sets(index):
        found = matching(index, filters)
        among = foremost(index, found, name, down=bool(down), limit=limit)
        where = Condition(f"listing.claim IN {AMONG}", (index.array(among),))
    else:
        where = narrowed(index, filters, "listing.claim", "listing.state")
    nulls = "" if name in {"label", "id"} else " NULLS LAST"
    sql = (
        f"SELECT listing.claim FROM listing WHERE {where.sql}"
        f" ORDER BY {_KEYS[name]}{down}{nulls}, listing.label, listing.claim LIMIT ?"
    )
    return [str(row[0]) for row in index.rows(sql, *where.values, limit)]


def _closest(index: Index, filters: Filters, down: str, limit: int) -> list[str]:
    if not _searched(filters):
        raise FilterError("sort: relevance to which text?", "search with --text, or sort by label")
    if _only_text(filters) and 0 <= limit <= RANKED and too_common(index, filters.text or ""):
        among_first = _ranked(index, FIRST, all_of(filters.text or ""), _NARROWED, down, limit)
        if len(among_first) == limit:
            return among_first
    where = narrowed(index, filters, "claim.iri", "claim.state")
    return _ranked(index, RELEVANCE, any_of(filters.text or ""), where, down, limit)


def _ranked(
    index: Index, scores: str, query: str, where: Condition, down: str, limit: int
) -> list[str]:
    sql = (
        f"SELECT claim.iri FROM ({scores}) AS told CROSS JOIN claim"
        f" ON claim.iri = told.claim WHERE {where.sql}"
        f" ORDER BY told.score{down}, claim.iri LIMIT ?"
    )
    return [str(row[0]) for row in index.rows(sql, query, *where.values, limit)]


def _searched(filters: Filters) -> bool:
    return bool(filters.text and words_and_phrases(filters.text))
