"""One row of the table format that came as options of a command."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.errors import ImportFault
from kg.importers.table.row import Row

if TYPE_CHECKING:
    from collections.abc import Mapping


class Flags(Row):
    """A row whose faults name the option.

    Args:
        noun: such as `claim`.
        cells: text by column of the table format.
    """

    def __init__(self, noun: str, cells: Mapping[str, str]) -> None:
        stated = {name: text.strip() for name, text in cells.items() if text.strip()}
        super().__init__(noun, 1, stated)

    def fault(self, column: str, problem: str, remedy: str = "") -> ImportFault:
        """The failure that names option, value and remedy."""
        flag = "--" + column.removeprefix("evidence_").replace("_", "-")
        value = f" {self.get(column)!r}" if self.get(column) else ""
        return ImportFault(f"{self.file}: {flag}{value}: {problem}", remedy)

    def other_words(self, column: str) -> str:
        """What to do with a word that a closed list lacks."""
        del column
        return "use one of these words"
