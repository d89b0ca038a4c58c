"""Shelves find their members by file name."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from kg import shelf
from kg.errors import KGError

if TYPE_CHECKING:
    from pathlib import Path


def test_names_are_those_of_the_files() -> None:
    assert "unsupported-claim" in shelf.names("kg.auditing.rules")


def test_a_member_is_imported_by_its_name() -> None:
    assert shelf.member("kg.auditing.rules", "lost-quote").RULE.name == "lost-quote"


def test_an_unknown_member_is_answered_with_those_there_are() -> None:
    with pytest.raises(KGError, match="lost-quote"):
        shelf.member("kg.auditing.rules", "lost_quote")


def test_another_distribution_can_add_a_member(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = tmp_path / "other-1.0.dist-info"
    made.mkdir()
    (made / "METADATA").write_text("Metadata-Version: 2.1\nName: other\nVersion: 1.0\n")
    (made / "entry_points.txt").write_text("[kg.auditing.rules]\nforeign-rule = kg.errors\n")
    (tmp_path / "broken-1.0.dist-info").write_text("a file where a folder should be")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(sys, "path", [*sys.path, str(tmp_path / "no such folder")])
    for cached in (shelf.names, shelf.member, shelf._outsiders):
        cached.cache_clear()
    try:
        assert "foreign-rule" in shelf.names("kg.auditing.rules")
        assert shelf.member("kg.auditing.rules", "foreign-rule").__name__ == "kg.errors"
        assert "lost-quote" in shelf.names("kg.auditing.rules")
    finally:
        for cached in (shelf.names, shelf.member, shelf._outsiders):
            cached.cache_clear()


def test_packages_are_members_and_other_files_are_not() -> None:
    assert "csl-json" in shelf.names("kg.importers")
    assert not {"--init--", "--pycache--", "README"} & {*shelf.names("kg.importers")}
