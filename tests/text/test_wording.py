from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.text.wording import denial, normal_words


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Haemoglobin", "hemoglobin"),
        ("oedema", "edema"),
        ("tumours", "tumor"),
        ("randomised", "randomized"),
        ("randomisation", "randomization"),
        ("analysed", "analyzed"),
        ("centres", "center"),
        ("fibre", "fiber"),
        ("behavioural", "behavioral"),
        ("counselling", "counseling"),
        ("leucocytes", "leukocyte"),
        ("sulphate", "sulfate"),
        ("paediatric", "pediatric"),
        ("mice", "mouse"),
        ("follow-up", "Follow up"),
        ("the placebo", "placebo"),
        ("control group (CG)", "control group"),
        ("‘usual care.’", "usual care"),
        ("naïve", "naive"),
        ("patient’s", "patient"),
        ("LDL\u2010C", "LDL-C"),
        ("\u0391-tocopherol", "α-tocopherol"),
    ],
)
def test_one_spelling(a: str, b: str) -> None:
    assert normal_words(a) == normal_words(b)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("A1C < 6.5%", "A1C 6.5%"),
        ("A1C < 6.5%", "A1C > 6.5%"),
        ("6.5", "65"),
        ("-5 °C", "5 °C"),
        ("α-tocopherol", "γ-tocopherol"),
        ("CD4+", "CD4-"),
        ("four weeks", "for weeks"),
        ("hepatitis A", "hepatitis"),
        ("vitamin A", "vitamin B"),
        ("A", ""),
        ("(A)", "(B)"),
        ("HDL (mmol/L)", "HDL"),
        ("日本人", "中国人"),
        ("...", ""),
    ],
)
def test_other_things_stay_other(a: str, b: str) -> None:
    assert normal_words(a) != normal_words(b)


@given(st.text())
def test_any_text_has_words(text: str) -> None:
    words = normal_words(text)
    assert bool(words) == bool(text.strip())
    plain, denies = denial(words)
    assert denies or plain == words


def test_denials() -> None:
    assert denial("patient without asthma") == ("patient with asthma", True)
    assert denial("non responder") == ("responder", True)
    assert denial("patient with or without asthma") == ("patient with or without asthma", False)
    assert denial("not without asthma") == ("not without asthma", False)
    assert denial("nonagenarian") == ("nonagenarian", False)
    assert denial("note") == ("note", False)


@pytest.mark.parametrize(
    "piece", ["a", " ", "1", "1.", "(", "(A", "-1 ", "non ", "without ", "'s", "lly"]
)
def test_long_text_costs_in_proportion(piece: str) -> None:
    took = []
    for size in (20_000, 80_000):
        begin = time.process_time()
        denial(normal_words(piece * size))
        took.append(time.process_time() - begin)
    assert took[1] < 12 * took[0] + 0.2
