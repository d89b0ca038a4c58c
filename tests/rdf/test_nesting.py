from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kg.rdf.nesting import nested

NODES = st.sampled_from("abcdefgh")
POINTERS = st.dictionaries(NODES | st.sampled_from("XYZ"), st.lists(NODES, max_size=4))


@given(pointers=POINTERS)
def test_every_value_node_has_one_place(pointers: dict[str, list[str]]) -> None:
    values = set("abcdefgh")
    children, adrift = nested(values, pointers)
    beneath = [token for tokens in children.values() for token in tokens]
    assert len(beneath) == len({*beneath})
    assert values == {*beneath} | adrift
    assert not adrift & {*beneath}


@given(pointers=POINTERS)
def test_each_is_written_once_from_the_top(pointers: dict[str, list[str]]) -> None:
    values = set("abcdefgh")
    children, adrift = nested(values, pointers)
    written: list[str] = []
    stack = [*sorted(set("XYZ") | adrift)]
    while stack:
        token = stack.pop()
        written.append(token)
        stack.extend(children.get(token, ()))
    assert sorted(written) == sorted([*"XYZ", *values])


@given(pointers=POINTERS)
def test_an_owner_is_the_only_one_that_points(pointers: dict[str, list[str]]) -> None:
    children, _ = nested(set("abcdefgh"), pointers)
    for owner, tokens in children.items():
        for token in tokens:
            pointing = {s for s, found in pointers.items() if token in found and s != token}
            assert pointing == {owner}


def test_a_long_chain_is_no_circle() -> None:
    names = [f"n{number}" for number in range(50_000)]
    pointers = {a: [b] for a, b in zip(["top", *names], names, strict=False)}
    assert nested(names, pointers).adrift == set()
    pointers[names[-1]] = [names[100]]
    shared = nested(names, pointers).adrift
    assert shared == {names[100]}, "two subjects point to it, and the rest hangs beneath it"


def test_a_circle_and_what_hangs_on_it_are_adrift() -> None:
    found = nested("abc", {"a": ["b"], "b": ["a"], "X": []})
    assert found.children == {}
    assert found.adrift == {"a", "b", "c"}
