"""Conditions read out of the phrases of cells: `liarozole 150 mg` is a drug and its dose."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kg.importers.table.claims import NESTED, sentence_of
from kg.importers.table.codes import is_nothing
from kg.importers.table.naming import Names
from kg.importers.table.row import Noted, join_list, split_list
from kg.rdf.imported import ReadWords
from kg.text.names import name_key
from kg.text.phrases import Piece, Role, read_phrase
from kg.text.quantities import parse_amounts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.importers.table.concepts import Concepts
    from kg.importers.table.row import Row
    from kg.text.phrases import Phrase

_ROLES: Final[dict[str, Role]] = {
    "subject": "intervention",
    "object": "outcome",
    "intervention": "intervention",
    "comparator": "comparator",
    "outcome": "outcome",
}
"""Columns whose phrases are read, and what they stand for."""

_PREFIXES: Final = ("", "evidence_")
_THINGS: Final = frozenset({"subject", "object"})
_LONGEST: Final = 6
"""Words; a longer description of a condition makes no concept of its own."""


class PhraseReader:
    """Reads the phrases of a table's rows.

    Args:
        concepts: the concepts of ledger and mapping, before the table adds any.
    """

    def __init__(self, concepts: Concepts) -> None:
        self._concepts = concepts
        self._names = Names(concepts)
        self.read: list[ReadWords] = []

    def rows(self, rows: tuple[Row, ...]) -> tuple[Row, ...]:
        """The rows with their conditions apart from the names of their concepts.

        A phrase that is as a whole the name of a concept, in the ledger or in another row, is
        left whole: so neither the order of rows makes a difference, nor whether the table was
        imported before.

        Args:
            rows: all rows of the tables.
        """
        for row in rows:
            for _, role, words in _phrases(row):
                phrase = read_phrase(words, role)
                self._names.add(phrase.head, phrase.short_forms)
        self._names.settle()
        return tuple(self._row(row) for row in rows)

    def notes(self) -> tuple[str, ...]:
        """Which ways of writing were taken for one name."""
        return self._names.notes()

    def _row(self, row: Row) -> Row:
        cells, noted = dict(row.cells), dict[str, list[Noted]]()
        written: list[str] = []
        for column, role in _columns():
            items = _items(row.get(column))
            phrases = [self._phrase(words, role) for words in items]
            heads = [
                self._names.canonical(phrase.head if phrase else words)
                for phrase, words in zip(phrases, items, strict=True)
            ]
            if not any(phrases) and heads == list(items):
                continue
            written.append(f"{column}: {row.get(column)}")
            if column in _THINGS:
                cells[column] = join_list(tuple(dict.fromkeys(heads)))
            else:
                noted[column] = list(map(_named, items, heads))
            for phrase in filter(None, phrases):
                self._conditions(row, column, phrase, noted)
        if not written:
            return row
        if row.get("subject") and not row.get("text"):
            cells["text"] = sentence_of(row)
        kept = {name: tuple(dict.fromkeys(values)) for name, values in noted.items()}
        return replace(row, cells=cells, noted=kept, as_written=f"as written: {'; '.join(written)}")

    def _phrase(self, words: str, role: Role) -> Phrase | None:
        """The reading of a phrase, None where it stays whole."""
        if words.startswith(NESTED) or self._concepts.find(words) is not None:
            return None
        phrase = read_phrase(words, role)
        if phrase.head == words or (phrase.qualifiers and self._names.is_name(words)):
            return None
        return phrase

    def _conditions(
        self, row: Row, column: str, phrase: Phrase, noted: dict[str, list[Noted]]
    ) -> None:
        """Note the conditions of a phrase under their dimensions.

        What the table states in a column of its own stands. The conditions of a comparator are
        the comparator's, and stay among its words.
        """
        prefix = "evidence_" if column.startswith("evidence_") else ""
        if column == f"{prefix}comparator":
            return
        for piece in phrase.qualifiers:
            target = prefix + piece.kind
            if is_nothing(row.get(target)):
                noted.setdefault(target, []).append(self._note(piece))
                self.read.append(ReadWords(row.file, row.number, column, piece.kind, piece.words))

    def _note(self, piece: Piece) -> Noted:
        if piece.kind == "dose_level":
            return Noted(piece.words, level=piece.value)
        if piece.kind not in {"co_intervention", "comparator"}:
            return Noted(piece.words, piece.amounts, piece.value)
        role: Role = "comparator" if piece.kind == "comparator" else "intervention"
        return _named(piece.words, self._names.canonical(read_phrase(piece.words, role).head))


def _named(words: str, head: str) -> Noted:
    """What a cell names: a concept, if its name is short; amounts and descriptions stay words."""
    short = len(name_key(head)) <= _LONGEST
    amounts = parse_amounts(words)
    return Noted(words, amounts) if amounts else Noted(words, name=head if short else "")


def _columns() -> Iterator[tuple[str, Role]]:
    for prefix in _PREFIXES:
        for column, role in _ROLES.items():
            if not (prefix and column in _THINGS):
                yield prefix + column, role


def _phrases(row: Row) -> Iterator[tuple[str, Role, str]]:
    """The phrases of a row: column, role, words."""
    for column, role in _columns():
        for words in _items(row.get(column)):
            if not words.startswith(NESTED):
                yield column, role, words


def _items(cell: str) -> tuple[str, ...]:
    return () if is_nothing(cell) else split_list(cell)
