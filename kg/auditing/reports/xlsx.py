"""A fact-checker's workbook: what was found and what to check, with room for a verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.auditing.telling.checklist import checklist
from kg.auditing.telling.places import also, spot
from kg.auditing.telling.printable import legal
from kg.auditing.telling.told import span_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import BinaryIO

    from openpyxl.cell import Cell
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

    from kg.auditing.telling.told import Told, Wishes
    from kg.model.finding import Finding

SUFFIXES: Final = (".xlsx",)
WORKED_ON: Final = True
_FINDINGS: Final = {
    "no.": 6, "severity": 12, "rule": 24, "article": 20, "place": 10, "words": 60,
    "what is wrong": 44, "help": 36, "claim": 30, "also at": 14,
    "verdict": 14, "checked by": 16, "note": 36,
}  # fmt: skip
_ITEMS: Final = {
    "no.": 6, "kind": 11, "item": 40, "sentence": 60, "article": 20, "place": 10,
    "source given": 28, "findings": 20,
    "verdict": 14, "source checked": 30, "checked by": 16, "note": 36,
}  # fmt: skip
_VERDICTS: Final = ("right", "wrong", "unclear", "changed")
_LONGEST: Final = 32_767
"""Characters of a cell, by Excel's limit."""

Row = tuple["str | int | None", ...]


def write(told: Iterable[Told], stream: BinaryIO, wishes: Wishes) -> None:
    """Write a sheet of findings and one of things to check.

    Every cell is text or a number: what starts like a formula is stored as text, marked as such.

    Args:
        told: the audits.
        stream: where the bytes go.
        wishes: nothing of it is asked.
    """
    from openpyxl import Workbook

    del wishes
    book = Workbook(write_only=True)
    findings, items = book.create_sheet("Findings"), book.create_sheet("Check list")
    _begin(findings, _FINDINGS)
    _begin(items, _ITEMS)
    number = checked = 0
    for one in told:
        for finding in one.report.findings:
            number += 1
            findings.append(_cells(findings, _finding(one, finding, number)))
        for row in _items(one, checked):
            checked += 1
            items.append(_cells(items, row))
    _end(findings, _FINDINGS, number + 1)
    _end(items, _ITEMS, checked + 1)
    book.save(stream)


def _finding(told: Told, finding: Finding, number: int) -> Row:
    place = spot(told, span_of(finding))
    return (
        number, finding.severity.word, f"{finding.code} {finding.name}", finding.path, place,
        finding.quote, finding.message, finding.help, finding.claim, also(told, finding),
    )  # fmt: skip


def _items(told: Told, before: int) -> Iterator[Row]:
    if told.reading is None:
        return
    places = [
        (span, finding)
        for finding in told.report.findings
        for span in (span_of(finding), *finding.also)
        if span is not None
    ]
    for number, item in enumerate(checklist(told.reading), start=before + 1):
        start, end = item.span.start, item.span.end
        codes = (f.code for span, f in places if span.start < end and start < span.end)
        yield (
            number, item.kind, item.words, item.sentence, told.report.path, spot(told, item.span),
            "; ".join(item.sources), ", ".join(dict.fromkeys(codes)),
        )  # fmt: skip


def _begin(sheet: WriteOnlyWorksheet, columns: dict[str, int]) -> None:
    """Headings that stay in view; widths must be said before the first row is written."""
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    for at, width in enumerate(columns.values(), start=1):
        sheet.column_dimensions[get_column_letter(at)].width = width  # type: ignore[attr-defined]
    sheet.freeze_panes = "A2"
    heads = _cells(sheet, tuple(columns))
    for cell in heads:
        cell.font = Font(bold=True)
    sheet.append(heads)


def _end(sheet: WriteOnlyWorksheet, columns: dict[str, int], rows: int) -> None:
    """A filter on every column, and a choice of verdicts."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{rows}"  # type: ignore[attr-defined]
    if rows > 1:
        choice = DataValidation(type="list", formula1=f'"{",".join(_VERDICTS)}"', allow_blank=True)
        letter = get_column_letter(list(columns).index("verdict") + 1)
        choice.add(f"{letter}2:{letter}{rows}")
        sheet.data_validations.append(choice)  # type: ignore[attr-defined]


def _cells(sheet: WriteOnlyWorksheet, row: Row) -> list[Cell]:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment

    made = []
    for value in row:
        cell = WriteOnlyCell(sheet)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        if isinstance(value, str):
            cell.value = legal(value)[:_LONGEST]
            cell.data_type = "s"  # openpyxl takes a text that starts with = for a formula
            cell.quotePrefix = True  # so that Excel does not either, when the cell is edited
        else:
            cell.value = value
        made.append(cell)
    return made
