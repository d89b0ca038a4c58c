"""Outside a checkout: the installed wheel carries what it needs and does the same."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "-o", str(folder)]
    subprocess.run([*command, str(root)], check=True, capture_output=True)
    return next(folder.glob("*.whl"))


@pytest.mark.slow
def test_the_wheel_carries_schema_and_ledger(wheel: Path, root: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for shipped in ("schema", "data"):
        for path in (root / shipped).rglob("*"):
            if path.is_file():
                assert f"kg/_{shipped}/{path.relative_to(root / shipped)}" in names
    assert "kg/py.typed" in names
    assert any(name.startswith("kg/text/lexicon/") for name in names)
    assert not any("held_out" in name for name in names)


@pytest.mark.slow
def test_the_installed_wheel_runs_the_demonstration(wheel: Path, tmp_path: Path) -> None:
    place = tmp_path / "site"
    zipfile.ZipFile(wheel).extractall(place)
    script = "import kg, sys; from kg.cli import run; print(kg.__file__); sys.exit(run(['demo']))"
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(place), "COLUMNS": "80"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(str(place))
    assert "explained" in done.stdout
    assert "mills2025" in done.stdout
    assert (tmp_path / "out" / "ketamine-anxiety.gexf").stat().st_size > 1000
