"""The table format: doses, periods and other conditions, read or kept as words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tables import BASE, one, table

from kg.errors import ImportFault
from kg.model.claim import Claim
from kg.model.codes import DoseLevel
from kg.model.concept import Concept
from kg.model.quantity import Mention, Period, Quantity, Words

if TYPE_CHECKING:
    from pathlib import Path


def test_lists_are_parted_by_semicolons(tmp_path: Path) -> None:
    claim = one(table(tmp_path, 'subject,object\n"A; B\\; C",X\n'), Claim)
    assert claim.subject == (f"{BASE}a", f"{BASE}b-c")


@pytest.mark.parametrize(
    ("cell", "low", "high", "times", "regimen"),
    [
        ("0.5 mg/kg", "0.5", "0.5", None, None),
        ("0.1-1 mg/kg", "0.1", "1", None, None),
        ("<= 20 mg", None, "20", None, None),
        ("0.50 mg/kg x6", "0.50", "0.50", 6, None),
        ("1 mg/kg weekly", "1", "1", None, "weekly"),
    ],
)
def test_doses_are_read(
    tmp_path: Path, cell: str, low: str | None, high: str | None, times: int | None, regimen: str
) -> None:
    (dose,) = one(table(tmp_path, f"subject,object,dose\nA,B,{cell}\n"), Claim).dose
    assert isinstance(dose, Quantity)
    lows = dose.value if dose.value is not None else dose.minimum
    highs = dose.value if dose.value is not None else dose.maximum
    assert (lows, highs, dose.times, dose.regimen) == (low, high, times, regimen)
    assert dose.words == cell


def test_each_dose_of_a_list_bears_the_unit_that_they_share(tmp_path: Path) -> None:
    cell = "0.2; 0.5 mg/kg x8"
    doses = one(table(tmp_path, f"subject,object,dose\nA,B,{cell}\n"), Claim).dose
    assert {(d.value, d.unit_text, d.times, d.words) for d in doses if isinstance(d, Quantity)} == {
        ("0.2", "mg/kg", 8, "0.2 mg/kg x8"),
        ("0.5", "mg/kg", 8, "0.5 mg/kg x8"),
    }


def test_two_doses_compared_are_dose_and_comparator(tmp_path: Path) -> None:
    claim = one(table(tmp_path, "subject,object,dose\nA,B,0.5 vs 0.1 mg/kg\n"), Claim)
    (dose,), (other,) = claim.dose, claim.comparator
    assert isinstance(dose, Quantity)
    assert isinstance(other, Quantity)
    assert (dose.value, other.value) == ("0.5", "0.1")
    assert dose.words == other.words == "0.5 vs 0.1 mg/kg"


def test_words_that_no_grammar_reads_stay_words_and_are_listed(tmp_path: Path) -> None:
    found = table(tmp_path, "subject,object,dose,population\nA,B,correct,people aged 18-65\n")
    claim = one(found, Claim)
    assert claim.dose == (Words(text="correct"),)
    assert claim.population == (Words(text="people aged 18-65"),)
    assert [(k.row, k.column, k.words) for k in found.kept_words] == [
        (2, "dose", "correct"),
        (2, "population", "people aged 18-65"),
    ]


def test_higher_is_a_level_and_keeps_its_word(tmp_path: Path) -> None:
    claim = one(table(tmp_path, "subject,object,dose\nA,B,higher\n"), Claim)
    assert claim.dose_level == (DoseLevel.HIGH,)
    assert claim.dose == (Words(text="higher"),)


@pytest.mark.parametrize(
    ("cell", "start", "end"),
    [("1960s", "1960", "1969"), ("1960/1969", "1960", "1969"), ("2001-2003", "2001", "2003")],
)
def test_values_may_be_periods(tmp_path: Path, cell: str, start: str, end: str) -> None:
    value = one(table(tmp_path, f"subject,predicate,value\nA,made_in,{cell}\n"), Claim).value
    assert isinstance(value, Period)
    assert (value.start, value.end, value.words) == (start, end, cell)


def test_words_beside_the_label_make_a_mention(tmp_path: Path) -> None:
    known = Concept.model_validate(
        {"iri": f"{BASE}iv", "labels": [{"text": "intravenous"}], "synonyms": [{"text": "IV"}]}
    )
    text = "subject,object,route\nA,B,IV\n"
    claim = one(table(tmp_path, text, known={known.iri: known}), Claim)
    (route,) = claim.route
    assert isinstance(route, Mention)
    assert (route.concept, route.words) == (known.iri, "IV")


def test_a_comparative_claim_needs_its_comparator(tmp_path: Path) -> None:
    with pytest.raises(ImportFault, match="comparator"):
        table(tmp_path, "subject,object,claim_type\nA,B,comparative\n")


def test_what_a_condition_names_does_not_hang_on_the_order_of_rows(tmp_path: Path) -> None:
    """A name that only a later row makes a concept: importing again finds the same claims."""
    text = (
        "subject,predicate,object,condition\n"
        "A,affects,B,Small-cell Carcinoma Of The Ovary\n"
        "A,affects,Small-cell Carcinoma Of The Ovary,\n"
    )
    first = table(tmp_path, text)
    known = {entity.iri: entity for entity in first.entities}
    again = table(tmp_path, text, known=known)
    assert {entity.iri for entity in again.entities} <= set(known)
    assert first.kept_words == ()
