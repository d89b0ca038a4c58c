from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING

from standin import SMALL

from kg.cli import progress
from kg.cli.progress import Progress
from kg.store import pieces
from kg.store.ledger import open_ledger

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_nothing_is_shown_within_a_second(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = _Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    report = Progress()
    for done in range(101):
        report(done, 100)
    assert terminal.getvalue() == ""


def test_a_bar_comes_after_a_second_and_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = _Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setattr(progress, "_PATIENCE", 0.0)
    report = Progress()
    for done in range(0, 101, 10):
        report(done, 100)
    shown = terminal.getvalue()
    assert "Indexing the ledger" in shown
    assert "100%" in shown
    assert shown.endswith(("\n\x1b[?25h", "\n"))


def test_who_does_not_look_is_not_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    assert progress.progress() is None
    monkeypatch.setattr(sys, "stderr", _Terminal())
    assert progress.progress() is not None


def test_building_and_refreshing_report_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KG_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(pieces, "_LEAST", 100)
    monkeypatch.setattr(pieces, "_ONE_IN", 1)
    path = tmp_path / "ledger.ttl"
    text = SMALL.read_text(encoding="utf-8")
    for title in ("A small ledger for tests", "Another"):
        path.write_text(text.replace("A small ledger for tests", title), encoding="utf-8")
        reports: list[tuple[int, int]] = []
        ledger = open_ledger(path, lambda done, whole, into=reports: into.append((done, whole)))  # type: ignore[misc]
        assert ledger.title == title
        size = path.stat().st_size
        assert len(reports) > 10
        assert reports == sorted(reports)
        assert reports[-1] == (size, size)
