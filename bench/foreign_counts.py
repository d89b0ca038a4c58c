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


SALT_COLUMNS: Final = ("population_main_condition", "comparator", "exposure", "outcome")
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


def salt_votes(folder: Path) -> dict[str, tuple[str, dict[str, frozenset[str]]]]:
    """Of the studies on salt and blood pressure: the way of each, and its values by column.

    One study is one vote; a study whose findings go several ways is `mixed`.
    """
    found: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in rows(folder / "salt-blood-pressure/findings.csv"):
        if row["exposure_match"] == row["outcome_match"] == "yes":
            found[row["pmid"]].append(row)
    return {
        pmid: (
            ways.pop() if len(ways := {row["relationship"] for row in told}) == 1 else "mixed",
            {
                column: frozenset(row[column].casefold() for row in told) - {""}
                for column in SALT_COLUMNS
            },
        )
        for pmid, told in found.items()
    }


def separating(folder: Path) -> tuple[list[tuple[str, int, int, float, float]], float]:
    """What each column tells of the way of a study; mixed studies are left out.

    Returns:
        Column, studies that state it, values, bits of information gain over all studies, and the
        mean gain of the same values with the ways shuffled (a column of many values tells much by
        chance alone); and the share of shuffles in which the best column is as good as found.
    """
    votes = [vote for vote in salt_votes(folder).values() if vote[0] != "mixed"]
    ways = [way for way, _ in votes]
    values = {column: [told[column] for _, told in votes] for column in SALT_COLUMNS}
    found = {column: gain(values[column], ways) for column in SALT_COLUMNS}
    chance = dict.fromkeys(SALT_COLUMNS, 0.0)
    as_good = 0
    shuffle = random.Random(20261125).shuffle
    for _ in range(SHUFFLES):
        shuffle(ways)
        again = {column: gain(values[column], ways) for column in SALT_COLUMNS}
        as_good += max(again.values()) >= max(found.values())
        chance = {column: chance[column] + again[column] / SHUFFLES for column in SALT_COLUMNS}
    told = [
        (column, sum(map(bool, v)), len(set(v) - {frozenset()}), found[column], chance[column])
        for column, v in values.items()
    ]
    return sorted(told, key=lambda one: -one[3]), (as_good + 1) / (SHUFFLES + 1)


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


def gain(values: list[frozenset[str]], ways: list[str]) -> float:
    """Bits that the values tell of the ways, over all studies; without a value one tells none."""
    groups: dict[frozenset[str], list[str]] = defaultdict(list)
    for value, way in zip(values, ways, strict=True):
        if value:
            groups[value].append(way)
    stated = [way for group in groups.values() for way in group]
    within = sum(len(group) * entropy(group) for group in groups.values())
    return (len(stated) * entropy(stated) - within) / len(ways)


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
        ways = Counter(way for way, _ in salt_votes(folder).values())
        print(f"salt: {ways.total()} studies by hand, one vote each: {dict(ways)}")
        columns, share = separating(folder)
        print("  column                     stated values   bits  by chance")
        for column, count, values, found, chance in columns:
            print(f"  {column:26} {count:6} {values:6} {found:6.3f}     {chance:6.3f}")
        print(f"  the best of them is as good in {share:.3f} of {SHUFFLES} shuffles")
        sides = str(imported(folder, "salt-sides", Path(place)))
        (group,) = json.loads(kg("-g", sides, "conflicts", "--format", "json"))["groups"]
        print(f"  in kg: {json.dumps({k: v for k, v in group.items() if k not in REFS})[:600]}")


REFS: Final = ("subject", "object")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else SHARED)
