from __future__ import annotations

import os
from pathlib import Path

import pytest

from kg.errors import ReadError
from kg.store.files import joint_hash, ledger_files, name_within


def _touch(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).touch()


def _names(folder: Path) -> list[str]:
    return [name_within(folder, file) for file in ledger_files(folder)]


def test_a_file_is_its_own_ledger(tmp_path: Path) -> None:
    assert ledger_files(tmp_path / "none.ttl") == (tmp_path / "none.ttl",)
    assert name_within(tmp_path / "a.ttl", tmp_path / "a.ttl") == ""


def test_turtle_below_in_sorted_order(tmp_path: Path) -> None:
    _touch(tmp_path, "b.ttl", "claims/z.TTL", "claims/a/x.ttl", "a.ttl", "notes.md", "claims-b.ttl")
    assert _names(tmp_path) == ["a.ttl", "b.ttl", "claims/a/x.ttl", "claims/z.TTL", "claims-b.ttl"]


def test_hidden_things_are_left_out(tmp_path: Path) -> None:
    _touch(tmp_path, "a.ttl", ".git/x.ttl", ".b.ttl", "claims/.c.ttl.1.kg-tmp")
    assert _names(tmp_path) == ["a.ttl"]


def test_links_in_a_circle_come_to_an_end(tmp_path: Path) -> None:
    _touch(tmp_path, "a.ttl", "claims/b.ttl")
    (tmp_path / "claims" / "up").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "again").symlink_to(tmp_path / "claims", target_is_directory=True)
    (tmp_path / "same.ttl").symlink_to(tmp_path / "a.ttl")
    assert _names(tmp_path) == ["a.ttl", "claims/b.ttl"]


def test_a_link_that_leads_nowhere_is_not_passed_over(tmp_path: Path) -> None:
    _touch(tmp_path, "a.ttl")
    (tmp_path / "b.ttl").symlink_to(tmp_path / "gone.ttl")
    with pytest.raises(ReadError, match=r"b\.ttl: cannot be read"):
        ledger_files(tmp_path)


def test_what_is_no_plain_file_is_left_out(tmp_path: Path) -> None:
    _touch(tmp_path, "a.ttl")
    os.mkfifo(tmp_path / "b.ttl")
    (tmp_path / "c.ttl").mkdir()
    assert _names(tmp_path) == ["a.ttl"]


def test_an_empty_folder_names_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r"without any .*kg init"):
        ledger_files(tmp_path)


def test_names_count_for_the_hash() -> None:
    assert joint_hash([("a", "1"), ("b", "2")]) != joint_hash([("a", "2"), ("b", "1")])


def test_names_within_the_working_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _touch(tmp_path, "claims/a.ttl", "claims.ttl")
    monkeypatch.chdir(tmp_path / "claims")
    for folder in (Path(), Path("..") / "claims"):
        assert [name_within(folder, file) for file in ledger_files(folder)] == ["a.ttl"]
