from __future__ import annotations

import runpy
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kg.store.ledger import open_ledger

if TYPE_CHECKING:
    from collections.abc import Callable

    Generate = Callable[[int, Path], None]

_LIST = """
import sys
from kg.store.ledger import open_ledger
from kg.store.locate import find_ledger
view = open_ledger(find_ledger(sys.argv[1])).select(about=("drug-1",))
assert view.claims
for claim in view.claims:
    view.status(claim.ref.iri), view.tallies(claim.ref.iri), view.evidence(claim.ref.iri)
heavy = {"pydantic", "rdflib", "networkx", "pyoxigraph", "kg.rdf.codec", "tomllib"} & {*sys.modules}
assert not heavy, heavy
"""


@pytest.fixture(scope="module")
def generate() -> Generate:
    script = Path(__file__).parents[2] / "bench" / "generate.py"
    found: Generate = runpy.run_path(str(script))["generate"]
    return found


@pytest.fixture(scope="module")
def ledger_path(tmp_path_factory: pytest.TempPathFactory, generate: Generate) -> Path:
    path = tmp_path_factory.mktemp("generated") / "g.ttl"
    generate(200, path)
    return path


def test_listing_imports_nothing_heavy(ledger_path: Path) -> None:
    assert open_ledger(ledger_path).select().claims
    command = [sys.executable, "-c", _LIST, str(ledger_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
