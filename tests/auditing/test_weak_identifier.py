"""What SQL takes for plainly right has no fault."""

from __future__ import annotations

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.auditing.rules.weak_identifier import SUSPECT
from kg.text.identifier_faults import identifier_fault

NEAR = {
    "doi": st.from_regex(r"\A10\.[0-9]{3,6}(\.\d+)?/?[a-z0-9 .,;:()\n\t\x00\x1c\x85é/-]{0,6}\Z"),
    "pmid": st.from_regex(r"\A[0-9١ ]{0,10}[a-z\n]?\Z"),
    "pmcid": st.from_regex(r"\A(PMC|pmc)?[0-9١]{0,11}[ a\n]?\Z"),
}


def _suspected(kind: str, text: str) -> bool:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE document (doi TEXT, pmid TEXT, pmcid TEXT)")
    connection.execute(f"INSERT INTO document ({kind}) VALUES (?)", (text,))
    return bool(connection.execute(f"SELECT 1 FROM document AS d WHERE {SUSPECT}").fetchall())


@given(st.sampled_from(sorted(NEAR)).flatmap(lambda k: st.tuples(st.just(k), NEAR[k] | st.text())))
def test_whatever_has_a_fault_is_looked_at(given_one: tuple[str, str]) -> None:
    kind, text = given_one
    if identifier_fault(kind, text) is not None:
        assert _suspected(kind, text)


@pytest.mark.parametrize(
    ("kind", "text"),
    [("doi", "10.1234/x.y(1)"), ("doi", "10.12345/X"), ("pmid", "31234567"), ("pmcid", "PMC12")],
)
def test_the_plain_is_passed_over(kind: str, text: str) -> None:
    assert identifier_fault(kind, text) is None
    assert not _suspected(kind, text)
