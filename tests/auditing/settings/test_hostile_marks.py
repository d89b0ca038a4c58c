"""One mark said again and again takes a time that grows with the text, not with its square."""

from __future__ import annotations

from time import process_time

import pytest

from kg.auditing.reports.markdown import escaped
from kg.auditing.settings.directives import directives
from kg.auditing.telling.checklist import checklist
from kg.readers.read import read_data

UNITS = (
    "<!-- kg: ignore KG103 x ", "[kg: ignore KG103 x", "[kg: ignore KG103 x\n", "<!-- kg:ignore ",
    "<!-- ",
    "<p>a <!-- kg: ignore KG103 x --> ", "Ab Cd ", "Ab of the Cd ", "Ab", "\u201c",
    "\u00ab a ",    '"', "1,", "1 ", "0.5 mg/kg ", "www.", "@a", "\\", "<b> ", "KG103,",
)  # fmt: skip
SIZE = 30_000
pytestmark = pytest.mark.long  # the clock is asked, which says little on a busy machine


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("name", ["a.md", "a.txt", "a.html"])
def test_marks_and_items(unit: str, name: str) -> None:
    reading = read_data(f"<p>word</p> {unit * (SIZE // len(unit))} end".encode(), name)
    start = process_time()
    directives(reading)
    escaped(reading.text)
    spent = process_time() - start
    assert spent < 2, "linear work of 30 kB takes hundredths of a second"


@pytest.mark.parametrize("unit", UNITS)
def test_the_list_of_items_grows_with_the_text(unit: str) -> None:
    spent = []
    for size in (2_000, 8_000):
        reading = read_data((unit * (size // len(unit)) + " end.").encode(), "a.txt")
        start = process_time()
        list(checklist(reading))
        spent.append(process_time() - start)
    assert spent[1] < 8 * spent[0] + 0.5
