from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from worlds import worlds, write_ledger

from kg.store.counting import by_direction, by_kind, by_status
from kg.store.ledger import open_ledger

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from kg.model.entity import Entity

_LISTED = ("accepted", "candidate")


@settings(
    max_examples=40,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    deadline=None,
)
@given(worlds())
def test_counts_are_those_of_the_records(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, entities: list[Entity]
) -> None:
    """What is kept counted is what somebody would count who looks at each claim and line."""
    monkeypatch.setenv("KG_CACHE", str(tmp_path / "cache"))
    ledger = open_ledger(write_ledger(tmp_path / "world.ttl", entities))
    view = ledger.select()
    lines = [line for iri in view.claim_iris for line in view.evidence(iri)]
    said = [row for iri in view.claim_iris for row in view.assertions(iri)]
    found = by_kind(ledger.index)
    assert by_status(ledger.index) == Counter(view.status(iri) for iri in view.claim_iris)
    assert by_direction(ledger.index) == Counter(
        line.direction if line.counts else f"{line.direction}, not counted" for line in lines
    )
    assert found.get("claims", 0) == len(view.claim_iris)
    assert found["restatements"] >= len(said) - len({row.claim for row in said})
    kinds = {kind: n for kind, n in found.items() if kind in {"documents", "concepts", "evidence"}}
    states = "SELECT kind FROM entity WHERE state IN (?, ?)"
    kept = Counter(str(row[0]) for row in ledger.index.rows(states, *_LISTED))
    assert kinds == {kind: kept[kind] for kind in kinds}
