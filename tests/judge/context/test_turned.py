"""Swapped roles: a claim seen from its comparator."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kg.judge.context import turned
from kg.store.records import ClaimRow, Qualifiers, Ref, ValueRow

A, B, C = (Ref(f"https://x.example/#{name}", name, name) for name in "abc")
AFFECTS = Ref("https://w3id.org/claimkg/ns#affects", "affects", "affects")


def value(ref: Ref) -> ValueRow:
    return ValueRow(text=ref.label, concept=ref)


def claim(effect: str | None = "increase", **changes: object) -> ClaimRow:
    row = ClaimRow(
        ref=Ref("https://x.example/#one", "one", "A raises C against B"),
        subjects=(A,),
        predicate=AFFECTS,
        objects=(C,),
        value=None,
        statistic=None,
        effect=effect,
        negated=False,
        type="comparative",
        topic=None,
        via=(),
        refines=(),
        qualifiers={"comparator": (value(B),)},
        state="accepted",
    )
    return row._replace(**changes)  # type: ignore[arg-type]  # fields of a row


ROW = ValueRow(text="20 mg", low="20", high="20", unit="mg")
names = st.sampled_from(["dose", "route", "duration", "population", "timepoint", "outcome"])
effects = st.sampled_from([None, "increase", "decrease", "equivalent", "mixed", "unspecified"])


@given(effects, st.booleans(), st.dictionaries(names, st.just((ROW,))))
def test_turned_twice_it_is_the_claim_again(
    effect: str | None, negated: bool, more: Qualifiers
) -> None:
    one = claim(effect, negated=negated, qualifiers={"comparator": (value(B),), **more})
    back = turned(one)
    assert back is not None
    assert back != one
    assert turned(back) == one


def test_the_direction_turns_with_the_roles() -> None:
    back = turned(claim("increase"))
    assert back is not None
    assert (back.subjects, back.effect, back.qualifiers["comparator"]) == (
        (B,),
        "decrease",
        (value(A),),
    )
    same = turned(claim("no-difference-found"))
    assert same is not None
    assert same.effect == "no-difference-found"


def test_how_the_subject_was_given_goes_with_it() -> None:
    back = turned(claim(qualifiers={"comparator": (value(B),), "dose": (ROW,), "place": (ROW,)}))
    assert back is not None
    assert back.qualifiers == {
        "comparator": (value(A),),
        "comparator_dose": (ROW,),
        "place": (ROW,),
    }


def test_what_cannot_be_swapped_is_not_turned() -> None:
    assert turned(claim(subjects=(A, B))) is None
    assert turned(claim(qualifiers={})) is None
    assert turned(claim(qualifiers={"comparator": (value(B), value(C))})) is None
    assert turned(claim(qualifiers={"comparator": (ROW,)})) is None
    assert turned(claim(value=ROW)) is None
