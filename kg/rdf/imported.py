"""What importers take and hand over."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pyoxigraph import Triple

    from kg.model.entity import Entity


@dataclass(frozen=True, slots=True)
class KeptWords:
    """A cell whose value no grammar read, so that its words were kept as they are.

    Attributes:
        file: the file as the user named it.
        row: its row, the header being row 1; 0 where the file has no rows.
        column: the column of the table format.
        words: the value.
    """

    file: str
    row: int
    column: str
    words: str

    def __str__(self) -> str:
        return f"{self.file}, row {self.row}, column {self.column!r}: {self.words!r}"


@dataclass(frozen=True, slots=True)
class ReadWords:
    """A condition that was read out of a phrase.

    Attributes:
        file: the file as the user named it.
        row: its row, the header being row 1.
        column: the column in whose phrase it stood.
        dimension: what it states.
        words: its words.
    """

    file: str
    row: int
    column: str
    dimension: str
    words: str

    def __str__(self) -> str:
        return f"{self.file}, row {self.row}, {self.column}: {self.dimension} {self.words!r}"


@dataclass(frozen=True, slots=True)
class Request:
    """What an importer is asked for.

    Attributes:
        base: namespace of the ledger's own names, ending in `#` or `/`.
        known: entities that the ledger holds already, by IRI; their names are kept.
        columns: what the file calls a column to what the table format calls it (`--map`).
        ignored: columns of the file that are left out on purpose (`--ignore-columns`).
        mapping: path of a TOML mapping, empty if there is none.
        contexts: JSON-LD contexts at hand, file by the IRI that documents name (`--context`).
        lenient: mend invalid IRIs by percent-encoding instead of refusing them.
        read_context: read conditions out of the phrases of a table's cells (`--read-context`).
    """

    base: str
    known: Mapping[str, Entity] = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)
    ignored: tuple[str, ...] = ()
    mapping: str = ""
    contexts: Mapping[str, str] = field(default_factory=dict)
    lenient: bool = False
    read_context: bool = False


@dataclass(frozen=True, slots=True)
class Imported:
    """What an importer found.

    Attributes:
        entities: every noun with its final name, nothing twice.
        leftovers: triples that no field takes; they are kept.
        kept_words: cells whose words no grammar read.
        read_words: conditions that were read out of phrases.
        files: SHA-256 of every file that was read, by the name the user gave.
        notes: sentences about what was done with odd input.
    """

    entities: tuple[Entity, ...] = ()
    leftovers: tuple[Triple, ...] = ()
    kept_words: tuple[KeptWords, ...] = ()
    read_words: tuple[ReadWords, ...] = ()
    files: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
