"""Public data through the importers, beside counts that know nothing of them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest
from bel_pairs import by_hand as signed_by_hand
from foreign_counts import anchors, counted, doses, imported, only_case_apart
from foreign_counts import by_hand as counted_by_hand

from kg.errors import SyntaxFault
from kg.importers.bel import read
from kg.model.claim import Claim
from kg.model.codes import Effect
from kg.rdf.imported import Request

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.shared


def test_assertions_of_drug_interactions(shared_data: Path, tmp_path: Path) -> None:
    ledger = imported(shared_data, "drug-interactions", tmp_path)
    assert counted(ledger) == counted_by_hand(shared_data, "drug-interactions")
    assert doses(ledger) == {"read, g": 52}
    assert only_case_apart(shared_data, "drug-interactions") == []


@pytest.mark.long
@pytest.mark.parametrize("name", ["civic", "salt"])
def test_larger_tables(shared_data: Path, tmp_path: Path, name: str) -> None:
    hand = counted_by_hand(shared_data, name)
    hand["supported"] -= len(only_case_apart(shared_data, name)) // 2
    assert counted(imported(shared_data, name, tmp_path)) == hand


def test_quotes_stand_where_they_are_said_to(shared_data: Path) -> None:
    found = anchors(shared_data)
    assert found["at its offsets"] > 0.8 * found.total()


def test_every_bel_file_is_read_but_for_what_is_broken(shared_data: Path) -> None:
    broken = []
    signs: dict[tuple[str, ...], set[Effect]] = {}
    files = sorted(path for path in (shared_data / "bel").rglob("*.*") if path.is_file())
    for path in files:
        try:
            found = read(str(path), Request(base="https://claims.example/test#"))
        except SyntaxFault as fault:
            broken.append(f"{path.name}:{fault.line}:{fault.column}")
            continue
        for claim in found.entities:
            if isinstance(claim, Claim) and claim.effect and claim.predicate.endswith("#affects"):
                signs.setdefault((*claim.subject, *claim.object), set()).add(claim.effect)
    assert broken == [
        "er-stress__doyle2011.bel:1215:70",
        "pp2a__sontag2014.bel:255:76",
        "tau__evans2018.bel:150:43",
    ]
    both = {Effect.INCREASE, Effect.DECREASE}
    ours = sum(both <= seen for seen in signs.values())
    whole = [path for path in files if path.name not in {name.split(":")[0] for name in broken}]
    _, hand = signed_by_hand(whole)
    assert ours == len(hand) + 1  # the members of one complex stand in another order


def test_counters_count(tmp_path: Path) -> None:
    (tmp_path / "drug-interactions").mkdir()
    (tmp_path / "drug-interactions/assertions.csv").write_text(
        "asrt,evidenceRole\n1,support\n1,refute\n2,refute\n3,\n4,support\n", encoding="utf-8"
    )
    assert counted_by_hand(tmp_path, "drug-interactions") == Counter(
        contested=1, disputed=1, neither=1, supported=1
    )
