from __future__ import annotations

import io
import random
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kg.rdf.comments import comments_in
from kg.rdf.layout import Kind, Layout
from kg.rdf.turtle import canonical_turtle, section_headings, write_canonical
from kg.rdf.verify import same_triples
from kg.terms import NAMESPACES, RDF_TYPE, expand

if TYPE_CHECKING:
    from collections.abc import Iterable

BASE = "https://claims.example/k#"
XSD = NAMESPACES["xsd"]
PREFIXES = {
    **NAMESPACES,
    "site": "https://claims.example/",
    "slug": "https://claims.example/k#sl",
    "urn": "urn:x:",
}
LAYOUT = Layout(
    prefixes=PREFIXES,
    kinds=(
        Kind("concepts", "Concepts", (expand("skos:Concept"),)),
        Kind("documents", "Documents", (expand("kg:Document"),)),
        Kind("claims", "Claims", (expand("kg:Claim"),)),
    ),
    predicate_rank={
        expand(curie): rank
        for rank, curie in enumerate(
            ("skos:prefLabel", "rdfs:label", "skos:exactMatch", "kg:passage", "kg:dose", "oa:start")
        )
    },
    owned=frozenset({expand("oa:SpecificResource"), expand("schema:QuantitativeValue")}),
    label_predicates=(expand("skos:prefLabel"), expand("rdfs:label"), expand("dcterms:title")),
)


def parse(text: str) -> list[ox.Triple]:
    return [quad.triple for quad in ox.parse(text.encode(), format=ox.RdfFormat.TURTLE)]


def canonical(triples: Iterable[ox.Triple]) -> str:
    return "".join(canonical_turtle(triples, LAYOUT, BASE))


def read(body: str) -> list[ox.Triple]:
    head = "".join(f"@prefix {p}: <{n}> .\n" for p, n in {"": BASE, **PREFIXES}.items())
    return parse(head + body)


def written(body: str) -> str:
    return canonical(read(body))


def test_an_empty_ledger_has_its_own_prefix_only() -> None:
    assert canonical([]) == f"@prefix : <{BASE}> .\n"


def test_form_of_a_small_file() -> None:
    text = written("""
        :c1 kg:effect kg:Increase ; a kg:Claim ; rdfs:label "b"@de , "b"@en , "a"@en .
        :ketamine a skos:Concept ; skos:exactMatch obo:CHEBI_6121 , mesh:D007649 ;
            skos:prefLabel "Ketamin"@de , "ketamine"@en .
        :z kg:note 1 .
        :art1 a fabio:JournalArticle , kg:Document , schema:Article ;
            schema:url <https://doi.org/10.1/x> .
    """)
    heading = [f"### {name} ".ljust(80, "-") for name in ("Concepts", "Documents", "Claims")]
    assert (
        text
        == f"""@prefix : <{BASE}> .
@prefix kg: <{NAMESPACES["kg"]}> .
@prefix fabio: <{NAMESPACES["fabio"]}> .
@prefix mesh: <{NAMESPACES["mesh"]}> .
@prefix obo: <{NAMESPACES["obo"]}> .
@prefix rdfs: <{NAMESPACES["rdfs"]}> .
@prefix schema: <{NAMESPACES["schema"]}> .
@prefix skos: <{NAMESPACES["skos"]}> .

{heading[0]}

:ketamine a skos:Concept ;
    skos:prefLabel "Ketamin"@de ,
        "ketamine"@en ;
    skos:exactMatch mesh:D007649 ,  # ketamine
        obo:CHEBI_6121 .  # ketamine

{heading[1]}

:art1 a kg:Document ,
        fabio:JournalArticle ,
        schema:Article ;
    schema:url <https://doi.org/10.1/x> .

{heading[2]}

:c1 a kg:Claim ;
    rdfs:label "a"@en ,
        "b"@de ,
        "b"@en ;
    kg:effect kg:Increase .

{"### Other ".ljust(80, "-")}

:z kg:note 1 .
"""
    )


def test_value_nodes_stand_beneath_their_owner() -> None:
    text = written("""
        :b-pos a oa:SpecificResource ; oa:start 1 . :b-a a oa:SpecificResource ; kg:passage :b-pos .
        :b a kg:Claim ; kg:dose :a-dose ; kg:passage :b-z , :b-a . :b-z a oa:SpecificResource .
        :a-dose a schema:QuantitativeValue . :a a kg:Claim .
    """)
    blocks = [line.split()[0] for line in text.splitlines() if line.startswith(":")]
    assert blocks == [":a", ":b", ":b-a", ":b-pos", ":b-z", ":a-dose"]
    assert text.count("\n\n:") == 2


def test_value_nodes_without_one_owner_come_last() -> None:
    text = written("""
        :shared a oa:SpecificResource . :a a kg:Claim ; kg:passage :shared .
        :b a kg:Claim ; kg:passage :shared , :twice ; kg:dose :twice .
        :twice a oa:SpecificResource ; kg:passage :below . :below a oa:SpecificResource .
        :alone a oa:SpecificResource ; kg:passage :child . :child a oa:SpecificResource .
        :self a oa:SpecificResource ; kg:passage :self .
        :round a oa:SpecificResource ; kg:passage :trip .
        :trip a oa:SpecificResource ; kg:passage :round , :hanging .
        :hanging a oa:SpecificResource .
    """)
    main, _, last = text.partition("### Values without one owner")
    heads = [line.split()[0] for line in main.splitlines() if line.startswith(":")]
    assert heads == [":a", ":b", ":twice", ":below"]
    heads = [line.split()[0] for line in last.splitlines() if line.startswith(":")]
    assert heads == [":alone", ":child", ":hanging", ":round", ":self", ":shared", ":trip"]


def test_a_deep_chain_of_value_nodes_is_no_trouble() -> None:
    body = ":n0 a kg:Claim ; kg:passage :n1 .\n" + "".join(
        f":n{i} a oa:SpecificResource ; kg:passage :n{i + 1} .\n" for i in range(1, 5000)
    )
    assert same_triples(read(body), parse(written(body))) is None


def test_subjects_are_sorted_by_iri_not_by_token() -> None:
    text = written(
        "<http://x/a> a kg:Claim . <http://x/a-b> a kg:Claim . :b a kg:Claim . site:k a kg:Claim ."
    )
    heads = [line.split()[0] for line in text.splitlines() if line.endswith("kg:Claim .")]
    assert heads == ["<http://x/a>", "<http://x/a-b>", "site:k", ":b"]


def test_objects_are_sorted_by_kind_and_numbers_by_value() -> None:
    text = written("""
        :s kg:p "b" , "a"@en , "a" , 10 , 9 , 1.0 , 1.00 , -3 , 1e1 , kg:x , <http://a/> , true ,
            "2018"^^xsd:gYear , "x"^^xsd:integer , "1e9999999999999999999"^^xsd:double .
    """)
    objects = [line.strip(" ,.").removeprefix(":s kg:p ") for line in text.splitlines()[6:]]
    assert objects == [
        "<http://a/>",
        "kg:x",
        "-3",
        "1.0",
        "1.00",
        "9",
        "10",
        "1e1",
        '"a"',
        '"a"@en',
        '"b"',
        "1e9999999999999999999",
        '"2018"^^xsd:gYear',
        "true",
        '"x"^^xsd:integer',
    ]


@pytest.mark.parametrize(
    ("lexical", "datatype", "text"),
    [
        ("0.50", "decimal", "0.50"),
        (".5", "decimal", ".5"),
        ("1.", "decimal", '"1."^^xsd:decimal'),
        ("+01", "integer", "+01"),
        (" 1", "integer", '" 1"^^xsd:integer'),
        ("١", "integer", '"١"^^xsd:integer'),
        ("1", "decimal", '"1"^^xsd:decimal'),
        ("1.0", "integer", '"1.0"^^xsd:integer'),
        ("1.0E0", "double", "1.0E0"),
        ("1.e5", "double", "1.e5"),
        ("1.0", "double", '"1.0"^^xsd:double'),
        ("INF", "double", '"INF"^^xsd:double'),
        ("true", "boolean", "true"),
        ("1", "boolean", '"1"^^xsd:boolean'),
        ("3", "int", '"3"^^xsd:int'),
        ("2018-03", "gYearMonth", '"2018-03"^^xsd:gYearMonth'),
    ],
)
def test_lexical_forms_stay_as_they_are(lexical: str, datatype: str, text: str) -> None:
    term = ox.Literal(lexical, datatype=ox.NamedNode(XSD + datatype))
    triple = ox.Triple(ox.NamedNode(BASE + "s"), ox.NamedNode(BASE + "p"), term)
    result = canonical([triple])
    assert f":s :p {text} .\n" in result
    assert parse(result) == [triple]


def test_every_control_character_is_escaped_so_that_a_line_is_an_object() -> None:
    controls = "".join(map(chr, range(1, 0x20))) + '\x7f\\"'
    triple = ox.Triple(ox.NamedNode(BASE + "s"), ox.NamedNode(BASE + "p"), ox.Literal(controls))
    result = canonical([triple])
    assert result.count("\n") == 5
    assert r"\u0008\t\n\u000B\u000C\r" in result
    assert r"\u007F\\\"" in result
    assert "\\b" not in result
    assert parse(result) == [triple]


def test_backslash_before_b_is_no_escape() -> None:
    triple = ox.Triple(ox.NamedNode(BASE + "s"), ox.NamedNode(BASE + "p"), ox.Literal("a\\b\\\b"))
    assert parse(canonical([triple])) == [triple]
    assert r'"a\\b\\\u0008"' in canonical([triple])


def test_labels_of_others_and_of_opaque_subjects() -> None:
    text = written("""
        unit:MilliGM rdfs:label "milligram"@en , "Milligramm"@de .
        :d a kg:Claim ; kg:unit unit:MilliGM , unit:GM ; kg:about :other , kg:Thing .
        :other a skos:Concept ; skos:prefLabel "other"@en .
        <http://elsewhere.example/1> dcterms:title "One" .
    """)
    assert "kg:unit unit:GM ,\n        unit:MilliGM .  # milligram\n" in text
    assert ":other ;" not in text
    assert "unit:MilliGM  # milligram\n    rdfs:label" in text
    assert '<http://elsewhere.example/1>  # One\n    dcterms:title "One" .\n' in text


def test_a_label_fits_only_what_is_the_same_thing() -> None:
    text = written("""
        :k a skos:Concept , obo:X_1 ; skos:prefLabel "ketamine"@en ; skos:closeMatch wd:Q1 ;
            skos:broadMatch wd:Q2 ; rdfs:seeAlso <https://elsewhere.example/> .
    """)
    assert [c.text for c in comments_in(text) if "##" not in c.text] == ["ketamine"]
    assert "wd:Q1 .  # ketamine\n" in text


def test_a_hostile_label_cannot_leave_its_comment() -> None:
    triples = [
        *read(":k a skos:Concept ; skos:exactMatch mesh:D1 ."),
        ox.Triple(
            ox.NamedNode(BASE + "k"),
            ox.NamedNode(expand("skos:prefLabel")),
            ox.Literal("x\n:evil a :Claim .\r\u2028\u202e" + "y" * 500),
        ),
    ]
    text = canonical(triples)
    assert same_triples(triples, parse(text)) is None
    (comment,) = [c.text for c in comments_in(text) if "##" not in c.text]
    assert comment.startswith("x :evil a :Claim . yyy")
    assert len(comment) == 60


def test_writes_utf8_to_a_stream() -> None:
    stream = io.BytesIO()
    write_canonical(read(':s :p "日本 🧪" .'), LAYOUT, BASE, stream)
    assert '"日本 🧪"'.encode() in stream.getvalue()
    assert b"\r" not in stream.getvalue()


def test_headings_name_all_sections() -> None:
    assert section_headings(LAYOUT)[:3] == ("Concepts", "Documents", "Claims")
    assert len(section_headings(LAYOUT)) == 5


def test_more_triples_than_one_batch_of_one_subject() -> None:
    s, p = ox.NamedNode(BASE + "s"), ox.NamedNode(BASE + "p")
    triples = [ox.Triple(s, p, ox.NamedNode(f"{BASE}o{i}")) for i in range(60_000)]
    random.Random(1).shuffle(triples)
    text = canonical(triples + triples[:10])
    assert same_triples(triples, parse(text)) is None
    assert canonical(parse(text)) == text


LOCALS = ["a", "a.", "a.b", "-a", "1a", "a-", ".", "", "_", "slug", "sl", "slx", "%20", "a%2Fb"]
LOCALS += ["é", "a/b", "a/", "a,b", "it's", "a:b", "~", "a(b)", "🧪", "0", "true", "a;b", "a\u0301"]
NAMESPACE_LIST = [BASE, *PREFIXES.values(), "http://elsewhere.example/", "urn:x:y:", "mailto:a@b"]

iris = st.one_of(
    st.sampled_from([expand(c) for c in ("kg:Claim", "oa:SpecificResource", "skos:Concept")]),
    st.builds(lambda n, x: n + x, st.sampled_from(NAMESPACE_LIST), st.sampled_from(LOCALS)),
    st.builds(
        lambda n, x: n + x,
        st.sampled_from(NAMESPACE_LIST),
        st.text("ab.-_/:,;'()~!*é1%", max_size=6),
    ).filter(lambda iri: "%" not in iri),
).map(ox.NamedNode)
predicates = st.one_of(
    iris,
    st.sampled_from(
        [RDF_TYPE, *map(expand, ("skos:prefLabel", "kg:passage", "skos:exactMatch", "kg:dose"))]
    ).map(ox.NamedNode),
)
HOSTILE = ["", '"', '"""', "\\", "\n", " .\n", " ;\n\t", " , ", "a , b", 'a" , "b', "# x", "\r\n"]
HOSTILE += [
    "שלום\u202eabc\u202c",
    "👩‍🔬",
    "e\u0301",
    "\u00e9",
    "\ufeff",
    "\u2028",
    "\x85",
    "<a> <b>",
    "_:b",
]
texts = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12),
)
literals = st.one_of(
    texts.map(ox.Literal),
    st.builds(
        lambda t, tag: ox.Literal(t, language=tag), texts, st.sampled_from(["en", "de-1996", "ar"])
    ),
    st.builds(
        lambda t, d: ox.Literal(t, datatype=d),
        st.one_of(texts, st.from_regex(r"[+-]?[0-9]{0,3}\.?[0-9]{0,3}([eE][+-]?[0-9]{1,2})?\Z")),
        st.one_of(
            iris,
            st.sampled_from(["integer", "decimal", "double", "boolean", "float", "gYear"]).map(
                lambda name: ox.NamedNode(XSD + name)
            ),
        ),
    ),
)
triples_strategy = st.lists(
    st.builds(ox.Triple, iris, predicates, st.one_of(iris, literals)), max_size=30
)


@settings(max_examples=400, deadline=None)
@given(triples_strategy, st.randoms(use_true_random=False))
@example([], random.Random(0))
def test_nothing_is_lost_and_order_does_not_matter(
    triples: list[ox.Triple], dice: random.Random
) -> None:
    text = canonical(triples)
    again = parse(text)
    assert same_triples(triples, again) is None
    assert len(again) == len(set(triples))
    assert canonical(again) == text
    shuffled = triples * 2
    dice.shuffle(shuffled)
    assert canonical(iter(shuffled)) == text


@settings(max_examples=100, deadline=None)
@given(triples_strategy)
def test_one_object_a_line(triples: list[ox.Triple]) -> None:
    lines = canonical(triples).split("\n")
    objects = [x for x in lines if x and not x.startswith(("@prefix", "###"))]
    # an opaque subject with a label has a line of its own
    bare = sum(1 for x in objects if not x.startswith(" ") and "  # " in x and " a " not in x)
    assert len(set(triples)) <= len(objects) <= len(set(triples)) + bare
