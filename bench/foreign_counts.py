"""Count propositions in foreign tables by hand, and beside it what claimkg counts after import.

    python bench/foreign_counts.py [FOLDER OF THE SHARED DATA]

The first part knows the `csv` module only and nothing of claimkg; the second imports the same
files by the mappings in `mappings/` and asks `kg`. What differs is listed.
"""

from __future__ import annotations

import csv
import json
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from math import log2
from pathlib import Path
from typing import Final

SHARED: Final = Path(__file__).parents[2] / "shared" / "data"
MAPPINGS: Final = Path(__file__).parent / "mappings"

PROPOSITIONS: Final = {
    "civic": (
        "civic/evidence_items.csv",
        "gene variant evidence_type clinical_significance disease drugs drug_interaction_type",
        "evidence_direction",
        {"Supports": "for", "Does Not Support": "against"},
    ),
    "drug-interactions": (
        "drug-interactions/assertions.csv",
        "asrt",
        "evidenceRole",
        {"support": "for", "refute": "against"},
    ),
    "salt": (
        "salt-blood-pressure/findings.csv",
        "exposure outcome",
        "relationship",
        {"excitatory": "for", "inhibitory": "against"},
    ),
}
"""File; what makes a proposition one; the column of the direction; its words for either side.

civic: a gene variant means this for a disease (under these drugs, combined in this way).
drug-interactions: an assertion, as the source numbers them.
salt: more of an exposure, as worded, raises an outcome, as worded.
"""


SALT_COLUMNS: Final = (
    "study_design",
    "exposure_direction",
    "population_main_condition",
    "comparator",
    "exposure",
    "outcome",
    "pub_year",
)
SHUFFLES: Final = 200


# ------------------------------------------------------------------- by hand: the csv module only
def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def by_hand(folder: Path, name: str) -> Counter[str]:
    file, key, column, sides = PROPOSITIONS[name]
    found: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for row in rows(folder / file):
        found[tuple(row[part] for part in key.split())].add(sides.get(row[column], ""))
    return Counter(
        "contested"
        if {"for", "against"} <= seen
        else "supported"
        if "for" in seen
        else "disputed"
        if "against" in seen
        else "neither"
        for seen in found.values()
    )


def only_case_apart(folder: Path, name: str) -> list[tuple[str, ...]]:
    """Propositions that another one equals but for the case of letters."""
    file, key, _, _ = PROPOSITIONS[name]
    seen = {tuple(row[part] for part in key.split()) for row in rows(folder / file)}
    folded = Counter(tuple(part.casefold() for part in one) for one in seen)
    return sorted(o for o in seen if folded[tuple(part.casefold() for part in o)] > 1)


def separating(folder: Path) -> list[tuple[str, int, int, float, float]]:
    """Of the findings that salt raises or lowers blood pressure: what a column tells of the side.

    Returns:
        Column, rows that state it, values, bits of information gain, and the mean gain of the same
        values with the sides shuffled: a column of many values tells much by chance alone.
    """
    table = [
        row
        for row in rows(folder / "salt-blood-pressure/findings.csv")
        if row["exposure_match"] == row["outcome_match"] == "yes"
        and row["relationship"] != "no_change"
    ]
    told = []
    shuffle = random.Random(20261125).shuffle
    for column in SALT_COLUMNS:
        stated = [row for row in table if row[column].strip()]
        values = [row[column].strip().casefold() for row in stated]
        sides = [row["relationship"] for row in stated]
        found, chance = gain(values, sides), 0.0
        for _ in range(SHUFFLES):
            shuffle(sides)
            chance += gain(values, sides) / SHUFFLES
        told.append((column, len(stated), len(set(values)), found, chance))
    return sorted(told, key=lambda one: one[4] - one[3])


def anchors(folder: Path) -> Counter[str]:
    """Where the quotes of articles whose text is at hand stand, each once a claim and place."""
    found: dict[tuple[str, ...], str] = {}
    for row in rows(folder / "evidence-inference/evidence.csv"):
        file = folder / "evidence-inference/texts" / f"{row['article_id']}.txt"
        if file.is_file():
            text, quote = file.read_text(encoding="utf-8"), row["evidence_quote"]
            start, end = int(row["char_start"]), int(row["char_end"])
            at = start >= 0 and text[start:end].split() == quote.split()
            times = text.count(quote)
            how = "at its offsets" if at else "elsewhere" if times == 1 else "no one place"
            said = text[start:end]
            where = str(start + len(said) - len(said.lstrip()) if at else text.find(quote))
            found[row["claim_id"], " ".join(quote.split()), where if times or at else ""] = how
    return Counter(found.values())


def gain(values: list[str], sides: list[str]) -> float:
    """Bits that the values tell of the sides."""
    groups: dict[str, list[str]] = defaultdict(list)
    for value, side in zip(values, sides, strict=True):
        groups[value].append(side)
    within = sum(len(group) / len(sides) * entropy(group) for group in groups.values())
    return entropy(sides) - within


def entropy(sides: list[str]) -> float:
    return -sum(n / len(sides) * log2(n / len(sides)) for n in Counter(sides).values())


# ------------------------------------------------------------------------------ the same through kg
_WORDS: Final = {"qualified": "neither", "unsupported": "neither"}


def kg(*arguments: str) -> str:
    command = [str(Path(sys.executable).with_name("kg")), *arguments]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    if done.returncode > 1:
        raise SystemExit(f"{' '.join(command)}: {done.stderr}")
    return done.stdout


def imported(folder: Path, name: str, place: Path) -> Path:
    """A ledger of one dataset."""
    ledger = place / f"{name}.ttl"
    data = folder / PROPOSITIONS[name.removesuffix("-sides")][0]
    kg("init", str(ledger))
    mapping = str(MAPPINGS / f"{name}.toml")
    kg("-g", str(ledger), "import", str(data.parent), "--mapping", mapping)
    return ledger


def counted(ledger: Path) -> Counter[str]:
    listed = json.loads(kg("-g", str(ledger), "claims", "--format", "json", "--limit", "1000000"))
    return Counter(_WORDS.get(claim["status"], claim["status"]) for claim in listed["claims"])


def doses(ledger: Path) -> Counter[str]:
    """Doses of evidence lines: read as a quantity, or kept as words."""
    import kg as product

    view = product.open(ledger).select()
    return Counter(
        "words" if value.low is None else f"read, {value.unit}"
        for claim in view.claims
        for line in view.evidence(claim.ref.iri)
        for value in line.qualifiers.get("dose", ())
    )


def placed(folder: Path, place: Path) -> Counter[str]:
    """Passages of articles whose text is at hand, with and without a place, in kg."""
    ledger = str(place / "evidence-inference.ttl")
    kg("init", ledger)
    mapping = str(MAPPINGS / "evidence-inference.toml")
    start = time.perf_counter()
    kg("-g", ledger, "import", str(folder / "evidence-inference"), "--mapping", mapping)
    print(f"evidence-inference: imported in {time.perf_counter() - start:.1f} s")
    found = json.loads(kg("-g", ledger, "sparql", "--format", "json", PLACED))
    return Counter(
        "with a place" if "at" in row else "without" for row in found["results"]["bindings"]
    )


PLACED: Final = """
SELECT DISTINCT ?passage ?at WHERE {
  ?version kg:textSha256 ?hash . ?passage oa:hasSource ?version . ?said kg:passage ?passage .
  ?said a kg:Assertion .
  OPTIONAL { ?passage oa:hasSelector ?selector . ?selector oa:start ?at }
}"""


def main(folder: Path) -> None:
    with tempfile.TemporaryDirectory() as place:
        for name in PROPOSITIONS:
            ledger = imported(folder, name, Path(place))
            hand, ours = by_hand(folder, name), counted(ledger)
            print(f"{name}: {hand.total():,} propositions by hand, {ours.total():,} in kg")
            for status in ("supported", "disputed", "contested", "neither"):
                same = "" if hand[status] == ours[status] else "   differs"
                print(f"  {status:10} {hand[status]:6,} {ours[status]:6,}{same}")
            for one in only_case_apart(folder, name):
                print(f"  one concept in kg, apart by hand: {' | '.join(one)}")
            if name == "drug-interactions":
                stated = sum(bool(r["precipDose"]) for r in rows(folder / PROPOSITIONS[name][0]))
                print(f"  doses of the subject: {stated} stated; {dict(doses(ledger))}")
        print(f"quotes of 40 texts, by hand: {dict(anchors(folder))}")
        print(f"in kg: {dict(placed(folder, Path(place)))}")
    print("salt: what separates 'raises' from 'lowers', by hand")
    print(f"  {'column':28} stated values   bits  by chance")
    for column, count, values, found, chance in separating(folder):
        print(f"  {column:28} {count:6} {values:6} {found:6.3f}     {chance:6.3f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else SHARED)
