"""Pairs of real claims that a person judged, compared by what the grammar reads out of them.

    python bench/judged_pairs.py TABLES

TABLES is the folder with claims.csv and judged_pairs.csv. The claims are imported with
`--read-context`; each pair is compared in its outcome (by what it measures) and in every dimension
of context. No pair but a label error may come out as a conflict.
"""

from __future__ import annotations

import csv
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import kg
from kg.judge.context import Dimension, World, compare, read
from kg.judge.outcomes import Outcomes, turned_effect

if TYPE_CHECKING:
    from kg.judge.context import Relation
    from kg.store.records import ClaimRow

MAPPING = Path(__file__).with_name("evidence_inference.toml")
NAMED = {
    "time": {"timepoint"},
    "outcome_definition": {"outcome"},
    "different_outcome": {"outcome"},
    "outcome_polarity": {"outcome"},
    "regimen": {"dose"},
}
"""Dimensions that a judged reason stands for, where that is not its own name."""
OUTCOME: dict[str, Relation] = {
    "same": "overlap",
    "inverse": "overlap",
    "other-measure": "unknown",
    "different": "disjoint",
    "unknown": "unknown",
}


class Compared(NamedTuple):
    """Two claims compared: the verdict and the dimensions that decide."""

    verdict: str
    because: tuple[str, ...]


def imported(tables: Path, folder: Path) -> Path:
    """A ledger of the table's claims."""
    ledger = folder / "claims.ttl"
    start = [sys.executable, str(Path(__file__).parents[1] / "cli.py")]
    subprocess.run([*start, "init", str(ledger)], check=True, capture_output=True)
    options = ["--mapping", str(MAPPING), "--read-context"]
    done = subprocess.run(
        [*start, "-g", str(ledger), "import", str(tables), *options],
        check=True,
        capture_output=True,
        text=True,
    )
    print("\n".join(line for line in done.stderr.splitlines() if "note: " not in line))
    return ledger


def outcomes(a: ClaimRow, b: ClaimRow, known: Outcomes) -> tuple[Dimension, bool]:
    """The outcomes compared, and whether more of the one is less of the other."""
    found = {known.relate(one, other) for one in a.objects for other in b.objects}
    relation = next((kind for kind in OUTCOME if kind in found), "unknown")
    return Dimension("outcome", OUTCOME[relation], (), (), relation), relation == "inverse"


def subjects(a: ClaimRow, b: ClaimRow) -> Dimension:
    """The interventions compared."""
    same = {ref.iri for ref in a.subjects} & {ref.iri for ref in b.subjects}
    return Dimension("intervention", "overlap" if same else "unknown", (), (), "")


def compared(a: ClaimRow, b: ClaimRow, world: World, known: Outcomes) -> Compared:
    """The verdict on a pair."""
    outcome, inverse = outcomes(a, b, known)
    effect = turned_effect(b.effect) if inverse else b.effect
    found = list(compare(a.qualifiers, b.qualifiers, world))
    stated = [d for d in found if d.relation != "unstated"]
    if outcome.relation != "overlap":
        stated = [d for d in stated if d.name != "outcome"]
    reading = read([outcome, subjects(a, b), *stated])
    if inverse and a.effect == effect:
        return Compared("agreement", ("outcome", *reading.because))
    return Compared(reading.verdict, tuple(dict.fromkeys(reading.because)))


def main(tables: Path) -> None:
    """Print each pair, the confusion table and every miss."""
    with tempfile.TemporaryDirectory() as folder:
        ledger = kg.open(imported(tables, Path(folder)))
        names = {str(i): str(n) for i, n in ledger.index.rows("SELECT iri, identifier FROM claim")}
        claims = {names[claim.ref.iri]: claim for claim in ledger.select().claims}
        world = World.of_ledger(ledger)
        with (tables / "judged_pairs.csv").open(encoding="utf-8", newline="") as stream:
            pairs = list(csv.DictReader(stream))
        report(pairs, claims, world, Outcomes.of_ledger(ledger))


def report(
    pairs: list[dict[str, str]],
    claims: dict[str, ClaimRow],
    world: World,
    known: Outcomes,
) -> None:
    """Print what was found of each pair."""
    table: Counter[tuple[str, str]] = Counter()
    hits = judged = 0
    for pair in pairs:
        a, b = claims[pair["claim_a"]], claims[pair["claim_b"]]
        found = compared(a, b, world, known)
        table[pair["verdict"], found.verdict] += 1
        wanted = NAMED.get(pair["reason"], {pair["reason"]})
        hit = bool(wanted & set(found.because))
        counts = pair["verdict"] != "label_error"
        judged += counts
        hits += counts and hit
        mark = "  " if hit or not counts else "- "
        because = ", ".join(found.because) or "nothing"
        ids = f"{pair['claim_a']} {pair['claim_b']}"
        print(f"{mark}{ids} {pair['reason']:18} {found.verdict:13} by {because}")
        if mark.strip() or (counts and found.verdict == "conflict"):
            print(f"      a: {a.text} [{a.effect}]\n      b: {b.text} [{b.effect}]")
    print(f"\njudged dimension named: {hits}/{judged} = {hits / judged:.2f}")
    for (verdict, mine), number in sorted(table.items()):
        print(f"  {verdict:24} {mine:14} {number}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
