"""The table [audit] of a configuration."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg.auditing.settings.config import AuditConfig, PathSilence, config_of
from kg.auditing.settings.files import articles
from kg.auditing.settings.patterns import matches
from kg.errors import KGError, ReadError
from kg.model.finding import Severity

if TYPE_CHECKING:
    from pathlib import Path

FULL = """
ledger = "claims.ttl"
[audit]
select = ["KG102"]
ignore = ["orphan"]
all-rules = true
fail-level = "warning"
format = "concise"
baseline = "known.json"
exclude = ["old"]
[[audit.silence]]
paths = ["drafts/**"]
rules = ["missing-source"]
reason = "notes"
"""


def test_all_that_can_be_said(tmp_path: Path) -> None:
    (tmp_path / "kg.toml").write_text(FULL, encoding="utf-8")
    (tmp_path / "a" / "b").mkdir(parents=True)
    found = config_of(str(tmp_path / "a" / "b" / "draft.md"))
    assert found == AuditConfig(
        path=tmp_path / "kg.toml",
        select=("KG102",),
        ignore=("orphan",),
        all_rules=True,
        fail_level=Severity.WARNING,
        format="concise",
        baseline=tmp_path / "known.json",
        exclude=("old",),
        silence=(PathSilence(("drafts/**",), ("missing-source",), "notes"),),
    )


def test_the_nearest_with_the_table_counts(tmp_path: Path) -> None:
    (tmp_path / "kg.toml").write_text('[audit]\nignore = ["KG101"]', encoding="utf-8")
    inner = tmp_path / "inner"
    inner.mkdir()
    (inner / "kg.toml").write_text('ledger = "x.ttl"', encoding="utf-8")
    (inner / "pyproject.toml").write_text("[tool.other]\nx = 1", encoding="utf-8")
    assert config_of(str(inner / "a.md")).ignore == ("KG101",)
    (inner / "pyproject.toml").write_text('[tool.kg.audit]\nignore = ["KG102"]', encoding="utf-8")
    assert config_of(str(inner)).ignore == ("KG102",)
    assert config_of(str(inner / "none" / "a.md")).ignore == ("KG102",)


def test_without_any_nothing_is_said(tmp_path: Path) -> None:
    assert config_of(str(tmp_path / "a.md")) == AuditConfig()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[audit]\nfail-lvel = 'error'", "did you mean 'fail-level'"),
        ("[audti]\n", "did you mean 'audit'"),
        ("[audit]\nfail-level = 'grave'", "choose from: suggestion, warning, error"),
        ("[audit]\nselect = 'KG101'", "is not a list of texts"),
        ("[audit]\nall-rules = 1", "neither true nor false"),
        ("[audit]\nformat = 1", "is not a text"),
        ("[audit]\nsilence = 1", "no list of tables"),
        ("[[audit.silence]]\npaths=['a']\nrules=['KG101']", "lacks paths, rules or a reason"),
        ("[[audit.silence]]\npath=['a']", "did you mean 'paths'"),
        ("audit = 1", "audit is not a table"),
        ("[audit", "not TOML"),
    ],
)
def test_what_is_wrong_is_said_with_its_file(text: str, says: str, tmp_path: Path) -> None:
    (tmp_path / "kg.toml").write_text(text, encoding="utf-8")
    with pytest.raises(KGError) as raised:
        config_of(str(tmp_path / "a.md"))
    assert says in str(raised.value)
    assert str(tmp_path / "kg.toml") in str(raised.value)


@pytest.mark.parametrize(
    ("pattern", "fits", "not_"),
    [
        ("drafts/**", "drafts/a/b.md", "final/drafts/a.md"),
        ("*.txt", "a/b.txt", "a/b.txt2"),
        ("old", "x/old/a.md", "x/older/a.md"),
        ("a/*/c.md", "a/b/c.md", "a/b/b/c.md"),
        ("**/c.md", "c.md", "cc.md"),
        ("/top.md", "top.md", "toq.md"),
        ("n?te.md", "note.md", "n/te.md"),
        ("[x].md", "[x].md", "x.md"),
    ],
)
def test_patterns(pattern: str, fits: str, not_: str, tmp_path: Path) -> None:
    assert matches(tmp_path / fits, (pattern,), tmp_path)
    assert not matches(tmp_path / not_, (pattern,), tmp_path)
    assert not matches(tmp_path.parent / fits, (pattern,), tmp_path)


def test_folders_are_gone_through_in_order(tmp_path: Path) -> None:
    for name in ("b/z.md", "b/a.txt", "a.md", ".git/x.md", "old/x.md", "pic.png", "~$a.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x", encoding="utf-8")
    found = articles([str(tmp_path), str(tmp_path / "a.md")], AuditConfig())
    inside = [name.removeprefix(f"{tmp_path}/") for name in found]
    assert inside == ["a.md", "b/a.txt", "b/z.md", "old/x.md"]
    config = AuditConfig(path=tmp_path / "kg.toml", exclude=("old",))
    assert len(articles([str(tmp_path)], config)) == 3
    assert articles(["-", str(tmp_path / "old/x.md")], config)[0] == "-"
    (tmp_path / "empty").mkdir()
    with pytest.raises(ReadError, match="no document"):
        articles([str(tmp_path / "empty")], config)
