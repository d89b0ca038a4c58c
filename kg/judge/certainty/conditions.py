"""How the conditions as studied lie to those as claimed, for many lines at once.

Contexts are told apart by the index, and distinct pairs of values are compared once, by
`kg.judge.context`.
"""

from __future__ import annotations

import json
from functools import cached_property
from typing import TYPE_CHECKING, Final

from kg.judge.certainty.indirectness import COMPARED
from kg.judge.certainty.species import humans, kin_of
from kg.judge.context import World, relate
from kg.judge.context.bands import bands_of
from kg.store.fetch import VALUE, value_row

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.judge.certainty.body import Kin
    from kg.judge.certainty.scope import Scope
    from kg.judge.context import Relation, Side
    from kg.judge.context.norms import Bound
    from kg.store.condition import Cell
    from kg.store.ledger import Ledger
    from kg.store.records import ValueRow

Numbers = tuple[int, ...]
"""Values of one dimension, by their numbers."""
Stated = dict[str, Numbers]
Drugs = tuple[str, ...]
Found = tuple[tuple[str, ...], tuple[str, ...]]
"""Dimensions that differ, and those that cannot be compared."""

_NOTHING: Final[Found] = ((), ())
_ASKED: Final = (*COMPARED, "dose_level")
_FOR_BANDS: Final = ("route", "intervention")
"""What else tells which band of the ledger a dose word means."""
_CONTEXTS: Final = (
    f"SELECT owner, json_group_array(json_array(field, {VALUE})) FROM qualifier"
    " WHERE field IN ({fields}) AND {owners} GROUP BY owner"
)
_SUBJECTS: Final = "SELECT owner, value FROM many WHERE field = 'subject' AND {claims}"


class Conditions:
    """The conditions of claims and their lines.

    Args:
        ledger: where they stand.
        scope: the claims.
    """

    def __init__(self, ledger: Ledger, scope: Scope) -> None:
        self._ledger = ledger
        owners, values = scope.owners("owner", claims=True)
        self._bands = bool(bands_of(ledger))
        asked = (*_ASKED, *_FOR_BANDS) if self._bands else _ASKED
        fields = ", ".join(f"'{name}'" for name in asked)
        sql = _CONTEXTS.format(fields=fields, owners=owners)
        rows = ledger.index.rows_as_stored(sql, *values)
        self._drugs = self._subjects(scope) if self._bands else {}
        numbers: dict[Cell, int] = {}
        self._context = {row[0]: numbers.setdefault(row[1], len(numbers)) for row in rows}
        self._number: dict[tuple[Cell, ...], int] = {}
        self._stated = [*map(self._read, json.loads(f"[{','.join(map(str, numbers))}]"))]
        self._cells = list(self._number)
        self._values: dict[int, ValueRow] = {}
        self._found: dict[tuple[int | None, int | None, Drugs], Found] = {}
        self._relations: dict[tuple[str, Numbers, Numbers], Relation] = {}
        self._sides: dict[tuple[str, Numbers], Side | None] = {}
        self._kin: dict[int | None, Kin] = {None: ""}

    def _read(self, rows: list[list[Cell]]) -> Stated:
        """A context; dose words stand with doses."""
        stated: Stated = {}
        numbers = self._number
        for field, *cells in rows:
            number = numbers.setdefault(tuple(cells), len(numbers))
            name = "dose" if field == "dose_level" else str(field)
            stated[name] = (*stated[name], number) if name in stated else (number,)
        return stated

    def of(self, claim: Cell, line: Cell) -> Found:
        """How the conditions of a line lie to those of its claim; equal answers are one object."""
        key = (self._context.get(claim), self._context.get(line), self._drugs.get(claim, ()))
        found = self._found.get(key)
        if found is None:
            found = self._found[key] = self._compare(*key)
        return found

    def species(self, claim: Cell) -> Kin:
        """Whether a claim says that it is about people, or about animals."""
        context = self._context.get(claim)
        if context not in self._kin:
            assert context is not None
            values = self._rows(self._stated[context].get("species", ()))
            self._kin[context] = kin_of(values, self._humans) if values else ""
        return self._kin[context]

    def _compare(self, claim: int | None, line: int | None, drugs: Drugs) -> Found:
        claimed = {} if claim is None else self._stated[claim]
        studied = {} if line is None else self._stated[line]
        apart, untold = [], []
        for name in claimed:
            if name in _FOR_BANDS:
                continue
            relation = self._relation(name, claimed, studied, drugs)
            if relation == "disjoint":
                apart.append(name)
            elif relation == "unknown":
                untold.append(name)
        return (tuple(apart), tuple(untold)) if apart or untold else _NOTHING

    def _relation(self, name: str, claimed: Stated, studied: Stated, drugs: Drugs) -> Relation:
        """How two sides lie to each other in a dimension; what a dose word means takes more."""
        values, others = claimed[name], studied.get(name, ())
        if name == "dose" and self._bands:
            bounds = self._bounds(claimed, drugs), self._bounds(studied, drugs)
            one = self._world.side(name, self._rows(values), bounds[0])
            other = self._world.side(name, self._rows(others), bounds[1])
            return relate(name, one, other, self._world)
        found = self._relations.get((name, values, others))
        if found is None:
            found = relate(name, self._side(name, values), self._side(name, others), self._world)
            self._relations[name, values, others] = found
        return found

    def _side(self, name: str, values: Numbers) -> Side | None:
        """Values in normal form, where no band of the ledger bears on them."""
        key = (name, values)
        if key not in self._sides:
            self._sides[key] = self._world.side(name, self._rows(values))
        return self._sides[key]

    def _bounds(self, stated: Stated, drugs: Drugs) -> tuple[Bound, ...]:
        """What the dose words of one side mean by the bands of the ledger."""
        if not self._bands:
            return ()
        qualifiers = {name: self._rows(numbers) for name, numbers in stated.items()}
        return self._world.bounds(qualifiers, drugs)

    def _subjects(self, scope: Scope) -> dict[Cell, Drugs]:
        """What claims say was given, by claim."""
        sql = _SUBJECTS.format(claims=scope.claims("owner"))
        found: dict[Cell, Drugs] = {}
        for owner, value in self._ledger.index.rows_as_stored(sql, *scope.values):
            found[owner] = (*found.get(owner, ()), self._ledger.index.whole(str(value)))
        return found

    def _rows(self, numbers: Iterable[int]) -> tuple[ValueRow, ...]:
        return tuple(self._row(number) for number in numbers)

    def _row(self, number: int) -> ValueRow:
        if not self._values:
            self._ledger.index.refs(self._named)  # all at once; each is asked for in a moment
        if number not in self._values:
            whole = self._ledger.index.whole
            cells = [whole(c) if isinstance(c, str) else c for c in self._cells[number]]
            self._values[number] = value_row(self._ledger.index, cells)
        return self._values[number]

    @cached_property
    def _named(self) -> set[str]:
        """Concepts that the values name."""
        full = self._ledger.index.whole
        return {full(cells[0]) for cells in self._cells if isinstance(cells[0], str)}

    @cached_property
    def _humans(self) -> frozenset[str]:
        return humans(self._ledger.index, self._world.hierarchy, self._named)

    @cached_property
    def _world(self) -> World:
        given = {drug for drugs in self._drugs.values() for drug in drugs}  # bands are of drugs
        return World.of_ledger(self._ledger, self._named | given)

    def dose(self, line: Cell) -> tuple[str, float] | None:
        """The one amount that was given in a line, if it is one; dose words may stand beside it."""
        context = self._context.get(line)
        numbers = () if context is None else self._stated[context].get("dose", ())
        values = [value for value in self._rows(numbers) if value.level is None]
        if len(values) != 1 or values[0].low is None or values[0].low != values[0].high:
            return None
        try:
            return values[0].unit or "", float(values[0].low)
        except ValueError:
            return None
