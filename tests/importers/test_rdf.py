"""RDF of our own model, with blank nodes and named graphs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from kg.curate.checking import check_ledger
from kg.curate.creating import init_ledger
from kg.curate.importing import import_into, open_for_change
from kg.errors import EntityError, ReadError, SyntaxFault
from kg.importers.rdf import read
from kg.importers.rdf.skolem import skolem_names
from kg.model.concept import Concept
from kg.model.curation import Activity
from kg.model.evidence import EvidenceLine
from kg.model.quantity import Quantity
from kg.model.values import LangText
from kg.rdf.imported import Imported, Request
from kg.rdf.parse import FORMATS, parse_quads

if TYPE_CHECKING:
    from pathlib import Path

BASE = "https://claims.example/test#"
HEAD = f"""@prefix : <{BASE}> .
@prefix kg: <https://w3id.org/claimkg/ns#> .
@prefix schema: <https://schema.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""
LINE = (
    ":e{n} a kg:EvidenceLine ; kg:evidenceFor :c ; kg:source :s ;"
    " kg:evidenceDirection kg:Supports ;"
    ' kg:dose [ a schema:QuantitativeValue ; schema:value 0.50 ; schema:unitText "mg/kg" ] .\n'
)


def graph(folder: Path, text: str, name: str = "g.ttl") -> Imported:
    path = folder / name
    path.write_text(HEAD + text, encoding="utf-8")
    return read(str(path), Request(base=BASE))


def test_blank_nodes_are_named_after_their_owner(tmp_path: Path) -> None:
    lines = graph(tmp_path, LINE.format(n=1) + LINE.format(n=2)).entities
    doses = []
    for line in lines:
        assert isinstance(line, EvidenceLine)
        (dose,) = line.dose
        assert isinstance(dose, Quantity)
        assert dose.iri.startswith(f"{line.iri}-dose-")
        assert dose.value == "0.50"
        doses.append(dose.iri)
    assert len(set(doses)) == 2


def test_names_do_not_depend_on_labels_or_order(tmp_path: Path) -> None:
    first = graph(tmp_path, '_:a skos:note "one" . _:b skos:note "two" ; skos:related _:a .')
    second = graph(tmp_path, '_:y skos:related _:z . _:z skos:note "one" . _:y skos:note "two" .')
    assert {str(t) for t in first.leftovers} == {str(t) for t in second.leftovers}


def test_nodes_that_cannot_be_told_apart_stay_two(tmp_path: Path) -> None:
    found = graph(tmp_path, '_:a skos:note "same" . _:b skos:note "same" .')
    assert len({t.subject for t in found.leftovers}) == 2


@pytest.mark.parametrize(
    "text",
    [
        "_:a skos:related _:a .",
        "_:a skos:related _:b . _:b skos:related _:a .",
        "".join(f"_:n{n} skos:related _:n{n + 1} . " for n in range(3000)),
    ],
)
def test_circles_and_long_chains_are_named(tmp_path: Path, text: str) -> None:
    path = tmp_path / "g.ttl"
    path.write_text(HEAD + text, encoding="utf-8")
    names = skolem_names(list(parse_quads(path)), BASE)
    assert len(set(names.values())) == len(names)
    assert all(name.startswith(BASE) for name in names.values())


def test_unknown_triples_are_kept(tmp_path: Path) -> None:
    found = graph(tmp_path, ':k a skos:Concept ; skos:prefLabel "k"@en ; schema:color "red" .')
    assert len(found.entities) == 1
    assert [t.object.value for t in found.leftovers] == ["red"]  # type: ignore[union-attr] # a literal


def test_unknown_terms_of_ours_are_refused(tmp_path: Path) -> None:
    with pytest.raises(EntityError, match="did you mean"):
        graph(tmp_path, ':k a skos:Concept ; skos:prefLabel "k"@en ; kg:disjointwith :l .')


def test_named_graphs_become_provenance(tmp_path: Path) -> None:
    text = 'GRAPH <https://else.example/g> { :k a skos:Concept ; skos:prefLabel "k"@en }'
    found = graph(tmp_path, text, "g.trig")
    (activity,) = [e for e in found.entities if isinstance(e, Activity)]
    assert activity.used == ("https://else.example/g",)
    (concept,) = [e for e in found.entities if not isinstance(e, Activity)]
    assert getattr(concept, "generated_by", None) == activity.iri


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(ReadError):
        read(str(tmp_path / "no.ttl"), Request(base=BASE))
    with pytest.raises(SyntaxFault, match=r"g\.ttl"):
        graph(tmp_path, ":a :b")
    with pytest.raises(ReadError, match="no RDF format"):
        graph(tmp_path, "", "g.doc")
    assert graph(tmp_path, "").entities == ()


@pytest.mark.parametrize(
    ("text", "name", "said"),
    [
        (
            '\n<http://ex/a b> skos:note "x" .\n<http://ex/"c"> skos:note "x" .',
            "g.ttl",
            r"g\.ttl:6: .*no IRI.*1 more like it\); write <http://ex/a%20b>, or give --lenient",
        ),
        ('<b> skos:note "x" .', "g.ttl", r"g\.ttl:5: <b> is no IRI.*; write it in full"),
        ("<http://ex:a/> a skos:Thing .", "g.ttl", "is no IRI.*; correct it"),
        (':a skos:note "x"@abcdefghijk .', "g.ttl", r":5: .*no language tag.*write one such as"),
        (':a skos:note "x"@ar--rtl .', "g.ttl", "base direction"),
        (":a skos:note <<( :a :b :c )>> .", "g.ttl", "inside a triple.*state it by rdf:subject"),
        (":k a skos:Concept ; skos:prefLabel 1 .", "g.ttl", r"g\.ttl: k: labels: .*"),
    ],
)
def test_terms_that_no_ledger_holds(tmp_path: Path, text: str, name: str, said: str) -> None:
    with pytest.raises((SyntaxFault, EntityError), match=said) as caught:
        graph(tmp_path, text, name)
    assert "\n" not in str(caught.value)


def test_invalid_iris_are_mended_if_asked_and_told(tmp_path: Path) -> None:
    path = tmp_path / "g.trig"
    path.write_text(
        '<http://ex/g h> { <http://ex/a b> <http://ex/p q> <http://ex/{c}> , "1"^^<http://ex/d e> }'
    )
    found = read(str(path), Request(base=BASE, lenient=True))
    written = " ".join(str(triple) for triple in found.leftovers)
    for iri in ("a%20b", "p%20q", "%7Bc%7D", "d%20e", "g%20h"):
        assert f"<http://ex/{iri}>" in written
    (note,) = found.notes
    assert note.startswith("5 invalid IRIs were percent-encoded: <http://ex/")
    path.write_text("<b> <a:p> <a:o> .")
    with pytest.raises(SyntaxFault, match="write it in full"):
        read(str(path), Request(base=BASE, lenient=True))


def test_things_of_others_get_labels_and_languages(tmp_path: Path) -> None:
    text = (
        ':k a skos:Concept ; skos:prefLabel "k" . :l%20m a skos:Concept .'
        " <http://ex/act> a <http://www.w3.org/ns/prov#Activity> ."
        ' <http://ex/other> skos:prefLabel "kept as it is" .'
    )
    found = graph(tmp_path, text)
    labels = {e.iri: e.labels for e in found.entities if isinstance(e, Concept)}
    assert [str(one) for one in labels[f"{BASE}k"]] == ["k"]
    assert labels[f"{BASE}k"][0].lang == "und"
    assert labels[f"{BASE}l%20m"] == (LangText(text="l m", lang="zxx"),)
    (activity,) = [e for e in found.entities if isinstance(e, Activity)]
    assert activity.label == (LangText(text="act", lang="zxx"),)
    assert found.notes == (
        "texts without a language, kept as @und (undetermined): 1",
        "things without a label, called by their names: 2",
    )
    assert [str(t.object) for t in found.leftovers] == ['"kept as it is"']


def test_things_that_are_none_of_ours_keep_their_graphs(tmp_path: Path) -> None:
    text = "GRAPH <a:g> { <a:s> <a:p> <a:o> } GRAPH <a:h> { <a:s> <a:q> <a:o> } <a:t> <a:p> <a:o> ."
    found = graph(tmp_path, text, "g.trig")
    sources = {
        (str(t.subject), str(t.object)) for t in found.leftovers if "source" in t.predicate.value
    }
    assert sources == {("<a:s>", "<a:g>"), ("<a:s>", "<a:h>")}
    assert {e.used for e in found.entities if isinstance(e, Activity)} == {("a:g",), ("a:h",)}


def test_a_thing_in_several_graphs_names_all_of_them_and_it_is_said(tmp_path: Path) -> None:
    text = (
        'GRAPH <a:g> { :k a skos:Concept ; skos:prefLabel "k"@en . :l a skos:Concept . } '
        'GRAPH <a:h> { :k skos:note "n"@en . :l skos:prefLabel "l"@en . }'
    )
    found = graph(tmp_path, text, "g.trig")
    made = {getattr(e, "generated_by", None) for e in found.entities if not isinstance(e, Activity)}
    both = [e for e in found.entities if isinstance(e, Activity) and len(e.used) == 2]
    assert [e.used for e in both] == [("a:g", "a:h")]
    assert made == {both[0].iri}
    (note,) = found.notes
    assert note.startswith(f"{BASE}k and 1 more: described in several graphs;")
    half = graph(tmp_path, ':k a skos:Concept . GRAPH <a:g> { :k skos:prefLabel "k"@en }', "h.trig")
    assert len(half.notes) == 1
    one = graph(tmp_path, 'GRAPH <a:g> { <a:k> skos:note "a"@en . <a:b> <a:c> <a:d> }', "i.trig")
    assert one.notes == ()


def test_names_are_kept_in_full_and_the_base_line_is_not(tmp_path: Path) -> None:
    text = '@base <https://else.example/dir/file> .\n<#a> skos:note "a"@en . <../b> <c> <#a> .'
    found = graph(tmp_path, text)
    assert {str(triple) for triple in found.leftovers} >= {
        "<https://else.example/b> <https://else.example/dir/c> <https://else.example/dir/file#a>"
    }


def test_a_base_direction_is_refused_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(EntityError, match="base direction") as caught:
        graph(tmp_path, ':k skos:note "שלום"@he--rtl .')
    assert "leave the direction out" in str(caught.value)


@pytest.mark.parametrize("suffix", [".nt", ".nq", ".trig", ".ttl", ".rdf", ".jsonld"])
def test_every_syntax_says_the_same(tmp_path: Path, suffix: str) -> None:
    source = graph(tmp_path, LINE.format(n=1) + ':x skos:related [ skos:note "n"@de-at ] .')
    quads = list(parse_quads(tmp_path / "g.ttl"))
    data = ox.serialize((q.triple for q in quads), format=FORMATS[suffix])
    assert data is not None
    path = tmp_path / f"h{suffix}"
    path.write_bytes((b"" if suffix == ".rdf" else b"\xef\xbb\xbf") + data)
    found = read(str(path), Request(base=BASE))
    assert set(found.entities) == set(source.entities)
    assert set(found.leftovers) == set(source.leftovers)


@pytest.mark.shared
def test_public_graphs_come_in_and_come_in_once(shared_data: Path, tmp_path: Path) -> None:
    ledger = tmp_path / "ledger.ttl"
    init_ledger(str(ledger), "T", BASE)
    files = [shared_data / "drug-interactions" / "micropublications.rdf"]
    files += sorted((shared_data / "nanopubs").rglob("*.trig"))[::6]
    for path in files:
        for again in (False, True):
            opened = open_for_change(ledger)
            before = ledger.read_bytes()
            request = Request(base=opened.base, known=opened.entities, lenient=True)
            import_into(opened, read(str(path), request), f"import of {path.name}")
            assert (ledger.read_bytes() == before) is again, path.name
    assert check_ledger(ledger) == []
