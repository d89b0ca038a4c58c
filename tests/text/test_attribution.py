from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kg.text.attribution import is_name, named_attributions


def names(text: str) -> list[str]:
    return [name for _, _, name in named_attributions(text, 0, len(text))]


def test_named_sources() -> None:
    assert names("According to Dr. Jane Smith of Yale University, it works.") == [
        "Jane Smith of Yale University"
    ]
    assert names("Glue et al. (2017) and Müller and colleagues found it.") == ["Glue", "Müller"]
    assert (
        names("A study by the World Health Organization, a 2014 trial by Feder showed it.")[-1]
        == "Feder"
    )
    assert names("according to experts it works") == []
    assert names("") == []


def test_openers_are_no_names() -> None:
    assert not is_name("However")
    assert not is_name("experts say")
    assert is_name("de Haan")


@given(st.text())
def test_any_text(text: str) -> None:
    last = 0
    for start, end, name in named_attributions(text, 0, len(text)):
        assert last <= start < end <= len(text)
        assert name in text[start:end]
        last = end


def test_named_sources_at_the_start_of_a_sentence_and_speakers_of_bodies() -> None:
    assert names("A 2019 survey by the Ministry of Transport found it.") == [
        "Ministry of Transport"
    ]
    assert names("It saves power, a spokeswoman for the trade group Lumen Forum said.") == [
        "Lumen Forum"
    ]
    assert names("The director of Lumen Forum left in May.") == []
