from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from standin import SMALL

from kg.rdf.line_numbers import line_of, place_of, shown
from kg.store.ledger import open_ledger

if TYPE_CHECKING:
    from pathlib import Path

BASE = "https://claims.example/p#"
HEAD = f"@prefix : <{BASE}> .\n"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (":k a :b .\n", 2),
        (":a :b :k .\n:k a :b .\n", 3),
        ("# :k a :b .\n:k a :b .\n", 3),
        (":a :b \"\\\":k .\", '''\n:k a :b .\n''' .\n:k a :b .\n", 5),
        (":a :b [ :k 1 ; :c ( :k ) ] . :k a :b .\n", 2),
        (":a.b :c 0.5 ;\n:k 1. :k a :b .\n", 3),
        (f"BASE <{BASE}>\nPREFIX p: <{BASE}>\np:k a :b .\n", 4),
        (f"<{BASE}k> a :b .\n", 2),
        (":a :b <https://a.example/x.> .\n\r\n:k a :b .\n", 4),
        (":a :b :k .\n", None),
        ("broken", None),
    ],
)
def test_the_line_of_a_description(tmp_path: Path, text: str, line: int | None) -> None:
    path = tmp_path / "a.ttl"
    path.write_text(HEAD + text, encoding="utf-8", newline="")
    assert line_of(path, f"{BASE}k") == line
    assert place_of(path, f"{BASE}k") == (f"{path}:{line}" if line else str(path))


def test_every_entity_of_a_canonical_file_is_found() -> None:
    lines = SMALL.read_text(encoding="utf-8").splitlines()
    ledger = open_ledger(SMALL)
    for claim in ledger.select().claims:
        found = line_of(SMALL, claim.ref.iri)
        assert found is not None
        assert lines[found - 1].startswith(shown(claim.ref.iri, ledger.base) + " ")


def test_a_file_that_is_gone_has_no_lines(tmp_path: Path) -> None:
    assert line_of(tmp_path / "gone.ttl", "x:y") is None
