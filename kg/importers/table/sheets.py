"""Raw rows of CSV, TSV and JSONL files, as text cells by header."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg.errors import ImportFault, ReadError, SyntaxFault
from kg.model.values import check_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

SUFFIXES: Final = (".csv", ".tsv", ".jsonl")

_NUL: Final = ("a NUL character, which no text has", "take it out, or save the file as UTF-8")


@dataclass(frozen=True, slots=True)
class RawRow:
    """One row as it stands in the file.

    Attributes:
        number: its number, the header being row 1; in JSONL the line.
        cells: text by header; empty cells are empty strings.
    """

    number: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table file.

    Attributes:
        path: as the user named it.
        sha256: of its bytes.
        header: the columns in order.
        rows: all rows that are not empty.
    """

    path: str
    sha256: str
    header: tuple[str, ...]
    rows: tuple[RawRow, ...]


def read_sheet(path: str) -> Sheet:
    """Read a table file; its suffix says the format.

    Args:
        path: a `.csv`, `.tsv` or `.jsonl` file in UTF-8.

    Returns:
        The sheet.

    Raises:
        ReadError: the file is missing or unreadable.
        SyntaxFault: it is not UTF-8, or a line is no JSON object.
        ImportFault: a row has more cells than the header, or a header stands twice.
    """
    suffix = Path(path).suffix.lower()
    data = read_bytes(path)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise SyntaxFault(path, line, 0, "the file is not UTF-8", "save it as UTF-8") from None
    if "\0" in text:
        raise SyntaxFault(path, text[: text.index("\0")].count("\n") + 1, 0, *_NUL)
    if suffix == ".jsonl":
        header, rows = _json_lines(text, path)
    else:
        header, rows = _separated(text, path, "\t" if suffix == ".tsv" else ",")
    return Sheet(path, hashlib.sha256(data).hexdigest(), header, rows)


def read_bytes(path: str) -> bytes:
    """The bytes of a file.

    Raises:
        ReadError: the file is missing or unreadable.
    """
    try:
        return Path(path).read_bytes()
    except FileNotFoundError:
        raise ReadError(f"{path}: no such file", "check the path") from None
    except (OSError, ValueError) as error:
        raise ReadError(f"{path}: cannot be read ({error})", "check path and rights") from error


def _separated(text: str, path: str, mark: str) -> tuple[tuple[str, ...], tuple[RawRow, ...]]:
    csv.field_size_limit(min(sys.maxsize, 2**31 - 1))  # a cell may be a whole article
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True)
    try:
        lines = list(reader)
    except csv.Error as error:
        raise SyntaxFault(path, reader.line_num, 0, str(error), "close the quotes") from error
    if not lines:
        raise ImportFault(f"{path}: the file is empty", "give it a header row")
    header = tuple(name.strip() for name in lines[0])
    _check_separator(header, path)
    _check_header(header, path)
    return header, tuple(_rows(lines, header, path))


def _check_separator(header: tuple[str, ...], path: str) -> None:
    if len(header) == 1 and (";" in header[0] or "\t" in header[0]):
        mark = "semicolons" if ";" in header[0] else "tabs"
        raise ImportFault(
            f"{path}: its columns are parted by {mark}",
            "save it with commas, or with tabs as .tsv",
        )


def _check_header(header: tuple[str, ...], path: str) -> None:
    twice = sorted({name for name in header if header.count(name) > 1})
    if twice:
        raise ImportFault(
            f"{path}: the header names {twice[0]!r} twice", "rename one of the columns"
        )


def _rows(lines: list[list[str]], header: tuple[str, ...], path: str) -> Iterator[RawRow]:
    for number, cells in enumerate(lines[1:], start=2):
        if len(cells) > len(header):
            raise ImportFault(
                f"{path}, row {number}: {len(cells)} cells, but the header has {len(header)}",
                "put cells that hold the separator in quotes",
            )
        if any(cell.strip() for cell in cells):
            filled = [*cells, *[""] * (len(header) - len(cells))]
            yield RawRow(number, dict(zip(header, (c.strip() for c in filled), strict=True)))


def _json_lines(text: str, path: str) -> tuple[tuple[str, ...], tuple[RawRow, ...]]:
    header: dict[str, None] = {}
    rows = []
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            record = json.loads(line, object_pairs_hook=once)
        except KeyError as error:
            said = f"the object has the key {error.args[0]!r} twice"
            raise SyntaxFault(path, number, 0, said, "leave one out, or make it a list") from error
        except (ValueError, RecursionError) as error:
            raise SyntaxFault(path, number, 0, f"not JSON: {error}", "one object a line") from error
        if not isinstance(record, dict):
            raise SyntaxFault(path, number, 0, "not a JSON object", "one object a line")
        header.update(dict.fromkeys(record))
        rows.append((number, {name: _checked(record[name], path, number) for name in record}))
    names = tuple(header)
    return names, tuple(
        RawRow(n, {name: record.get(name, "") for name in names}) for n, record in rows
    )


def once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """A JSON object whose keys stand once: `json` alone would drop all but the last in silence.

    Raises:
        KeyError: the key that stands twice.
    """
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        raise KeyError(next(key for key in keys if keys.count(key) > 1))
    return found


def _checked(value: object, path: str, number: int) -> str:
    """The cell of a JSON value; escapes can smuggle in what no text may hold."""
    try:
        return check_text(cell_text(value))
    except ValueError as error:
        raise SyntaxFault(path, number, 0, str(error), "take the character out") from error


def cell_text(value: object) -> str:
    """A JSON value as the text of a cell: lists by `;`, null as nothing, objects as JSON."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list) and not any(isinstance(one, dict | list) for one in value):
        return "; ".join(cell_text(one).replace(";", "\\;") for one in value)
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False)
    return str(value).strip()
