"""Audit a generated ledger, and compare with what was planted in it.

    python bench/score_rules.py [CLAIMS [SEED]]

A planted fault counts as found if a finding of its rule names one of its subjects; a finding as
true if a fault of its rule names what it names. Findings on tolerated subjects count for neither.
"""

from __future__ import annotations

import csv
import os
import sys
import tempfile
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from generate import generate
from generator import figures

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.model.finding import Finding

NOT_PLANTED: Final = {"lost-quote": "needs the texts"}


@dataclass(slots=True)
class Planted:
    """The truth of one rule: rows of subjects."""

    faults: list[frozenset[str]] = field(default_factory=list)
    variants: list[str] = field(default_factory=list)
    misses: list[frozenset[str]] = field(default_factory=list)
    tolerated: list[frozenset[str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Score:
    """How a rule did."""

    planted: int
    found: int
    findings: int
    true: int
    alarms: int
    strays: tuple[str, ...]
    missed: Counter[str]


def truth_of(path: Path) -> dict[str, Planted]:
    """The truth by rule, under the names of the product."""
    found: dict[str, Planted] = defaultdict(Planted)
    with path.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            if row["rule"]:
                planted = found[row["rule"]]
                kinds = {"fault": planted.faults, "near-miss": planted.misses}
                rows = kinds.get(row["kind"], planted.tolerated)
                rows.append(frozenset(row["subjects"].split(" ")))
                if row["kind"] == "fault":
                    planted.variants.append(row["variant"])
    return found


def named(finding: Finding) -> frozenset[str]:
    """What a finding is about: its claim, else all that it refers to."""
    return frozenset((finding.claim,)) if finding.claim else frozenset(finding.related)


def score(planted: Planted, findings: list[Finding]) -> Score:
    """Recall and precision of one rule."""
    subjects = [named(finding) for finding in findings]
    every = frozenset().union(*subjects)
    at_fault = frozenset().union(*planted.faults)
    tolerated = frozenset().union(*planted.tolerated)
    missed = frozenset().union(*planted.misses) - at_fault
    judged = [one for one in subjects if one & at_fault or not one & tolerated]
    true = [one for one in judged if one & at_fault]
    return Score(
        planted=len(planted.faults),
        found=sum(bool(row & every) for row in planted.faults),
        findings=len(judged),
        true=len(true),
        alarms=sum(bool(one & missed) for one in judged if not one & at_fault),
        missed=Counter(
            variant
            for row, variant in zip(planted.faults, planted.variants, strict=True)
            if not row & every
        ),
        strays=tuple(sorted(" ".join(sorted(o)) for o in judged if not o & at_fault)[:3]),
    )


def lines(count: int, seed: int) -> Iterator[str]:
    """The table."""
    import kg
    from kg.auditing.ledger import audit_ledger

    with tempfile.TemporaryDirectory() as folder:
        os.environ["KG_CACHE"] = str(Path(folder, "cache"))
        path = Path(folder, "ledger.ttl")
        truth = truth_of(generate(count, path, seed))
        ledger = kg.open(path)
        start = time.process_time()
        report = audit_ledger(ledger.select(), str(path), kg.rules())  # those off by default too
        yield f"{count:,} claims audited in {time.process_time() - start:.1f} s of processor time"
    by_rule: dict[str, list[Finding]] = defaultdict(list)
    for finding in report.findings:
        by_rule[finding.name].append(finding)
    there = {rule.name for rule in kg.rules()}
    yield f"{'rule':20} planted  found  recall  findings  true  near misses  precision"
    for name in sorted(truth.keys() | there):
        yield f"{name:20} {told(name, truth, by_rule[name], there=name in there)}"


def told(name: str, truth: dict[str, Planted], findings: list[Finding], *, there: bool) -> str:
    """One rule's line."""
    if name in NOT_PLANTED:
        return f"not planted: {NOT_PLANTED[name]}; findings: {len(findings)}"
    if name not in truth:
        return f"nothing planted under this name; findings: {len(findings)}"
    if not there:
        return f"{len(truth[name].faults):7}  no such rule yet"
    found = score(truth[name], findings)
    recall = f"{found.found / found.planted:.3f}" if found.planted else "-"
    precision = f"{found.true / found.findings:.3f}" if found.findings else "-"
    strays = f"  not planted: {', '.join(found.strays)}" if found.strays else ""
    missed = ", ".join(f"{name or 'plain'} {n}" for name, n in found.missed.most_common(4))
    strays += f"  missed: {missed}" if missed else ""
    return (
        f"{found.planted:7} {found.found:6} {recall:>7} {found.findings:9} {found.true:5}"
        f" {found.alarms:12} {precision:>10}{strays}"
    )


if __name__ == "__main__":
    count, seed = [*map(int, sys.argv[1:3]), *(10_000, figures.SEED)[len(sys.argv) - 1 :]]
    for line in lines(count, seed):
        print(line)
