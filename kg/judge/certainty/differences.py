"""Where lines were studied under other conditions than those claimed, for all lines at once.

No more is read than the dimensions that a line and its claim both state, and in which they state
something else: most lines have none.
"""

from __future__ import annotations

import json
from functools import cached_property
from typing import TYPE_CHECKING, Final

from kg.judge.certainty.conditions import Conditions
from kg.judge.certainty.indirectness import COMPARED
from kg.judge.certainty.species import humans, kin_of
from kg.judge.context import World, relate
from kg.judge.context.bands import bands_of
from kg.judge.context.grounds import Marks, marks, strangers
from kg.judge.context.norms import Named
from kg.store.fetch import VALUE, value_row

if TYPE_CHECKING:
    from collections.abc import Collection

    from kg.judge.certainty.body import Kin
    from kg.judge.certainty.scope import Scope
    from kg.judge.context import Side
    from kg.store.condition import Cell
    from kg.store.ledger import Ledger
    from kg.store.records import ValueRow

Values = tuple[str, ...]
"""Values of one dimension as they are spelt here: a concept, or all cells as JSON."""

_DOSES: Final = "('dose', 'dose_level')"
_CELLS: Final = " "
"""Before the JSON of cells: no IRI begins so."""


def _spelt(table: str) -> str:
    concept, *cells = (f"{table}.{cell.strip()}" for cell in VALUE.split(","))
    return (
        f"CASE WHEN {concept} IS NOT NULL AND {table}.level IS NULL THEN {concept}"
        f" ELSE '{_CELLS}' || json_array({', '.join((concept, *cells))}) END"
    )


def _dimension(table: str) -> str:
    return f"CASE {table}.field WHEN 'dose_level' THEN 'dose' ELSE {table}.field END"


_FIELDS: Final = ", ".join(f"'{name}'" for name in (*COMPARED, "dose_level"))


def _sole(table: str) -> str:
    further = f"owner = {table}.owner AND field = {table}.field AND ord = 1"
    return f"NOT EXISTS (SELECT 1 FROM qualifier WHERE {further})"


_SAME: Final = (
    "own.concept = q.concept AND own.level IS NULL AND q.level IS NULL"
    f" AND q.field NOT IN {_DOSES} AND {_sole('own')} AND {_sole('q')}"
)
"""One concept on either side: nothing can differ, and most conditions are so."""
_BOTH: Final = f"""
SELECT line.iri, {_dimension("q")}, {_spelt("own")}, {_spelt("q")} FROM {{tables}}
WHERE q.field IN ({_FIELDS}) AND {{claims}} AND ({_SAME}) IS NOT 1"""
_OWN: Final = (
    "qualifier AS own ON own.owner = line.claim AND"
    f" (own.field = q.field OR (own.field IN {_DOSES} AND q.field IN {_DOSES}))"
)
# CROSS JOIN says what is read first: all conditions in their order, or the lines of some claims.
_OF_ALL: Final = (
    "qualifier AS q CROSS JOIN evidence_line AS line ON line.iri = q.owner CROSS JOIN " + _OWN
)
_OF_SOME: Final = (
    "evidence_line AS line CROSS JOIN qualifier AS q ON q.owner = line.iri CROSS JOIN " + _OWN
)
_SPECIES: Final = (
    f"SELECT owner, {_spelt('qualifier')} FROM qualifier WHERE field = 'species'"
    " AND owner IN (SELECT iri FROM claim WHERE {claims}) ORDER BY owner, ord"
)


_SILENT: Final = (None,) * (len(VALUE.split(",")) - 1)


class Differences:
    """What of the conditions of lines differs from those of their claims.

    Args:
        ledger: where they stand.
        scope: the claims.
    """

    def __init__(self, ledger: Ledger, scope: Scope) -> None:
        self._ledger = ledger
        self._scope = scope
        self._stated: dict[Cell, list[tuple[str, str, str]]] = {}
        sql = _BOTH.format(
            tables=_OF_SOME if scope.test else _OF_ALL, claims=scope.claims("line.claim")
        )
        for line, *told in ledger.index.rows_as_stored(sql, *scope.values):
            self._stated.setdefault(line, []).append((str(told[0]), str(told[1]), str(told[2])))
        species = _SPECIES.format(claims=scope.claims("iri"))
        self._species: dict[Cell, list[str]] = {}
        for owner, value in ledger.index.rows_as_stored(species, *scope.values):
            self._species.setdefault(owner, []).append(str(value))
        self._kin: dict[Values, Kin] = {}
        self._apart: dict[tuple[str, Values, Values], bool] = {}
        self._values: dict[str, ValueRow] = {}
        self._sides: dict[tuple[str, Values], Side] = {}
        self._marks: dict[tuple[str, Values], Marks | None] = {}

    @property
    def lines(self) -> Collection[Cell]:
        """The lines that state something else than their claim in a dimension of both."""
        return self._stated.keys()

    def of(self, claim: Cell, line: Cell) -> tuple[str, ...]:
        """The dimensions in which a line differs from its claim, by name."""
        stated = self._stated.get(line)
        if stated is None:
            return ()
        if self._bands and any(name == "dose" for name, *_ in stated):
            return tuple(sorted(self._conditions.of(claim, line)[0]))  # a band takes them all
        if len(stated) == 1:
            name, own, studied = stated[0]
            return (name,) if own != studied and self._differ(name, (own,), (studied,)) else ()
        sides: dict[str, tuple[dict[str, None], dict[str, None]]] = {}
        for name, own, studied in stated:
            mine, theirs = sides.setdefault(name, ({}, {}))
            mine[own] = theirs[studied] = None
        found = [n for n, (own, other) in sides.items() if self._differ(n, (*own,), (*other,))]
        return tuple(sorted(found))

    def species(self, claim: Cell) -> Kin:
        """Whether a claim says that it is about people, or about animals."""
        stated = self._species.get(claim)
        if stated is None:
            return ""
        values = tuple(stated)
        if values not in self._kin:
            self._kin[values] = kin_of(self._rows(values), self._humans)
        return self._kin[values]

    def _differ(self, name: str, own: Values, other: Values) -> bool:
        key = (name, own, other)
        found = self._apart.get(key)
        if found is None:
            found = self._apart[key] = self._are_disjoint(*key)
        return found

    def _are_disjoint(self, name: str, own: Values, other: Values) -> bool:
        """Most concepts are strangers to each other, which their marks tell at once."""
        one, two = self._marked(name, own), self._marked(name, other)
        relation = None if one is None or two is None else strangers(one, two)
        if relation is None:
            sides = self._side(name, own), self._side(name, other)
            relation = relate(name, *sides, self._world)
        return relation == "disjoint"

    def _marked(self, name: str, values: Values) -> Marks | None:
        key = (name, values)
        if key not in self._marks:
            norms = [norm for found in self._side(name, values).forms.values() for norm in found]
            alone = norms[0] if len(norms) == 1 else None
            self._marks[key] = (
                marks(alone, name, self._world.hierarchy) if isinstance(alone, Named) else None
            )
        return self._marks[key]

    def _side(self, name: str, values: Values) -> Side:
        key = (name, values)
        if key not in self._sides:
            side = self._world.side(name, self._rows(values))
            assert side is not None  # of no values is none
            self._sides[key] = side
        return self._sides[key]

    def _rows(self, values: Values) -> tuple[ValueRow, ...]:
        if not self._values:
            self._ledger.index.refs(self._named)  # all at once; each is asked for in a moment
        return tuple(self._row(value) for value in values)

    def _row(self, value: str) -> ValueRow:
        if value not in self._values:
            self._values[value] = value_row(self._ledger.index, self._cells(value))
        return self._values[value]

    def _cells(self, value: str) -> list[Cell]:
        whole = self._ledger.index.whole
        if not value.startswith(_CELLS):
            return [whole(value), *_SILENT]
        return [whole(cell) if isinstance(cell, str) else cell for cell in json.loads(value)]

    @cached_property
    def _named(self) -> set[str]:
        """Concepts that the values name."""
        spelt = {
            value for stated in self._stated.values() for _, *sides in stated for value in sides
        }
        spelt.update(value for values in self._species.values() for value in values)
        return {str(cell) for value in spelt if (cell := self._cells(value)[0]) is not None}

    @cached_property
    def _humans(self) -> frozenset[str]:
        return humans(self._ledger.index, self._world.hierarchy, self._named)

    @cached_property
    def _world(self) -> World:
        return World.of_ledger(self._ledger, self._named)

    @cached_property
    def _bands(self) -> bool:
        return bool(bands_of(self._ledger))

    @cached_property
    def _conditions(self) -> Conditions:
        return Conditions(self._ledger, self._scope)
