from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.text.identifier_faults import check_digit, identifier_fault


@pytest.mark.parametrize(
    ("kind", "text", "fault"),
    [
        ("doi", "10.1136/bmj.g7015", None),
        ("doi", "10.1016/S0140-6736(20)30183-5", None),
        ("doi", "10.1002/(SICI)1097-4571(199806)49:8<693::AID-ASI4>3.0.CO;2-O", None),
        ("doi", "https://doi.org/10.1136/bmj.g7015", "is written as an address"),
        ("doi", "10.1038.npp.2013.150", "is not of the form 10.1234/suffix"),
        ("doi", "10,1001/archpsyc.63.8.856", "is not of the form 10.1234/suffix"),
        ("doi", "10.1136/bmj g7015", "has a space in it"),
        ("doi", "10.1136/bmj.g7015.", "ends in punctuation"),
        ("pmid", "39763417", None),
        ("pmid", "0", "is not a number of one to eight digits"),
        ("pmid", "PMC123", "is not a number of one to eight digits"),
        ("pmid", "397634171", "is not a number of one to eight digits"),
        ("pmcid", "PMC7096777", None),
        ("pmcid", "7096777", "is not PMC and a number"),
        ("orcid", "https://orcid.org/0000-0002-1825-0097", None),
        ("orcid", "0000-0001-5109-3700", None),
        ("orcid", "0000-0002-1694-233X", None),
        ("orcid", "0000-0002-1825-0079", "has a wrong check digit"),
        ("orcid", "0000-0002-1825", "is not of the form 0000-0000-0000-0000"),
    ],
)
def test_identifiers(kind: str, text: str, fault: str | None) -> None:
    assert identifier_fault(kind, text) == fault


@given(digits=st.text("0123456789", min_size=15, max_size=15), place=st.integers(0, 14))
def test_every_single_wrong_digit_is_seen(digits: str, place: int) -> None:
    right = check_digit(digits)
    for other in "0123456789":
        if other != digits[place]:
            changed = digits[:place] + other + digits[place + 1 :]
            assert check_digit(changed) != right


@given(kind=st.sampled_from(["doi", "pmid", "pmcid", "orcid"]), text=st.text())
def test_any_text_is_judged(kind: str, text: str) -> None:
    fault = identifier_fault(kind, text)
    assert fault is None or fault
