"""What a generated ledger holds, against the figures that it follows.

    python bench/bench_generator.py [CLAIMS]

Exits with 1 if an exponent is off by more than 0.05, or a share by more than one point.
"""

from __future__ import annotations

import re
import resource
import sys
import tempfile
import time
from collections import Counter
from math import exp, log
from pathlib import Path
from typing import TYPE_CHECKING, Final

from generate import generate
from generator import figures
from limits import said

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

CLAIMS: Final = 100_000
MOST_OFF: Final = 0.05
MOST_POINTS: Final = 1.0
_SECTION: Final = re.compile(r"### (\w+) -+\n")
_BLOCK: Final = re.compile(r":(\S+) a (\S+)")
_ROW: Final = re.compile(r"    (\S+) :?(\S+)")
_EXTRA: Final = re.compile(r"        :?(\S+)")
_RANKED: Final = re.compile(r"(drug|outcome|population|comparator)-(\d+)$")
_ROLES: Final = {
    "rdf:subject": "drug",
    "rdf:object": "outcome",
    "kg:population": "population",
    "kg:comparator": "comparator",
    "kg:concept": "comparator",
}


class Measured:
    """Counts over one ledger, in one pass and little memory."""

    def __init__(self, path: Path) -> None:
        self.ranks: dict[str, Counter[int]] = {word: Counter() for word in figures.EXPONENTS}
        self.counts: Counter[tuple[str, str]] = Counter()
        self.lines: Counter[str] = Counter()
        section = predicate = kind = ""
        with path.open(encoding="utf-8") as stream:
            for row in stream:
                if found := _BLOCK.match(row):
                    kind = found[2]
                    self.counts["type", kind] += 1
                elif found := _ROW.match(row):
                    predicate = found[1]
                    self._seen(section, kind, predicate, found[2])
                elif found := _EXTRA.match(row):
                    self._seen(section, kind, f"{predicate} again", found[1])
                elif found := _SECTION.match(row):
                    section = found[1]

    def _seen(self, section: str, kind: str, predicate: str, token: str) -> None:
        ranked = _RANKED.match(token)
        if section == "Claims" and ranked and _ROLES.get(predicate) == ranked[1]:
            self.ranks[ranked[1]][int(ranked[2])] += 1
        self.counts[kind, predicate] += 1
        if predicate in {"kg:effect", "kg:hedging", "kg:attribution", "kg:section", "cito:cites"}:
            self.counts[predicate, token] += 1
        elif predicate in {"kg:evidenceLevel", "schema:unitText"}:
            self.counts[predicate, token.strip('"')] += 1
        elif predicate == "kg:evidenceFor":
            self.lines[token] += 1

    def share(self, kind: str, predicate: str) -> float:
        """Percent of the blocks of a kind that have the predicate."""
        return 100 * self.counts[kind, predicate] / self.counts["type", kind]


def exponent(ranks: Mapping[int, int]) -> float:
    """Maximum likelihood of Zipf's law over the ranks that occur, up to the largest."""
    size, total = max(ranks), sum(ranks.values())
    mean = sum(count * log(rank) for rank, count in ranks.items()) / total
    low, high = 0.1, 3.0
    for _ in range(40):
        middle = (low + high) / 2
        weights = [rank**-middle for rank in range(1, size + 1)]
        expected = sum(w * log(rank) for rank, w in enumerate(weights, 1)) / sum(weights)
        low, high = (middle, high) if expected > mean else (low, middle)
    return (low + high) / 2


def exponents(found: Measured) -> Iterator[tuple[str, float, float]]:
    """Name, measured and wanted exponent of each kind of concept."""
    for word, wanted in figures.EXPONENTS.items():
        ranks = found.ranks[word]
        if word == "comparator":  # the first three have shares of their own
            ranks = Counter({rank - 3: count for rank, count in ranks.items() if rank > 3})
        yield word, exponent(ranks), wanted


def shares(found: Measured) -> Iterator[tuple[str, float, float]]:
    """Name, measured and wanted share in percent, over all claims unless it says otherwise."""
    count = found.counts["type", "kg:Claim"]
    thorough = _thorough_share()
    for effect, lean in figures.EFFECTS[True]:
        other = dict(figures.EFFECTS[False])[effect]
        wanted = lean + thorough * (other - lean)
        yield effect, 100 * found.counts["kg:effect", f"kg:{effect}"] / count, wanted
    for name, predicate, table in (
        ("dose", "kg:dose", figures.DOSE),
        ("timepoint", "kg:timepoint", figures.TIMEPOINT),
    ):
        wanted = 100 * (table[True] + thorough * (table[False] - table[True]))
        yield name, found.share("kg:Claim", predicate), wanted
    for name, predicate, share in (
        ("population", "kg:population", figures.POPULATION),
        ("comparator", "kg:comparator", figures.COMPARATOR),
        ("route", "kg:route", figures.ROUTE),
        ("duration", "kg:duration", figures.DURATION),
        ("second dose", "kg:dose again", figures.SECOND_DOSE),
    ):
        yield name, found.share("kg:Claim", predicate), 100 * share
    uncited = 100 - found.share("kg:Assertion", "cito:cites")
    yield "uncited", uncited, 100 * figures.UNCITED
    one = sum(number == 1 for number in found.lines.values())
    yield "one line a claim", 100 * one / len(found.lines), figures.LINES[0][1]
    yield "no line", 100 * (1 - len(found.lines) / count), 1.9
    yield from _parts(found, "kg:evidenceLevel", [(f"kg:OCEBM-{n}", s) for n, s in figures.LEVELS])
    yield from _parts(found, "kg:section", [(f'"{n}"', s) for n, s in figures.SECTIONS_OF_ARTICLES])


def _parts(
    found: Measured, predicate: str, table: list[tuple[str, float]]
) -> Iterator[tuple[str, float, float]]:
    kept = [(token, share) for token, share in table if token != '""']
    total = sum(found.counts[predicate, token] for token, _ in kept)
    wanted = sum(share for _, share in kept)
    for token, share in kept:
        yield token, 100 * found.counts[predicate, token] / total, 100 * share / wanted


def _thorough_share() -> float:
    """Share of all claims that stand in thoroughly read articles: means of the two lognormals."""
    means: dict[bool, float] = {}
    for lean, (median, sigma) in figures.CLAIMS_PER_ARTICLE.items():
        means[lean] = median * exp(sigma * sigma / 2)
    thorough = (1 - figures.LEAN) * means[False]
    return thorough / (figures.LEAN * means[True] + thorough)


def main(count: int) -> int:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "ledger.ttl")
        start = time.process_time()
        generate(count, path)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(
            f"{count:,} claims in {time.process_time() - start:.1f} s, {peak} MB peak,"
            f" {path.stat().st_size / 1e6:.1f} MB"
        )
        found = Measured(path)
    bad = 0
    for title, rows, most in (
        ("exponent", exponents(found), MOST_OFF),
        ("share, %", shares(found), MOST_POINTS),
    ):
        print(f"{title:22} measured  wanted  off (limit {most:g}; ! marks what is NOT MET)")
        for name, measured, wanted in rows:
            off = abs(measured - wanted)
            bad += off > most
            print(
                f"{name:22} {measured:8.2f} {wanted:7.2f} {off:5.2f}{'  !' if off > most else ''}"
            )
    print(f"figures off by more than their limit {bad}, {said(bad, 0)}")
    return int(bad > 0)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else CLAIMS))
