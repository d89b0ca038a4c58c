from __future__ import annotations

import sqlite3
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import HOSTILE

from kg.store import vocabulary
from kg.store.amounts import Amount, amount, plain_unit, read_amount
from kg.store.fetch import amount_text
from kg.store.folding import fold, storable
from kg.store.vocabulary import load_vocabulary, ontology_digest, spoken
from kg.text.quantities import parse_amounts

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("0.5 mg/kg", "0.5", "0.5", "mg/kg"),
        ("0.1..0.5 mg/kg", "0.1", "0.5", "mg/kg"),
        ("0.1-1mg/kg", "0.1", "1", "mg/kg"),
        ("0,1 – 1 mg / kg", "0.1", "1", "mg/kg"),
        ("2 to 3 mg", "2", "3", "mg"),
        ("<=20 mg", None, "20", "mg"),
        ("≥ 5 µg", "5", None, "ug"),
        ("1,000 mg", "1000", "1000", "mg"),
        ("4 weeks", "672", "672", "h"),
        ("..24 h", None, "24", "h"),
        ("1 ..days", "24", None, "h"),
        ("1..2 months", "672", "1488", "h"),
        ("1..7 sessions", "1", "7", "sessions"),
        ("0.5 mg kg⁻¹", "0.5", "0.5", "mg/kg"),
        ("= .5 %", "0.5", "0.5", "%"),
    ],
)
def test_amounts_are_read(text: str, low: str | None, high: str | None, unit: str) -> None:
    found = read_amount(text)
    assert found is not None
    assert found.low == (None if low is None else Decimal(low))
    assert found.high == (None if high is None else Decimal(high))
    assert found.unit == unit


@pytest.mark.parametrize(
    "text", ["", "low", "5", "mg", "-5 mg", "5..1 mg", "<= 1..2 mg", "1e3 mg", "5 mg < x", *HOSTILE]
)
def test_what_is_no_amount_is_none(text: str) -> None:
    assert read_amount(text) is None


@given(st.text(max_size=40))
def test_any_text_is_read_or_not(text: str) -> None:
    read_amount(text)
    assert fold(fold(text)) == fold(text)
    storable(text).encode()


def _interval(low: int | None, high: int | None, *, low_open: bool, high_open: bool) -> Amount:
    return Amount(
        None if low is None else Decimal(low),
        None if high is None else Decimal(high),
        low_open,
        high_open,
        "mg",
    )


_bounds = st.one_of(st.none(), st.integers(0, 5))
_intervals = st.builds(_interval, _bounds, _bounds, low_open=st.booleans(), high_open=st.booleans())


def _holds(amount: Amount, point: Decimal) -> bool:
    above = (
        amount.low is None or point > amount.low or (point == amount.low and not amount.low_open)
    )
    below = (
        amount.high is None
        or point < amount.high
        or (point == amount.high and not amount.high_open)
    )
    return above and below


@given(_intervals, _intervals)
def test_overlap_is_a_shared_point(a: Amount, b: Amount) -> None:
    points = [Decimal(n) / 4 for n in range(-4, 30)]
    whole = [i for i in (a, b) if any(_holds(i, p) for p in points)]
    if len(whole) == 2:
        assert a.overlaps(b) == any(_holds(a, p) and _holds(b, p) for p in points)
        assert a.overlaps(b) == b.overlaps(a)


def test_units_must_be_spelt_alike() -> None:
    first, second = read_amount("5 mg"), read_amount("5 g")
    assert first is not None
    assert second is not None
    assert not first.overlaps(second)
    assert plain_unit("\u00b5g") == plain_unit("\u03bc g")


def test_amounts_are_written() -> None:
    assert amount_text("0.50", "0.50", (False, False), "mg/kg") == "0.50 mg/kg"
    assert amount_text("1", "2", (False, False), None) == "1-2"
    assert amount_text(None, "20", (False, False), "mg") == "<= 20 mg"
    assert amount_text(None, "20", (False, True), "mg") == "< 20 mg"
    assert amount_text("5", None, (True, False), "mg") == "> 5 mg"
    assert amount_text(None, None, (False, False), "mg") == ""


def test_names_are_folded() -> None:
    assert fold("  Größe \n X") == "grosse x"
    assert fold("CAFÉ") == fold("cafe\u0301") == "cafe"
    assert fold("\u6c2f\u80fa\u916e") == "\u6c2f\u80fa\u916e"
    assert storable("a\ud800b\x00") == "a?b\ufffd"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("NoDifferenceFound", "no difference found"),
        ("OCEBM-2", "OCEBM 2"),
        ("evidenceFor", "evidence for"),
        ("", None),
    ],
)
def test_our_terms_read_well_without_a_label(name: str, words: str | None) -> None:
    assert spoken("https://w3id.org/claimkg/ns#" + name) == words
    assert spoken("http://x.example/" + name) is None


def test_labels_come_from_the_ontology(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "ontology.ttl"
    path.write_text(
        """@prefix kg: <https://w3id.org/claimkg/ns#> .
        @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
        kg:OCEBM-2 skos:prefLabel "Stufe 2"@de, "level 2"@en ; skos:notation "2" ;
            skos:inScheme kg:OcebmLevelScheme .
        kg:Plain skos:notation "x" .""",
        encoding="utf-8",
    )
    before = ontology_digest()
    monkeypatch.setattr(vocabulary, "_PLACES", (tmp_path / "no", path))
    assert ontology_digest() != before
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE vocabulary (iri, label, notation, scheme)")
    load_vocabulary(connection)
    rows = {
        row[0].rpartition("#")[2]: row[1:] for row in connection.execute("SELECT * FROM vocabulary")
    }
    connection.close()
    assert rows["OCEBM-2"] == ("level 2", "2", "https://w3id.org/claimkg/ns#OcebmLevelScheme")
    assert rows["Plain"][:2] == ("plain", "x")
    monkeypatch.setattr(vocabulary, "_PLACES", ())
    assert ontology_digest() == ""


@pytest.mark.parametrize(
    "text",
    ["4 weeks", "1-7 d", "<= 24 h", "> 3 months", "0.5 mg/kg", "100 mcg/kg", "1,000 mg", "0,5 mg"],
)
def test_an_amount_is_what_the_importers_read(text: str) -> None:
    (theirs,) = parse_amounts(text)
    bounds = [None if b is None else Decimal(b) for b in (theirs.low, theirs.high)]
    assert read_amount(text) == amount(
        theirs.unit, *bounds, low_open=theirs.low_open, high_open=theirs.high_open
    )
