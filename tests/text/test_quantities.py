from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.text.quantities import Amount, dose_words, find_amounts, parse_amounts
from kg.text.quantity_grammar import MAY_FOLLOW, regimen_pattern, times_pattern

if TYPE_CHECKING:
    import re
    from collections.abc import Callable

PIECES = st.lists(
    st.sampled_from(
        [
            "0.5",
            "1",
            "-",
            " to ",
            " mg/kg",
            " mg",
            " h",
            ";",
            ", ",
            " or ",
            "<",
            "up to ",
            " x8",
            " weekly",
            " IV",
            "±",
            "7 d",
            "·",
        ]
    )
).map("".join)


def short(amounts: tuple[Amount, ...]) -> list[tuple[str | None, str | None, str]]:
    return [(one.low, one.high, one.unit) for one in amounts]


@pytest.mark.parametrize(
    ("words", "amounts"),
    [
        ("0.5 mg/kg", [("0.5", "0.5", "mg/kg")]),
        ("0.50 mg", [("0.50", "0.50", "mg")]),
        ("0.1-1 mg/kg", [("0.1", "1", "mg/kg")]),
        ("0.25 to 1 mg/kg", [("0.25", "1", "mg/kg")]),
        ("0.5–1.0\u2009mg/kg", [("0.5", "1.0", "mg/kg")]),
        ("0·5 mg", [("0.5", "0.5", "mg")]),
        ("1,000 mg", [("1000", "1000", "mg")]),
        ("5 µg", [("5", "5", "ug")]),
        ("5 μg", [("5", "5", "ug")]),
        ("5 mcg", [("5", "5", "ug")]),
        ("50-200 ng/ml", [("50", "200", "ng/mL")]),
        ("7-14 d", [("7", "14", "d")]),
        ("1 h to 7 d", [("1", "168", "h")]),
        ("0.2; 0.5 mg/kg x8", [("0.2", "0.2", "mg/kg"), ("0.5", "0.5", "mg/kg")]),
        ("0.2 or 0.5 mg/kg", [("0.2", "0.2", "mg/kg"), ("0.5", "0.5", "mg/kg")]),
        ("between 5 and 10 mg", [("5", "10", "mg")]),
        ("5 mg-10 mg", [("5", "10", "mg")]),
        ("40-minute", [("40", "40", "min")]),
        ("12 WEEKS", [("12", "12", "wk")]),
        ("4 weeks post", [("4", "4", "wk")]),
    ],
)
def test_cells_that_are_read(words: str, amounts: list[tuple[str, str, str]]) -> None:
    assert short(parse_amounts(words)) == amounts


@pytest.mark.parametrize(
    ("words", "low", "high", "low_open", "high_open"),
    [
        ("<= 20 mg", None, "20", False, False),
        ("<12 h", None, "12", False, True),
        ("up to 1 week", None, "1", False, False),
        ("at least 3 months", "3", None, False, False),
        ("> 5 mg", "5", None, True, False),
    ],
)
def test_bounds(
    words: str, low: str | None, high: str | None, low_open: bool, high_open: bool
) -> None:
    (one,) = parse_amounts(words)
    assert (one.low, one.high, one.low_open, one.high_open) == (low, high, low_open, high_open)


def test_a_list_of_numbers_shares_what_stands_behind_the_last() -> None:
    first, last = parse_amounts("0.2; 0.5 mg/kg x8 IV")
    assert (first.words, first.shared, first.times) == ("0.2", "mg/kg x8 IV", 8)
    assert (last.words, last.shared) == ("0.5 mg/kg x8 IV", "")
    assert [one.shared for one in parse_amounts("0.1; 0.2 mg/kg; 5; 6 mg x8")] == [
        "mg/kg", "", "mg x8", "",
    ]  # fmt: skip
    assert parse_amounts("0.5 mg/kg; 0.2") == ()  # of what, nobody says


def test_times_regimen_and_rest() -> None:
    assert [one.times for one in parse_amounts("0.2; 0.5 mg/kg x8")] == [8, 8]
    (one,) = parse_amounts("1 mg/kg weekly")
    assert (one.regimen, one.words) == ("weekly", "1 mg/kg weekly")
    (one,) = parse_amounts("1-4.5 mg/kg IV")
    assert (one.low, one.high, one.rest) == ("1", "4.5", "IV")
    (one,) = parse_amounts("0.5 mg/kg x 6 over 2 weeks")
    assert (one.times, one.regimen) == (6, "over 2 weeks")


@pytest.mark.parametrize(
    "words",
    [
        "",
        " ",
        "mg",
        "5",
        "5 foo",
        "subanaesthetic",
        "0.5 vs 0.1 mg/kg",
        "0.5 ± 0.1 mg/kg",
        "10-5 mg",
        "1 wk to 3 mo",
        "500 ug to 1 mg",
        "0.5 mg/kg (memory)",
        "1/2 mg",
        "1960s",
        "p = .04",
        "5 mg to",
        "20 then 40 mg/70 kg per hour",
        "0.5 mg/kg x 4 weeks",
        "3 per week x 2",
        "5 D",
        "x8",
    ],
)
def test_what_is_not_read_whole_stays_words(words: str) -> None:
    assert parse_amounts(words) == ()


def test_prose() -> None:
    text = (
        "We gave 0.2 or 0.5 mg/kg weekly, then 0.1, 0.2, and 0.3 mg/kg; phase 2 and 5 mg; "
        "in 1960s; a 40-minute infusion; COVID-19 h; up to 12 weeks; (n = 20, 0.5 mg/kg); "
        "10 ± 2 mg."
    )
    found = find_amounts(text)
    assert [one.words for one in found] == [
        "0.2",
        "0.5 mg/kg weekly",
        "0.1",
        "0.2",
        "0.3 mg/kg",
        "5 mg",
        "40-minute",
        "up to 12 weeks",
        "0.5 mg/kg",
    ]


@given(st.one_of(st.text(), PIECES))
def test_spans_give_the_words_back(text: str) -> None:
    for amounts in (find_amounts(text), parse_amounts(text)):
        last = 0
        for one in amounts:
            assert text[one.start : one.end] == one.words
            assert last <= one.start < one.end
            last = one.end
            ends = [Decimal(value) for value in (one.low, one.high) if value is not None]
            assert ends == sorted(ends)
            assert ends


def test_dose_words_are_never_bound_to_numbers() -> None:
    text = "Low doses; at higher dosage; low and high doses; sub-anaesthetic doses; a large house."
    found = dose_words(text)
    assert [(one.text, one.strength) for one in found] == [
        ("Low doses", "low"),
        ("higher dosage", "high"),
        ("low", "low"),
        ("high doses", "high"),
        ("sub-anaesthetic doses", "subanaesthetic"),
    ]
    assert all(text[one.start : one.end] == one.text for one in found)
    assert dose_words("") == ()


def test_long_hostile_texts() -> None:
    for text in ("1 " * 50_000, "1, " * 30_000, "0.5 mg " * 20_000, "1-" * 50_000, "1" * 100_000):
        find_amounts(text)
        parse_amounts(text)


@pytest.mark.parametrize("pattern", [times_pattern, regimen_pattern])
@given(data=st.data())
def test_whatever_may_follow_an_amount_is_seen_to_begin(
    pattern: Callable[[], re.Pattern[str]], data: st.DataObject
) -> None:
    words = data.draw(st.from_regex(pattern()))
    for found in pattern().finditer(words):
        assert MAY_FOLLOW.match(words, found.start())
