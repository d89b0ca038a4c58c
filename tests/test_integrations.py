"""The pre-commit hook and the GitHub Action that the repository offers."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from textwrap import dedent

import pytest

from kg.readers.read import suffixes

ROOT = Path(__file__).parent.parent
ACTION = (ROOT / "action.yml").read_text(encoding="utf-8")
HOOK = (ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")


def scripts() -> list[str]:
    """The shell scripts of the action."""
    blocks = re.findall(r"^      run: \|\n((?:        .*\n|\n)+)", ACTION, re.MULTILINE)
    return [dedent(block) for block in blocks]


def test_the_action_takes_nothing_from_elsewhere_and_no_input_as_commands() -> None:
    assert "uses:" not in ACTION
    assert len(scripts()) == 2
    assert not any("${{" in script for script in scripts())
    for name in re.findall(r"^  ([a-z-]+):\n    description", ACTION, re.MULTILINE):
        assert f"inputs.{name} }}}}" in ACTION


@pytest.fixture
def runner(tmp_path: Path) -> Path:
    """A runner on which kg is installed."""
    programs = tmp_path / "temp" / "claimkg" / "bin"
    programs.mkdir(parents=True)
    program = programs / "kg"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{ROOT}/cli.py" "$@"\n')
    program.chmod(0o755)
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a b.md").write_text("Some studies say that tea cures all.\n")
    return tmp_path


def act(folder: Path, **inputs: str) -> subprocess.CompletedProcess[str]:
    given = {"LEDGER": "", "DIFF": "", "FAIL_LEVEL": "", "SARIF": "", **inputs}
    environment = {**os.environ, **given, "RUNNER_TEMP": str(folder / "temp")}
    environment["GITHUB_ACTIONS"] = "true"
    return subprocess.run(
        ["bash", "-e", "-o", "pipefail", "-c", scripts()[1]],
        cwd=folder, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_the_action_annotates_writes_sarif_and_fails_as_asked(runner: Path) -> None:
    done = act(runner, PATHS="in/a b.md\n", SARIF="out.sarif")
    assert done.returncode == 0, done.stderr
    assert "::warning title=kg KG103" in done.stdout
    assert json.loads((runner / "out.sarif").read_text(encoding="utf-8"))["runs"]
    assert act(runner, PATHS="in", FAIL_LEVEL="warning").returncode == 1
    assert act(runner, PATHS="$(touch broken)\n").returncode == 3
    assert not (runner / "broken").exists()


def test_the_hook_runs_a_command_that_there_is_on_files_that_can_be_read() -> None:
    assert "entry: kg audit\n" in HOOK
    found = re.search(r"files: (\S+)", HOOK)
    assert found is not None
    for suffix in (".md", ".txt", ".html", ".docx"):
        assert suffix in suffixes()
        assert re.search(found[1], f"a/b{suffix}")
    assert not re.search(found[1], "a.py")
