"""Laws of the method that hold for any body of evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import given
from hypothesis import strategies as st

from kg.judge.certainty import Body, Line, Subject, judge, origins, word
from kg.judge.certainty.designs import STARTS
from kg.judge.certainty.ladder import LADDER
from kg.judge.certainty.weighing import MOST_UP, live, weigh

if TYPE_CHECKING:
    import random

SOURCES = ("d0", "d1", "d2", "d3")


_numbers = st.sampled_from([0.1, 0.4, 0.9, 1.0, 1.2, 2.5, 6.0, -1.0, 0.0])
_dimensions = st.lists(
    st.sampled_from(["dose", "population", "species", "outcome"]), max_size=2, unique=True
).map(tuple)


@st.composite
def lines(draw: st.DrawFn, /, number: int = 0, **fixed: Any) -> Line:
    scale = draw(st.sampled_from(["", "ratio", "difference"]))
    low, high = sorted((draw(_numbers), draw(_numbers)))
    drawn = {
        "iri": f"e{number}",
        "source": draw(st.sampled_from(SOURCES)),
        "direction": draw(st.sampled_from(["supports", "disputes", "neutral", "qualifies"])),
        "left": draw(st.sampled_from(["", "", "", "retracted", "recalled", "candidate"])),
        "studies": draw(st.lists(st.sampled_from(SOURCES), max_size=2, unique=True).map(tuple)),
        "pools": draw(st.lists(st.sampled_from(SOURCES), max_size=1).map(tuple)),
        "design": draw(
            st.sampled_from([None, "meta-analysis", "news-report", *STARTS["mechanism"]])
        ),
        "question": draw(st.sampled_from([None, *STARTS])),
        "level": draw(st.sampled_from([None, 0, 1, 2, 3])),
        "moved": draw(st.integers(0, 4)),
        "rated": draw(st.booleans()),
        "n": draw(st.sampled_from([None, 0, 10, 99, 100, 399, 400, 5000])),
        "events": draw(st.sampled_from([None, 5, 299, 300])),
        "dichotomous": draw(st.booleans()),
        "effect": draw(st.sampled_from([None, "increase", "decrease", "mixed"])),
        "scale": scale,
        "risk_ratio": scale == "ratio" and draw(st.booleans()),
        "estimate": draw(st.none() | _numbers),
        "low": low,
        "high": draw(st.sampled_from([None, high])),
        "bias": draw(st.integers(0, 4)),
        "declared": draw(
            st.lists(
                st.sampled_from(
                    ["publication-bias", "dose-response-gradient", "opposing-confounding"]
                ),
                max_size=2,
            ).map(tuple)
        ),
        "apart": draw(_dimensions),
    }
    return Line(**{**drawn, **fixed})


@st.composite
def bodies(draw: st.DrawFn) -> Body:
    number = draw(st.integers(0, 6))
    subject = Subject(
        draw(st.sampled_from(["causal", "mechanistic", "correlational"])),
        draw(st.booleans()),
        draw(st.sampled_from(["", "human", "animal"])),
    )
    return Body(subject, tuple(draw(lines(place)) for place in range(number)))


def rank(word: str | None) -> int:
    return -1 if word is None else LADDER.index(word)


@given(bodies(), st.randoms())
def test_the_order_of_lines_does_not_matter(one: Body, chance: random.Random) -> None:
    shuffled = [*one.lines]
    chance.shuffle(shuffled)
    assert judge(one._replace(lines=tuple(shuffled))) == judge(one)


@given(bodies(), st.data())
def test_a_second_line_of_the_same_study_that_says_the_same_changes_nothing(
    one: Body, data: st.DataObject
) -> None:
    if one.lines:
        twin = data.draw(st.sampled_from(one.lines))._replace(iri="e9")
        more = one._replace(lines=(*one.lines, twin))
        assert word(more) == word(one)
        assert judge(more).direction == judge(one).direction
        assert judge(more).against == judge(one).against


@given(bodies())
def test_lines_that_count_for_nothing_change_nothing(one: Body) -> None:
    counting = tuple(line for line in one.lines if not line.left)
    assert word(one._replace(lines=counting)) == word(one)


@given(bodies(), st.data())
def test_a_vote_against_never_raises_and_never_leaves_high(one: Body, data: st.DataObject) -> None:
    against = data.draw(lines(9, source="new", studies=(), pools=(), direction="disputes", left=""))
    more = one._replace(lines=(*one.lines, against))
    assert rank(word(more)) <= rank(word(one))
    assert word(more) != "high"
    assert judge(more).direction in {"both", "against"}


@given(bodies())
def test_nothing_is_high_where_studies_disagree(one: Body) -> None:
    found = judge(one)
    if found.direction == "both":
        assert "high" not in {found.word, found.against}


@given(bodies())
def test_every_step_is_bounded(one: Body) -> None:
    groups = live(one.lines)
    for side in ("supports", "disputes"):
        weighed = weigh(one.subject, groups, side)
        if weighed is None:
            continue
        assert all(-2 <= applied.found.change <= 0 for applied in weighed.down)
        assert all(0 <= applied.found.change <= MOST_UP for applied in weighed.up)
        assert weighed.rung is None or 0 <= weighed.rung < len(LADDER)
        assert all(applied.found.why() for applied in (*weighed.down, *weighed.up))


@given(bodies())
def test_the_word_is_that_of_the_derivation(one: Body) -> None:
    found = judge(one)
    assert found.word == word(one)
    start = next((s for s in found.steps if s.rule == "start" and s.side == "for"), None)
    if start is None or start.change == "none":
        assert found.word is None
        return
    down = sum(int(s.change) for s in found.steps if s.side == "for" and s.change[:1] == "-")
    up = sum(int(s.change) for s in found.steps if s.side == "for" and s.change[:1] == "+")
    assert not (down and up)
    reached = LADDER.index(start.change) + down + min(up, MOST_UP)
    assert found.word == LADDER[max(0, min(3, reached))]


@given(bodies())
def test_origins_share_every_line_once_and_no_study(one: Body) -> None:
    groups = origins(one.lines)
    assert sorted(line.iri for group in groups for line in group) == sorted(
        line.iri for line in one.lines
    )
    studies = [{s for line in group for s in line.studies} for group in groups]
    assert sum(map(len, studies)) == len(set().union(*studies))
