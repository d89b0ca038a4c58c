"""Decisions on pairs: added, never taken away, shown with the pair."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from opposed import Said, written

from kg.cli import run
from kg.curate.checking import check_ledger
from kg.curate.settling import settle
from kg.errors import LedgerError
from kg.judge.conflicts import conflicts
from kg.store.ledger import open_ledger

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    claims = [Said("increase"), Said("decrease"), Said("increase", objects=("anxiety",))]
    return written(tmp_path, claims)


def test_the_newest_decision_counts_and_the_others_stay(ledger: Path) -> None:
    first = settle(ledger, ("c01", "c00"), "explained", "rats against people", "Ada")
    assert (first.claims, first.before, first.state) == (("c00", "c01"), "open", "explained")
    second = settle(ledger, ("c00", "c01"), "open", "the rats were people", "Ben")
    assert (second.before, second.state) == ("explained", "open")
    third = settle(ledger, ("c00", "c01"), "accepted", "two good trials", "Ada")
    (pair,) = conflicts(open_ledger(ledger).select()).pairs
    assert pair.state == "accepted"
    assert [(row.state, row.by, row.why) for row in pair.history] == [
        ("explained", "Ada", "rats against people"),
        ("open", "Ben", "the rats were people"),
        ("accepted", "Ada", "two good trials"),
    ]
    assert pair.verdict == "conflict"  # what people decide changes no verdict
    assert pair.history[-1].id == third.id
    text = ledger.read_text("utf-8")
    assert text.count("a kg:Settlement") == 3
    assert text.count('rdfs:label "settle"@en') == 3


def test_the_same_decision_twice_in_one_second_is_two(
    ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    ids = {settle(ledger, ("c00", "c01"), "accepted", "so it is", "Ada").id for _ in range(2)}
    assert len(ids) == 2


def test_a_settled_ledger_passes_its_check(ledger: Path) -> None:
    settle(ledger, ("c00", "c01"), "resolved", "entered with the wrong sign", "Ada")
    assert check_ledger(ledger) == []


@pytest.mark.parametrize(
    ("names", "why", "message"),
    [
        (("c00", "c02"), "x", "do not contradict each other"),
        (("c00", "c00"), "x", "is one claim"),
        (("c00", "nobody"), "x", "nobody"),
        (("c00", "c01"), "  ", "needs a reason"),
    ],
)
def test_what_is_no_decision_is_refused(
    ledger: Path, names: tuple[str, str], why: str, message: str
) -> None:
    before = ledger.read_bytes()
    with pytest.raises(LedgerError, match=message):
        settle(ledger, names, "explained", why, "Ada")
    assert ledger.read_bytes() == before


def test_pairs_are_listed_by_state(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def listed(state: str) -> list[str]:
        words = ["-g", str(ledger), "conflicts", "--pair-state", state, "--format", "json"]
        assert run(words) == 0
        return [pair["state"] for pair in json.loads(capsys.readouterr().out)["pairs"]]

    assert (listed("open"), listed("explained")) == (["open"], [])
    words = ["settle", "c00", "c01", "--as", "explained", "--why", "so it is", "--by", "Ada"]
    assert run(["-g", str(ledger), *words]) == 0
    assert "open before, explained now" in capsys.readouterr().err
    assert (listed("open"), listed("explained")) == ([], ["explained"])
    assert run(["-g", str(ledger), "conflicts"]) == 0
    assert "decided: explained by Ada" in capsys.readouterr().out
