"""Changed lines, by a real git."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from kg.auditing.round import Asked, audit_one
from kg.auditing.settings.changes import Changed, changed, only_changed
from kg.auditing.settings.silence import kept
from kg.errors import ReadError
from kg.model.finding import Span

if TYPE_CHECKING:
    from pathlib import Path

OLD = "Some studies say A.\n\nIt is so.\n\nSome studies say B.\n"


def git(folder: Path, *words: str) -> None:
    own = ["-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *own, "-C", str(folder), *words], check=True, capture_output=True)


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    git(tmp_path, "init", "-q")
    path = tmp_path / "a \u00e9.md"
    path.write_text(OLD, encoding="utf-8")
    (tmp_path / "b.docx").write_bytes(b"PK\0\1")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "one")
    return path


def test_lines_of_a_change(draft: Path) -> None:
    assert changed(str(draft), "HEAD") == Changed(())
    draft.write_text(OLD.replace("say B", "say C") + "More.\n", encoding="utf-8")
    found = changed(str(draft), "HEAD")
    assert found == Changed(((5, 6),))
    assert found.holds(6, 9)
    assert not found.holds(1, 4)
    draft.write_text(OLD.replace("It is so.\n\n", ""), encoding="utf-8")
    assert changed(str(draft), "HEAD") == Changed(()), "nothing that is left was changed"


def test_findings_on_changed_lines_alone_are_kept(draft: Path) -> None:
    draft.write_text(OLD.replace("say B", "say C"), encoding="utf-8")
    told = audit_one(str(draft), None, Asked(select=("KG103",)))
    assert [finding.line for finding in told.report.findings] == [1, 5]
    left = kept(told, only_changed(told, changed(str(draft), "HEAD")))
    assert [finding.line for finding in left.report.findings] == [5]


def test_a_finding_of_several_places_keeps_those_that_changed(draft: Path) -> None:
    told = audit_one(str(draft), None, Asked(select=("KG103",)))
    one, other = told.report.findings
    assert other.start is not None
    assert other.end is not None
    both = replace(one, also=(Span(other.start, other.end),))
    told = replace(told, report=replace(told.report, findings=(both,)))
    (left,) = kept(told, only_changed(told, Changed(((5, 5),)))).report.findings
    assert (left.line, left.quote, left.also) == (5, other.quote, ())


def test_what_git_does_not_know_or_cannot_compare_is_changed_throughout(draft: Path) -> None:
    new = draft.with_name("new.md")
    new.write_text(OLD, encoding="utf-8")
    assert changed(str(new), "HEAD") == Changed(None)
    binary = draft.with_name("b.docx")
    assert changed(str(binary), "HEAD") == Changed(())
    binary.write_bytes(b"PK\0\2")
    assert changed(str(binary), "HEAD") == Changed(None)


def test_what_is_missing_is_said(
    draft: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    for ref in ("none", "--output=x", ""):
        with pytest.raises(ReadError, match="no commit, branch or tag"):
            changed(str(draft), ref)
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "a.md"
    with pytest.raises(ReadError, match="no git repository"):
        changed(str(elsewhere), "HEAD")
    monkeypatch.setenv("PATH", "")
    with pytest.raises(ReadError, match="git is not installed"):
        changed(str(draft), "HEAD")
