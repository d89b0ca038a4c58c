from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kg.text.resembling import resembling


def names(*listed: str) -> list[tuple[str, str]]:
    return [(name, name) for name in listed]


def test_the_reasons() -> None:
    found = resembling(
        names("adherence to medication", "medication adherence", "VAS", "visual analogue scale")
        + names("fibrinogen", "fibrinogene")
    )
    assert {(one.one, one.other, one.why) for one in found} == {
        ("adherence to medication", "medication adherence", "the same words"),
        ("VAS", "visual analogue scale", "initials"),
        ("fibrinogen", "fibrinogene", "spelt almost alike"),
    }


def test_what_is_told_apart_is_not_suggested() -> None:
    assert not resembling(
        names("systolic blood pressure", "diastolic blood pressure", "IL-6", "IL-8", "pain")
    )


def test_names_of_one_concept_are_not_compared() -> None:
    assert not resembling([("heparin", "LMWH"), ("heparin", "low molecular weight heparins")])


@given(st.lists(st.sampled_from(["pain", "pains", "the pain", "PAI", "", "x 1", "x 2"])))
def test_suggestions_are_ranked_and_no_pair_comes_twice(listed: list[str]) -> None:
    found = resembling((f"{n}", name) for n, name in enumerate(listed))
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
    assert len({(one.one, one.other) for one in found}) == len(found)
    assert all(one.one != one.other for one in found)
