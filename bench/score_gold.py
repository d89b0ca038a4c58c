"""How sentences are read, against the labelled passages of tests/gold.

    python bench/score_gold.py [seen|unseen]

First how far two labellings agree (Cohen's kappa), then the reading and the rules on sources held
against the labels. `unseen` is for measuring once a change is done, not for tuning.
No ledger is used.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg.auditing.audit import audit_article
from kg.auditing.prose import Reader
from kg.auditing.rule import default_rules
from kg.auditing.sources import Library
from kg.readers.read import read_document

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.auditing.statement import Statement
    from kg.model.finding import Finding

GOLD: Final = Path(__file__).parents[1] / "tests" / "gold"
LABELS: Final = ("sourcing", "strength", "hedging")
FAULTS: Final = {"KG102": "unsourced", "KG103": "vague"}
"""The label of a claim that a rule is about."""
Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A labelled sentence and what was read of it, None where it was read as none."""

    row: Row
    read: Statement | None

    @property
    def is_claim(self) -> bool:
        return self.row["claim"] == "yes"

    @property
    def read_as_claim(self) -> bool:
        return self.read is not None and self.read.role == "claim"


def table(name: str) -> list[Row]:
    """The rows of a file of the corpus."""
    with (GOLD / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def kappa(pairs: list[tuple[str, str]]) -> float:
    """Cohen's kappa (1960) of two readers' labels."""
    observed = sum(a == b for a, b in pairs) / len(pairs)
    first, second = (Counter(side) for side in zip(*pairs, strict=True))
    chance = sum(first[label] * second[label] for label in first) / len(pairs) ** 2
    return (observed - chance) / (1 - chance)


def agreement() -> Iterator[str]:
    """One line a label."""
    pairs = list(zip(table("labels-a.csv"), table("labels-b.csv"), strict=True))
    both = [(a, b) for a, b in pairs if a["claim"] == b["claim"] == "yes"]
    for name, told in (("claim", pairs), *((label, both) for label in LABELS)):
        yield f"{name:8} kappa {kappa([(a[name], b[name]) for a, b in told]):.2f} over {len(told)}"


def sentences(part: str) -> Iterator[Sentence]:
    """The labelled sentences of a part with what was read of each."""
    labels = {(row["file"], row["number"]): row for row in table("labels.csv")}
    by_file: dict[str, list[Row]] = defaultdict(list)
    for row in table("sentences.csv"):
        if row["file"].startswith(part):
            by_file[row["file"]].append({**row, **labels[row["file"], row["number"]]})
    for name, rows in by_file.items():
        reading = read_document(str(GOLD / name))
        read = Reader(reading, None, Library((), reading)).statements
        for row in rows:
            yield Sentence(row, most_shared(read, int(row["start"]), int(row["end"])))


def shared(start: int, end: int, other_start: int, other_end: int) -> int:
    return max(0, min(end, other_end) - max(start, other_start))


def most_shared(read: Iterable[Statement], start: int, end: int) -> Statement | None:
    """The statement that shares most characters with a span, if it is half of the span or more."""
    best, most = None, (end - start) / 2
    for one in read:
        assert one.span is not None
        common = shared(start, end, one.span.start, one.span.end)
        if common >= most:
            best, most = one, common
    return best


def rates(found: int, right: int, wanted: int) -> str:
    precision = right / found if found else 0.0
    recall = right / wanted if wanted else 0.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    told = f"precision {right}/{found} = {precision:.2f}  recall {right}/{wanted} = {recall:.2f}"
    return f"{told}  F1 {f1:.2f}"


def macro_f1(pairs: list[tuple[str, str]]) -> float:
    """The mean of the F1 of each gold label."""
    scores = []
    for label in {gold for gold, _ in pairs}:
        right = sum(gold == read == label for gold, read in pairs)
        scores.append(2 * right / sum((gold == label) + (read == label) for gold, read in pairs))
    return sum(scores) / len(scores)


def sourcing(statement: Statement) -> str:
    """The label of a statement's source."""
    if statement.cited or statement.attribution == "named":
        return "sourced"
    return "vague" if statement.attribution == "unnamed" else "unsourced"


def reading_scores(rows: list[Sentence]) -> Iterator[str]:
    """How claims and their marks are read."""
    claims = [one for one in rows if one.is_claim]
    found = [one for one in rows if one.read_as_claim]
    yield f"claim or not: {rates(len(found), sum(one.is_claim for one in found), len(claims))}"
    read = [(one.row, one.read) for one in claims if one.read is not None]
    for name, told in (
        ("sourcing", sourcing),
        ("hedging", lambda one: one.hedging),
        ("strength", lambda one: getattr(one, "strength", "-")),
    ):
        pairs = [(row[name], told(statement)) for row, statement in read]
        right = sum(gold == said for gold, said in pairs)
        share = f"{right}/{len(pairs)} = {right / len(pairs):.2f}"
        yield f"{name}: right {share}  macro-F1 {macro_f1(pairs):.2f}"
        wrong = Counter(pair for pair in pairs if pair[0] != pair[1])
        yield "   " + ", ".join(
            f"{gold} read as {said} {n}" for (gold, said), n in wrong.most_common(6)
        )


def findings(part: str) -> Iterator[tuple[str, Finding]]:
    """What the default rules say of each passage, without a ledger."""
    for name in sorted({row["file"] for row in table("sentences.csv")}):
        if name.startswith(part):
            report = audit_article(
                read_document(str(GOLD / name)), None, default_rules("article"), use_anchors=False
            )
            for one in report.findings:
                yield name, one


def rule_scores(part: str, rows: list[Sentence]) -> Iterator[str]:
    """The rules whose fault is a label; the findings of the others are listed to be read."""
    told = list(findings(part))
    for code, label in FAULTS.items():
        places = [
            (name, span)
            for name, one in told
            if one.code == code and one.start is not None
            for span in ((one.start, one.end or 0), *((s.start, s.end) for s in one.also))
        ]
        at_fault = [one.row for one in rows if one.row["sourcing"] == label]
        hit = [place for place in places if any(touches(place, row) for row in at_fault)]
        met = [row for row in at_fault if any(touches(place, row) for place in places)]
        yield (
            f"{code} {label}: places right {len(hit)}/{len(places)}, "
            f"sentences found {len(met)}/{len(at_fault)}"
        )
    for name, one in told:
        if one.code not in FAULTS:
            yield f'{one.code} {name}: {one.message} "{" ".join(one.quote.split())}"'


def touches(place: tuple[str, tuple[int, int]], row: Row) -> bool:
    name, (start, end) = place
    return name == row["file"] and shared(start, end, int(row["start"]), int(row["end"])) > 0


def main(part: str = "seen") -> None:
    rows = list(sentences(part))
    print(*agreement(), sep="\n")
    print(f"\n{part}: {len(rows)} sentences, {sum(one.is_claim for one in rows)} claims")
    print(*reading_scores(rows), sep="\n")
    print(*rule_scores(part, rows), sep="\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
