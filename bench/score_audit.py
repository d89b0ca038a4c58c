"""Found, missed and false: the audit of a labelled draft against its table of faults.

    python bench/score_audit.py ARTICLE FAULTS [LEDGER] [--prose] [--all]

With --all the rules that do not run by default are run as well, and faults of their kinds are
counted; without it only those that a rule of the default answers for.
With --prose the assertions that the ledger keeps of the article are not used.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import kg
from kg.auditing.audit import audit_article
from kg.auditing.rule import chosen_rules

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.model.finding import Finding

RULE_OF = {
    "no-source": "KG102",
    "number-without-source": "KG102",
    "vague-attribution": "KG103",
    "unsupported-claim": "KG101",
    "contradicted-by-evidence": "KG101",
    "retracted-source": "KG201",
    "one-sided": "KG301",
    "overstated": "KG401",
    "absolute-safety": "KG401",
    "self-contradiction": "KG501",
    "quote-lost": "KG601",
    "wrong-number": "KG207",
    "correlation-as-causation": "KG406",
    "bad-identifier": "KG701",
    "context-lost": "KG405",
    "outdated": "KG302",
    "secondary-source": "KG202",
    "animal-as-human": "KG404",
}
"""Which rule answers for a kind of fault; kinds that no rule answers for yet are not among them."""


@dataclass
class Score:
    """Counts by rule.

    Attributes:
        faults: faults of the rule's kinds.
        found: those among them that a finding of the rule touches.
        true: places of findings that touch such a fault.
        other: places that touch only a fault of another kind.
        clean: places where the table lists no fault at all.
    """

    faults: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    true: Counter[str] = field(default_factory=Counter)
    other: Counter[str] = field(default_factory=Counter)
    clean: Counter[str] = field(default_factory=Counter)
    missed: list[str] = field(default_factory=list)
    false: list[str] = field(default_factory=list)
    unruled: Counter[str] = field(default_factory=Counter)


Span = tuple[int, int]


def spans_of(fault: dict[str, str], text: str) -> list[Span]:
    """The places of a fault: its own, and for a contradiction the other side too."""
    spans = [(int(fault["start"]), int(fault["end"]))] if fault["start"] else []
    other = fault.get("related_quote") or ""
    if fault["kind"] == "self-contradiction" and other and other in text:
        spans.append((text.index(other), text.index(other) + len(other)))
    return spans


def places(finding: Finding) -> Iterator[Span]:
    """All places of a finding."""
    if finding.start is not None and finding.end is not None:
        yield finding.start, finding.end
    for span in finding.also:
        yield span.start, span.end


def touch(a: Span, b: Span) -> bool:
    """The two share a character."""
    return a[0] < b[1] and b[0] < a[1]


def score(
    text: str, faults: list[dict[str, str]], findings: tuple[Finding, ...], codes: set[str]
) -> Score:
    """Hold findings of some rules against a table of faults."""
    made = Score()
    by_rule: dict[str, list[tuple[dict[str, str], list[Span]]]] = defaultdict(list)
    every: list[Span] = []
    for fault in faults:
        spans = spans_of(fault, text)
        every += spans
        code = RULE_OF.get(fault["kind"])
        if code not in codes:
            made.unruled[fault["kind"]] += 1
        else:
            by_rule[str(code)].append((fault, spans))
            made.faults[str(code)] += 1
    for finding in findings:
        for place in places(finding):
            if any(touch(place, s) for _, spans in by_rule[finding.code] for s in spans):
                made.true[finding.code] += 1
            else:
                kind = made.other if any(touch(place, s) for s in every) else made.clean
                kind[finding.code] += 1
                words = " ".join(text[place[0] : place[1]].split())
                made.false.append(f"{finding.code} {words[:90]}")
    for code, listed in by_rule.items():
        own = [f for f in findings if f.code == code]
        for fault, spans in listed:
            lost = not spans and any(f.quote == fault["quote"] for f in own)
            if lost or any(touch(p, s) for f in own for p in places(f) for s in spans):
                made.found[code] += 1
                made.true[code] += int(lost)
            else:
                made.missed.append(f"{code} {fault['kind']}: {fault['quote'][:80]}")
    return made


def show(made: Score) -> None:
    """Print the table."""
    print("rule   faults  found  recall  places  true  other fault  clean  precision")
    codes = sorted({*made.faults, *made.true, *made.other, *made.clean})
    for code in [*codes, "all"]:
        pick = codes if code == "all" else [code]
        faults, found, true, other, clean = (
            sum(counter[c] for c in pick)
            for counter in (made.faults, made.found, made.true, made.other, made.clean)
        )
        total = true + other + clean
        recall = f"{found / faults:.2f}" if faults else "-"
        precision = f"{true / total:.2f}" if total else "-"
        print(
            f"{code:<6}{faults:>7}{found:>7}{recall:>8}{total:>8}{true:>6}{other:>13}"
            f"{clean:>7}{precision:>11}"
        )
    print("faults that no rule answers for:", dict(made.unruled))
    for title, listed in (("missed", made.missed), ("false", made.false)):
        print(f"{title}:")
        for line in listed:
            print("  ", line)


def main(
    article: str, table: str, ledger: str = "demo", *, prose: bool = False, every: bool = False
) -> None:
    """Audit and score."""
    view = kg.open(ledger).select()
    reading = kg.read(article)
    chosen = [one for one in chosen_rules("article", every=every) if one.check]
    report = audit_article(reading, view, chosen, use_anchors=not prose)
    with Path(table).open(encoding="utf-8", newline="") as stream:
        faults = list(csv.DictReader(stream))
    show(score(reading.text, faults, report.findings, {one.code for one in chosen}))


if __name__ == "__main__":
    given = [word for word in sys.argv[1:] if not word.startswith("--")]
    main(*given, prose="--prose" in sys.argv, every="--all" in sys.argv)
