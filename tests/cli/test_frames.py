"""Findings as people read them at a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import told_examples

from kg.auditing.telling.told import Told, Wishes
from kg.cli.reports import print_full
from kg.cli.words import cells
from kg.model.finding import Finding, Report, Severity, Span
from kg.readers.formats.plain import read

if TYPE_CHECKING:
    from syrupy.assertion import SnapshotAssertion

WORDS = (
    "Tea, taken twice a day for many weeks by those who can bear it, cures all of what ails a "
    "person in body and mind, and that it does so without any of the \u201charm\u201d that other "
    "things do to \u6771\u4eac and everybody else who was ever asked about it in any survey."
)
TEXT = f"{'This is said at some length. ' * 9}{WORDS} Then more is said.\n"


def told() -> Told:
    start = TEXT.index(WORDS)
    finding = Finding(
        "KG103", "vague-attribution", Severity.WARNING, "nobody is named " * 6, "name them " * 9,
        "a.txt", start, start + len(WORDS), 1, start + 1, WORDS, "tea-" * 30,
        tuple(Span(n, n + 5) for n in range(9)), tuple("abcdefgh"),
    )  # fmt: skip
    return Told(Report("a.txt", (finding,)), read(TEXT.encode(), "a.txt"))


@pytest.mark.parametrize("width", [80, 40])
def test_a_window_on_a_long_line(
    width: int,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    snapshot: SnapshotAssertion,
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    print_full([told()], Wishes(), every=False)
    shown = capsys.readouterr().out
    assert shown == snapshot
    free = [line for line in shown.splitlines() if not line.startswith(("  =", "  -->"))]
    assert max(map(cells, free)) <= width


def test_hard_words(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, snapshot: SnapshotAssertion
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    print_full([told_examples.told()], Wishes(show_silenced=True), every=True)
    assert capsys.readouterr().out == snapshot
