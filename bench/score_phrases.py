"""What the grammar reads out of phrases, against pieces that a person marked.

    python bench/score_phrases.py TABLES

TABLES is the folder with claims.csv. phrase_judgements.csv names phrases by claim and column and
says where in them a condition stands, and of which kind; it holds none of their words. Phrases
were drawn at random in two samples: the first was marked before the grammar had seen it, and the
grammar was mended by it; the second was marked after that.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, cast

from kg.text.phrases import read_phrase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.text.phrases import Role

MARKS = Path(__file__).with_name("phrase_judgements.csv")
Marked = set[tuple[str, int, int]]


def marked(pieces: str) -> Marked:
    """The pieces of a row: `dose:10-16 timepoint:20-26`."""
    found: Marked = set()
    for piece in pieces.split():
        kind, place = piece.split(":")
        start, end = place.split("-")
        found.add((kind, int(start), int(end)))
    return found


def compared(tables: Path) -> Iterator[tuple[str, str, str, str]]:
    """Every piece that grammar or person marked: sample, kind, how they agree, and the words."""
    with (tables / "claims.csv").open(encoding="utf-8", newline="") as stream:
        claims = {row["claim_id"]: row for row in csv.DictReader(stream)}
    with MARKS.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            words = claims[row["claim_id"]][row["column"]].split(";")[0].strip()
            phrase = read_phrase(words, cast("Role", row["column"]))
            mine: Marked = {(piece.kind, piece.start, piece.end) for piece in phrase.qualifiers}
            theirs = marked(row["pieces"])
            sides = {"right": mine & theirs, "wrong": mine - theirs, "missed": theirs - mine}
            for name, pieces in sides.items():
                for kind, start, end in sorted(pieces):
                    yield row["sample"], kind, name, f"{words[start:end]!r} in {words!r}"


def main(tables: Path) -> None:
    """Print precision and recall by sample and kind, and every difference."""
    counts: Counter[tuple[str, str, str]] = Counter()
    for sample, kind, name, words in compared(tables):
        counts[sample, kind, name] += 1
        counts[sample, "all", name] += 1
        if name != "right":
            print(f"{name:6} {kind:16} {words}"[:150])
    report(counts)


def report(counts: Counter[tuple[str, str, str]]) -> None:
    """Print the table."""
    print("\nsample kind             right wrong missed  precision recall")
    for sample in ("1", "2"):
        kinds = {kind for s, kind, _ in counts if s == sample} - {"all"}
        for kind in (*sorted(kinds), "all"):
            right, wrong, missed = (
                counts[sample, kind, name] for name in ("right", "wrong", "missed")
            )
            precision = f"{right / (right + wrong):.2f}" if right + wrong else "-"
            recall = f"{right / (right + missed):.2f}" if right + missed else "-"
            row = f"{sample:6} {kind:16} {right:5} {wrong:5} {missed:6}"
            print(f"{row}  {precision:>9} {recall:>6}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
