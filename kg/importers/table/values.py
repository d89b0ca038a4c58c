"""Cells of the context dimensions: concepts, quantities, periods, and words that stay words."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kg.errors import ImportFault
from kg.importers.table.codes import is_nothing, read_code, whole_cell
from kg.importers.table.columns import DIMENSIONS
from kg.importers.table.concepts import LEVEL_WORDS, identify
from kg.importers.table.row import split_list
from kg.model.codes import DoseLevel
from kg.model.ownership import PENDING
from kg.model.quantity import Mention, Period, Quantity, Value, Words
from kg.rdf.imported import KeptWords
from kg.terms import expand
from kg.text.quantities import parse_amounts
from kg.text.units import UNITS

if TYPE_CHECKING:
    from kg.importers.table.concepts import Concepts
    from kg.importers.table.row import Noted, Row
    from kg.text.quantities import Amount

_AMOUNTS: Final = frozenset({"dose", "duration", "timepoint"})
NAMED: Final = (
    "population",
    "condition",
    "species",
    "route",
    "comparator",
    "outcome",
    "intervention",
    "co_intervention",
    "place",
)
"""Dimensions whose short cells name a concept even if nobody has declared it."""

_NAME: Final = re.compile(r"[^\W\d_]+(?:[ '’-][^\W\d_]+){0,3}")
"""One to four words without digits or punctuation: a name rather than a description."""

_VERSUS: Final = re.compile(r"(?P<a>.+?)\s+(?:vs\.?|versus)\s+(?P<b>.+)", re.IGNORECASE)
_DECADE: Final = re.compile(r"(?:the )?(\d{3}0)s")
_SPAN: Final = re.compile(
    r"(\d{4}(?:-\d\d(?:-\d\d)?)?)?\s*(?:/|–|—| to |(?<=\d{4})-(?=\d{4}))\s*"
    r"(\d{4}(?:-\d\d(?:-\d\d)?)?)?"
)
_NUMERALS: Final = {
    name: str(number)
    for number, name in enumerate(
        [
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
        ],
        start=1,
    )
} | {"half a year": "6 months", "an hour": "1 hour"}
_NUMERAL: Final = re.compile(rf"\b(?:{'|'.join(_NUMERALS)})\b", re.IGNORECASE)
_YEAR: Final = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")

Context = dict[str, tuple[Value | DoseLevel, ...]]
"""Values by field of `kg.model.qualifiers.Qualified`."""


class ContextReader:
    """Reads the context columns of rows.

    Args:
        concepts: where concepts are found and made.
        minted: dimensions in which an unknown name makes a concept.
    """

    def __init__(self, concepts: Concepts, minted: frozenset[str]) -> None:
        self._concepts = concepts
        self._minted = minted
        self.kept: list[KeptWords] = []

    def read(self, row: Row, prefix: str = "") -> Context:
        """The values that the context columns of a row state.

        Args:
            row: the row.
            prefix: `evidence_`, `source_` or nothing, for the claim's and assertion's own.

        Returns:
            Values by dimension; those that state nothing are left out.
        """
        found: dict[str, list[Value | DoseLevel]] = {name: [] for name in DIMENSIONS}
        for name in DIMENSIONS:
            cell, noted = row.get(prefix + name), row.noted.get(prefix + name, ())
            for one in noted:
                found[name] += self._noted(name, one)
            if not noted and _states(name, cell):
                self._cell(found, name, cell, row, prefix)
        return {name: tuple(values) for name, values in found.items() if values}

    def name_things(self, row: Row, prefix: str = "") -> None:
        """Make the concepts that the context columns of a row name.

        Done for all rows before any is read: a name that one row makes a concept is that concept
        in every row, whichever stands first.

        Args:
            row: the row.
            prefix: `evidence_`, `source_` or nothing, for the claim's and assertion's own.
        """
        for name in NAMED:
            cell = row.get(prefix + name)
            for one in row.noted.get(prefix + name, ()):
                if one.name or (name in self._minted and _NAME.fullmatch(one.words)):
                    self._concepts.named(one.name or one.words)
            if prefix + name in row.noted:
                continue
            identified = prefix + name in row.matches
            if not (identified or name in self._minted) or not _states(name, cell):
                continue
            if name == "comparator" and _read_amounts(cell):
                continue
            for words in split_list(cell):
                if identified or _NAME.fullmatch(words):
                    self._concepts.named(words)
            identify(row, prefix + name, self._concepts)

    def _noted(self, name: str, one: Noted) -> list[Value | DoseLevel]:
        """The values of a condition that was read out of a phrase."""
        if one.amounts:
            return [_quantity(amount, one.words) for amount in one.amounts]
        if one.level:
            return [DoseLevel(one.level)]
        iri = self._concepts.find(one.name) if one.name else None
        if iri is None:
            return [self._value(name, one.words)]
        if self._concepts.is_label(iri, one.words):
            return [iri]
        return [Mention(iri=PENDING, concept=iri, words=one.words)]

    def _cell(
        self, found: dict[str, list[Value | DoseLevel]], name: str, cell: str, row: Row, prefix: str
    ) -> None:
        if name == "dose_level":
            for words in split_list(cell):
                self._dose_words(found, words)
        elif name == "other":
            found[name] += [Words(text=words) for words in split_list(cell)]
        elif name == "dose" and (versus := self._versus(cell)):
            found["dose"] += versus[0]
            found["comparator"] += versus[1]
        elif name in _AMOUNTS or name == "comparator":
            amounts = _read_amounts(cell)
            found[name] += [_quantity(one) for one in amounts]
            self._route(found, amounts, row, prefix)
            if not amounts:
                self._items(found, name, cell, row, prefix)
        else:
            self._items(found, name, cell, row, prefix)

    def _items(
        self, found: dict[str, list[Value | DoseLevel]], name: str, cell: str, row: Row, prefix: str
    ) -> None:
        for words in split_list(cell):
            if name == "dose" and self._is_level(words):
                self._dose_words(found, words)
                continue
            value = self._value(name, words)
            found[name].append(value)
            if isinstance(value, Words):
                self.kept.append(KeptWords(row.file, row.number, prefix + name, words))

    def _value(self, name: str, words: str) -> Value:
        if name == "period":
            return period(words) or Words(text=words)
        if name in _AMOUNTS and len(amounts := _read_amounts(words)) == 1:
            return _quantity(amounts[0])
        iri = self._concepts.find(words)
        if iri is None and name in self._minted and _NAME.fullmatch(words):
            iri = self._concepts.named(words)
        if iri is None:
            return Words(text=words)
        if self._concepts.is_label(iri, words):
            return iri
        return Mention(iri=PENDING, concept=iri, words=words)

    @staticmethod
    def _is_level(words: str) -> bool:
        level = read_code(DoseLevel, words.removesuffix("er"))
        return level is not None

    @staticmethod
    def _dose_words(found: dict[str, list[Value | DoseLevel]], words: str) -> None:
        """A dose word gives its level; where it is another word, it is kept beside it."""
        level = read_code(DoseLevel, words.removesuffix("er"))
        if level is not None:
            found["dose_level"].append(level)
        if words.casefold() not in LEVEL_WORDS:
            found["dose"].append(Words(text=words))

    @staticmethod
    def _versus(cell: str) -> tuple[list[Value], list[Value]] | None:
        """Two doses compared: `0.5 vs 0.1 mg/kg` is a dose and what it was compared with."""
        match = _VERSUS.fullmatch(cell)
        if match is None:
            return None
        right = parse_amounts(match["b"])
        left = parse_amounts(match["a"]) or parse_amounts(f"{match['a']}; {match['b']}")[:1]
        if len(left) != 1 or len(right) != 1:
            return None
        return [_quantity(left[0], cell)], [_quantity(right[0], cell)]

    def _route(
        self,
        found: dict[str, list[Value | DoseLevel]],
        amounts: tuple[Amount, ...],
        row: Row,
        prefix: str,
    ) -> None:
        """A route that stands in the dose cell counts where the row gives no other."""
        rest = amounts[-1].rest if amounts else ""
        iri = self._concepts.find(rest) if rest and not row.get(f"{prefix}route") else None
        if iri is not None and not found["route"]:
            label = self._concepts.is_label(iri, rest)
            found["route"].append(iri if label else Mention(iri=PENDING, concept=iri, words=rest))


def _read_amounts(words: str) -> tuple[Amount, ...]:
    """The amounts of a cell; numbers may be spelt out (`within twelve hours`)."""
    spelt = _NUMERAL.sub(lambda found: _NUMERALS[found[0].casefold()], words)
    amounts = parse_amounts(spelt)
    if spelt == words:
        return amounts
    return tuple(replace(one, words=words) for one in amounts)


def _states(name: str, cell: str) -> bool:
    """A comparator of "none" is an answer, elsewhere it states nothing."""
    return not is_nothing(cell) or (name == "comparator" and cell.casefold() == "none")


def _quantity(amount: Amount, words: str = "") -> Quantity:
    """The quantity of an amount; what it shares with a later number is written behind it."""
    local = UNITS[amount.unit][0]
    one = amount.low is not None and amount.low == amount.high
    regimen = " ".join(part for part in (amount.regimen, amount.rest) if part)
    return Quantity(
        iri=PENDING,
        value=amount.low if one else None,
        minimum=None if one else amount.low,
        maximum=None if one else amount.high,
        minimum_open=True if amount.low_open else None,
        maximum_open=True if amount.high_open else None,
        unit=expand(f"unit:{local}") if local else None,
        unit_text=amount.unit,
        times=amount.times,
        regimen=regimen or None,
        words=words or f"{amount.words.strip()} {amount.shared}".strip(),
    )


def period(words: str) -> Period | None:
    """The stretch of time that words such as `1960s`, `2001-2003`, `1960/1969` or `2018` mean.

    Args:
        words: a cell.

    Returns:
        The period with its words, None if the words are none.
    """
    plain = words.strip()
    decade = _DECADE.fullmatch(plain)
    if decade:
        first = decade[1]
        return Period(iri=PENDING, start=first, end=f"{first[:3]}9", words=words)
    if _YEAR.fullmatch(plain):
        return Period(iri=PENDING, start=plain, end=plain, words=words)
    span = _SPAN.fullmatch(plain)
    if span and (span[1] or span[2]) and (not (span[1] and span[2]) or span[1] <= span[2]):
        return Period(iri=PENDING, start=span[1], end=span[2], words=words)
    return None


def count_cell(row: Row, column: str, context: Context) -> int | None:
    """The number of participants; what is more than a number goes among the other words.

    Args:
        row: the row.
        column: `n` or `source_n`.
        context: gets `n: 1247 completers` under `other`.

    Returns:
        The number, None if the cell is no plain one.
    """
    try:
        return whole_cell(row, column)
    except ImportFault:
        words = Words(text=f"n: {row.get(column)}")
        context["other"] = (*context.get("other", ()), words)
        return None
