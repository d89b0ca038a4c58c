"""BEL terms: one form for one thing, and a place for every fault."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.importers.bel.terms import TermFault, name_in, read_term, written

NAMES = st.text(min_size=1, max_size=12).filter(lambda words: bool(words.split()))
PREFIXES = st.sampled_from(["HGNC", "MESH", "GO"])


@st.composite
def terms(draw: st.DrawFn, depth: int = 3) -> str:
    """Terms as people may write them."""
    space = draw(st.sampled_from(["", " ", "\n  "]))
    first = f"{draw(PREFIXES)}:{space}{written(draw(NAMES))}"
    if depth and draw(st.booleans()):
        inner = draw(st.lists(terms(depth=depth - 1), min_size=1, max_size=3))
        return f"{draw(st.sampled_from(['complex', 'composite']))}({f',{space}'.join(inner)})"
    function = draw(st.sampled_from(["p", "proteinAbundance", "bp", "path", "g"]))
    return f"{function}({space}{first}{space})"


@given(terms())
def test_canonical_form_stays(term: str) -> None:
    found = read_term(term)
    assert found.end == len(term)
    again = read_term(found.text)
    assert again.text == found.text
    assert again.end == len(found.text)


@given(st.lists(terms(depth=1), min_size=2, max_size=4), st.randoms())
def test_order_of_members_is_no_difference(members: list[str], random: object) -> None:
    shuffled = list(members)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    one, other = (read_term(f"complex({', '.join(m)})") for m in (members, shuffled))
    assert one.text == other.text


@given(st.text(max_size=60))
def test_any_text_gives_a_term_or_a_fault(text: str) -> None:
    try:
        found = read_term(text)
    except TermFault as fault:
        assert 0 <= fault.at <= len(text)
    else:
        assert 0 < found.end <= len(text)


@pytest.mark.parametrize(
    ("term", "form"),
    [
        ('proteinAbundance(HGNC:"MAPT", pmod(Ph))', "p(HGNC:MAPT, pmod(Ph))"),
        ("p(HGNC:MAPT,pmod(Ph,Ser,202))", "p(HGNC:MAPT, pmod(Ph, Ser, 202))"),
        ("p(HGNC:MAPT, var(x), pmod(Ph))", "p(HGNC:MAPT, pmod(Ph), var(x))"),
        ("complex(p(HGNC:B),p(HGNC:A))", "complex(p(HGNC:A), p(HGNC:B))"),
        ('p(HGNC:6893 ! "MAPT")', "p(HGNC:MAPT)"),
        ("tloc(a(CHEBI:x), fromLoc(GO:b), toLoc(GO:a))", None),
        ("frag(5_20)", None),
    ],
)
def test_forms(term: str, form: str | None) -> None:
    assert read_term(term).text == (form or term)


@pytest.mark.parametrize(
    ("term", "at", "said"),
    [
        ("", 0, "begins with a function"),
        ("MAPT", 4, "opening bracket"),
        ("protein(HGNC:MAPT)", 0, "no function 'protein'"),
        ("p(HGNC:MAPT", 11, "a comma or bracket"),
        ("p(HGNC:MAPT pmod(Ph))", 12, "a comma or bracket"),
        ("p()", 2, "names nothing"),
        ('p(HGNC:"MAPT)', 7, "quote that is not closed"),
        ('p(HGNC:" ")', 7, "an empty name"),
        ("act(" * 60 + "p(A:b)" + ")" * 60, 164, "nested"),
    ],
)
def test_faults_have_a_place(term: str, at: int, said: str) -> None:
    with pytest.raises(TermFault, match=said) as caught:
        read_term(term)
    assert caught.value.at == at


def test_bare_names() -> None:
    assert name_in('path(MESH:"Alzheimer Disease")') == "Alzheimer Disease"
    assert name_in("p(HGNC:MAPT)") == "MAPT"
    assert name_in("p(HGNC:MAPT, pmod(Ph))") is None
    assert name_in("act(p(HGNC:MAPT))") is None
