"""The audit of an article that the ledger does not know, against a hand-made reading of it.

    python bench/score_article.py TABLES

TABLES is the folder with article.txt and claims.csv. The ledger is the shipped one without the
assertions, passages and version of that article.
"""

from __future__ import annotations

import csv
import hashlib
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import kg
from kg.auditing.audit import audit_article
from kg.auditing.linking import Linker
from kg.auditing.prose import Reader
from kg.auditing.recorded import anchored
from kg.auditing.sources import Library
from kg.auditing.statement import STATED
from kg.curate.importing import canonical, open_for_change
from kg.model.assertion import Assertion
from kg.model.claim import Claim
from kg.model.document import Version
from kg.model.finding import Span

if TYPE_CHECKING:
    from kg.auditing.statement import Statement
    from kg.model.finding import Report
    from kg.store.records import ClaimRow
    from kg.store.selection import Selection

ARTICLE = "ketamine-article"
WAYS = STATED | {"without-context"}
Row = dict[str, str]


def without_article(folder: Path) -> Path:
    """A copy of the shipped ledger that knows nothing of the article's text."""
    opened = open_for_change(kg.open("demo").path)
    document = opened.base + ARTICLE
    kept = [
        entity
        for entity in opened.entities.values()
        if not isinstance(entity, Assertion | Version) or entity.document != document
    ]
    path = folder / "without.ttl"
    path.write_text(canonical(kept, opened.leftovers, opened.base), encoding="utf-8")
    return path


def numbers() -> dict[str, str]:
    """The number of each claim in the tables it was recorded in, by the claim's IRI."""
    entities = open_for_change(kg.open("demo").path).entities.values()
    return {one.iri: one.identifier or "" for one in entities if isinstance(one, Claim)}


def overlaps(row: Row, start: int, end: int) -> bool:
    """A row of the table and a span share a character."""
    return int(row["start"]) < end and start < int(row["end"])


def ratio(part: int, whole: int) -> str:
    """A share with its counts."""
    return f"{part}/{whole} = {part / whole:.2f}" if whole else "none"


def vague(statements: tuple[Statement, ...], rows: list[Row]) -> None:
    """Attributions to nobody in particular."""
    gold = [row for row in rows if row["article_source"] == "vague"]
    found = [s.span for s in statements if s.attribution == "unnamed" and s.span]
    right = sum(any(overlaps(row, s.start, s.end) for row in gold) for s in found)
    hit = sum(any(overlaps(row, s.start, s.end) for s in found) for row in gold)
    print(
        "vague attributions: precision", ratio(right, len(found)), " recall", ratio(hit, len(gold))
    )


def unnamed(report: Report, rows: list[Row]) -> None:
    """Places of vague-attribution, against passages that the table calls vague."""
    gold = [row for row in rows if row["article_source"] == "vague"]
    places = [
        span
        for f in report.findings
        if f.code == "KG103" and f.start is not None and f.end is not None
        for span in (Span(f.start, f.end), *f.also)
    ]
    right = sum(any(overlaps(row, p.start, p.end) for row in gold) for p in places)
    print("KG103 places: right", ratio(right, len(places)))


def links(statements: tuple[Statement, ...], rows: list[Row], numbers: dict[str, str]) -> None:
    """Claims that sentences were linked to, by the number that the table gave them."""
    means = {row["id"]: row["duplicate_of"] or row["id"] for row in rows}

    def fits(row: Row, span: Span, claim: ClaimRow) -> bool:
        return overlaps(row, span.start, span.end) and means[row["id"]] == numbers[claim.ref.iri]

    for title, ways in (("any way", WAYS), ("with all conditions", STATED)):
        linked = [(s.span, x.claim) for s in statements if s.span for x in s.links if x.how in ways]
        right = [any(fits(row, *link) for row in rows) for link in linked]
        hit = sum(any(fits(row, *link) for link in linked) for row in rows)
        print(
            f"claims linked, {title}: passages",
            ratio(hit, len(rows)),
            " wrong links",
            ratio(len(linked) - sum(right), len(linked)),
            f" a passage {(len(linked) - sum(right)) / len(rows):.2f}",
        )
    for (span, claim), is_right in zip(linked, right, strict=True):
        if not is_right:
            print(f"  wrong: {span.start}-{span.end} {claim.text}")


def claims(statements: tuple[Statement, ...], segments: list[Row]) -> None:
    """Sentences taken for claims, against those marked as holding one."""
    spans = [s.span for s in statements if s.is_claim and s.span]
    gold = [row["kind"].startswith("claim") for row in segments]
    told = [any(overlaps(row, span.start, span.end) for span in spans) for row in segments]
    both = sum(a and b for a, b in zip(gold, told, strict=True))
    f1 = 2 * both / (sum(gold) + sum(told))
    print(
        "claim or not: precision",
        ratio(both, sum(told)),
        " recall",
        ratio(both, sum(gold)),
        f" F1 {f1:.2f}",
    )


def classes(statements: tuple[Statement, ...], rows: list[Row]) -> None:
    """Attribution and hedging of the passages, each by the sentence that it stands in."""
    told = [(_around(row, statements), row) for row in rows]
    found = [(statement, row) for statement, row in told if statement is not None]
    whose = {"author": "none", "named": "named", "unnamed": "vague"}
    right = sum(whose[s.attribution] == row["article_source"] for s, row in found)
    print("attribution: right", ratio(right, len(rows)))
    for gold in ("none", "vague", "named"):
        own = [s for s, row in found if row["article_source"] == gold]
        wanted = sum(row["article_source"] == gold for row in rows)
        print(f"  {gold}:", ratio(sum(whose[s.attribution] == gold for s in own), wanted))
    hedge = {"categorical": "none"}
    same = sum(hedge.get(s.hedging, s.hedging) == row["hedge"] for s, row in found)
    print("hedge class: right", ratio(same, len(rows)))
    hedged = sum((s.hedging != "categorical") == (row["hedge"] != "none") for s, row in found)
    print("hedged or not: right", ratio(hedged, len(rows)))


def _around(row: Row, statements: tuple[Statement, ...]) -> Statement | None:
    """The statement that shares most with a passage."""
    start, end = int(row["start"]), int(row["end"])
    shared = [
        (min(end, s.span.end) - max(start, s.span.start), -place)
        for place, s in enumerate(statements)
        if s.span
    ]
    most, place = max(shared)
    return statements[-place] if most > 0 else None


def anchors(reader: Reader, view: Selection, rows: list[Row]) -> None:
    """Passages of the shipped ledger found in the article."""
    document = view.ledger.document(ARTICLE).ref.iri
    placed, lost = anchored(view, document, reader)
    text = reader.reading.text
    exact = sum(
        any(
            s.span
            and (int(row["start"]), int(row["end"])) == (s.span.start, s.span.end)
            and hashlib.sha256(row["quote"].encode()).hexdigest()
            == hashlib.sha256(text[s.span.start : s.span.end].encode()).hexdigest()
            for s in placed
        )
        for row in rows
    )
    print("passages with anchors at their places:", ratio(exact, len(rows)), " lost:", len(lost))


def main(tables: str) -> None:
    """Print the figures."""
    folder = Path(tables)
    with (folder / "claims.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    with (folder / "segments.csv").open(encoding="utf-8", newline="") as stream:
        segments = list(csv.DictReader(stream))
    reading = kg.read(folder / "article.txt")
    with tempfile.TemporaryDirectory() as scratch:
        view = kg.open(without_article(Path(scratch))).select()
        reader = Reader(reading, Linker(view), Library(view.ledger.documents(), reading))
        statements = reader.statements
        report = audit_article(reading, view)
        codes = sorted({finding.code for finding in report.findings})
        print({code: sum(f.code == code for f in report.findings) for code in codes})
        unnamed(report, rows)
        claims(statements, segments)
        classes(statements, rows)
        vague(statements, rows)
        named = [s.attribution_text for s in statements if s.attribution == "named"]
        print("named sources:", named)
        links(statements, rows, numbers())
    shipped = kg.open("demo").select()
    known = Reader(reading, Linker(shipped), Library(shipped.ledger.documents(), reading))
    anchors(known, shipped, rows)


if __name__ == "__main__":
    main(*sys.argv[1:])
