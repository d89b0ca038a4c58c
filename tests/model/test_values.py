"""Scalars: what may stand in a literal or between angle brackets."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError
from strategies import DECIMALS, HOSTILE, IRIS

from kg.model.values import (
    Decimals,
    FilledText,
    Iri,
    LangText,
    Language,
    PartialDate,
    Sha256,
    Text,
    Timestamp,
    by_value,
    check_iri,
)

GOOD: dict[str, tuple[Any, tuple[str, ...]]] = {
    "iri": (Iri, IRIS),
    "text": (Text, ("", " ", *HOSTILE)),
    "filled": (FilledText, HOSTILE),
    "decimal": (Decimals, DECIMALS),
    "date": (
        PartialDate,
        ("2018", "2018-03", "2018-03-31", "2020-02-29", "0001", "-0500", "12018-01", "2000-02-29"),
    ),
    "time": (Timestamp, ("2026-01-31T12:00:00Z", "2024-02-29T23:59:59.123456789Z")),
    "sha256": (Sha256, ("0" * 64, "0123456789abcdef" * 4)),
    "language": (Language, ("en", "de-at", "zh-hant-tw", "en-x-own", "x-own", "de-1996", "es-419")),
}
BAD: dict[str, tuple[Any, tuple[str, ...]]] = {
    "iri": (
        Iri,
        (
            "",
            "relative",
            "/path",
            "//host",
            "#x",
            "1a:b",
            "a b:c",
            "a:b c",
            "a:<b>",
            'a:"',
            "a:\n",
            "a:\x00",
            "a:{b}",
            "a:b|c",
            "a:b\\c",
            "a:^",
            "a:`",
            "a:\ud800",
            "a:%zz",
            "a:%4",
            "http://[",
            "http://[::g]/",
            "http://[1.2.3.4]/",
            "http://a:port/",
            "http://a@b@c/",
            "a:b#c#d",
            "a:\ufffe",
            "a:\x85",
            "a:b\n",
        ),
    ),
    "text": (Text, ("a\x00b", "\ud800", "x\udfff")),
    "filled": (FilledText, ("", " ", "\t\n", "\u00a0\u2003", "\x1f", "a\x00")),
    "decimal": (
        Decimals,
        ("", ".", "+", "1e3", "1,5", "NaN", "INF", " 1", "1\n", "0x1", "--1", "\u0661", "1_0"),
    ),
    "date": (
        PartialDate,
        (
            "",
            "18",
            "2018-13",
            "2018-00",
            "2018-02-30",
            "2019-02-29",
            "1900-02-29",
            "2018-3",
            "2018-04-31",
            "02018",
            "2018-03-31T00:00:00Z",
            "\u0662\u0660\u0661\u0668",
            "2018\n",
            "2018-03-",
        ),
    ),
    "time": (
        Timestamp,
        (
            "",
            "2026-01-31",
            "2026-01-31T12:00:00",
            "2026-01-31T12:00:00+00:00",
            "2026-13-31T12:00:00Z",
            "2026-01-31T25:00:00Z",
            "2026-02-30T12:00:00Z",
            "2026-01-31T12:00:60Z",
            "2026-01-31t12:00:00z",
            "\u0662026-01-31T12:00:00Z",
            "2026-01-31T12:00:00Z\n",
        ),
    ),
    "sha256": (Sha256, ("", "0" * 63, "0" * 65, "A" * 64, "g" * 64, "0" * 64 + "\n")),
    "language": (
        Language,
        ("", "e", "en-", "en_US", "en-a", "de-1996-x", "\u0435\u043d"),
    ),
}


@pytest.mark.parametrize(
    ("kind", "value"),
    [(kind, value) for kind, (_, values) in GOOD.items() for value in values],
    ids=ascii,
)
def test_good_values_are_kept_character_for_character(kind: str, value: str) -> None:
    assert TypeAdapter(GOOD[kind][0]).validate_python(value) == value


@pytest.mark.parametrize(
    ("kind", "value"),
    [(kind, value) for kind, (_, values) in BAD.items() for value in values],
    ids=ascii,
)
def test_bad_values_are_refused(kind: str, value: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(BAD[kind][0]).validate_python(value)


@pytest.mark.parametrize("kind", GOOD)
@pytest.mark.parametrize("value", [None, 3, 0.5, True, ["x"]], ids=str)
def test_only_text_is_text(kind: str, value: object) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(GOOD[kind][0]).validate_python(value)


def _reads(iri: str) -> bool:
    try:
        ox.NamedNode(iri)
    except ValueError:
        return False
    return True


def _checks(iri: str) -> bool:
    try:
        check_iri(iri)
    except ValueError:
        return False
    return True


@given(
    st.one_of(
        st.text("ab:/?#[]@!%4G.\u00e9\ue000\ufffe-~'(&=_ \x85\U000e0001\U000f0000", max_size=14),
        st.text(max_size=8),
    ),
    st.sampled_from(("", "a:", "http://", "urn:x:")),
)
def test_an_iri_is_what_the_rdf_library_takes(tail: str, head: str) -> None:
    assert _checks(head + tail) == _reads(head + tail)


def test_a_long_iri_takes_no_time() -> None:
    for tail in ("b:" * 100_000, "b" * 100_000 + "@@", "%41" * 100_000 + "%"):
        _checks("a://" + tail)


@given(st.lists(st.text("abx1-", min_size=1, max_size=9), max_size=4).map("-".join))
def test_a_language_that_we_take_the_rdf_library_takes(tag: str) -> None:
    try:
        found = TypeAdapter(Language).validate_python(tag)
    except ValidationError:
        return
    assert ox.Literal("x", language=found).language == found


def test_languages_are_kept_in_lower_case() -> None:
    assert LangText(text="x", lang="zh-Hant-TW").lang == "zh-hant-tw"
    assert LangText(text="x", lang="en-US") == LangText(text="x", lang="en-us")


def test_a_label_is_english_by_default_and_never_empty() -> None:
    assert LangText(text="x").lang == "en"
    assert str(LangText(text="x")) == "x"
    for empty in ("", " \n"):
        with pytest.raises(ValidationError, match="text is empty"):
            LangText(text=empty)
    with pytest.raises(ValidationError):
        LangText.model_validate({"text": "x", "language": "en"})


def test_composed_and_decomposed_letters_stay_apart() -> None:
    assert LangText(text="caf\u00e9") != LangText(text="cafe\u0301")


def test_numbers_compare_by_value() -> None:
    assert by_value("0.50") == by_value(".5") == Decimal("0.5")
    assert by_value("007") < by_value("+7.1")
