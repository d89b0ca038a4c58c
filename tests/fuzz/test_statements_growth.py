"""One word said again and again: reading statements takes steps that grow with the text.

Steps are instructions of the interpreter, which are the same on every machine; time inside regular
expressions is not among them, so it is held against its own at half the size, with a wide bound.
"""

from __future__ import annotations

import time

import pytest
from counted import steps_of_call

from kg.text.certainty import certainty
from kg.text.check_worthy import check_worthy
from kg.text.clauses import clauses
from kg.text.conclusions import concluding
from kg.text.found_direction import found_direction
from kg.text.mentions import mentions

UNITS = (
    "word ", "word", "Word. ", "word, ", "may ", "not ", "whether ", "reduces ", "reduced ", "and ",
    "and reduces ", "x and reduces ", "but ", "; ", "pain, but reduces ", "causes reductions in ",
    "was reduced by ", "associated with ", "effects ", "effect on ", "to reduce ", "fell ",
    "further research is needed ", "it is not known ", "suggests that ", "1 ", "1,", "12 ", "n = ",
    "n = 1 000 ", "p = ", "p = .0", "0.5 ", "0.5-0.7) ", "(1 to ", "5% ", "OR ", "mg ",
    "0.5 mg/kg ",
    "older ", "older adults ", "patients aged ", "12 small ", "two weeks ", "(", "[", "*", "_", "-",
    " ", "\n", "\t", "'", '"', "\u201c", "I ", "you ", "remember ", "is a ", "is a small ", "by ",
    "in conclusion ", "İ", "e\u0301", "é", "a-", "A", ".", "·",
)  # fmt: skip
FEW = 60
MOST = 2.6
"""Twice the text, so often the additional steps: 2 where steps grow with it, 4 with its square."""
MUCH = 20_000
WIDE = 8.0
"""Four times the text takes 4 times the time, 16 where it grows with the square."""


def read(text: str) -> None:
    """All that is read of a statement."""
    check_worthy(text, 0, len(text))
    clauses(text, 0, len(text))
    mentions(text)
    certainty(text)
    found_direction(text)
    concluding(text, [(0, len(text)), (0, len(text))])


def steps(text: str) -> int:
    """Instructions of Python that reading takes."""
    return steps_of_call(lambda: read(text))


def seconds(text: str) -> float:
    """Processor time that reading takes, the least of three."""
    spent: list[float] = []
    for _ in range(3):
        begin = time.process_time()
        read(text)
        spent.append(time.process_time() - begin)
    return min(spent)


@pytest.mark.long
@pytest.mark.parametrize("unit", UNITS)
def test_steps_grow_with_the_text(unit: str) -> None:
    steps(unit * 4 * FEW)  # what is remembered is remembered now
    one, two, four = (steps(unit * FEW * n) for n in (1, 2, 4))
    assert four - two <= MOST * (two - one) + 4_000


@pytest.mark.long
@pytest.mark.parametrize("unit", UNITS)
def test_time_grows_with_the_text(unit: str) -> None:
    times = MUCH // len(unit)
    assert seconds(unit * 4 * times) <= WIDE * seconds(unit * times) + 0.05
