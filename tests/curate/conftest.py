"""Fixtures of what changes ledgers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from capture import DRAFT

from kg.curate.adding.add import add
from kg.curate.creating import init_ledger

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def signed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody acts, at a known time."""
    monkeypatch.setenv("KG_AGENT", "Ada Lovelace")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1780000000")


@pytest.fixture
def ledger(tmp_path: Path, signed: None) -> Path:
    """A ledger of three concepts, with a draft beside it."""
    del signed
    path = tmp_path / "claims.ttl"
    init_ledger(path, "T", base="https://claims.example/t#")
    for label in ("ketamine", "anxiety", "adults"):
        add(path, "concept", {"labels": label})
    (tmp_path / "draft.md").write_text(DRAFT, encoding="utf-8")
    return path
