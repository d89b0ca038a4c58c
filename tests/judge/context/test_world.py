"""A world: made of a ledger, remembers what it compared, and says contexts apart at little cost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import kg
from kg.judge.context import COMPARED, World, compare, qualifiers_match, relate
from kg.judge.context.relate import ground
from kg.store.records import Qualifiers, ValueRow

if TYPE_CHECKING:
    from pathlib import Path

    from kg.judge.context import Ground, Side


def dose(low: str) -> ValueRow:
    return ValueRow(text=f"{low} mg/kg", low=low, high=low, unit="mg/kg")


LOW: Qualifiers = {"dose": (ValueRow(text="low", level="low"),)}


@pytest.fixture
def ledger(root: Path) -> kg.Ledger:
    return kg.open(root / "tests" / "data" / "small.ttl")


def test_bands_and_kinds_come_from_the_ledger(ledger: kg.Ledger) -> None:
    at = World.of_ledger(ledger)
    assert [(band.id, band.level, band.amount.high) for band in at.bands] == [
        ("low-ketamine", "low", "0.5")
    ]
    drugs = [(ledger.resolve("ketamine", "concepts").iri,)] * 2
    for amount, relation in (("0.2", "overlap"), ("1", "disjoint")):
        found = compare(LOW, {"dose": (dose(amount),)}, at, (drugs[0], drugs[1]))[0]
        assert found.relation == relation
        assert "band low-ketamine" in found.reason
    part = World.of_ledger(ledger, drugs[0])
    assert (
        part.verdict(part.context(LOW, drugs[0]), part.context({"dose": (dose("1"),)}, drugs[0]))
        == "explained"
    )


def test_a_withdrawn_band_binds_nothing(root: Path, tmp_path: Path) -> None:
    text = (root / "tests" / "data" / "small.ttl").read_text(encoding="utf-8")
    changed = text.replace(
        "kg:doseLevel kg:LowDose ;\n    kg:amount",
        "kg:state kg:Withdrawn ;\n    kg:doseLevel kg:LowDose ;\n    kg:amount",
    )
    assert changed != text
    (tmp_path / "ledger.ttl").write_text(changed, encoding="utf-8")
    assert World.of_ledger(kg.open(tmp_path / "ledger.ttl")).bands == ()


def test_each_pair_of_sides_is_worked_out_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[Side | None, Side | None]] = []

    def counted(name: str, x: Side | None, y: Side | None, at: World) -> Ground:
        asked.append((x, y))
        return ground(name, x, y, at)

    monkeypatch.setattr("kg.judge.context.world.ground", counted)
    at = World()
    contexts = [at.context({"dose": (dose(str(n % 3)),)}) for n in range(300)]
    for a in contexts:
        for b in contexts:
            at.verdict(a, b)
    assert len(asked) == len(set(asked)) == 3 * 2


def test_what_is_remembered_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.judge.context.world._REMEMBERED", 4)
    at = World()
    contexts = [at.context({"dose": (dose(str(n)),)}) for n in range(6)]
    for a in contexts:
        for b in contexts:
            assert at.verdict(a, b) == ("conflict" if a == b else "explained")
            assert len(at._known["dose"]) <= 4


def test_equal_conditions_in_other_words_are_one_context() -> None:
    at = World()
    gram = ValueRow(text="1 g", low="1", high="1", unit="g")
    milligram = ValueRow(text="1000 mg", low="1000", high="1000", unit="mg")
    assert at.context({"dose": (gram,)}) == at.context({"dose": (milligram,)})
    assert hash(at.context({"dose": (gram,)})) == hash(at.context({"dose": (milligram,)}))
    assert at.context({}) == at.context({"dose": (), "other": (gram,)})


def test_a_context_gives_the_side_of_a_dimension() -> None:
    at = World()
    context = at.context({"dose": (dose("1"),)})
    assert relate("dose", context.side("dose"), context.side("dose"), at) == "overlap"
    assert relate("place", context.side("place"), context.side("place"), at) == "unstated"
    assert at.relations(context, at.context({})) == ("unknown", *["unstated"] * (len(COMPARED) - 1))


def test_how_a_line_fits_a_claim() -> None:
    claim: Qualifiers = {"dose": (dose("1"),), "place": (ValueRow(text="Oslo", unread=True),)}
    line: Qualifiers = {"dose": (dose("1"),), "route": (ValueRow(text="IV", unread=True),)}
    assert qualifiers_match(claim, line, World()) == {
        "overlap": ["dose"],
        "disjoint": [],
        "unknown": ["route", "place"],
    }
