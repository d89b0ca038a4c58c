"""TOML mappings: foreign tables in their own words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg.errors import ImportFault, SyntaxFault
from kg.importers.table import read
from kg.model.assertion import Assertion
from kg.model.claim import Claim
from kg.model.concept import Concept
from kg.model.document import Document, Version
from kg.model.evidence import EvidenceLine
from kg.model.quantity import Mention, Words
from kg.rdf.imported import Imported, Request

if TYPE_CHECKING:
    from pathlib import Path

BASE = "https://claims.example/test#"

CLAIMS = """id,drug,target,sign,context
K1,ket,anx,na,"{""dose"": ""0.5 mg/kg"", ""how"": ""often"", ""when"": [1, 2]}"
K2,ket,fear,up,{}
"""
EVIDENCE = "claim,paper,says\nK1,p1,pro\n"
PAPERS = "paper,why\np1,too small\n"
MAPPING = """
mint = []

[[tables]]
file = "claims.csv"
key = "id"
[tables.columns]
claim_id = "id"
subject = "drug"
object = "target"
effect = "sign"
dose = "context.dose"
other = ["context.how", "context.when"]
[tables.constants]
predicate = "treats"
[tables.rows.K2]
text = "Ketamine causes fear."

[[tables]]
file = "evidence.csv"
join = [{ name = "papers", file = "papers.csv", on = "paper", key = "paper" }]
[tables.columns]
claim_id = "claim"
source = "paper"
direction = "says"
adjustment_reason = "papers.why"
verification = { from = "says", cases = [
  { column = "papers.why", matches = "small", value = "recalled" },
] }

[values.effect]
na = ""
[values.direction]
pro = "supports"
[relations]
treats = "kg:treats"
[concepts.ketamine]
label = "ketamine"
synonyms = ["ket"]
match = ["mesh:D007649"]
[concepts.anxiety]
label = "anxiety"
synonyms = ["anx"]
broader = ["fear"]
[concepts.fear]
label = "fear"
disjoint = ["ketamine"]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in (
        ("claims.csv", CLAIMS),
        ("evidence.csv", EVIDENCE),
        ("papers.csv", PAPERS),
        ("mapping.toml", MAPPING),
    ):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def run(folder: Path) -> Imported:
    return read(str(folder), Request(base=BASE, mapping=str(folder / "mapping.toml")))


def test_files_paths_values_and_concepts(folder: Path) -> None:
    found = run(folder)
    claims = {e.identifier: e for e in found.entities if isinstance(e, Claim)}
    first, second = claims["K1"], claims["K2"]
    assert first.subject == (f"{BASE}ketamine",)
    assert first.object == (f"{BASE}anxiety",)
    assert first.predicate.endswith("ns#treats")
    assert first.effect is None
    assert second.effect == "increase"
    assert second.label[0].text == "Ketamine causes fear."
    assert set(first.other) == {Words(text="how: often"), Words(text="when: 1; 2")}
    concepts = {e.iri: e for e in found.entities if isinstance(e, Concept)}
    assert concepts[f"{BASE}anxiety"].broader == (f"{BASE}fear",)
    assert concepts[f"{BASE}fear"].disjoint_with == (f"{BASE}ketamine",)
    assert concepts[f"{BASE}ketamine"].exact_match == ("http://id.nlm.nih.gov/mesh/D007649",)
    assert len(found.files) == 3


def test_joins_and_cases(folder: Path) -> None:
    (line,) = [e for e in run(folder).entities if isinstance(e, EvidenceLine)]
    assert line.direction == "supports"
    assert line.adjustment_reason == "too small"
    assert line.verification == "recalled"


def test_a_column_that_the_mapping_forgets_is_refused(folder: Path) -> None:
    (folder / "claims.csv").write_text("id,drug,target,sign,context,extra\n", encoding="utf-8")
    with pytest.raises(ImportFault, match="says nothing of column 'extra'"):
        run(folder)


def test_a_key_that_the_mapping_forgets_is_refused(folder: Path) -> None:
    text = CLAIMS.replace('""how""', '""where""')
    (folder / "claims.csv").write_text(text, encoding="utf-8")
    with pytest.raises(ImportFault, match=r"row 2: the mapping says nothing of 'context\.where'"):
        run(folder)


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ('file = "papers.csv"', 'file = "nope.csv"', r"nope\.csv: no such file"),
        ('key = "paper" }', 'key = "nope" }', "no column 'nope' to join on"),
        ('subject = "drug"', 'subjekt = "drug"', "did you mean 'subject'"),
        ('broader = ["fear"]', 'broader = ["fright"]', "no concept is declared as 'fright'"),
        ('"mesh:D007649"', '"mesch:D007649"', "no IRI and no CURIE"),
        ('synonyms = ["anx"]', 'synonyms = ["ket"]', "names two concepts"),
        ("mint = []", "mint = 3", r"mapping\.toml: mint"),
        ("mint = []", "colour = 3", r"mapping\.toml: colour"),
    ],
)
def test_mistakes_in_a_mapping_are_named(
    folder: Path, before: str, after: str, message: str
) -> None:
    (folder / "mapping.toml").write_text(MAPPING.replace(before, after), encoding="utf-8")
    with pytest.raises(ImportFault, match=message):
        run(folder)


def test_a_mapping_that_is_no_toml(folder: Path) -> None:
    (folder / "mapping.toml").write_text("[[tables]\n", encoding="utf-8")
    with pytest.raises(SyntaxFault, match="not TOML"):
        run(folder)


def test_a_cell_that_is_no_json(folder: Path) -> None:
    (folder / "claims.csv").write_text("id,drug,target,sign,context\n1,a,b,,{x\n", encoding="utf-8")
    with pytest.raises(ImportFault, match="no JSON object"):
        run(folder)


DOCUMENTS = """
[[tables]]
file = "said.csv"
[documents.art]
title = "An article"
file = "art.txt"
carry = "{carry}"
"""
TEXT = "Before. Ketamine calms people who are anxious. After that nothing else is said at all."


def said(tmp_path: Path, rows: str, carry: str = "quote") -> Imported:
    (tmp_path / "art.txt").write_text(TEXT, encoding="utf-8")
    header = "subject,object,document,passage,start,end,excerpt\n"
    (tmp_path / "said.csv").write_text(header + rows, encoding="utf-8")
    (tmp_path / "m.toml").write_text(DOCUMENTS.format(carry=carry), encoding="utf-8")
    return read(str(tmp_path), Request(base=BASE, mapping=str(tmp_path / "m.toml")))


def passage_of(found: Imported) -> tuple[Assertion, Version]:
    (assertion,) = [e for e in found.entities if isinstance(e, Assertion)]
    (version,) = [e for e in found.entities if isinstance(e, Version)]
    return assertion, version


def test_a_carried_text_keeps_quote_and_surroundings(tmp_path: Path) -> None:
    assertion, version = passage_of(said(tmp_path, "a,b,art,Ketamine calms people,8,29,\n"))
    (passage,) = assertion.passages
    assert passage.quote is not None
    assert passage.quote.exact == "Ketamine calms people"
    assert passage.quote.prefix == "Before. "
    assert passage.quote.suffix == TEXT[29:61]
    assert version.characters == len(TEXT)
    assert version.carries_text is True


def test_a_hashed_text_keeps_no_words(tmp_path: Path) -> None:
    rows = "a,b,art,Ketamine calms people,8,29,calms\n"
    (passage,) = passage_of(said(tmp_path, rows, "hash"))[0].passages
    assert passage.quote is None
    assert passage.quote_sha256 is not None
    assert passage.excerpt == "calms"


def test_a_passage_without_offsets_is_found(tmp_path: Path) -> None:
    (passage,) = passage_of(said(tmp_path, "a,b,art,Ketamine calms people,,,\n"))[0].passages
    assert passage.position is not None
    assert (passage.position.start, passage.position.end) == (8, 29)


def test_a_lost_passage_keeps_its_quote_and_says_so(tmp_path: Path) -> None:
    assertion, _ = passage_of(said(tmp_path, "a,b,art,Gone words,3,13,\n"))
    (passage,) = assertion.passages
    assert passage.position is None
    assert passage.quote is not None
    assert passage.quote.exact == "Gone words"
    assert "3-13" in assertion.notes[0].text


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ("a,b,art,a,,,\n", "occurs 7 times|occurs"),
        ("a,b,art,Ketamine calms people,8,29,sleeps\n", "excerpt.*no part of the passage"),
    ],
)
def test_passages_that_cannot_be_placed(tmp_path: Path, rows: str, message: str) -> None:
    with pytest.raises(ImportFault, match=message):
        said(tmp_path, rows)


def test_mentions_keep_the_words_beside_the_concept(folder: Path) -> None:
    text = MAPPING.replace('dose = "context.dose"', 'condition = "context.dose"').replace(
        'synonyms = ["anx"]', 'synonyms = ["anx", "0.5 mg/kg"]'
    )
    (folder / "mapping.toml").write_text(text, encoding="utf-8")
    (claim,) = [e for e in run(folder).entities if isinstance(e, Claim) and e.identifier == "K1"]
    (condition,) = claim.condition
    assert isinstance(condition, Mention)
    assert condition.words == "0.5 mg/kg"


def mapped(tmp_path: Path, mapping: str, **tables: str) -> Imported:
    """What a mapping makes of tables."""
    for name, text in tables.items():
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
    (tmp_path / "more.toml").write_text(mapping, encoding="utf-8")
    return read(str(tmp_path), Request(base=BASE, mapping=str(tmp_path / "more.toml")))


PARTS = """
mint = []
[[tables]]
file = "a.csv"
only = { kept = ["yes", "perhaps"] }
unless = { drugs = ["none"] }
[tables.columns]
subject = { from = "drugs", split = "," }
object = { from = "outcome", split = "" }
pmid = { from = "link", take = "/pubmed/(\\\\d+)" }
year = { from = "link", take = "\\\\d{4}$" }
condition = "disease"
[tables.constants]
direction = "supports"
[tables.matches]
condition = { template = "obo:DOID_{doid}" }
object = "iri"
"""


def test_parts_of_cells_lists_and_rows_left_out(tmp_path: Path) -> None:
    found = mapped(
        tmp_path,
        PARTS,
        a="drugs,outcome,link,kept,disease,doid,iri\n"
        '"a, b;c",pain; at rest,https://x.example/pubmed/12/2001,yes,Lung cancer 2,7,\n'
        "none,pain,,yes,,,\n"
        "d,pain,,no,,,\n",
    )
    (claim,) = (one for one in found.entities if isinstance(one, Claim))
    labels = {c.iri: c for c in found.entities if isinstance(c, Concept)}
    assert [labels[iri].labels[0].text for iri in claim.subject] == ["a", "b;c"]
    assert [labels[iri].labels[0].text for iri in claim.object] == ["pain; at rest"]
    (document,) = (one for one in found.entities if isinstance(one, Document))
    assert (document.pmid, document.issued) == ("12", "2001")
    (condition,) = claim.condition
    assert labels[str(condition)].exact_match == ("http://purl.obolibrary.org/obo/DOID_7",)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('take = "/pubmed', 'take = "(', "is no regular expression"),
        ('object = "iri"', 'object = { template = "no {iri}" }', "'no x' is no IRI and no CURIE"),
        ('object = "iri"', 'thing = "iri"', "unknown column 'thing'"),
    ],
)
def test_parts_are_checked(tmp_path: Path, old: str, new: str, said: str) -> None:
    table = "drugs,outcome,link,kept,disease,doid,iri\nb,pain,,yes,,,x\n"
    with pytest.raises(ImportFault, match=said):
        mapped(tmp_path, PARTS.replace(old, new), a=table)


TEXTS = """
offsets = "lenient"
[texts]
file = "texts/{document}.txt"
[[tables]]
file = "a.csv"
[tables.columns]
subject = "s"
object = "o"
document = "doc"
passage = "quote"
start = "from"
end = "to"
"""
QUOTES = (
    "s,o,doc,quote,from,to\n"
    "a,b,one,Pain  rose.,0,12\n"  # its white space folded and stripped
    "c,b,one,Pain fell.,3,9\n"  # elsewhere
    "d,b,one,Pain,90,94\n"  # in two places, and at neither
    "e,b,two,Pain,0,9\n"  # no text at hand, offsets that do not fit
    "f,b,../one,Pain,0,4\n"  # outside of the folder
)


def test_texts_are_found_by_a_pattern(tmp_path: Path) -> None:
    (tmp_path / "texts").mkdir()
    text = "Pain\nrose.  \nPain fell.\n"
    (tmp_path / "texts" / "one.txt").write_text(text, encoding="utf-8")
    (tmp_path / "one.txt").write_text(text, encoding="utf-8")
    found = mapped(tmp_path, TEXTS, a=QUOTES)
    said = [one for one in found.entities if isinstance(one, Assertion)]
    places = [
        (one.passages[0].quote.exact, p and (p.start, p.end))
        for one in said
        if one.passages[0].quote
        for p in (one.passages[0].position,)
    ]
    assert places == [
        ("Pain\nrose.", (0, 10)),
        ("Pain fell.", (13, 23)),
        ("Pain", None),
        ("Pain", None),
        ("Pain", (0, 4)),
    ]
    assert [note.text for one in said for note in one.notes] == [
        "No place was kept: the passage does not fit 90-94.",
        "No place was kept: the passage does not fit 0-9.",
    ]
    versions = [one for one in found.entities if isinstance(one, Version) and one.text_sha256]
    assert len(versions) == 1
    with pytest.raises(ImportFault, match="occurs 2 times"):
        mapped(tmp_path, TEXTS.replace("lenient", "strict"), a=QUOTES)


def test_a_line_described_twice_is_told(tmp_path: Path) -> None:
    mapping = '[[tables]]\nfile = "a.csv"\n'
    head = "subject,object,source,direction,evidence_id,note\n"
    found = mapped(tmp_path, mapping, a=head + "a,b,s,supports,e1,one\na,b,s,supports,e1,two\n")
    (note,) = found.notes
    assert note.endswith(
        "row 3: says of evidence e1 what an earlier row does not; the first stands"
    )


def test_a_source_that_the_ledger_knows_by_its_number(tmp_path: Path) -> None:
    head = "subject,object,pmid,source_title,direction\n"
    mapping = '[[tables]]\nfile = "a.csv"\n'
    first = mapped(tmp_path, mapping, a=head + "a,b,12,Pain,supports\n")
    known = {one.iri: one for one in first.entities}
    (tmp_path / "b.csv").write_text(head + "c,b,12,Pain,supports\n", encoding="utf-8")
    again = read(str(tmp_path / "b.csv"), Request(base=BASE, known=known))
    (line,) = (one for one in again.entities if isinstance(one, EvidenceLine))
    assert line.source in known
