"""One row in the columns of the table format, which knows where it came from."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.errors import ImportFault

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.text.quantities import Amount

_LIST = re.compile(r"(?<!\\);")


@dataclass(frozen=True, slots=True)
class Noted:
    """A condition read out of a phrase.

    Attributes:
        words: its words as found.
        amounts: the quantities that they state.
        name: the concept that they name, where that is not the words themselves.
        level: the level of a dose word, else empty.
    """

    words: str
    amounts: tuple[Amount, ...] = ()
    name: str = ""
    level: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One row.

    Attributes:
        file: the file as the user named it.
        number: row in it, the header being row 1.
        cells: text by column of the table format; empty cells are left out.
        origin: what the file calls a column, where that differs.
        noted: conditions that were read out of the phrases of other cells, by column.
        as_written: the cells that were read so, in their own words; empty if none was.
        matches: identifiers elsewhere of the concept that a column's cell names.
    """

    file: str
    number: int
    cells: Mapping[str, str]
    origin: Mapping[str, str] = field(default_factory=dict)
    noted: Mapping[str, tuple[Noted, ...]] = field(default_factory=dict)
    as_written: str = ""
    matches: Mapping[str, str] = field(default_factory=dict)

    def get(self, column: str) -> str:
        """The cell's text, empty if it states nothing."""
        return self.cells.get(column, "")

    def items(self, column: str) -> tuple[str, ...]:
        r"""The values of a cell that may hold several, parted by `;` (`\;` is a plain one)."""
        return split_list(self.get(column))

    def states(self, columns: Mapping[str, object] | frozenset[str] | tuple[str, ...]) -> bool:
        """Some of these columns state something."""
        return any(name in self.cells for name in columns)

    def fault(self, column: str, problem: str, remedy: str = "") -> ImportFault:
        """The failure that names file, row, column, value and remedy."""
        name = self.origin.get(column, column)
        value = self.get(column)
        shown = f" {value!r}:" if value else ""
        return ImportFault(
            f"{self.file}, row {self.number}, column {name!r}:{shown} {problem}", remedy
        )

    def other_words(self, column: str) -> str:
        """What to do with a word that a closed list lacks."""
        return f"map the value in [values.{column}] of a mapping"


def split_list(cell: str) -> tuple[str, ...]:
    r"""Values parted by `;`; `\;` is a plain semicolon; empty ones are dropped."""
    parts = (part.replace("\\;", ";").strip() for part in _LIST.split(cell))
    return tuple(part for part in parts if part)


def join_list(values: tuple[str, ...]) -> str:
    """One cell of several values; `split_list` gives them back."""
    return "; ".join(value.replace(";", "\\;") for value in values)
