"""Foreign rows into rows of the table format, by a mapping or by their own headers."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final

from kg.errors import ImportFault
from kg.importers.table.columns import check_column
from kg.importers.table.row import Row, join_list
from kg.importers.table.sheets import Sheet, cell_text, read_sheet

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kg.importers.table.mapping import Mapping as TomlMapping
    from kg.importers.table.mapping import Places, Source, TableMap

_NAMED: Final = frozenset({"other", "evidence_other", "source_other"})
"""Columns whose values say which foreign column they stood in: `frequency: often`."""

_GAP: Final = re.compile(r"\{([^{}]+)\}")
_OPTIONAL: Final = re.compile(r"\[([^\[\]]*)\]")

Record = dict[str, str]


def by_header(sheet: Sheet, renamed: Mapping[str, str], ignored: tuple[str, ...]) -> Iterator[Row]:
    """Rows of a table whose headers are those of the table format.

    Args:
        sheet: the table.
        renamed: header to column, where they differ.
        ignored: headers that are left out.

    Yields:
        Rows.

    Raises:
        ImportFault: an unknown column.
    """
    missing = [name for name in (*renamed, *ignored) if name not in sheet.header]
    if missing:
        raise ImportFault(
            f"{sheet.path}: there is no column {missing[0]!r}", f"it has: {', '.join(sheet.header)}"
        )
    names = {
        header: check_column(renamed.get(header, header), sheet.path)
        for header in sheet.header
        if header not in ignored
    }
    for raw in sheet.rows:
        cells = {ours: raw.cells[theirs] for theirs, ours in names.items() if raw.cells[theirs]}
        yield Row(sheet.path, raw.number, cells, {ours: t for t, ours in names.items()})


def by_mapping(
    table: TableMap, mapping: TomlMapping, places: Places, files: dict[str, str]
) -> Iterator[Row]:
    """Rows of one table that a mapping explains.

    Args:
        table: the table's part of the mapping.
        mapping: the whole, for value maps and rewritings of all tables.
        places: where files are looked for.
        files: gets the SHA-256 of every file that is read.

    Yields:
        Rows.

    Raises:
        ImportFault: a column or JSON key of the file that the mapping neither uses nor ignores.
    """
    sheet = _read(table.file, places, files)
    joined = {join.name: _index(join.file, join.key, places, files) for join in table.join}
    used = _Uses(table, sheet)
    for raw in sheet.rows:
        record = _flat(dict(raw.cells), used.expanded)
        used.check(record, raw.number)
        for join in table.join:
            beside = joined[join.name].get(record.get(join.on, ""), {})
            record |= {f"{join.name}.{name}": cell for name, cell in beside.items()}
        if _admits(table, record):
            yield _row(table, mapping, record, sheet.path, raw.number)


def _read(name: str, places: Places, files: dict[str, str]) -> Sheet:
    sheet = read_sheet(places.find(name))
    files[name] = sheet.sha256
    return sheet


def _index(name: str, key: str, places: Places, files: dict[str, str]) -> dict[str, Record]:
    sheet = _read(name, places, files)
    if key not in sheet.header:
        raise ImportFault(
            f"{sheet.path}: there is no column {key!r} to join on", "mend the mapping"
        )
    return {raw.cells[key]: dict(raw.cells) for raw in sheet.rows}


class _Uses:
    """Which columns and JSON keys of a table the mapping accounts for.

    Args:
        table: the table's part of the mapping.
        sheet: the table.

    Raises:
        ImportFault: a column that is neither used nor ignored.
    """

    def __init__(self, table: TableMap, sheet: Sheet) -> None:
        self._path = sheet.path
        sources = (*table.columns.values(), *table.matches.values())
        paths = {path for source in sources for path in _paths(source)}
        self._known = (
            paths
            | {*table.only, *table.unless}
            | set(table.ignore)
            | {table.key}
            | {j.on for j in table.join}
        )
        self.expanded = frozenset(
            path.partition(".")[0]
            for path in self._known
            if path not in sheet.header and path.partition(".")[0] in sheet.header
        )
        known = self._known | self.expanded
        unknown = [repr(name) for name in sheet.header if name not in known]
        if unknown:
            raise ImportFault(
                f"{sheet.path}: the mapping says nothing of column {', '.join(unknown)}",
                "use it in [tables.columns] or list it under ignore",
            )

    def check(self, record: Record, number: int) -> None:
        """Refuse a JSON key that the mapping does not account for."""
        for name in record:
            head = name.partition(".")[0]
            if head in self.expanded and name != head and name not in self._known:
                raise ImportFault(
                    f"{self._path}, row {number}: the mapping says nothing of {name!r}",
                    "use it in [tables.columns] or list it under ignore",
                )


def _paths(source: Source) -> set[str]:
    gaps = {
        gap for t in (source.template, *(c.value for c in source.cases)) for gap in _GAP.findall(t)
    }
    asked = (*source.unless, *source.only, *(case.column for case in source.cases))
    return {*source.paths, *gaps, *asked}


def _flat(cells: Record, expanded: frozenset[str]) -> Record:
    """Cells with the keys of their JSON objects beside them."""
    for name in expanded:
        try:
            found = json.loads(cells[name] or "{}")
        except (ValueError, RecursionError):
            found = None
        if not isinstance(found, dict):
            raise ImportFault(
                f"column {name!r}: {cells[name]!r} is no JSON object", "mend the cell"
            )
        cells |= {f"{name}.{key}": cell_text(value) for key, value in found.items()}
    return cells


def _row(table: TableMap, mapping: TomlMapping, record: Record, file: str, number: int) -> Row:
    cells: Record = dict(table.constants)
    origin: Record = {}
    for column, source in table.columns.items():
        cell = _cell(column, source, record)
        for values in (table.values, mapping.values):
            cell = values.get(column, {}).get(cell, cell)
        if cell:
            cells[column] = cell
        if source.paths:
            origin[column] = source.paths[0]
    for column, by_value in mapping.rewrite.items():
        cells |= by_value.get(cells.get(column, ""), {})
    cells |= table.rows.get(record.get(table.key, ""), {})
    matches = {name: _cell(name, source, record) for name, source in table.matches.items()}
    return Row(file, number, _filled_only(cells), origin, matches=_filled_only(matches))


def _filled_only(cells: Record) -> Record:
    return {name: cell for name, cell in cells.items() if cell}


def _admits(part: Source | TableMap, record: Record) -> bool:
    """No condition of a column or a table keeps the row out."""
    return all(record.get(path, "") in values for path, values in part.only.items()) and not any(
        record.get(path, "") in values for path, values in part.unless.items()
    )


def _cell(column: str, source: Source, record: Record) -> str:
    if not _admits(source, record):
        return ""
    for case in source.cases:
        if re.search(case.matches, record.get(case.column, ""), re.IGNORECASE):
            return _filled(case.value, record) if _GAP.search(case.value) else case.value
    if source.template:
        return _parted(source, _filled(source.template, record))
    taken = ((path, _taken(source.take, record.get(path, ""))) for path in source.paths)
    stated = [(path, _parted(source, cell)) for path, cell in taken if cell]
    if column in _NAMED:
        return join_list(tuple(f"{path.rpartition('.')[2]}: {cell}" for path, cell in stated))
    return "; ".join(cell for _, cell in stated)


def _taken(pattern: str | None, cell: str) -> str:
    """The part of a cell that a pattern takes."""
    if pattern is None:
        return cell
    found = re.search(pattern, cell)
    if found is None:
        return ""
    return (found[1] if found.re.groups else found[0]) or ""


def _parted(source: Source, cell: str) -> str:
    """The cell with its values parted as the table format parts them."""
    if source.split is None:
        return cell
    parts = cell.split(source.split) if source.split else (cell,)
    return join_list(tuple(part.strip() for part in parts if part.strip()))


def _filled(template: str, record: Record) -> str:
    """The template with its gaps filled; empty if no gap is."""
    if not any(record.get(gap) for gap in _GAP.findall(template)):
        return ""

    def part(found: re.Match[str]) -> str:
        whole = all(record.get(gap) for gap in _GAP.findall(found[1]))
        return found[1] if whole else ""

    return _GAP.sub(lambda gap: record.get(gap[1], ""), _OPTIONAL.sub(part, template)).strip()
