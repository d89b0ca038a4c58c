"""Errors are one line that a user can act on."""

from __future__ import annotations

from kg.errors import KGError, ReadError, SyntaxFault


def test_message_and_remedy() -> None:
    assert str(KGError("it broke", "mend it")) == "it broke; mend it"
    assert str(KGError("it broke")) == "it broke"


def test_a_syntax_fault_names_its_place() -> None:
    fault = SyntaxFault("a.ttl", 3, 7, "a dot is missing")
    assert str(fault) == "a.ttl:3:7: a dot is missing"
    assert isinstance(fault, ReadError)
    assert str(SyntaxFault("a.ttl", 0, 0, "empty")) == "a.ttl: empty"


def test_a_message_is_one_short_line_whatever_it_quotes() -> None:
    fault = KGError("x.csv, row 2: " + "a" * 10_000, "write " + "b" * 10_000)
    assert len(str(fault)) < 1400
    assert str(fault).startswith("x.csv, row 2: aaa")
    assert "…; write b" in str(fault)
    assert str(KGError("a\nb\x1b[31m\u202e\t", "c\r")) == r"a\nb\x1b[31m\u202e\t; c\r"
    persian = "\u0645\u06cc\u200c\u0631\u0648\u0645"
    assert str(KGError(persian)) == persian
