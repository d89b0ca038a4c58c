"""Which claims are asked about: some by name, a stretch of all in order, or all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from kg.store.fetch import AMONG

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.store.condition import Cell
    from kg.store.index import Index

_STRETCH: Final = 100_000
"""Claims whose lines are held at once."""


class Scope(NamedTuple):
    """Claims as a condition of SQL.

    Attributes:
        test: what follows the column of the claim, such as `IN (...)`; empty for all.
        values: values for its question marks.
    """

    test: str = ""
    values: tuple[Cell, ...] = ()

    def claims(self, column: str) -> str:
        """The condition that a column names one of the claims."""
        return f"{column} {self.test}" if self.test else "TRUE"

    def owners(self, column: str, *, claims: bool = False) -> tuple[str, tuple[Cell, ...]]:
        """The condition that a column names a line of theirs, or one of them, with its values."""
        if not self.test:
            return "TRUE", ()
        lines = f"SELECT iri FROM evidence_line WHERE claim {self.test}"
        if not claims:
            return f"{column} IN ({lines})", self.values
        own = f"SELECT iri FROM claim WHERE iri {self.test}"
        return f"{column} IN ({lines} UNION ALL {own})", self.values * 2


def scopes(index: Index, claims: Iterable[str] | None) -> Iterator[Scope]:
    """Claims in pieces that fit into memory.

    Args:
        index: where they stand.
        claims: IRIs; None for all.

    Yields:
        Scopes that together hold each claim once.
    """
    if claims is not None:
        wanted = [*dict.fromkeys(claims)]
        for start in range(0, len(wanted), _STRETCH):
            yield Scope(f"IN {AMONG}", (index.array(wanted[start : start + _STRETCH]),))
        return
    ((count,),) = index.rows("SELECT count(*) FROM claim")
    if int(str(count)) <= _STRETCH:
        yield Scope()
        return
    stretches = index.rows(
        "SELECT min(iri), max(iri) FROM ("
        "SELECT iri, (row_number() OVER (ORDER BY iri) - 1) / ? AS part FROM claim)"
        " GROUP BY part ORDER BY part",
        _STRETCH,
    )
    for ends in stretches:
        yield Scope("BETWEEN ? AND ?", ends)
