"""Conditions of many claims in normal form: as stated, and as studied by their live support."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from kg.judge.context import COMPARED
from kg.store import fetch

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kg.judge.context import Side, World
    from kg.store.condition import Cell
    from kg.store.index import Index
    from kg.store.records import ValueRow

Stated = tuple[tuple[int, "Side"], ...]
"""Sides by number of their dimension."""
Studied = tuple[tuple[int, tuple["Side", ...]], ...]
"""Distinct sides of several lines, by number of their dimension."""

_CHUNK: Final = 20_000
PLACE: Final = {name: place for place, name in enumerate(COMPARED)}
_PLACES: Final = PLACE | {"dose_level": PLACE["dose"]}
_LIVE_SUPPORT: Final = (
    "state = 'accepted' AND direction = 'supports' AND verification IS NOT 'recalled'"
    " AND source NOT IN (SELECT document FROM retracted)"
)
_ROW, _CELL, _NONE = "\x1e", "\x1f", "\x1d"
_CELLS: Final = f" || '{_CELL}' || ".join(
    f"coalesce({cell.strip()}, '{_NONE}')" for cell in fetch.VALUE.split(",")
)
_SPELT: Final = (
    f"group_concat(field || '{_CELL}' ||"
    f" CASE WHEN concept IS NOT NULL THEN concept ELSE {_CELLS} END, '{_ROW}')"
)
"""All conditions of one owner in one text: equal texts are made into normal forms once."""
_OF_CLAIMS: Final = (
    f"SELECT owner, {_SPELT} FROM qualifier WHERE owner IN {fetch.AMONG} GROUP BY owner"
)
_OF_LINES: Final = (
    f"SELECT claim, (SELECT {_SPELT} FROM qualifier WHERE owner = evidence_line.iri)"
    f" FROM evidence_line WHERE claim IN {fetch.AMONG} AND {_LIVE_SUPPORT}"
)


class Conditions:
    """The conditions of claims, each distinct one made once.

    Args:
        index: where to look.
        world: makes normal forms.

    Attributes:
        stated: sides by claim; claims that state nothing have none.
        studied: sides by claim; claims without live support that tells conditions have none.
    """

    def __init__(self, index: Index, world: World) -> None:
        self.stated: dict[str, Stated] = {}
        self.studied: dict[str, Studied] = {}
        self._index = index
        self._world = world
        self._spelt: dict[str, Stated] = {}
        self._values: dict[str, tuple[str, ValueRow]] = {}
        self._alone: dict[str, tuple[int, Side] | None] = {}
        self._sides: dict[tuple[int, tuple[str, ...]], Side] = {}
        self._one: dict[Stated, Stated] = {}
        self._many: dict[tuple[Stated, ...], Studied] = {}

    def read(self, claims: Sequence[str], subjects: Mapping[str, Iterable[str]]) -> None:
        """Read the conditions of claims.

        Args:
            claims: as the index keeps them.
            subjects: IRIs of their subjects, for dose bands; needed only where the world has any.
        """
        for start in range(0, len(claims), _CHUNK):
            chosen = json.dumps(claims[start : start + _CHUNK])
            for claim, stated in self._contexts(_OF_CLAIMS, chosen, subjects):
                self.stated[claim] = stated
            lines: dict[str, list[Stated]] = {}
            for claim, one in self._contexts(_OF_LINES, chosen, subjects):
                lines.setdefault(claim, []).append(one)
            many = self._many
            for claim, contexts in lines.items():
                key = tuple(contexts)
                if key not in many:
                    many[key] = _together(contexts)
                self.studied[claim] = many[key]

    def _contexts(
        self, sql: str, chosen: str, subjects: Mapping[str, Iterable[str]]
    ) -> Iterator[tuple[str, Stated]]:
        """Claims with the conditions of what the question is about; those of none are left out."""
        rows = self._index.stored_rows(sql, chosen)
        rows = [row for row in rows if row[1] is not None]
        known = self._spelt
        new = {text for _, text in rows if text not in known}
        self._learn({row for text in new for row in text.split(_ROW)})
        for text in new:
            known[text] = self._context(text)
        banded = bool(self._world.bands)
        for claim, spelt in rows:
            stated = known[str(spelt)]
            if banded and _LEVEL in str(spelt):
                stated = self._banded(str(spelt), subjects.get(str(claim), ()))
            if stated:
                yield str(claim), stated

    def _learn(self, texts: set[str]) -> None:
        """Make values of spelt ones, all labels at once."""
        new = [text for text in texts if text not in self._values]
        cells = {text: _cells(text, self._index) for text in new}
        self._index.refs(str(found[1]) for found in cells.values() if found[1] is not None)
        for text, (field, *rest) in cells.items():
            self._values[text] = str(field), fetch.value_row(self._index, rest)
            place = _PLACES.get(str(field))
            self._alone[text] = None if place is None else (place, self._side(place, (text,)))

    def _context(self, text: str) -> Stated:
        rows = text.split(_ROW)
        alone = [one for row in rows if (one := self._alone[row]) is not None]
        if len({place for place, _ in alone}) == len(alone):
            stated = tuple(sorted(alone, key=_place))
        else:
            by_place: dict[int, tuple[str, ...]] = {}
            for row in rows:
                place = _PLACES.get(self._values[row][0])
                if place is not None:
                    by_place[place] = (*by_place.get(place, ()), row)
            stated = tuple((p, self._side(p, by_place[p])) for p in sorted(by_place))
        return self._one.setdefault(stated, stated)

    def _side(self, place: int, rows: tuple[str, ...]) -> Side:
        found = self._sides.get((place, rows))
        if found is None:
            values = tuple(self._values[row][1] for row in rows)
            found = self._world.side(COMPARED[place], values)
            assert found is not None
            self._sides[place, rows] = found
        return found

    def _banded(self, text: str, drugs: Iterable[str]) -> Stated:
        """Conditions with dose words, by what the bands of the ledger say of them for a drug."""
        found: dict[str, list[ValueRow]] = {}
        for row in text.split(_ROW):
            field, value = self._values[row]
            found.setdefault(field, []).append(value)
        sides = self._world.context(fetch.qualifiers(found), drugs).sides
        stated = tuple((place, side) for place, side in enumerate(sides) if side is not None)
        return self._one.setdefault(stated, stated)


_LEVEL: Final = f"dose_level{_CELL}"
_WIDTH: Final = len(fetch.VALUE.split(","))
_WHOLE: Final = (6, 7, 10)
"""Which cells are whole numbers: open ends, times."""


def _cells(text: str, index: Index) -> list[Cell]:
    """The field and the cells of a value that `_SPELT` spells."""
    field, *cells = text.split(_CELL)
    found: list[Cell] = [None if cell == _NONE else index.whole(cell) for cell in cells]
    found += [None] * (_WIDTH - len(found))
    for place in _WHOLE:
        number = found[place]
        found[place] = None if number is None else int(number)
    return [field, *found]


def _place(one: tuple[int, Side]) -> int:
    return one[0]


def _together(contexts: Iterable[Stated]) -> Studied:
    """The distinct sides of several contexts, dimension by dimension."""
    found: dict[int, dict[Side, None]] = {}
    for context in contexts:
        for place, side in context:
            found.setdefault(place, {})[side] = None
    return tuple((place, tuple(found[place])) for place in sorted(found))
