from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg.errors import KGError, LedgerError, SyntaxFault
from kg.store import locate
from kg.store.locate import find_ledger, shipped_ledger

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def _no_ledger(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KG_LEDGER", raising=False)


def _put(path: Path, text: str = "") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_the_option_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_LEDGER", "b.ttl")
    _put(tmp_path / "kg.toml", 'ledger = "c.ttl"')
    _put(tmp_path / "data" / "claims.ttl")
    assert find_ledger("a.ttl", tmp_path).name == "a.ttl"
    assert find_ledger(None, tmp_path).name == "b.ttl"
    monkeypatch.delenv("KG_LEDGER")
    assert find_ledger("", tmp_path) == tmp_path / "c.ttl"
    (tmp_path / "kg.toml").unlink()
    assert find_ledger(None, tmp_path) == tmp_path / "data" / "claims.ttl"


def test_folders_above_are_searched(tmp_path: Path) -> None:
    below = tmp_path / "a" / "b"
    below.mkdir(parents=True)
    found = _put(tmp_path / "data" / "claims.ttl")
    assert find_ledger(None, below) == found
    _put(tmp_path / "pyproject.toml", '[tool.kg]\nledger = "x/y.ttl"')
    assert find_ledger(None, below) == tmp_path / "x" / "y.ttl"
    _put(tmp_path / "a" / "kg.toml", '\ufeffledger = "near.ttl"')
    assert find_ledger(None, below) == tmp_path / "a" / "near.ttl"


def test_another_project_is_left_alone(tmp_path: Path) -> None:
    _put(tmp_path / "pyproject.toml", '[tool.other]\nledgr = "x"')
    found = _put(tmp_path / "data" / "claims.ttl")
    assert find_ledger(None, tmp_path) == found


def test_an_unknown_key_names_the_nearest(tmp_path: Path) -> None:
    _put(tmp_path / "kg.toml", 'ledgr = "x.ttl"')
    with pytest.raises(LedgerError, match="did you mean 'ledger'"):
        find_ledger(None, tmp_path)
    _put(tmp_path / "kg.toml", "zzz = 1")
    with pytest.raises(LedgerError, match="known keys: ledger"):
        find_ledger(None, tmp_path)


@pytest.mark.parametrize("text", ["ledger = 3", 'ledger = ""', 'ledger = ["a"]'])
def test_a_ledger_is_a_text(tmp_path: Path, text: str) -> None:
    _put(tmp_path / "kg.toml", text)
    with pytest.raises(LedgerError, match="not a text"):
        find_ledger(None, tmp_path)


def test_broken_configuration_is_named(tmp_path: Path) -> None:
    path = _put(tmp_path / "kg.toml", "ledger = ")
    with pytest.raises(SyntaxFault, match="not TOML"):
        find_ledger(None, tmp_path)
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(SyntaxFault, match="not TOML"):
        find_ledger(None, tmp_path)
    path.unlink()
    _put(tmp_path / "pyproject.toml", "[tool]\nkg = 3")
    with pytest.raises(LedgerError, match="not a table"):
        find_ledger(None, tmp_path)


def test_no_ledger_at_all_names_kg_init(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locate, "_configured", lambda _: None)
    with pytest.raises(LedgerError, match="kg init"):
        find_ledger(None, tmp_path)


def test_demo_is_the_shipped_ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shipped = _put(tmp_path / "_data" / "claims.ttl")
    monkeypatch.setattr(locate, "_SHIPPED", (tmp_path / "no", shipped))
    assert find_ledger("demo") == shipped_ledger() == shipped
    _put(tmp_path / "kg.toml", 'ledger = "demo"')
    assert find_ledger(None, tmp_path) == shipped
    monkeypatch.setattr(locate, "_SHIPPED", (tmp_path / "no",))
    with pytest.raises(KGError, match="install"):
        find_ledger("demo")
