"""Generated pages are current, and the documentation names every command."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kg import shelf

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

DOCS = Path(__file__).parent.parent / "docs"


def _generate() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate", DOCS / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


PAGES: dict[Path, Callable[[], str]] = _generate().pages()


@pytest.mark.parametrize("path", PAGES, ids=lambda p: p.name)
def test_a_generated_page_is_current(path: Path) -> None:
    assert path.read_text(encoding="utf-8") == PAGES[path](), "run: make docs"


@pytest.mark.parametrize("name", shelf.names("kg.cli.commands"))
def test_every_command_stands_in_the_readme_or_a_how_to(name: str) -> None:
    texts = [DOCS.parent / "README.md", *(DOCS / "howto").glob("*.md")]
    assert any(f"kg {name}" in path.read_text(encoding="utf-8") for path in texts)
