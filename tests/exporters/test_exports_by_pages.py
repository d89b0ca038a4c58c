"""Exports go through the claims a page at a time; how much is remembered changes nothing."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from generate import generate

from kg.exporters.export import export
from kg.store import recent, selection
from kg.store.ledger import open_ledger

if TYPE_CHECKING:
    from pathlib import Path

    from kg.store.selection import Selection


def _written(path: Path, form: str, **options: Any) -> tuple[bytes, Selection]:
    view = open_ledger(path).select()
    stream = BytesIO()
    export(view, stream, form, **options)
    return stream.getvalue(), view


@pytest.mark.parametrize(
    ("form", "options"),
    [
        ("graphml", {}),
        ("graphml", {"mode": "concepts"}),
        ("gexf", {}),
        ("csv", {}),
    ],
)
def test_little_memory_gives_the_same_bytes(
    tmp_path: Path, form: str, options: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "ledger.ttl"
    generate(60, path)
    whole, view = _written(path, form, **options)
    assert "claims" not in vars(view)  # never all of them as records
    assert "documents" not in vars(view)
    monkeypatch.setattr(recent, "MOST", 3)
    monkeypatch.setattr(selection, "_PAGE", 7)
    assert _written(path, form, **options)[0] == whole


def test_the_oldest_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recent, "MOST", 4)
    memory = {str(n): n for n in range(4)}
    recent.forget_oldest(memory)
    assert list(memory.values()) == [0, 1, 2, 3]
    memory["4"] = 4
    recent.forget_oldest(memory)
    assert list(memory.values()) == [2, 3, 4]
