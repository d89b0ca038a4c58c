"""One word said again and again: an audit takes steps that grow with the text, not with its square.

Steps are instructions of the interpreter, which are the same on every machine.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from counted import steps_of_call

import kg

if TYPE_CHECKING:
    from pathlib import Path

UNITS = (
    "word ", "word", "word\n", "word\n\n", "Word. ", "word, ", "may ", "not ", "no ", "whether ",
    "reduces ", "causes ", "causes reductions in ", "not reduces ", "anxiety reduced ",
    "no difference reduces ", "ketamine ", "ketamine\n", "ketamine reduces anxiety ",
    "ketamine may reduce anxiety, but ", "low-dose ketamine ", "0.5 mg/kg ", "1 ", "p < 0.05 ",
    "[1] ", "(Smith 2019) ", "Smith et al. ", "experts say ", "10.1000/x ", "http://a.b ",
    "*a* ", "# ", "> ", "- ", "|", "(", "[", '"', "is defined as ", "should ", "more than ",
    "is was were ", "of in the ",
)  # fmt: skip
FEW = 60
MOST = 2.6
"""Twice the text, so often the additional steps: 2 where steps grow with it, 4 with its square."""


def steps(path: Path, text: str, ledger: kg.Ledger) -> int:
    """Instructions of Python that an audit of a text takes."""
    path.write_text(text, encoding="utf-8")
    return steps_of_call(lambda: kg.audit(kg.read(str(path)), against=ledger))


@pytest.fixture(scope="module")
def ledger() -> kg.Ledger:
    opened = kg.open("data/claims.ttl")
    _ = opened.index
    return opened


@pytest.mark.long
@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("suffix", [".txt", ".md"])
def test_steps_grow_with_the_text(
    tmp_path: Path, unit: str, suffix: str, ledger: kg.Ledger
) -> None:
    path = tmp_path / f"draft{suffix}"
    steps(path, unit * 4 * FEW, ledger)  # what is remembered is remembered now
    one, two, four = (steps(path, unit * FEW * n, ledger) for n in (1, 2, 4))
    assert four - two <= MOST * (two - one) + 2_000
