"""A TOML mapping: what the columns, values, concepts and relations of foreign tables mean."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from kg.errors import ImportFault, SyntaxFault
from kg.importers.table.columns import COLUMNS, check_column
from kg.importers.table.sheets import read_bytes
from kg.model.codes import BetterSide

if TYPE_CHECKING:
    from pathlib import Path


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


def _compiles(given: str | None) -> str | None:
    if given is not None:
        try:
            re.compile(given)
        except re.error as error:
            raise ValueError(f"{given!r} is no regular expression: {error}") from error
    return given


Pattern = Annotated[str | None, AfterValidator(_compiles)]
"""A regular expression that compiles."""


class Case(_Part):
    """A value that a cell takes where another cell matches.

    Attributes:
        column: column or path of the foreign row.
        matches: regular expression, found anywhere in that cell, without regard to case.
        value: what is stated then; it may have `{path}` gaps.
    """

    column: str
    matches: Annotated[str, AfterValidator(_compiles)]
    value: str


class Source(_Part):
    """Where a column of the table format gets its cell from.

    Attributes:
        paths: columns of the file, `join.column`, or paths into a JSON cell (`context.dose`).
        take: regular expression; of each cell only its first group is taken (all that it matches
            where it has no group), and nothing where it matches nothing.
        split: what parts the values of a cell; `;` if not given, and empty if a cell is one value
            whatever stands in it.
        cases: the first that fits decides, before `paths` is looked at.
        template: text with `{path}` gaps; a part in `[…]` goes where one of its gaps is empty.
        unless: column or path to values for which nothing is stated.
        only: column or path to the values for which alone something is stated.
    """

    paths: tuple[str, ...] = Field(default=(), alias="from")
    take: Pattern = None
    split: str | None = None
    cases: tuple[Case, ...] = ()
    template: str = ""
    unless: dict[str, tuple[str, ...]] = {}
    only: dict[str, tuple[str, ...]] = {}

    @model_validator(mode="before")
    @classmethod
    def _short_forms(cls, given: Any) -> Any:  # noqa: ANN401 - pydantic hands over anything
        if isinstance(given, str):
            return {"from": (given,)}
        if isinstance(given, list):
            return {"from": tuple(given)}
        if isinstance(given, dict) and isinstance(given.get("from"), str):
            return {**given, "from": (given["from"],)}
        return given


class Join(_Part):
    """Another file whose columns are read beside a table's own as `name.column`.

    Attributes:
        name: first part of the paths into it.
        file: the file.
        on: column of the table.
        key: column of the joined file that equals it.
    """

    name: str
    file: str
    on: str
    key: str


class TableMap(_Part):
    """One file of claims, evidence or sources.

    Attributes:
        only: column or path to values; rows that hold another there are left out.
        unless: column or path to values; rows that hold one of them are left out.
        matches: column of the table format to what identifies its concept elsewhere: CURIEs or
            IRIs, beside a cell of one value.
    """

    file: str
    key: str = ""
    columns: dict[str, Source] = {}
    constants: dict[str, str] = {}
    ignore: tuple[str, ...] = ()
    only: dict[str, tuple[str, ...]] = {}
    unless: dict[str, tuple[str, ...]] = {}
    matches: dict[str, Source] = {}
    values: dict[str, dict[str, str]] = {}
    rows: dict[str, dict[str, str]] = {}
    join: tuple[Join, ...] = ()


class ConceptMap(_Part):
    """A concept that unifies several ways of naming it."""

    label: str
    synonyms: tuple[str, ...] = ()
    definition: str = ""
    match: tuple[str, ...] = ()
    close: tuple[str, ...] = ()
    broader: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    disjoint: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    inversely_measures: tuple[str, ...] = ()
    better: BetterSide | None = None


class DocumentMap(_Part):
    """A document that states claims: where its text is, and how much of it may be kept.

    `carry` is `quote` (exact words with 32 characters either side) or `hash` (only the SHA-256).
    """

    title: str = ""
    file: str = ""
    path: str = ""
    carry: str = "quote"
    language: str = ""
    genre: str = ""
    authors: str = ""
    issued: str = ""
    url: str = ""
    reader: str = ""
    note: str = ""


class TextsMap(_Part):
    """Where the texts of documents lie that no `[documents]` declares one by one.

    Attributes:
        file: path with a `{document}` gap for the document's id; not every document need have one.
        carry: `quote` or `hash`, as of a declared document.
        reader: what reads them, as of a declared document.
    """

    file: Annotated[str, Field(pattern=r"\{document\}")]
    carry: str = "quote"
    reader: str = ""


class Mapping(_Part):
    """A whole mapping file; tables without one are read by the table format's own names.

    Attributes:
        texts: where the texts of documents lie.
        offsets: `strict` refuses a passage whose offsets do not fit it; `lenient` keeps its words
            without a place, and says so in a note.
    """

    tables: tuple[TableMap, ...] = ()
    values: dict[str, dict[str, str]] = {}
    rewrite: dict[str, dict[str, dict[str, str]]] = {}
    relations: dict[str, str | dict[str, str]] = {}
    concepts: dict[str, ConceptMap] = {}
    documents: dict[str, DocumentMap] = {}
    texts: TextsMap | None = None
    offsets: Literal["strict", "lenient"] = "strict"
    mint: tuple[str, ...] | None = None
    ledger: dict[str, str] = {}


@dataclass(frozen=True, slots=True)
class Places:
    """Where the files that a mapping names are looked for.

    Attributes:
        folders: in this order.
    """

    folders: tuple[Path, ...] = field(default=())

    def at_hand(self, name: str) -> str | None:
        """The first folder's file of that name, None if no folder has it."""
        found = (folder / name for folder in self.folders)
        return next((str(path) for path in found if path.is_file()), None)

    def find(self, name: str) -> str:
        """The first folder's file of that name.

        Raises:
            ImportFault: no folder has it.
        """
        found = self.at_hand(name)
        if found is not None:
            return found
        where = ", ".join(str(folder) for folder in self.folders)
        raise ImportFault(f"{name}: no such file in {where}", "check [[tables]] of the mapping")


NO_MAPPING: Final = Mapping()


def read_mapping(path: str) -> Mapping:
    """Read a mapping file.

    Args:
        path: a TOML file.

    Returns:
        The mapping; its column names are checked against the table format.

    Raises:
        ReadError: the file is missing.
        SyntaxFault: it is no TOML.
        ImportFault: an unknown key or column, with the nearest known one.
    """
    try:
        record = tomllib.loads(read_bytes(path).decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SyntaxFault(path, 0, 0, f"not TOML: {error}", "mend the mapping") from error
    try:
        mapping = Mapping.model_validate(record)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        raise ImportFault(f"{path}: {where}: {first['msg']}", "mend the mapping") from error
    for name in _columns_named(mapping):
        if name not in COLUMNS:
            check_column(name, path)
    return mapping


def _columns_named(mapping: Mapping) -> set[str]:
    names = {*mapping.values, *mapping.rewrite}
    for by_value in mapping.rewrite.values():
        for cells in by_value.values():
            names.update(cells)
    for table in mapping.tables:
        names.update(table.columns, table.constants, table.values, table.matches)
        for cells in table.rows.values():
            names.update(cells)
    return names
