"""RDF of our own model, with blank nodes and named graphs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg.errors import EntityError, ReadError, SyntaxFault
from kg.importers.rdf import read
from kg.importers.rdf.skolem import skolem_names
from kg.model.curation import Activity
from kg.model.evidence import EvidenceLine
from kg.model.quantity import Quantity
from kg.rdf.imported import Imported, Request
from kg.rdf.parse import parse_quads

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
