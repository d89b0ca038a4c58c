"""A listing of claims in the formats that other programs and pages read, line by line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from kg.store.selection import Selection

    Lines = Callable[[Selection, tuple[str, ...], bool], Iterator[str]]


def jsonl(selection: Selection, _: tuple[str, ...], __: bool) -> Iterator[str]:
    """One claim a line, each in the shape that it has in `kg.claims/1`."""
    from kg.querying.claims import claim_shape

    for page in selection.pages():
        for claim in page:
            yield json.dumps(claim_shape(claim, selection), ensure_ascii=False) + "\n"


def csv(selection: Selection, columns: tuple[str, ...], header: bool) -> Iterator[str]:
    """Comma-separated values (RFC 4180, lines end in CR LF); formulas are made harmless."""
    return csv_lines(_rows(selection, columns, header))


def csv_lines(rows: Iterable[list[str]]) -> Iterator[str]:
    """Rows as comma-separated values, likewise."""
    import csv as rfc4180
    from io import StringIO

    from kg.exporters.formulas import neutralise

    page = StringIO(newline="")
    writer = rfc4180.writer(page)
    for cells in rows:
        writer.writerow([neutralise(cell) for cell in cells])
        yield page.getvalue()
        page.seek(0)
        page.truncate()


def tsv(selection: Selection, columns: tuple[str, ...], header: bool) -> Iterator[str]:
    """Tab-separated values; tabs and line breaks within a cell become blanks."""
    from kg.exporters.formulas import neutralise

    for cells in _rows(selection, columns, header):
        yield "\t".join(neutralise(" ".join(cell.split())) for cell in cells) + "\n"


def md(selection: Selection, columns: tuple[str, ...], header: bool) -> Iterator[str]:
    """A table of GitHub's Markdown, whose words mean nothing to Markdown or HTML."""
    from kg.querying.columns import NUMBERS

    rows = _rows(selection, columns, header=header)
    if header:
        yield bar(next(rows))
        yield bar("---:" if name in NUMBERS else "---" for name in columns)
    for cells in rows:
        yield bar(plain_words(cell) for cell in cells)


def bar(cells: Iterable[str]) -> str:
    """A row of a table of GitHub's Markdown."""
    return f"| {' | '.join(cells)} |\n"


def plain_words(cell: str) -> str:
    """Words that mean nothing to Markdown or HTML, on one line."""
    words = " ".join(cell.split())
    for sign in "\\|`*_[]#~":
        words = words.replace(sign, f"\\{sign}")
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _rows(selection: Selection, columns: tuple[str, ...], header: bool) -> Iterator[list[str]]:
    from kg.querying.columns import COLUMNS

    if header:
        yield list(columns)
    cells = [COLUMNS[name] for name in columns]
    for page in selection.pages():
        for claim in page:
            yield [_storable(cell(claim, selection)) for cell in cells]


def _storable(cell: str) -> str:
    return cell.replace("\x00", "\N{REPLACEMENT CHARACTER}")


FORMATS: dict[str, Lines] = {"jsonl": jsonl, "csv": csv, "tsv": tsv, "md": md}
"""Pieces of a file by the name of its format."""
