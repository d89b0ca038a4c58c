"""What a filter asks of a claim: in SQL, and as sets where the index has them."""

from __future__ import annotations

from typing import NamedTuple

Cell = str | int | float | None


class Kept(NamedTuple):
    """Claims that stand in sets of the index, see `kg.store.postings`.

    Attributes:
        name: what the sets tell.
        where: a condition on the `value` of a set.
        values: the values of its question marks.
        rest: SQL for the claims of those values that have no set because few claims have them, with
            a JSON array of these for its only question mark; empty where every value has a set, and
            else `values` is one JSON array.
        others: the claims that are in none of them are meant.
    """

    name: str
    where: str
    values: tuple[Cell, ...] = ()
    rest: str = ""
    others: bool = False


class Condition(NamedTuple):
    """Something that narrows.

    Attributes:
        sql: a piece of SQL.
        values: the values of its question marks.
        kept: the same as a union of sets, where the index may have them.
        nested: claims about such claims are meant too.
    """

    sql: str
    values: tuple[Cell, ...] = ()
    kept: tuple[Kept, ...] = ()
    nested: bool = False
