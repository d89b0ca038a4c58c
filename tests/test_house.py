"""The house: sizes, names, docstrings."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "kg"
FILES = sorted(PACKAGE.rglob("*.py"))
SHELVES = {"rules", "formats", "commands"}
REFUSED = {"util", "utils", "helper", "helpers", "common", "misc", "manager"}


def _functions(path: Path) -> list[ast.FunctionDef]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_files_and_functions_are_small(path: Path) -> None:
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= (160 if path.parent.name in SHELVES else 400)
    long = [f.name for f in _functions(path) if (f.end_lineno or 0) - f.lineno >= 60]
    assert not long


def test_no_room_is_called_after_nothing() -> None:
    names = {path.stem for path in FILES} | {path.parent.name for path in FILES}
    assert not names & REFUSED


def test_inner_modules_do_not_go_through_the_door() -> None:
    for path in FILES:
        if path == PACKAGE / "__init__.py":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                assert all(alias.name != "kg" for alias in node.names), path
            if isinstance(node, ast.ImportFrom) and node.module == "kg":
                assert all(alias.name == "shelf" for alias in node.names), path
