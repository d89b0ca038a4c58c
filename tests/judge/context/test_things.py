"""Populations, comparators, outcomes, co-interventions, periods: by kind, role and plain words."""

from __future__ import annotations

import pytest

from kg.judge.context import Hierarchy, World, compare_dimension
from kg.judge.context.role_words import role_of
from kg.store.records import Ref, ValueRow

BASE = "https://x.example/#"


def concept(name: str) -> ValueRow:
    return ValueRow(text=name, concept=Ref(BASE + name, name, name))


def words(text: str) -> ValueRow:
    return ValueRow(text=text, unread=True)


def world() -> World:
    hierarchy = Hierarchy(
        broader={
            BASE + "sad": (BASE + "anxious",),
            BASE + "gad": (BASE + "anxious",),
            BASE + "anxious": (BASE + "patients",),
            BASE + "saline spray": (BASE + "placebo",),
            BASE + "X12": (BASE + "placebo",),
            BASE + "HAM-A": (BASE + "anxiety",),
            BASE + "GAD-7": (BASE + "anxiety",),
            BASE + "esketamine": (BASE + "ketamine",),
        },
        disjoint={BASE + "healthy": (BASE + "patients",)},
    )
    return World(hierarchy, label=lambda iri: iri.removeprefix(BASE))


def relation(name: str, a: ValueRow, b: ValueRow) -> str:
    at = world()
    there, back = (compare_dimension(name, (x,), (y,), at) for x, y in ((a, b), (b, a)))
    assert there.relation == back.relation
    return there.relation


@pytest.mark.parametrize("name", ["population", "condition", "species", "place"])
@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (concept("sad"), concept("patients"), "overlap"),
        (concept("sad"), concept("gad"), "unknown"),
        (concept("sad"), concept("healthy"), "disjoint"),
        (concept("sad"), concept("adults"), "unknown"),
        (concept("sad"), words("SAD"), "overlap"),
        (words("Non-smoking adults"), words("non smoking adult"), "overlap"),
        (words("Tumour patients"), words("tumor patient"), "overlap"),
        (words("the control patients (CP)"), words("control patients"), "overlap"),
        (words("children"), words("adults"), "unknown"),
        (words("healthy"), concept("healthy"), "overlap"),
    ],
)
def test_by_kind_and_by_words(name: str, a: ValueRow, b: ValueRow, expected: str) -> None:
    assert relation(name, a, b) == expected


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("patients with asthma", "patients without asthma", "disjoint"),
        ("responders", "non-responders", "disjoint"),
        ("Responders", "nonresponder", "disjoint"),
        ("bullied", "not bullied", "disjoint"),
        ("abuse", "no abuse", "disjoint"),
        ("presence of rash", "absence of rash", "disjoint"),
        ("children with asthma", "adults without asthma", "unknown"),
        ("patients with and without asthma", "patients with asthma", "unknown"),
        ("patients without asthma", "patients not without asthma", "unknown"),
        ("patients without asthma", "patients without asthma", "overlap"),
    ],
)
def test_words_that_deny_each_other(a: str, b: str, expected: str) -> None:
    assert relation("population", words(a), words(b)) == expected
    assert relation("population", concept(a), words(b)) == expected
    assert relation("population", concept(a), concept(b)) == expected


def test_outcomes_that_deny_each_other_are_one_question() -> None:
    assert relation("outcome", words("relapse"), words("no relapse")) == "unknown"


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("placebo", "placebo"),
        ("Placebo (PL)", "placebo"),
        ("placebo group", "placebo"),
        ("sham acupuncture", None),
        ("sham stimulation", "placebo"),
        ("normal saline", "placebo"),
        ("0.9% saline", "placebo"),
        ("hypertonic saline", None),
        ("Vehicle", "placebo"),
        ("usual care", "untreated"),
        ("Treatment-as-usual (TAU)", "untreated"),
        ("no treatment", "untreated"),
        ("waiting-list control group", "untreated"),
        ("control group (CG)", "control"),
        ("the control", "control"),
        ("healthy controls", None),
        ("control milk", None),
        ("baseline measurements", "baseline"),
        ("none", "uncompared"),
        ("lower dose", "dose"),
        ("placebo or midazolam", None),
        ("codeine plus placebo", None),
        ("midazolam", None),
        ("", None),
    ],
)
def test_roles(text: str, role: str | None) -> None:
    assert role_of(text) == role


DOSE = ValueRow(text="0.1 mg/kg", low="0.1", high="0.1", unit="mg/kg")
OTHER_DOSE = ValueRow(text="0.2 mg/kg", low="0.2", high="0.2", unit="mg/kg")


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (concept("placebo"), words("Placebo group"), "overlap"),
        (concept("placebo"), concept("saline"), "overlap"),
        (concept("placebo"), concept("X12"), "overlap"),
        (concept("X12"), concept("saline"), "overlap"),
        (concept("X12"), words("vehicle"), "overlap"),
        (concept("placebo"), concept("midazolam"), "disjoint"),
        (concept("placebo"), words("usual care"), "disjoint"),
        (words("no treatment"), words("usual care"), "overlap"),
        (words("control"), words("placebo"), "overlap"),
        (words("control"), words("usual care"), "overlap"),
        (words("control"), concept("midazolam"), "disjoint"),
        (words("control"), words("baseline"), "disjoint"),
        (words("none"), words("baseline"), "unknown"),
        (words("none"), words("placebo"), "disjoint"),
        (words("placebo"), words("midazolam 0.045 mg/kg"), "unknown"),
        (words("midazolam 0.045 mg/kg"), words("Midazolam 0.045 mg/kg"), "overlap"),
        (concept("midazolam"), concept("propofol"), "disjoint"),
        (concept("heparin"), concept("unfractionated heparin"), "unknown"),
        (concept("esketamine"), concept("ketamine"), "overlap"),
        (concept("ketamine alone"), concept("midazolam alone"), "disjoint"),
        (DOSE, OTHER_DOSE, "disjoint"),
        (DOSE, words("lower dose"), "overlap"),
        (DOSE, words("placebo"), "disjoint"),
        (DOSE, concept("midazolam"), "unknown"),
    ],
)
def test_comparators(a: ValueRow, b: ValueRow, expected: str) -> None:
    assert relation("comparator", a, b) == expected


def test_the_roles_are_named() -> None:
    found = compare_dimension("comparator", (words("control"),), (concept("midazolam"),), world())
    assert found.reason == (
        "comparator differs: control | midazolam (a control against an active comparator)"
    )


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (concept("pain"), concept("mortality"), "disjoint"),
        (concept("pain intensity"), concept("pain score"), "unknown"),
        (concept("HAM-A"), concept("GAD-7"), "unknown"),
        (concept("HAM-A"), concept("anxiety"), "overlap"),
        (words("pain"), words("mortality"), "unknown"),
        (concept("pain"), words("mortality"), "unknown"),
        (concept("pain"), words("Pain"), "overlap"),
        (concept("A level"), concept("B level"), "disjoint"),
    ],
)
def test_outcomes(a: ValueRow, b: ValueRow, expected: str) -> None:
    assert relation("outcome", a, b) == expected


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("same", "overlap"),
        ("inverse", "overlap"),
        ("other-measure", "unknown"),
        ("different", "disjoint"),
        ("unknown", "disjoint"),
    ],
)
def test_what_outcomes_measure_is_asked_where_somebody_can_tell(told: str, expected: str) -> None:
    asked: list[tuple[str, str]] = []

    def tell(one: Ref, other: Ref) -> str:
        asked.append((one.label, other.label))
        return told

    at = World(outcomes=tell)
    a, b = concept("Mortality"), concept("survival")
    assert compare_dimension("outcome", (a,), (b,), at).relation == expected
    assert asked == [("Mortality", "survival")]
    plain = compare_dimension("outcome", (words("pain"),), (words("pain relief"),), at)
    assert plain.relation == ("unknown" if told == "unknown" else expected)
    assert compare_dimension("population", (a,), (b,), at).relation == "unknown"


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (("fulvestrant",), ("fulvestrant", "anastrozole"), "overlap"),
        (("fulvestrant",), ("anastrozole",), "unknown"),
        (("sad", "rash"), ("healthy", "rash"), "disjoint"),
        (("with rash",), ("without rash", "anastrozole"), "disjoint"),
    ],
)
def test_co_interventions_hold_all_at_once(
    a: tuple[str, ...], b: tuple[str, ...], expected: str
) -> None:
    sides = [tuple(map(concept, one)) for one in (a, b)]
    for x, y in (sides, sides[::-1]):
        assert compare_dimension("co_intervention", x, y, world()).relation == expected


def test_alternatives_are_disjoint_only_all_together() -> None:
    both = (concept("healthy"), concept("sad"))
    assert compare_dimension("population", both, (concept("gad"),), world()).relation == "unknown"
    assert compare_dimension("population", both, (concept("sad"),), world()).relation == "overlap"
    healthy = (concept("healthy"),)
    several = (concept("gad"), concept("sad"))
    assert compare_dimension("population", healthy, several, world()).relation == "disjoint"


def period(start: str | None, end: str | None) -> ValueRow:
    return ValueRow(text=f"{start} to {end}", start=start, end=end)


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (period("2010", "2015"), period("2015-06", "2016"), "overlap"),
        (period("2010", "2015-05"), period("2015-06", "2016"), "disjoint"),
        (period("2010", None), period("1990", "2009"), "disjoint"),
        (period("2010", None), period(None, "2010"), "overlap"),
        (period("-0500", "-0400"), period("0100", "0200"), "disjoint"),
        (period("2010", "2015"), words("recently"), "unknown"),
        (period("MMX", "2015"), period("2016", "2017"), "disjoint"),
        (period("2015", "2010"), period("2016", "2017"), "unknown"),
    ],
)
def test_periods(a: ValueRow, b: ValueRow, expected: str) -> None:
    assert relation("period", a, b) == expected
