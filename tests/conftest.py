"""Fixtures of the whole suite."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).parent.parent

settings.register_profile("default", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile(
    "long", deadline=None, max_examples=2000, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile(
    "ci",
    settings.get_profile("default"),
    derandomize=True,  # one answer for one commit; `make test` and `make long` search at random
    max_examples=40,  # a landing is to take minutes; `make test` draws 100 examples
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))


LONG = os.environ.get("HYPOTHESIS_PROFILE") == "long"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes minutes is run by `make long`."""
    if not LONG:
        for item in items:
            if item.get_closest_marker("long"):
                item.add_marker(pytest.mark.skip(reason="takes minutes: run by make long"))


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def shared_data() -> Path:
    folder = ROOT.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip(f"the public data is not here: {folder.relative_to(ROOT.parent)} is no folder")
    return folder


@pytest.fixture(scope="session")
def dot() -> str:
    program = shutil.which("dot")
    if program is None:
        pytest.skip("Graphviz is not installed: no program 'dot'")
    return program


@pytest.fixture(autouse=True, scope="session")
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> None:
    """No test reads or writes the user's own cache, ledger or configuration."""
    os.environ["KG_CACHE"] = str(tmp_path_factory.mktemp("cache"))
    for name in ("KG_LEDGER", "KG_FORMAT", "KG_DEBUG"):
        os.environ.pop(name, None)
