"""Computed certainty beside the GRADE word of Cochrane reviews, on what a table of questions tells.

    python bench/review_questions.py [../shared/data/review-questions/questions.csv]

Of each question the table tells the answer and the sources that the review found; it tells no
design, size, interval or risk of bias. So a question becomes a claim with one line: that of the
review, a systematic review that pools those sources. The stored GRADE word is never an input.
Answers of an uncertain effect or of insufficient data are neutral lines, which have no vote.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter
from pathlib import Path
from typing import Final, NamedTuple

from kg.judge.certainty import Body, Line, Subject, judge
from kg.judge.certainty.ladder import LADDER

SHARED: Final = Path(__file__).parents[2] / "shared" / "data" / "review-questions" / "questions.csv"
WORDS: Final = {"very low": "very-low", "very-low": "very-low"}
CHANGE: Final = frozenset({"higher", "lower"})
VOTES: Final = CHANGE | {"no difference"}
SHOWN: Final = 10


class Pair(NamedTuple):
    """A question with both certainties."""

    row: dict[str, str]
    graded: str
    computed: str
    why: str


def body(row: dict[str, str]) -> Body:
    """A question as the claim that its answer makes, with the line of its review."""
    answer = row["answer"].strip()
    direction = "supports" if answer in VOTES else "neutral"
    studies = tuple(one for one in row["source_pmids"].split(";") if one)
    line = Line(
        iri=row["question_id"],
        source=row["review_pmid"],
        direction=direction,
        studies=studies,
        design="systematic-review",
        question="treatment-benefit",
    )
    return Body(Subject("causal", answer in CHANGE), (line,))


def weighted_kappa(pairs: list[tuple[int, int]], size: int) -> float:
    """Cohen's kappa with quadratic weights (Cohen 1968); nan where one side never varies."""

    def weight(a: int, b: int) -> float:
        return (a - b) ** 2 / (size - 1) ** 2

    total = len(pairs)
    ones, others = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    seen = sum(weight(a, b) for a, b in pairs) / total
    by_chance = sum(
        weight(a, b) * ones[a] * others[b] / total**2 for a in range(size) for b in range(size)
    )
    return float("nan") if by_chance == 0 else 1 - seen / by_chance


def read(path: Path) -> list[Pair]:
    """All questions of the table that have a GRADE word."""
    found = []
    with path.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            graded = row["evidence_certainty"].strip().casefold()
            if not graded:
                continue
            certainty = judge(body(row))
            steps = [s for s in certainty.steps if s.change not in {"0", "for", "none"}]
            why = "; ".join(f"{s.step} {s.change}: {s.why}" for s in steps) or "no vote"
            word = certainty.word or "none"
            found.append(Pair(row, WORDS.get(graded, graded), word, why))
    return found


def main() -> None:
    """Compare and print."""
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else SHARED
    if not path.is_file():
        print(f"the public data is not here: {path}")
        return
    every = read(path)
    unknown = sorted({p.graded for p in every} - {*LADDER})
    pairs = [p for p in every if p.computed in LADDER and p.graded in LADDER]
    print(f"{len(every)} questions with a GRADE word; {len(every) - len(pairs)} not compared:")
    told = Counter((p.row["answer"], p.graded) for p in every if p not in pairs)
    for (answer, graded), number in sorted(told.items()):
        print(f"  {number:>3}  answer {answer!r}, GRADE {graded}")
    if unknown:
        print(f"  words that are none of GRADE's: {', '.join(unknown)}")
    columns = sorted({p.computed for p in pairs}, key=LADDER.index)
    print("\nGRADE \\ computed" + "".join(f"{name:>10}" for name in columns))
    for graded in reversed(LADDER):
        row = [sum(p.graded == graded and p.computed == c for p in pairs) for c in columns]
        print(f"{graded:<16}" + "".join(f"{number:>10}" for number in row))
    ranks = [(LADDER.index(p.graded), LADDER.index(p.computed)) for p in pairs]
    same = sum(a == b for a, b in ranks)
    near = sum(abs(a - b) <= 1 for a, b in ranks)
    print(f"\nsame word {same} of {len(ranks)}, within one rung {near}")
    print(f"weighted kappa (quadratic) {weighted_kappa(ranks, len(LADDER)):.3f}\n")
    worst = sorted(
        pairs,
        key=lambda p: (
            -abs(LADDER.index(p.graded) - LADDER.index(p.computed)),
            int(p.row["question_id"]),
        ),
    )
    for pair in worst[:SHOWN]:
        print(f"{pair.row['question_id']}: GRADE {pair.graded}, computed {pair.computed}")
        print(f"    {pair.row['question']} {pair.row['answer']}; {pair.row['n_sources']} sources")
        print(f"    {pair.why}")
    alone = sum(pair.row["n_sources"] == "1" for pair in worst[:SHOWN])
    print(f"\n{alone} of these {SHOWN} rest on one source.")
    print("The table does not tell that it is a trial, nor how large it is, so the method starts")
    print("low and takes a step for a lone study of unknown size; the reviewers saw both.")


if __name__ == "__main__":
    main()
