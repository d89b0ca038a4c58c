"""BEL documents as claims and lines of evidence."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from kg.errors import ImportFault, SyntaxFault
from kg.importers.bel import read
from kg.model.claim import Claim
from kg.model.codes import Direction, Effect
from kg.model.concept import Concept
from kg.model.document import Document
from kg.model.evidence import EvidenceLine
from kg.rdf.imported import Imported, Request

if TYPE_CHECKING:
    from pathlib import Path

BASE = "https://claims.example/test#"
SCRIPT = """SET Citation = {"PubMed", "On tau", "123", "2001-02-03"}
SET Evidence = "Tau grows."
SET Species = "10090"
SET MeSHAnatomy = "Hippocampus"
SET Confidence = "High"
p(HGNC:MAPT) => bp(GO:"cell growth")
SET Species = "9606"
proteinAbundance(HGNC:"MAPT") -> bp(GO:"cell growth")
p(HGNC:MAPT) -| bp(GO:"cell growth")
p(HGNC:MAPT) cnc path(MESH:Fever)
p(HGNC:MAPT) isA p(HGNC:TAU)
UNSET Citation
p(HGNC:MAPT) -- path(MESH:Pain)
"""


def imported(tmp_path: Path, text: str = SCRIPT, name: str = "x.bel", **more: Any) -> Imported:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return read(str(path), Request(base=BASE, **more))


def of_kind(found: Imported, kind: type) -> list[Any]:
    return [one for one in found.entities if isinstance(one, kind)]


def test_statements_are_claims_with_lines(tmp_path: Path) -> None:
    found = imported(tmp_path)
    claims = {claim.label[0].text: claim for claim in of_kind(found, Claim)}
    assert [(name, claim.effect) for name, claim in claims.items()] == [
        ('p(HGNC:MAPT) increases bp(GO:"cell growth")', Effect.INCREASE),
        ('p(HGNC:MAPT) decreases bp(GO:"cell growth")', Effect.DECREASE),
        ("p(HGNC:MAPT) causes no change of path(MESH:Fever)", Effect.NO_DIFFERENCE_FOUND),
        ("p(HGNC:MAPT) is associated with path(MESH:Pain)", None),
    ]
    lines = of_kind(found, EvidenceLine)
    assert [line.direction for line in lines] == [Direction.SUPPORTS] * 4
    direct, indirect = lines[:2]
    assert direct.claim == indirect.claim
    assert direct.summary[0].text == 'p(HGNC:MAPT) directlyIncreases bp(GO:"cell growth")'
    assert direct.passages[0].quote.exact == "Tau grows."
    assert direct.species == (f"{BASE}mus-musculus",)
    assert direct.place == (f"{BASE}hippocampus",)
    assert direct.other[0].text == "Confidence: High"
    (source,) = of_kind(found, Document)
    assert (source.pmid, source.title[0].text, source.issued) == ("123", "On tau", "2001-02-03")
    assert [note.partition(": ")[2] for note in found.notes] == [
        "1 isA left out: it says what a term is, and claims nothing",
        "1 without a citation: claims without evidence",
    ]


def test_concepts(tmp_path: Path) -> None:
    concepts = {c.labels[0].text: c for c in of_kind(imported(tmp_path), Concept)}
    mouse, human = concepts["Mus musculus"], concepts["Homo sapiens"]
    assert mouse.exact_match == ("http://purl.obolibrary.org/obo/NCBITaxon_10090",)
    assert mouse.disjoint_with == (human.iri,)
    assert human.disjoint_with == (mouse.iri,)
    assert [s.text for s in concepts["p(HGNC:MAPT)"].synonyms] == ["MAPT"]


def test_again_and_on_top_of_another_ledger(tmp_path: Path) -> None:
    first = imported(tmp_path)
    known = {one.iri: one for one in first.entities}
    again = imported(tmp_path, known=known)
    assert {one.iri for one in again.entities} <= known.keys()
    rat = SCRIPT.replace("9606", "10116")
    (found,) = [
        one
        for one in of_kind(imported(tmp_path, rat, known=known), Concept)
        if one.labels[0].text == "Rattus norvegicus"
    ]
    assert found.disjoint_with == (f"{BASE}homo-sapiens", f"{BASE}mus-musculus")


def test_annotations_can_be_named_and_left_out(tmp_path: Path) -> None:
    script = SCRIPT.replace("Confidence", "Timeline").replace("High", "3 days")
    found = imported(tmp_path, script, columns={"Timeline": "timepoint"}, ignored=("Species",))
    line = of_kind(found, EvidenceLine)[0]
    assert (line.timepoint[0].value, line.timepoint[0].unit_text) == ("3", "d")
    assert line.species == ()
    with pytest.raises(ImportFault, match="unknown column 'tempo'"):
        imported(tmp_path, script, columns={"Timeline": "tempo"})


def graph(**link: object) -> str:
    nodes = [{"bel": "p(HGNC:MAPT)"}, {"bel": 'bp(GO:"cell growth")'}]
    said = {
        "relation": "increases",
        "source": 0,
        "target": 1,
        "line": 7,
        "evidence": "Tau grows.",
        "citation": {"namespace": "pubmed", "identifier": "123", "name": "On tau"},
        "annotations": {"Species": [{"namespace": "Species", "identifier": "10090"}]},
    }
    return json.dumps({"directed": True, "graph": {}, "nodes": nodes, "links": [said | link]})


def test_graphs_say_the_same(tmp_path: Path) -> None:
    found = imported(tmp_path, graph(), "x.nodelink.json")
    (line,) = of_kind(found, EvidenceLine)
    assert line.species == (f"{BASE}mus-musculus",)
    (claim,) = of_kind(found, Claim)
    assert claim.iri in {one.iri for one in of_kind(imported(tmp_path), Claim)}


@pytest.mark.parametrize(
    ("modifier", "subject"),
    [
        ({"modifier": "Activity"}, "act(p(HGNC:MAPT))"),
        (
            {"modifier": "Activity", "effect": {"namespace": "bel", "name": "kin"}},
            "act(p(HGNC:MAPT), ma(bel:kin))",
        ),
        (
            {"modifier": "Degradation", "location": {"namespace": "GO", "name": "lysosome"}},
            "deg(p(HGNC:MAPT, loc(GO:lysosome)))",
        ),
        (
            {
                "modifier": "Translocation",
                "effect": {
                    "fromLoc": {"namespace": "GO", "name": "cytoplasm"},
                    "toLoc": {"namespace": "GO", "name": "cell body"},
                },
            },
            'tloc(p(HGNC:MAPT), fromLoc(GO:cytoplasm), toLoc(GO:"cell body"))',
        ),
    ],
)
def test_modifiers(tmp_path: Path, modifier: dict[str, object], subject: str) -> None:
    found = imported(tmp_path, graph(source_modifier=modifier), "x.nodelink.json")
    (claim,) = of_kind(found, Claim)
    assert claim.label[0].text.startswith(f"{subject} increases")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "x.nodelink.json:1:"),
        ("[]", "not a node-link graph"),
        (graph(source=5), "link 0: source 5 is no node"),
        (graph(source=-1), "source -1 is no node"),
        (graph(relation="likes"), "no relation 'likes'"),
        (graph(source_modifier={"modifier": "Magic"}), "no modifier 'Magic'"),
        (graph().replace("p(HGNC:MAPT)", "p(HGNC"), "node 0: 'p\\(HGNC', character 7"),
        (graph().replace("bel", "label"), "node 0: it has no term"),
        (graph(evidence="\ud800"), "link 0"),
        ('{"nodes": ' + "[" * 100_000, "nested too deeply|not JSON"),
    ],
)
def test_broken_graphs(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises((ImportFault, SyntaxFault), match=said):
        imported(tmp_path, text, "x.nodelink.json")
