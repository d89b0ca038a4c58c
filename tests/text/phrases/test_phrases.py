"""Phrases of tables: what is read out of them, and that nothing of them is lost."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kg.text.phrases import LONGEST, read_phrase

if TYPE_CHECKING:
    from pathlib import Path

    from kg.text.phrases import Phrase, Role

ROLES: tuple[Role, ...] = ("intervention", "comparator", "outcome")


def said(phrase: Phrase) -> str:
    """A reading in a line: `liarozole | dose: 150 mg`."""
    return " | ".join([phrase.head, *(f"{p.kind}: {p.words}" for p in phrase.qualifiers)])


@pytest.mark.parametrize(
    ("words", "reading"),
    [
        ("liarozole 150 mg", "liarozole | dose: 150 mg"),
        ("10 micrograms of fluticasone", "fluticasone | dose: 10 micrograms"),
        ("oral clonidine 0.2 mg", "clonidine | route: oral | dose: 0.2 mg"),
        ("30 mg or 60 mg meloxicam IV", "meloxicam | dose: 30 mg or 60 mg | route: IV"),
        ("apremilast 10, 20 or 30 mg", "apremilast | dose: 10, 20 or 30 mg"),
        ("losartan 50 mg once daily", "losartan | dose: 50 mg once daily"),
        ("aceclofenac CR twice a day", "aceclofenac CR | dose: twice a day"),
        ("high-dose vitamin D", "vitamin D | dose_level: high-dose"),
        ("continuous exercise", "exercise | dose: continuous"),
        ("intermittent exercise", "exercise | dose: intermittent"),
        ("erlotinib in patients with rash", "erlotinib | population: patients with rash"),
        ("fulvestrant + anastrozole", "fulvestrant | co_intervention: anastrozole"),
        (
            "combination of amlodipine and valsartan",
            "amlodipine | co_intervention: valsartan",
        ),
        (
            "diclofenac 75 mg and omeprazole 10 mg daily",
            "diclofenac | dose: 75 mg | co_intervention: omeprazole 10 mg daily",
        ),
        (
            "atorvastatin 20 mg vs simvastatin",
            "atorvastatin | dose: 20 mg | comparator: simvastatin",
        ),
        ("12-week walking programme", "walking programme | duration: 12-week"),
        (
            "ketamine 0.5 mg/kg over 40 min",
            "ketamine | dose: 0.5 mg/kg | duration: 40 min",
        ),
        ("the intervention group", "intervention"),
        ("low molecular weight heparin (LMWH)", "low molecular weight heparin"),
    ],
)
def test_interventions(words: str, reading: str) -> None:
    assert said(read_phrase(words, "intervention")) == reading


@pytest.mark.parametrize(
    ("words", "reading"),
    [
        ("hunger at 60 min", "hunger | timepoint: 60 min"),
        ("hunger at 5, 10 and 15 min", "hunger | timepoint: 5, 10 and 15 min"),
        ("pain scores at 24 h after surgery", "pain | timepoint: 24 h after surgery"),
        ("weight (week 28)", "weight | timepoint: week 28"),
        ("weight, months 3-12", "weight | timepoint: months 3-12"),
        ("30-day mortality", "mortality | timepoint: 30-day"),
        ("nausea within two hours", "nausea | timepoint: two hours"),
        ("pain at rest", "pain | condition: at rest"),
        ("postoperative pain", "pain | timepoint: postoperative"),
        ("mean change in HbA1c at 24 weeks", "HbA1c | timepoint: 24 weeks"),
        ("share of patients with HbA1c < 6.5 %", "HbA1c < 6.5 %"),
        ("depression according to the HADS", "depression | outcome: HADS"),
        ("infection rate among residents", "infection rate | population: residents"),
        ("survival in mice", "survival | species: mice"),
        ("cholesterol level in patients", "cholesterol"),
        ("time to relief", "time to relief"),
        ("reduction in pain", "reduction in pain"),
    ],
)
def test_outcomes(words: str, reading: str) -> None:
    assert said(read_phrase(words, "outcome")) == reading


@pytest.mark.parametrize(
    ("role", "words"),
    [
        ("intervention", "continuous glucose monitoring"),
        ("intervention", "oral contraceptives"),
        ("intervention", "epidural analgesia"),
        ("intervention", "metformin or pioglitazone 30 mg"),
        ("intervention", "extract containing 11.2 mg anthocyanin"),
        ("intervention", "ketamine 2 mg/kg/h after a bolus and 5 mg/kg later"),
        ("intervention", "5 mg"),
        ("intervention", "finerenone 2,5 mg"),
        ("intervention", "cisplatin with or without radiotherapy"),
        ("comparator", "control"),
        ("outcome", "at 60 min"),
        ("outcome", "heart rate"),
        ("outcome", "total score"),
        ("outcome", "25(OH)D"),
        ("outcome", "number of days per week"),
    ],
)
def test_what_the_grammar_cannot_read_whole_stays_in_the_name(role: Role, words: str) -> None:
    assert not read_phrase(words, role).qualifiers


def test_a_time_of_measurement_has_its_quantities() -> None:
    (weeks,) = read_phrase("weight at weeks 4 and 8", "outcome").of("timepoint")
    assert [(one.low, one.high, one.unit) for one in weeks.amounts] == [
        ("4", "4", "wk"),
        ("8", "8", "wk"),
    ]
    (within,) = read_phrase("pain relief within 2 h", "outcome").of("timepoint")
    assert [(one.low, one.high) for one in within.amounts] == [(None, "2")]
    (between,) = read_phrase("weight between 3 and 6 months", "outcome").of("timepoint")
    assert [(one.low, one.high, one.low_open, one.high_open) for one in between.amounts] == [
        ("3", "6", True, True)
    ]


def test_words_of_dose_and_route_carry_what_they_stand_for() -> None:
    phrase = read_phrase("very low dose ketamine 5 mg IV", "intervention")
    assert [piece.value for piece in phrase.of("dose_level")] == ["low"]
    assert [piece.value for piece in phrase.of("route")] == ["intravenous"]


@pytest.mark.parametrize(
    ("words", "forms"),
    [
        ("low molecular weight heparin (LMWH)", ("LMWH",)),
        ("major adverse events (MAEs)", ("MAEs",)),
        ("range of motion (ROM), pain and quality of life (QoL)", ()),
        ("pain (VAS)", ()),
        ("angiotensin receptor blocker (ARB)-based therapy", ()),
    ],
)
def test_a_short_form_is_that_of_the_whole_name(words: str, forms: tuple[str, ...]) -> None:
    assert read_phrase(words, "outcome").short_forms == forms


PARTS = st.sampled_from(
    (
        *("ketamine", "pain", "relief", "150 mg", "0.5 mg/kg", "at", "24 h", "week 12"),
        *("(week 28)", "(PR)", "(", ")", "[", "]", ",", ";", "+", "plus", "vs", "and", "or"),
        *("in", "patients", "with", "rash", "after", "surgery", "the", "mean", "number of"),
        *("score", "< 6.5 %", "for", "twice daily", "12", "weeks", "oral", "IV", "group"),
        *("A", "\u00a0", "  ", "\n", "É", "日本語", "\u202e", "½", "every", "1,000", "-"),
        *("between", "3", "6 months"),
    )
)
PHRASES = st.one_of(st.text(max_size=80), st.lists(PARTS, max_size=14).map(" ".join))


@given(words=PHRASES, role=st.sampled_from(ROLES))
@example(words="X ( 5 mg", role="intervention")
@example(words="a  b\tc (week\n28)", role="outcome")
@example(words=")(", role="outcome")
def test_the_pieces_give_the_phrase_back(words: str, role: Role) -> None:
    phrase = read_phrase(words, role)
    at = 0
    for piece in phrase.pieces:
        assert not words[at : piece.start].strip()
        assert piece.start < piece.end
        assert words[piece.start : piece.end] == piece.words
        at = piece.end
    assert not words[at:].strip()


@given(words=PHRASES, role=st.sampled_from(ROLES))
def test_a_phrase_with_a_word_keeps_a_name(words: str, role: Role) -> None:
    phrase = read_phrase(words, role)
    assert bool(phrase.head) == bool(words.strip())


@given(words=PHRASES, role=st.sampled_from(ROLES))
def test_reading_a_name_again_changes_little(words: str, role: Role) -> None:
    head = read_phrase(words, role).head
    assert len(read_phrase(head, role).head) <= len(head)


HOSTILE = [
    "(",
    "((",
    ")(",
    "1, ",
    "1 or ",
    "at ",
    "5 mg ",
    "week 1 and ",
    "mean of the ",
    "number of ",
    "in the ",
    "patients with ",
    "a",
    "a-",
    "1",
    "1.",
    " vs ",
    " + ",
    "the group ",
    "\u00a0 ",
]


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("unit", HOSTILE)
def test_time_grows_with_the_phrase_and_not_with_its_square(unit: str, role: Role) -> None:
    def cost(length: int) -> float:
        words = (unit * length)[:length]
        best = 1.0
        for _ in range(5):
            start = time.process_time()
            for _ in range(5):
                read_phrase.__wrapped__(words, role)
            best = min(best, time.process_time() - start)
        return best

    short, long = cost(LONGEST // 8), cost(LONGEST)
    assert long < max(24 * short, 0.1), "eight times the phrase takes more than thrice its share"


def test_a_paragraph_is_no_phrase() -> None:
    words = "ketamine 5 mg " * 100
    assert said(read_phrase(words, "intervention")) == words.strip()


@pytest.mark.shared
def test_what_is_read_out_of_real_phrases_is_mostly_right(shared_data: Path) -> None:
    from score_phrases import compared

    for sample in ("1", "2"):
        names = [row[2] for row in compared(shared_data / "evidence-inference") if row[0] == sample]
        right, wrong, missed = (names.count(name) for name in ("right", "wrong", "missed"))
        assert right / (right + wrong) >= 0.85
        assert right / (right + missed) >= 0.75
