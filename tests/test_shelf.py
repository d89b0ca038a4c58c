"""Shelves find their members by file name."""

from __future__ import annotations

import pytest

from kg import shelf
from kg.errors import KGError


def test_names_are_those_of_the_files() -> None:
    assert "unsupported-claim" in shelf.names("kg.auditing.rules")


def test_a_member_is_imported_by_its_name() -> None:
    assert shelf.member("kg.auditing.rules", "lost-quote").RULE.name == "lost-quote"


def test_an_unknown_member_is_answered_with_those_there_are() -> None:
    with pytest.raises(KGError, match="lost-quote"):
        shelf.member("kg.auditing.rules", "lost_quote")
