from __future__ import annotations

import csv
from dataclasses import replace
from io import BytesIO, StringIO

from hypothesis import given
from hypothesis import strategies as st
from standin import small_view

from kg.exporters.escape import legal
from kg.exporters.formats.csv import write
from kg.exporters.formulas import restore
from kg.exporters.table import COLUMNS, rows

ANY = st.text()


def read(data: bytes, *, safe: bool = True) -> list[dict[str, str]]:
    found = csv.DictReader(StringIO(data.decode(), newline=""))
    return [{k: restore(v) if safe else v for k, v in row.items() if v} for row in found]


def test_it_reads_back_cell_by_cell() -> None:
    for options in ({}, {"excel_safe": False}, {"all_columns": True}):
        out = BytesIO()
        write(small_view(), out, **options)
        assert read(out.getvalue(), safe=options.get("excel_safe", True)) == list(
            rows(small_view())
        )
        assert not out.closed


def test_no_cell_is_run_as_a_formula() -> None:
    out = BytesIO()
    write(small_view(), out)
    cells = [cell for row in read(out.getvalue(), safe=False) for cell in row.values()]
    assert '\'=SUM(A1); "adults", mostly' in cells
    risky = [cell for cell in cells if cell[0] in "=+-@\t\r"]
    assert sorted(risky) == ["-23.50", "-40", "-7.0"], "numbers are no formulas"


def test_the_header_has_our_columns_in_our_order() -> None:
    for view in (small_view(), small_view("nothing starts so")):
        out = BytesIO()
        write(view, out)
        header = next(csv.reader(StringIO(out.getvalue().decode(), newline="")))
        assert header == [name for name in COLUMNS if name in header]


@given(ANY)
def test_any_text_reads_back(text: str) -> None:
    view = small_view("dose")
    view = replace(view, claims=(view.claims[0]._replace(statistic=text),))
    out = BytesIO()
    write(view, out)
    assert read(out.getvalue())[0].get("statistic", "") == legal(text)
