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
