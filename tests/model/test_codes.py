"""Closed lists: words to RDF names and back."""

from __future__ import annotations

import pytest

from kg.model.codes import CODES, Certainty, Code, DoseLevel, Effect, OcebmLevel, Status
from kg.terms import KG

MEMBERS = [member for code in CODES for member in code]


@pytest.mark.parametrize("member", MEMBERS, ids=lambda member: member.iri.removeprefix(KG))
def test_a_word_survives(member: Code) -> None:
    assert type(member).from_iri(member.iri) is member
    assert type(member)(member.value) is member
    assert member.iri.startswith(KG)


def test_no_two_words_share_a_name() -> None:
    assert len({member.iri for member in MEMBERS}) == len(MEMBERS)
    assert len({code.scheme() for code in CODES}) == len(CODES) == 19


def test_names() -> None:
    assert Effect.NO_DIFFERENCE_FOUND.iri == f"{KG}NoDifferenceFound"
    assert DoseLevel.LOW.iri == f"{KG}LowDose"
    assert Certainty.LOW.iri == f"{KG}LowCertainty"
    assert Status.RETRACTED_ONLY.iri == f"{KG}RetractedOnlyStatus"
    assert OcebmLevel.LEVEL_2.iri == f"{KG}OCEBM-2"


@pytest.mark.parametrize("iri", ["", KG, f"{KG}LowCertainty", "a:Low", f"{KG}lowDose", "Low\x00"])
def test_another_name_is_refused_with_those_that_are_known(iri: str) -> None:
    with pytest.raises(ValueError, match="LowDose, MediumDose, HighDose"):
        DoseLevel.from_iri(iri)
