"""Doses: units of one kind, regimens, words and the bands that bind them."""

from __future__ import annotations

import pytest

from kg.judge.context import Band, Hierarchy, World, compare, compare_dimension, read
from kg.store.records import Qualifiers, Ref, ValueRow

KETAMINE, ESKETAMINE, PROPOFOL = (
    "https://x.example/#k",
    "https://x.example/#s",
    "https://x.example/#p",
)
IV = ValueRow(text="IV", concept=Ref("https://x.example/#iv", "iv", "intravenous"))
HIERARCHY = Hierarchy(broader={ESKETAMINE: (KETAMINE,)})


def dose(
    low: str | None,
    unit: str,
    high: str | None = None,
    regimen: str | None = None,
    times: int | None = None,
) -> ValueRow:
    text = f"{low} {unit} {regimen or ''}".strip()
    return ValueRow(text=text, low=low, high=high or low, unit=unit, regimen=regimen, times=times)


def level(word: str) -> ValueRow:
    return ValueRow(text=word, level=word)


@pytest.mark.parametrize(
    ("a", "b", "relation"),
    [
        (dose("1", "g"), dose("1000", "mg"), "overlap"),
        (dose("1", "g"), dose("1000.0", "mg"), "overlap"),
        (dose("500", "mcg"), dose("0.5", "mg"), "overlap"),
        (dose("0.5", "mg/kg"), dose("500", "µg/kg"), "overlap"),
        (dose("1", "mg/kg/h"), dose("24", "mg/kg/d"), "overlap"),
        (dose("1", "mg/kg/h"), dose("60", "mg/kg/min"), "disjoint"),
        (dose("50", "ng/ml"), dose("50", "ug/L"), "overlap"),
        (dose("5", "mmol/L"), dose("5", "mM"), "overlap"),
        (dose("0.1", "mg/kg", "0.5"), dose("0.5", "mg/kg", "1"), "overlap"),
        (dose("0.1", "mg"), dose("0.2", "mg"), "disjoint"),
        (dose("10", "IU"), dose("10", "mg"), "unknown"),
        (dose("0.25", "%"), dose("2.5", "mg/mL"), "unknown"),
        (dose("5", "mmol"), dose("5", "mmol/L"), "unknown"),
        (dose("100", "IU"), dose("100", "IU/mL"), "unknown"),
        (dose("1", "puffs"), dose("1", "puffs"), "overlap"),
        (dose("1", "puffs"), dose("2", "puffs"), "disjoint"),
        (dose("1", "puffs"), dose("1", "drops"), "unknown"),
        (dose("1", ""), dose("2", ""), "disjoint"),
    ],
)
def test_amounts(a: ValueRow, b: ValueRow, relation: str) -> None:
    for one, other in ((a, b), (b, a)):
        assert compare_dimension("dose", (one,), (other,), World()).relation == relation


def test_qudt_names_a_unit_that_has_no_text() -> None:
    iri = "http://qudt.org/vocab/unit/MilliGM-PER-KiloGM"
    named = ValueRow(text="500", low="500", high="500", unit="MicroGM-PER-KiloGM")
    other = ValueRow(text="0.5", low="0.5", high="0.5", unit_iri=iri)
    assert compare_dimension("dose", (named,), (other,), World()).relation == "overlap"


def test_a_concentration_and_a_dose_cannot_be_compared_and_it_says_why() -> None:
    plasma = ValueRow(text="plasma 50-200 ng/ml", low="50", high="200", unit="ng/mL")
    found = compare_dimension("dose", (plasma,), (dose("0.5", "mg/kg"),), World())
    assert found.relation == "unknown"
    assert found.reason == (
        "dose cannot be compared: plasma 50-200 ng/ml | 0.5 mg/kg"
        " (the first side gives a concentration in blood,"
        " the second an administered amount per body weight)"
    )


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        ({"times": 1}, {"times": 8}, "disjoint"),
        ({"regimen": "single"}, {"times": 8}, "disjoint"),
        ({"regimen": "single infusion"}, {"regimen": "8 infusions, twice weekly"}, "disjoint"),
        ({"regimen": "daily"}, {"regimen": "alternate days"}, "disjoint"),
        ({"regimen": "weekly"}, {"regimen": "twice weekly"}, "disjoint"),
        ({"regimen": "three times daily for 7 days"}, {"regimen": "t.i.d."}, "overlap"),
        ({"regimen": "twice daily"}, {"regimen": "b.i.d."}, "overlap"),
        ({"regimen": "every second day"}, {"regimen": "every other day"}, "overlap"),
        ({"regimen": "every second day"}, {"regimen": "every 2 days"}, "overlap"),
        ({"regimen": "every second day"}, {"regimen": "daily"}, "disjoint"),
        ({"regimen": "every 12 hours"}, {"regimen": "2 times a day"}, "overlap"),
        ({"regimen": "every 4 weeks"}, {"regimen": "monthly"}, "overlap"),
        ({"times": 6}, {"times": 8}, "overlap"),
        ({"times": 8}, {}, "overlap"),
        ({"regimen": "over 40 min"}, {"times": 8}, "overlap"),
        ({"regimen": "IV"}, {"regimen": "single"}, "overlap"),
    ],
)
def test_regimens(one: dict[str, object], other: dict[str, object], relation: str) -> None:
    a, b = (dose("0.5", "mg/kg")._replace(**said) for said in (one, other))  # type: ignore[arg-type]  # fields of a row
    found = compare_dimension("dose", (a,), (b,), World())
    assert found.relation == relation
    assert ("the regimen differs" in found.reason) == (relation == "disjoint")


def test_other_amounts_differ_whatever_the_regimen() -> None:
    a, b = dose("0.5", "mg/kg", times=8), dose("1", "mg/kg")
    found = compare_dimension("dose", (a,), (b,), World())
    assert found.reason == "dose differs: 0.5 mg/kg | 1 mg/kg"


def test_what_only_one_side_says_of_the_regimen_is_told() -> None:
    found = compare_dimension("dose", (dose("1", "mg"),), (dose("1", "mg", times=8),), World())
    assert found.relation == "overlap"
    assert "only the second side states a regimen" in found.reason


@pytest.mark.parametrize(
    ("a", "b", "relation"),
    [
        (dose("10", "mg", regimen="twice daily"), dose("20", "mg/d"), "overlap"),
        (dose("10", "mg", regimen="twice daily"), dose("10", "mg/d"), "disjoint"),
        (dose("1", "mg/kg", regimen="weekly"), dose("7", "mg/kg/d"), "disjoint"),
        (dose("7", "mg/kg", regimen="weekly"), dose("1", "mg/kg/d"), "overlap"),
        (dose("10", "mg"), dose("20", "mg/d"), "unknown"),
    ],
)
def test_an_amount_given_regularly_is_one_a_day(a: ValueRow, b: ValueRow, relation: str) -> None:
    for one, other in ((a, b), (b, a)):
        assert compare_dimension("dose", (one,), (other,), World()).relation == relation


def test_numbers_go_before_dose_words() -> None:
    low, high = (level("low"), dose("0.5", "mg/kg")), (level("high"), dose("0.5", "mg/kg"))
    assert compare_dimension("dose", low, high, World()).relation == "overlap"
    other = (level("low"), dose("1", "mg/kg"))
    assert compare_dimension("dose", low, other, World()).relation == "disjoint"


def band(
    word: str,
    amount: ValueRow,
    drug: str = KETAMINE,
    route: str | None = None,
    name: str = "low-k",
    population: str | None = None,
) -> Band:
    return Band(name, drug, word, amount, route, population)


UP_TO_HALF = ValueRow(text="<= 0.5", high="0.5", unit="mg/kg")


@pytest.mark.parametrize("drug", [KETAMINE, ESKETAMINE])
@pytest.mark.parametrize(
    ("amount", "relation"),
    [
        (dose("0.3", "mg/kg"), "overlap"),
        (dose("0.0003", "g/kg"), "overlap"),
        (dose("1", "mg/kg"), "disjoint"),
        (dose("1", "mg"), "unknown"),
    ],
)
def test_a_band_of_the_ledger_binds_a_word_and_is_named(
    drug: str, amount: ValueRow, relation: str
) -> None:
    at = World(HIERARCHY, (band("low", UP_TO_HALF),))
    low: Qualifiers = {"dose": (level("low"),)}
    other: Qualifiers = {"dose": (amount,)}
    for a, b in ((low, other), (other, low)):
        found = compare(a, b, at, ((drug,), (drug,)))[0]
        assert found.relation == relation
        if relation != "unknown":
            assert "what low means is said by band low-k of this ledger" in found.reason


def test_no_band_of_another_drug_binds_a_word() -> None:
    at = World(HIERARCHY, (band("low", UP_TO_HALF), band("low", UP_TO_HALF, drug=ESKETAMINE)))
    low: Qualifiers = {"dose": (level("low"),)}
    other: Qualifiers = {"dose": (dose("0.3", "mg/kg"),)}
    found = compare(low, other, at, ((PROPOFOL,), (PROPOFOL,)))[0]
    assert found.relation == "unknown"
    assert "no band of this ledger says what it means here" in found.reason
    assert compare(low, other, at)[0].relation == "unknown"
    mixed = (KETAMINE, PROPOFOL)
    assert compare(low, other, at, (mixed, mixed))[0].relation == "unknown"


def test_a_band_for_a_route_asks_for_the_route() -> None:
    assert IV.concept is not None
    at = World(HIERARCHY, (band("low", UP_TO_HALF, route=IV.concept.iri),))
    low: Qualifiers = {"dose": (level("low"),)}
    other: Qualifiers = {"dose": (dose("1", "mg/kg"),)}
    drugs = ((KETAMINE,), (KETAMINE,))
    assert compare(low, other, at, drugs)[0].relation == "unknown"
    assert compare({**low, "route": (IV,)}, other, at, drugs)[0].relation == "disjoint"


@pytest.mark.parametrize("turn", [1, -1])
def test_the_band_that_asks_for_most_holds(turn: int) -> None:
    adults = ValueRow(text="adults", concept=Ref("https://x.example/#adults", "adults", "adults"))
    assert IV.concept is not None
    assert adults.concept is not None
    tenth = ValueRow(text="<= 0.1", high="0.1", unit="mg/kg")
    fifth = ValueRow(text="<= 0.2", high="0.2", unit="mg/kg")
    bands = (
        band("low", UP_TO_HALF, name="any"),
        band("low", fifth, route=IV.concept.iri, name="iv"),
        band("low", tenth, route=IV.concept.iri, population=adults.concept.iri, name="iv-adults"),
    )
    at = World(HIERARCHY, bands[::turn])
    other: Qualifiers = {"dose": (dose("0.3", "mg/kg"),)}
    for stated, name in (({}, "any"), ({"route": (IV,)}, "iv")):
        low: Qualifiers = {"dose": (level("low"),), **stated}
        assert f"band {name} of" in compare(low, other, at, ((KETAMINE,), (KETAMINE,)))[0].reason
    low = {"dose": (level("low"),), "route": (IV,), "population": (adults,)}
    assert "band iv-adults of" in compare(low, other, at, ((KETAMINE,), (KETAMINE,)))[0].reason


def test_the_band_nearest_to_the_drug_holds() -> None:
    tenth = ValueRow(text="<= 0.1", high="0.1", unit="mg/kg")
    at = World(HIERARCHY, (band("low", UP_TO_HALF), band("low", tenth, ESKETAMINE, name="low-s")))
    low: Qualifiers = {"dose": (level("low"),)}
    other: Qualifiers = {"dose": (dose("0.3", "mg/kg"),)}
    found = compare(low, other, at, ((ESKETAMINE,), (ESKETAMINE,)))[0]
    assert (found.relation, "low-s" in found.reason) == ("disjoint", True)
    assert compare(low, other, at, ((KETAMINE,), (KETAMINE,)))[0].relation == "overlap"
    given: Qualifiers = {
        **low,
        "intervention": (ValueRow(text="s", concept=Ref(ESKETAMINE, "s", "esketamine")),),
    }
    assert compare(given, other, at, ((KETAMINE,), (KETAMINE,)))[0].relation == "disjoint"


def test_two_words_are_ordinals_even_where_bands_touch() -> None:
    above = ValueRow(text=">= 0.5", low="0.5", unit="mg/kg")
    at = World(HIERARCHY, (band("low", UP_TO_HALF), band("high", above)))
    low, high = (at.context({"dose": (level(word),)}, (KETAMINE,)) for word in ("low", "high"))
    assert at.verdict(low, high) == "explained"


@pytest.mark.parametrize("number", ["NaN", "Infinity", "abc", "1e999999", "-1e-999999", "9" * 5000])
def test_numbers_that_measure_nothing_stay_words(number: str) -> None:
    odd = ValueRow(text="odd", low=number, high=number, unit="mg")
    found = compare_dimension("dose", (odd,), (dose("1", "mg"),), World())
    assert found.relation == "unknown"
    assert (
        compare_dimension("dose", (odd,), (odd._replace(low=None),), World()).relation == "overlap"
    )


def test_bounds_the_wrong_way_round_stay_words() -> None:
    odd = ValueRow(text="odd", low="2", high="1", unit="mg")
    assert compare_dimension("dose", (odd,), (dose("1", "mg"),), World()).relation == "unknown"


def test_a_reading_names_the_dose() -> None:
    found = read(compare({"dose": (level("low"),)}, {"dose": (level("high"),)}, World()))
    assert (found.verdict, found.because) == ("explained", ("dose",))
