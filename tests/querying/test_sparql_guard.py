"""What a query may not do."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import QueryFault
from kg.querying.sparql.guard import LONGEST, check
from kg.terms import NAMESPACES

PREFIXES = {**NAMESPACES, "": "https://ledger.example/#", "ex": "https://example.org/"}


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://a.example/> { ?a ?b ?c } }",
        "SELECT * { service silent <http://a.example/> { ?a ?b ?c } }",
        "SELECT * { SERVICE ?where { ?a ?b ?c } }",
        "SELECT * { # a comment\n SeRvIcE\n<http://a.example/>{ ?a ?b ?c } }",
        "SELECT * { SERVICE:a { ?x ?y ?z } }",
        "SELECT * { ?x ?y 1SERVICE:a { ?a ?b ?c } }",
        "SELECT * { ?x ?y trueSERVICE :a { ?a ?b ?c } }",
        "SELECT * { ?x ?y 'a'SERVICE :a { ?a ?b ?c } }",
        "SELECT * { ?x ?y ex:a\\#b . SERVICE :a { ?a ?b ?c } }",
        "SELECT * { ?x ?y ex:a\\'b . SERVICE :a { ?a ?b ?c } FILTER(?x != ex:\\') }",
        "SELECT * { ?a ?b ?c FILTER(?a<?b)SERVICE#>\nex:y{ ?d ?e ?f} }",
        'SELECT * { ?x ?y "\\"" . SERVICE :a { ?a ?b "\\"" } }',
        'SELECT * { ?x ?y """a"b""" . SERVICE :a { ?a ?b "c" } }',
        "SELECT * { ?x ?y '''a''b\\'''' . SERVICE :a { ?a ?b 'c' } }",
        "ASK { { SELECT * { SERVICE <http://a.example/> { ?a ?b ?c } } } }",
    ],
)
def test_a_call_is_refused_however_it_is_written(query: str) -> None:
    with pytest.raises(QueryFault, match="SERVICE is refused"):
        check(query, PREFIXES)


@pytest.mark.parametrize(
    "query",
    [
        'SELECT * { ?a ?b "SERVICE <http://a.example/> { }" }',
        "SELECT * { ?a ?b 'it\\'s a SERVICE' }",
        "SELECT * { ?a ?b ?c } # SERVICE <http://a.example/>",
        "SELECT * { ?a <http://a.example/service#x> ?service }",
        "SELECT * { ?a ex:service ?c ; ex:a\\#service ?d }",
        'SELECT * { ?a ?b "LOAD"@en-service }',
        "SELECT * { ?a ?b ?c FILTER(?a < ?b && ?c > 3) }",
        "PREFIX q: <http://q.example/> SELECT * { ?a q:DELETE ?insert }",
        "SELECT * FROM kg:derived { ?a ?b ?c }",
        "SELECT * FROM NAMED <https://w3id.org/claimkg/ns#ontology> { GRAPH ?g { ?a ?b ?c } }",
        "# DELETE everything\nSELECT * { ?a ?b ?c }",
    ],
)
def test_words_in_strings_comments_and_names_are_no_keywords(query: str) -> None:
    assert check(query, PREFIXES).form == "SELECT"


@pytest.mark.parametrize(
    "query",
    [
        "INSERT DATA { :a :b :c }",
        "DELETE WHERE { ?a ?b ?c }",
        "PREFIX a: <http://a.example/> LOAD <http://a.example/>",
        "with :g DELETE { ?a ?b ?c } WHERE { ?a ?b ?c }",
        "# SELECT\nCLEAR ALL",
        "DROP GRAPH :g",
        "COPY DEFAULT TO :g",
    ],
)
def test_updates_are_refused_by_name(query: str) -> None:
    with pytest.raises(QueryFault, match="only reads"):
        check(query, PREFIXES)


@pytest.mark.parametrize("graph", ["<http://a.example/g>", ":g", "NAMED <file:///etc/passwd>"])
def test_graphs_from_elsewhere_are_refused(graph: str) -> None:
    with pytest.raises(QueryFault, match="nothing is fetched"):
        check(f"SELECT * FROM {graph} {{ ?a ?b ?c }}", PREFIXES)


def test_an_undeclared_prefix_is_named_with_its_place() -> None:
    with pytest.raises(QueryFault, match=r"nope: is not declared \(line 2, column 4\)"):
        check("SELECT * {\n?a nope:b ?c }", PREFIXES)


def test_a_text_without_end_is_refused() -> None:
    with pytest.raises(QueryFault, match="longer"):
        check("#" * (LONGEST + 1), PREFIXES)


def test_many_ways_to_cut_a_text_cost_no_more_than_one() -> None:
    assert check("SELECT * { " + "<)>" * 100_000 + "}", PREFIXES).form == "SELECT"


@given(st.text(alphabet="<>)('\"\\#?:a{}\n SERVICE@-.1", max_size=60))
def test_any_text_is_judged_or_refused(text: str) -> None:
    try:
        check(text, PREFIXES)
    except QueryFault as fault:
        assert "\n" not in str(fault)
