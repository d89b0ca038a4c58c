"""The shipped ledger: rebuilt byte for byte, checked against its tables and its article."""

from __future__ import annotations

import csv
import hashlib
import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kg.curate.build_ledger import build
from kg.curate.checking import check_ledger
from kg.curate.conformance import check_shapes
from kg.curate.formatting import formatted
from kg.model.assertion import Assertion
from kg.model.assessment import Assessment
from kg.model.claim import Claim
from kg.model.document import Document
from kg.model.evidence import EvidenceLine
from kg.rdf.codec import decode
from kg.rdf.parse import parse_turtle

if TYPE_CHECKING:
    from kg.model.entity import Entity

LEDGER = Path(__file__).parent.parent / "data" / "claims.ttl"
BASE = "https://claims.example/ketamine#"
ARTICLE = BASE + "ketamine-article"
MOST_OF_THE_ARTICLE = 0.20
SHORT = 20
"""The measure of the bound: a run of so many characters counts wherever it stands.

Excerpts, cues, attributions and headings count whole, whatever their length.
"""
WHOLE = {"excerpt", "attributionText", "hedgeCue", "section"}


@pytest.fixture(scope="module")
def entities() -> dict[str, Entity]:
    decoded = decode(parse_turtle(LEDGER))
    assert not decoded.leftovers
    return decoded.entities


@pytest.fixture(scope="module")
def tables(shared_data: Path) -> dict[str, list[dict[str, str]]]:
    found = {}
    for name in ("claims", "evidence", "sources"):
        with (shared_data / "ketamine" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            found[name] = list(csv.DictReader(file))
    return found


@pytest.fixture(scope="module")
def labels(tables: dict[str, list[dict[str, str]]]) -> dict[str, str]:
    """The label of each claim by its number: in words of our own where wording.csv has them."""
    stated = {row["id"]: row["claim_text"] for row in tables["claims"] if not row["duplicate_of"]}
    return stated | _worded()


def _worded() -> dict[str, str]:
    path = LEDGER.parent / "ketamine" / "wording.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return {row["claim_id"]: row["text"] for row in csv.DictReader(file)}


@pytest.fixture(scope="module")
def article(shared_data: Path) -> str:
    return (shared_data / "ketamine" / "article.txt").read_text(encoding="utf-8")


def test_it_is_canonical_and_whole() -> None:
    assert not formatted(LEDGER).changed
    assert check_ledger(LEDGER) == []


@pytest.mark.slow
def test_it_conforms_to_the_shapes() -> None:
    assert check_shapes(LEDGER) == []


@pytest.mark.shared
def test_it_is_rebuilt_byte_for_byte(shared_data: Path) -> None:
    made = build(shared_data / "ketamine", LEDGER.parent)
    assert made == LEDGER.read_text(encoding="utf-8")


@pytest.mark.shared
def test_everything_is_there(
    entities: dict[str, Entity], tables: dict[str, list[dict[str, str]]]
) -> None:
    kinds = Counter(type(entity) for entity in entities.values())
    said = [e for e in entities.values() if isinstance(e, Assertion) and e.document == ARTICLE]
    claimed = {assertion.claim for assertion in said}
    originals = [row for row in tables["claims"] if not row["duplicate_of"]]
    assert len(claimed) == len(originals) == 75
    assert len(said) == len(tables["claims"]) == 125
    assert kinds[EvidenceLine] == len(tables["evidence"]) == 192
    assert kinds[Document] == len(tables["sources"]) + 2
    judged = [row for row in tables["claims"] if row["verdict"]]
    assert kinds[Assessment] == len(judged)


@pytest.mark.shared
def test_claims_have_their_labels_and_effects(
    entities: dict[str, Entity], tables: dict[str, list[dict[str, str]]], labels: dict[str, str]
) -> None:
    by_label = {e.label[0].text: e for e in entities.values() if isinstance(e, Claim)}
    originals = [row for row in tables["claims"] if not row["duplicate_of"]]
    assert len({by_label[labels[row["id"]]].iri for row in originals}) == len(originals) == 75
    for row in originals:
        claim = by_label[labels[row["id"]]]
        assert claim.identifier == row["id"]
        effect = "" if row["direction"] == "na" else row["direction"]
        assert (claim.effect or "") == effect, row["id"]
        assert claim.topic == row["type"]


@pytest.mark.shared
def test_other_wordings_are_of_claims_and_differ(tables: dict[str, list[dict[str, str]]]) -> None:
    stated = {row["id"]: row["claim_text"] for row in tables["claims"] if not row["duplicate_of"]}
    worded = _worded()
    assert worded.keys() <= stated.keys()
    assert [number for number, text in worded.items() if text == stated[number]] == []


@pytest.mark.shared
def test_each_claim_of_the_article_has_one_excerpt_of_its_passage(
    tables: dict[str, list[dict[str, str]]],
) -> None:
    with (LEDGER.parent / "ketamine" / "excerpts.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    quotes = {row["id"]: row["quote"] for row in tables["claims"] if not row["duplicate_of"]}
    assert [row["claim_id"] for row in rows] == list(quotes)
    assert [row for row in rows if row["excerpt"] not in quotes[row["claim_id"]]] == []


@pytest.mark.shared
def test_evidence_lines_keep_every_field(
    entities: dict[str, Entity], tables: dict[str, list[dict[str, str]]], labels: dict[str, str]
) -> None:
    lines = [e for e in entities.values() if isinstance(e, EvidenceLine)]
    by_key = {
        (entities[line.claim].label[0].text, line.source.removeprefix(BASE), _summary(line)): line  # type: ignore[attr-defined] # a claim
        for line in lines
    }
    assert len(by_key) == 192
    for row in tables["evidence"]:
        source = row["source_id"].replace("_", "-")
        line = by_key[labels[row["claim_id"]], source, row["note"]]
        assert line.direction == row["direction"]
        assert line.design_words == row["design"]
        assert _level(line.level) == row["ocebm_level"].replace("NA", "")
        adjusted = {"NA": "", "excluded": ""}.get(row["ocebm_adjusted"], row["ocebm_adjusted"])
        assert _level(line.adjusted_level) == adjusted
        context = json.loads(row["context"])
        if "n" in context:
            assert line.sample_size == int(context["n"])
        recalled = "from memory" in row["note"] or "(memory)" in row["note"]
        assert recalled == (line.verification == "recalled")


def _summary(line: EvidenceLine) -> str:
    texts = [*(t.text for t in line.summary), *(t.text for t in line.notes)]
    return texts[0] if texts else ""


def _level(iri: str | None) -> str:
    return (iri or "").rpartition("-")[2]


@pytest.mark.shared
def test_every_passage_is_where_the_tables_say(
    entities: dict[str, Entity], tables: dict[str, list[dict[str, str]]], article: str
) -> None:
    said = [e for e in entities.values() if isinstance(e, Assertion) and e.document == ARTICLE]
    kept: Counter[tuple[int, int]] = Counter()
    for assertion in said:
        (passage,) = assertion.passages
        assert passage.position is not None
        quote = article[passage.position.start : passage.position.end]
        assert passage.quote is None
        assert passage.quote_sha256 == hashlib.sha256(quote.encode()).hexdigest()
        assert passage.excerpt is None or passage.excerpt in quote
        kept[passage.position.start, passage.position.end] += 1
    assert kept == Counter((int(row["start"]), int(row["end"])) for row in tables["claims"])


@pytest.mark.shared
def test_at_most_a_fifth_of_the_article_stands_in_the_ledger(article: str) -> None:
    assert _share(article) <= MOST_OF_THE_ARTICLE


def _share(article: str) -> float:
    """The share of an article's characters that some literal of the ledger holds."""
    covered = bytearray(len(article))
    for triple in parse_turtle(LEDGER):
        value = getattr(triple.object, "value", "")
        if not hasattr(triple.object, "language"):
            continue
        whole = triple.predicate.value.rpartition("#")[2] in WHOLE
        _cover(covered, article, value, len(value) if whole else SHORT)
    return sum(covered) / len(article)


def _cover(covered: bytearray, article: str, words: str, least: int) -> None:
    """Mark every run of the article that shares at least so many characters with the words."""
    if not words or least > len(words):
        return
    for start in range(len(words) - least + 1):
        piece = words[start : start + least]
        place = article.find(piece)
        if place >= 0:
            covered[place : place + least] = b"\x01" * least
