from __future__ import annotations

import csv
import os
import subprocess
import sys
from pathlib import Path

import pytest
from bench_generator import Measured, exponent
from generator import figures
from generator.draw import Draw
from generator.recipes.pairs import CELLS
from generator.run import generate
from generator.seen import Seen
from score_conflicts import CLASSES, planted, scored, table
from score_conflicts import Planted as PlantedPair
from score_rules import Planted, score, truth_of

from kg.auditing.ledger import audit_ledger
from kg.curate.checking import check_ledger
from kg.curate.formatting import formatted
from kg.model.finding import Finding, Severity
from kg.rdf.codec import decode
from kg.rdf.parse import parse_turtle

SIZE = 1_000
JUDGED = (
    "missing-source",
    "one-sided-claim",
    "orphan",
    "overstated-claim",
    "retracted-source",
    "self-contradiction",
    "unsupported-claim",
    "vague-attribution",
)


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("generated") / "ledger.ttl"
    generate(SIZE, path)
    return path


def rows(truth: Path) -> list[dict[str, str]]:
    with truth.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_equal_seeds_give_equal_bytes(ledger: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.ttl"
    script = Path(__file__).parents[1] / "bench" / "generate.py"
    environment = {**os.environ, "PYTHONHASHSEED": "7"}
    command = [sys.executable, str(script), str(SIZE), str(again)]
    subprocess.run(command, check=True, env=environment, stdout=subprocess.DEVNULL)
    assert again.read_bytes() == ledger.read_bytes()
    truth = ledger.with_name("ledger.truth.csv")
    assert again.with_name("again.truth.csv").read_bytes() == truth.read_bytes()
    generate(SIZE, again, seed=1)
    assert again.read_bytes() != ledger.read_bytes()


def test_the_ledger_is_sound_and_canonical(ledger: Path) -> None:
    assert check_ledger(ledger) == []
    assert not formatted(ledger).changed
    decoded = decode(parse_turtle(ledger))
    assert not decoded.leftovers
    kinds = [type(entity).__name__ for entity in decoded.entities.values()]
    assert kinds.count("Claim") == SIZE
    assert SIZE <= kinds.count("Assertion") < 1.05 * SIZE


def test_a_claim_with_what_is_said_of_it_has_about_40_triples(ledger: Path) -> None:
    names = ("/scale#c0", "/scale#a0", "/scale#e0")
    counted = sum(any(n in str(t.subject) for n in names) for t in parse_turtle(ledger))
    assert 30 <= counted / SIZE <= 42


@pytest.mark.parametrize("size", [1, 2, 57, 133])
def test_a_smaller_ledger_is_a_part_of_a_larger_one(
    ledger: Path, tmp_path: Path, size: int
) -> None:
    smaller = tmp_path / "smaller.ttl"
    truth = generate(size, smaller)
    assert check_ledger(smaller) == []
    assert not formatted(smaller).changed
    larger = decode(parse_turtle(ledger)).entities
    for iri, entity in decode(parse_turtle(smaller)).entities.items():
        assert larger[iri] == entity
    whole = rows(ledger.with_name("ledger.truth.csv"))
    assert rows(truth) == whole[: len(rows(truth))]
    assert sorted(one.name for one in tmp_path.iterdir()) == ["smaller.truth.csv", "smaller.ttl"]


def test_the_truth_speaks_of_what_is_there(ledger: Path) -> None:
    base = figures.BASE
    there = {iri.removeprefix(base) for iri in decode(parse_turtle(ledger)).entities}
    told = rows(ledger.with_name("ledger.truth.csv"))
    assert {row["kind"] for row in told} >= {"fault", "near-miss", "contested", "explained"}
    for row in told:
        assert set(row["subjects"].split(" ")) <= there
        assert bool(row["rule"]) == (row["kind"] in {"fault", "near-miss", "tolerated"})


def test_rules_find_all_that_is_planted_and_nothing_else(
    ledger: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    import kg

    monkeypatch.setenv("KG_CACHE", str(tmp_path))
    found = audit_ledger(kg.open(ledger).select(), "ledger", kg.rules()).findings
    truth = truth_of(ledger.with_name("ledger.truth.csv"))
    for name in JUDGED:
        result = score(truth[name], [one for one in found if one.name == name])
        assert (result.found, result.true) == (result.planted, result.findings), (name, result)


def test_conflicts_are_read_as_planted(
    ledger: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    import kg

    monkeypatch.setenv("KG_CACHE", str(tmp_path))
    view = kg.open(ledger).select()
    read = {
        frozenset((pair.a.ref.id, pair.b.ref.id)): pair
        for pair in kg.conflicts(view, every=True).pairs
    }
    contested = set()
    pairs = 0
    for row in rows(ledger.with_name("ledger.truth.csv")):
        subjects = row["subjects"].split(" ")
        if row["kind"] == "contested":
            contested.update(subjects)
        elif ":" in row["variant"]:
            continue  # the forms of values are scored by score_conflicts.py
        elif row["kind"] in {"explained", "conflict"}:
            pairs += 1
            found = read[frozenset(subjects)]
            assert found.verdict == row["kind"]
            if row["kind"] == "explained":
                assert found.as_stated.because == (row["variant"],)
        elif row["kind"] == "apart":
            assert frozenset(subjects) not in read
    assert pairs >= 3
    statuses = {claim.ref.id: view.status(claim.ref.iri) for claim in view.claims}
    assert {claim for claim, status in statuses.items() if status == "contested"} == contested


def test_nearly_every_planted_pair_gets_its_verdict(
    ledger: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    import kg

    monkeypatch.setenv("KG_CACHE", str(tmp_path))
    pairs = kg.conflicts(kg.open(ledger).select(), every=True).pairs
    read = {frozenset((pair.a.ref.id, pair.b.ref.id)): pair for pair in pairs}
    scores = scored(planted(ledger.with_name("ledger.truth.csv")), read)
    assert {kind: scores.recall(kind) >= 0.95 for kind in CLASSES} == dict.fromkeys(CLASSES, True)


@pytest.mark.parametrize("wanted", [0.85, 1.1])
def test_ranks_follow_zipf_exactly(wanted: float) -> None:
    draw = Draw(3)
    ranks: dict[int, int] = {}
    for _ in range(40_000):
        rank = draw.zipf(500, wanted)
        ranks[rank] = ranks.get(rank, 0) + 1
    assert set(ranks) <= set(range(1, 501))
    assert exponent(ranks) == pytest.approx(wanted, abs=0.03)


def test_pairs_of_every_class_are_planted(ledger: Path) -> None:
    told = list(planted(ledger.with_name("ledger.truth.csv")))
    assert {one.kind for one in told} == set(CLASSES)
    assert len({(one.dimension, one.form) for one in told}) > len(CELLS) / 2
    assert {cell.kind for cell in CELLS} == {"conflict", "explained", "unknown"}
    dimensions = {cell.dimension for cell in CELLS}
    for kind in ("conflict", "explained", "unknown"):
        assert {cell.dimension for cell in CELLS if cell.kind == kind} == dimensions


def test_an_explained_pair_is_right_only_with_its_dimension(
    ledger: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    import kg

    monkeypatch.setenv("KG_CACHE", str(tmp_path))
    pairs = kg.conflicts(kg.open(ledger).select()).pairs
    explained = next(pair for pair in pairs if pair.verdict == "explained")
    (dimension,) = (explained.as_studied or explained.as_stated).because[:1]
    names = frozenset((explained.a.ref.id, explained.b.ref.id))
    given = [
        PlantedPair("explained", names, dimension, "right"),
        PlantedPair("explained", names, "smell", "wrong"),
        PlantedPair("conflict", names, dimension, "wrong"),
        PlantedPair("unknown", frozenset({"c1", "c2"}), dimension, "missing"),
        PlantedPair("apart", frozenset({"c1", "c2"}), "all", "right"),
    ]
    found = scored(given, {names: explained})
    assert {kind: found.recall(kind) for kind in CLASSES} == {
        "conflict": 0,
        "explained": 0.5,
        "unknown": 0,
        "apart": 1,
    }
    assert len(found.misses) == 3
    assert any("smell" in line for line in table(found))


def test_measures_see_every_claim(ledger: Path) -> None:
    found = Measured(ledger)
    assert found.counts["type", "kg:Claim"] == SIZE
    assert sum(found.ranks["drug"].values()) == SIZE
    assert 20 < found.share("kg:Assertion", "cito:cites") < 95


def test_nothing_seen_is_forgotten() -> None:
    seen = Seen()
    fresh = [seen.add(f"meaning {number}") for number in range(20_000)]
    assert all(fresh)
    assert not any(seen.add(f"meaning {number}") for number in range(20_000))


@pytest.fixture
def finding() -> Finding:
    return Finding("KG0", "rule", Severity.WARNING, "", "", "", claim="c1")


def test_a_score_counts_misses_alarms_and_what_is_tolerated(finding: Finding) -> None:
    planted = Planted(
        faults=[frozenset({"c1"}), frozenset({"c2"})],
        variants=["", "odd"],
        misses=[frozenset({"c3", "s3"})],
        tolerated=[frozenset({"c4"})],
    )
    alarm = Finding("KG0", "rule", Severity.WARNING, "", "", "", related=("s3",))
    tolerated = Finding("KG0", "rule", Severity.WARNING, "", "", "", claim="c4")
    found = score(planted, [finding, alarm, tolerated])
    assert (found.planted, found.found, found.findings, found.true, found.alarms) == (2, 1, 2, 1, 1)
    assert found.strays == ("s3",)
    assert found.missed == {"odd": 1}
