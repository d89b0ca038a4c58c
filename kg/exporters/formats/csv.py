"""The claims table: one row a passage or evidence line, as `kg import` reads it back."""

from __future__ import annotations

import csv
from io import TextIOWrapper
from typing import TYPE_CHECKING, Final

from kg.exporters.escape import legal
from kg.exporters.formulas import neutralise
from kg.exporters.table import COLUMNS, rows

if TYPE_CHECKING:
    from typing import BinaryIO

    from kg.graph.view import View

NAME: Final = "csv"
SUFFIXES: Final = (".csv",)
MEDIA_TYPE: Final = "text/csv"


def write(
    view: View, stream: BinaryIO, *, excel_safe: bool = True, all_columns: bool = False
) -> None:
    """Write a selection as a table in UTF-8 with a header line (RFC 4180).

    Args:
        view: the selection.
        stream: where the bytes go.
        excel_safe: put an apostrophe before cells that a spreadsheet would run as formulas; the
            import takes it away again (`kg.exporters.formulas`).
        all_columns: write columns that no row fills too; otherwise the rows are gone through twice.
    """
    used = set(COLUMNS) if all_columns else {name for row in rows(view) for name in row}
    columns = [name for name in COLUMNS if name in used] or list(COLUMNS)
    text = TextIOWrapper(stream, encoding="utf-8", newline="", write_through=True)
    try:
        writer = csv.writer(text)
        writer.writerow(columns)
        for row in rows(view):
            cells = (legal(row.get(name, "")) for name in columns)
            writer.writerow([neutralise(cell) if excel_safe else cell for cell in cells])
    finally:
        text.detach()  # the caller closes what the caller opened
