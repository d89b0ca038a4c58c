"""Pairs of BEL statements that carry both signs: by hand from the scripts, and as kg judges them.

    python bench/bel_pairs.py [FOLDER OF BEL FILES]

By hand: one regular expression over the lines of the scripts and the links of the graphs, which
knows nothing of claimkg; white space and quotes are taken out of a term, and nothing else.
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
import time
from collections import defaultdict
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from kg.curate.importing import Opened

SHARED: Final = Path(__file__).parents[2] / "shared" / "data" / "bel"

AFFECTS: Final = "https://w3id.org/claimkg/ns#affects"

# ------------------------------------------------------------------- by hand: re and json only
_SIGNED: Final = re.compile(r"^(\w+\(.*\)) *(->|=>|-\||=\|) *(\w+\(.*\))\s*(?:#.*)?$")
_SIGNS: Final = {"->": "+", "=>": "+", "-|": "-", "=|": "-"}
_LINKS: Final = {
    "increases": "+",
    "directlyIncreases": "+",
    "decreases": "-",
    "directlyDecreases": "-",
}


def by_hand(files: list[Path]) -> tuple[int, set[tuple[str, str]]]:
    """How many signed statements there are, and the pairs of terms that carry both signs."""
    signs: dict[tuple[str, str], set[str]] = defaultdict(set)
    count = 0
    for path in files:
        text = path.read_text(encoding="utf-8-sig")
        found = linked(json.loads(text)) if path.suffix == ".json" else scripted(text)
        for subject, sign, thing in found:
            count += 1
            signs[plain(subject), plain(thing)].add(sign)
    return count, {pair for pair, seen in signs.items() if len(seen) > 1}


def scripted(text: str) -> list[tuple[str, str, str]]:
    matches = (_SIGNED.match(line.strip()) for line in text.split("\n"))
    return [(m[1], _SIGNS[m[2]], m[3]) for m in matches if m and balanced(m[1]) and balanced(m[3])]


def linked(graph: dict[str, list[dict[str, object]]]) -> list[tuple[str, str, str]]:
    ends = [str(node["bel"]) for node in graph["nodes"]]

    def end(link: dict[str, object], side: str) -> str:
        changed = json.dumps(link.get(f"{side}_modifier", ""), sort_keys=True)
        return ends[int(str(link[side]))] + (changed if len(changed) > len('""') else "")

    return [
        (end(link, "source"), _LINKS[str(link["relation"])], end(link, "target"))
        for link in graph["links"]
        if link["relation"] in _LINKS
    ]


def balanced(term: str) -> bool:
    bare = re.sub(r'"[^"]*"', "", term)
    return bare.count("(") == bare.count(")")


def plain(term: str) -> str:
    return re.sub(r'[\s"]', "", term)


# ------------------------------------------------------------------------------ the same through kg
def ledger_of(files: list[Path], folder: str) -> Path:
    """A ledger of all files, by the product's importer."""
    from kg.curate.creating import init_ledger
    from kg.curate.importing import import_into, open_for_change, unite
    from kg.importers.bel import read
    from kg.rdf.imported import Imported, Request

    path = Path(folder, "bel.ttl")
    init_ledger(path, "BEL", None)
    opened: Opened = open_for_change(path)
    held, notes = dict(opened.entities), 0
    for file in files:
        found = read(str(file), Request(base=opened.base, known=held, lenient=True))
        held = unite(replace(opened, entities=held), found, "bel").entities
        broken = [note for note in found.notes if note.startswith("left out")]
        print(*(f"  {Path(note).name}" for note in broken), sep="\n", end="\n" * bool(broken))
        notes += len(broken)
    print(f"{notes} statements left out that break the grammar")
    import_into(opened, Imported(tuple(held.values())), "bel")
    return path


def main(folder: Path) -> None:
    import kg

    files = sorted(path for path in folder.rglob("*") if path.suffix in {".bel", ".json"})
    count, hand = by_hand(files)
    print(
        f"{len(files)} files; by hand {count:,} signed statements, {len(hand)} pairs of both signs"
    )
    with tempfile.TemporaryDirectory() as place:
        start = time.process_time()
        path = ledger_of(files, place)
        print(f"imported in {time.process_time() - start:.1f} s of processor time")
        found = kg.conflicts(kg.open(path).select())
        causal = [p for p in found.pairs if {p.a.effect, p.b.effect} == {"increase", "decrease"}]
        ours = {
            (plain(s.label), plain(o.label)): pair
            for pair in causal
            if pair.a.predicate.iri == pair.b.predicate.iri == AFFECTS
            for s in pair.a.subjects
            for o in pair.a.objects
        }
        print(f"kg: {len(ours)} such pairs")
        for one in sorted(hand - ours.keys()):
            print(f"  by hand only: {one}")
        for one in sorted(ours.keys() - hand):
            print(f"  kg only: {one}")
        for (subject, thing), pair in sorted(ours.items()):
            print(f"  {pair.verdict:12} {subject} | {thing}\n      {pair.text}")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else SHARED)
