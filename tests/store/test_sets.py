"""A large ledger is asked by sets of claims: the answers are those of the rows."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, Final

import pytest
from generate import generate
from hypothesis import given
from hypothesis import strategies as st
from standin import SMALL

from kg.store import bitmaps, ordering, postings, wording
from kg.store.ledger import open_ledger
from kg.store.ordering import SORTS

if TYPE_CHECKING:
    from pathlib import Path

FILTERS: Final[tuple[dict[str, str | tuple[str, ...]], ...]] = (
    {},
    {"about": ("outcome-1",)},
    {"about": ("drug-1", "outcome-1")},
    {"about": ("ketamine",)},
    {"subject": "drug-2", "effect": "decrease"},
    {"population": "population-2"},
    {"comparator": "comparator-1", "status": "supported"},
    {"dose": "low"},
    {"dose": "0.1..0.5 mg/kg"},
    {"dose": "0.1..5 mg", "year": "2010..2020"},
    {"year": ">=2015"},
    {"year": "2015-06"},
    {"effect": "none"},
    {"certainty": "none", "type": "causal"},
    {"predicate": "affects"},
    {"since": "2020"},
    {"state": "withdrawn"},
    {"text": "treated group"},
)


def _answers(path: Path) -> list[object]:
    ledger = open_ledger(path)
    found: list[object] = []
    for filters in FILTERS:
        try:
            view = ledger.select(**filters)
            found.append((filters, view.total, view.ordered("id").claim_iris))
        except Exception as error:  # noqa: BLE001 - the same error is expected of both
            found.append((filters, str(error)))
            continue
        for sort in (*SORTS[:-1], *(f"-{one}" for one in SORTS[:-1])):
            found += [
                (filters, sort, limit, view.ordered(sort, limit).claim_iris) for limit in (0, 7, 70)
            ]
    return found


@pytest.mark.parametrize("popular", [0, 40])
@pytest.mark.parametrize("size", [0, 600])
def test_sets_answer_as_rows_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int, popular: int
) -> None:
    text = SMALL.read_bytes()
    if size:
        generate(size, tmp_path / "g.ttl")
        text = (tmp_path / "g.ttl").read_bytes()
    paths = [tmp_path / name for name in ("rows.ttl", "sets.ttl")]
    for path in paths:
        path.write_bytes(text)
    expected = _answers(paths[0])
    monkeypatch.setattr(postings, "FEW", -1)
    monkeypatch.setattr(postings, "POPULAR", popular)
    monkeypatch.setattr("kg.store.first._FEW", 5)
    ledger = open_ledger(paths[1])
    assert ledger.index.rows("SELECT 1 FROM posting LIMIT 1")
    assert _answers(paths[1]) == expected


def test_only_the_first_wordings_of_common_words_are_ranked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "g.ttl"
    generate(300, path)
    view = open_ledger(path).select(text="drug")
    assert view.counted == (300, True)
    everything = view.claim_iris
    monkeypatch.setattr(wording, "RANKED", 100)
    monkeypatch.setattr(ordering, "RANKED", 100)
    monkeypatch.setattr(ordering, "FIRST", wording.FIRST.replace("10000", "100"))
    common = open_ledger(path).select(text="drug")
    number, exact = common.counted
    assert (number, exact) == (100, False)
    assert common.total == 300
    first = common.ordered(limit=20).claim_iris
    assert len(first) == 20
    assert {*first} <= {*sorted(everything)[:100]}
    rare = open_ledger(path).select(text="drug 7")
    assert rare.ordered(limit=20).claim_iris == rare.claim_iris[:20]


@given(st.sets(st.integers(0, 500)))
def test_a_set_survives_being_kept(numbers: set[int]) -> None:
    for size in (501, 100_000):
        bits = bitmaps.unpacked(bitmaps.packed(array("I", sorted(numbers)), size))
        assert [*bitmaps.members(bits)] == sorted(numbers)
        assert [*bitmaps.members_down(bits)] == sorted(numbers, reverse=True)
        assert bits.bit_count() == len(numbers)
