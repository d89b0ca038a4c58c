"""The search finds what comparing every two claims finds, with the same verdicts."""

from __future__ import annotations

import tempfile
from collections import Counter
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st
from opposed import BASE, DOSES, Line, Said, written

from kg.judge.conflicts import VERDICTS, conflicts, contradict
from kg.judge.conflicts.stands import opposition, stand_of
from kg.judge.conflicts.studied import Lines, live_support, read_studied
from kg.judge.context import World, compare, read, turned
from kg.store.ledger import open_ledger
from kg.store.lines import evidence_of

if TYPE_CHECKING:
    from kg.judge.context import Verdict
    from kg.store.ledger import Ledger
    from kg.store.records import ClaimRow, EvidenceRow, Qualifiers, Ref

SUBJECTS = ("drug", "opioid", "morphine", "aspirin")


def some(names: tuple[str, ...]) -> st.SearchStrategy[tuple[str, ...]]:
    """One name as a rule, two at times."""
    alone = st.sampled_from(names).map(lambda name: (name,))
    both = st.lists(st.sampled_from(names), min_size=2, max_size=2, unique=True).map(tuple)
    return st.one_of(alone, alone, alone, both)


conditions = st.lists(
    st.one_of(
        st.tuples(st.just("dose"), st.sampled_from([*DOSES])),
        st.tuples(st.just("level"), st.sampled_from(["LowDose", "HighDose"])),
        st.tuples(st.just("population"), st.sampled_from(["people", "children", "rats"])),
        st.tuples(st.just("comparator"), st.sampled_from(["placebo", "aspirin", "morphine"])),
    ),
    max_size=3,
    unique_by=lambda one: one[0],
).map(tuple)
lines = st.lists(
    st.builds(
        Line,
        direction=st.sampled_from(["Supports", "Supports", "Disputes", "Neutral"]),
        source=st.sampled_from(["good", "fine", "gone"]),
        recalled=st.sampled_from([False, False, False, True]),
        conditions=conditions,
    ),
    max_size=3,
).map(tuple)
claims = st.builds(
    Said,
    effect=st.sampled_from(
        ["increase", "decrease", "increase", "decrease", "no-difference-found", "mixed", None]
    ),
    subjects=some(SUBJECTS),
    objects=some(("distress", "anxiety", "sleep")),
    conditions=conditions,
    negated=st.sampled_from([False, False, False, True]),
    predicate=st.sampled_from(["affects", "affects", "treats"]),
    lines=lines,
)
rivals = st.builds(
    lambda effect, names, dose, studied, against: Said(
        effect,
        (names[0],),
        conditions=(("comparator", names[1]), *dose),
        lines=tuple(Line(conditions=(("comparator", against or names[1]), *d)) for d in studied),
    ),
    st.sampled_from(["increase", "decrease", "no-difference-found"]),
    st.permutations(["aspirin", "morphine"]),
    st.lists(st.tuples(st.just("dose"), st.sampled_from([*DOSES])), max_size=1).map(tuple),
    st.lists(
        st.lists(st.tuples(st.just("dose"), st.sampled_from([*DOSES])), max_size=1), max_size=2
    ),
    st.sampled_from([None, None, "placebo", "drug"]),
)
ledgers = st.lists(claims, min_size=2, max_size=9)
Found = dict[frozenset[str], "Verdict"]


def found(said: list[Said], folder: Path, name: str = "x.ttl") -> Found:
    view = open_ledger(written(folder, said, name)).select()
    answer = conflicts(view, every=True)
    pairs = {frozenset((p.a.ref.id, p.b.ref.id)): p.verdict for p in answer.pairs}
    assert len(pairs) == len(answer.pairs) == answer.total
    counted = {v: answer.count(v) for v in VERDICTS}
    assert counted == {v: [*pairs.values()].count(v) for v in counted}
    by_kind = Counter(pair.kind for pair in answer.pairs)
    assert sum(group.pairs for group in answer.groups) == answer.total
    for kind, number in by_kind.items():
        assert sum(answer.count(v, kind) for v in counted) == number
    return pairs


def by_every_two(said: list[Said], folder: Path) -> Found:
    """The oracle: quadratic, from rows, without masks."""
    ledger = open_ledger(written(folder, said))
    rows = ledger.select().claims
    evidence = evidence_of(ledger, [row.ref.iri for row in rows])
    world = World.of_ledger(ledger)
    expected: Found = {}
    for a, b in combinations(rows, 2):
        verdict = _verdict(a, b, evidence, world)
        if verdict is not None:
            expected[frozenset((a.ref.id, b.ref.id))] = verdict
    return expected


def _verdict(
    a: ClaimRow, b: ClaimRow, evidence: dict[str, tuple[EvidenceRow, ...]], world: World
) -> Verdict | None:
    kinds = opposition(stand_of(a), stand_of(b))
    lines_a, lines_b = (
        [e.qualifiers for e in live_support(evidence.get(c.ref.iri, ()))] for c in (a, b)
    )
    if kinds and _alike(a.subjects, b.subjects, world) and _alike(a.objects, b.objects, world):
        return _read((a, lines_a), (b, lines_b), world)
    first, second = (a, b) if a.subjects < b.subjects else (b, a)
    view = turned(second)
    one_each = all(len(refs) == 1 for c in (first, second) for refs in (c.subjects, c.objects))
    if view is None or not one_each or first.objects != second.objects:
        return None
    theirs = [v.concept for v in second.qualifiers["comparator"]]
    mine = [v.concept for v in first.qualifiers.get("comparator", ())]
    if theirs != [*first.subjects] or mine != [*second.subjects]:
        return None
    if _alike(first.subjects, second.subjects, world):
        return None
    if opposition(stand_of(first), stand_of(view)) is None:
        return None
    line_of = {a.ref.iri: lines_a, b.ref.iri: lines_b}
    behind = [_turned_line(one, second) for one in line_of[second.ref.iri]]
    return _read((first, line_of[first.ref.iri]), (view, behind), world)


def _turned_line(line: Qualifiers, claim: ClaimRow) -> Qualifiers:
    given = ("dose", "route", "duration", "intervention")
    kept = {name: values for name, values in line.items() if name not in given}
    if line.get("comparator") == claim.qualifiers["comparator"]:
        view = turned(claim)
        assert view is not None
        kept["comparator"] = view.qualifiers["comparator"]
    return kept


def _read(
    a: tuple[ClaimRow, list[Qualifiers]], b: tuple[ClaimRow, list[Qualifiers]], world: World
) -> Verdict:
    drugs = [tuple(ref.iri for ref in claim.subjects) for claim, _ in (a, b)]
    studied = read_studied(Lines(tuple(a[1]), drugs[0]), Lines(tuple(b[1]), drugs[1]), world)
    if studied is not None:
        return studied.verdict
    stated = compare(a[0].qualifiers, b[0].qualifiers, world, (drugs[0], drugs[1]))
    return read(stated).verdict


def _alike(one: tuple[Ref, ...], other: tuple[Ref, ...], world: World) -> bool:
    return any(world.hierarchy.overlap(x.iri, y.iri) for x in one for y in other)


@settings(max_examples=60)
@given(ledgers)
def test_the_search_finds_what_comparing_every_two_finds(said: list[Said]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        assert found(said, Path(folder)) == by_every_two(said, Path(folder))


@settings(max_examples=40)
@given(st.lists(rivals, min_size=2, max_size=5))
def test_comparisons_are_turned_round_as_every_two_would_be(said: list[Said]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        assert found(said, Path(folder)) == by_every_two(said, Path(folder))


@settings(max_examples=25)
@given(ledgers, st.randoms(use_true_random=False))
def test_the_order_of_claims_does_not_matter(said: list[Said], random: object) -> None:
    mixed = [*range(len(said))]
    random.shuffle(mixed)  # type: ignore[attr-defined]  # a Random
    with tempfile.TemporaryDirectory() as folder:
        first = found(said, Path(folder))
        second = found([said[place] for place in mixed], Path(folder), "y.ttl")
    names = {f"c{new:02}": f"c{old:02}" for new, old in enumerate(mixed)}
    assert {frozenset(names[one] for one in pair): v for pair, v in second.items()} == first


@settings(max_examples=25)
@given(ledgers, claims)
def test_another_claim_takes_no_pair_away(said: list[Said], more: Said) -> None:
    with tempfile.TemporaryDirectory() as folder:
        before = found(said, Path(folder))
        after = found([*said, more], Path(folder), "y.ttl")
    assert before.items() <= after.items()


def one(folder: Path, *said: Said) -> tuple[Ledger, list[tuple[str, str, str, str]]]:
    ledger = open_ledger(written(folder, said))
    pairs = conflicts(ledger.select()).pairs
    return ledger, [(p.a.ref.id, p.b.ref.id, p.kind, p.how) for p in pairs]


def test_kinds_are_told_apart(tmp_path: Path) -> None:
    _, pairs = one(
        tmp_path,
        Said("increase"),
        Said("decrease"),
        Said("no-difference-found"),
        Said("increase", negated=True),
        Said("mixed"),
        Said(None),
    )
    assert sorted(pairs) == [
        ("c00", "c01", "opposite", "same"),
        ("c00", "c02", "no-difference", "same"),
        ("c00", "c03", "negated", "same"),
        ("c01", "c02", "no-difference", "same"),
    ]


def test_a_kind_joins_the_topic_of_what_it_is_a_kind_of(tmp_path: Path) -> None:
    _, pairs = one(
        tmp_path,
        Said("increase", subjects=("morphine",), objects=("distress",)),
        Said("decrease", subjects=("drug",), objects=("anxiety",)),
        Said("decrease", subjects=("aspirin",), objects=("anxiety",)),
    )
    assert pairs == [("c00", "c01", "opposite", "kind-of")]


def test_comparisons_in_both_directions_are_turned_round(tmp_path: Path) -> None:
    def against(effect: str, subject: str, comparator: str) -> Said:
        return Said(effect, (subject,), conditions=(("comparator", comparator),))

    ledger, pairs = one(
        tmp_path,
        against("increase", "aspirin", "morphine"),
        against("increase", "morphine", "aspirin"),
        against("decrease", "morphine", "aspirin"),
        against("increase", "morphine", "placebo"),
    )
    assert ("c00", "c01", "opposite", "swapped") in pairs
    assert ("c00", "c02", "opposite", "swapped") not in pairs
    swapped = [p for p in conflicts(ledger.select()).pairs if p.how == "swapped"]
    assert [pair.verdict for pair in swapped] == ["conflict"]


def test_claims_about_claims_stand_with_their_pair(tmp_path: Path) -> None:
    path = written(tmp_path, [Said("increase"), Said("decrease")])
    text = path.read_text("utf-8") + (
        ':m a kg:Claim ; rdfs:label "the dose decides"@en ; rdf:subject :drug ;'
        " rdf:predicate kg:affects ; rdf:object :c00 ; kg:claimType kg:Causal .\n"
    )
    path.write_text(
        text.replace('rdfs:label "c01"@en', 'rdfs:label "c01"@en ; kg:refines :c00'), "utf-8"
    )
    (pair,) = conflicts(open_ledger(path).select()).pairs
    assert [ref.label for ref in pair.about] == ["the dose decides"]
    assert pair.refines


def test_lines_that_disagree_inside_a_claim(tmp_path: Path) -> None:
    rats, people = (("population", "rats"),), (("population", "people"),)
    said = [
        Said(lines=(Line(conditions=rats), Line("Disputes", conditions=people))),
        Said(lines=(Line(), Line("Disputes"))),
        Said(lines=(Line(), Line("Disputes", "gone"))),
        Said(lines=(Line(), Line("Disputes", recalled=True))),
    ]
    answer = conflicts(open_ledger(written(tmp_path, said)).select())
    assert [(w.claim.ref.id, w.verdict) for w in answer.within] == [
        ("c00", "explained"),
        ("c01", "undetermined"),
    ]
    assert answer.within_total == 2
    assert answer.total == 0


def test_both_claims_of_a_pair_lie_in_the_selection(tmp_path: Path) -> None:
    rats, people = (("population", "rats"),), (("population", "people"),)
    said = [
        Said("increase", conditions=rats),
        Said("decrease", conditions=people),
        Said("decrease"),
    ]
    ledger = open_ledger(written(tmp_path, said))
    assert conflicts(ledger.select()).total == 2
    assert conflicts(ledger.select(population="rats")).total == 0
    assert conflicts(ledger.select().ordered("id", 2)).total == 1
    assert conflicts(ledger.select(object="sleep")).total == 2


def test_names_of_the_base(tmp_path: Path) -> None:
    ledger, _ = one(tmp_path, Said("increase"), Said("decrease"))
    (group,) = conflicts(ledger.select()).groups
    assert (group.subject.iri, group.object.iri) == (f"{BASE}aspirin", f"{BASE}sleep")
    assert (group.increase, group.decrease, group.none, group.verdict) == (1, 1, 0, "conflict")


def test_opposite_words_for_one_change_agree(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        [
            Said("increase", objects=("pain",)),
            Said("decrease", objects=("relief",)),
            Said("increase", objects=("relief",)),
            Said("decrease", objects=("freedom",)),
        ],
    )
    labels = {"pain": "pain", "relief": "pain relief", "freedom": "freedom from pain"}
    concepts = "".join(
        f':{name} a skos:Concept ; skos:prefLabel "{label}"@en .\n'
        for name, label in labels.items()
    )
    path.write_text(path.read_text("utf-8") + concepts, "utf-8")
    ledger = open_ledger(path)
    pairs = {(p.a.ref.id, p.b.ref.id): p.how for p in conflicts(ledger.select()).pairs}
    assert pairs["c00", "c02"] == "inverse-outcome"
    assert pairs["c02", "c01"] == "same"
    assert ("c00", "c01") not in pairs
    assert ("c02", "c03") not in pairs
    rows = {row.ref.id: row for row in ledger.select().claims}
    assert contradict(rows["c00"], rows["c02"], ledger)
    assert not contradict(rows["c00"], rows["c01"], ledger)


def test_the_other_side_of_a_comparison_contradicts(tmp_path: Path) -> None:
    compared = (("comparator", "morphine"),)
    path = written(
        tmp_path,
        [
            Said("increase", subjects=("aspirin",), conditions=compared),
            Said("increase", subjects=("morphine",), conditions=(("comparator", "aspirin"),)),
            Said("increase", subjects=("morphine",)),
        ],
    )
    ledger = open_ledger(path)
    rows = {row.ref.id: row for row in ledger.select().claims}
    assert contradict(rows["c00"], rows["c01"], ledger)
    assert not contradict(rows["c00"], rows["c02"], ledger)
