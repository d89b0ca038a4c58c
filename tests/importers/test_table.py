"""The table format: what rows become, and what is said of rows that become nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tables import BASE, all_of, one, table

from kg.errors import ImportFault
from kg.model.assertion import Assertion
from kg.model.assessment import Assessment
from kg.model.claim import Claim
from kg.model.codes import DoseLevel, Effect
from kg.model.concept import Concept
from kg.model.document import Document, Version
from kg.model.evidence import EvidenceLine
from kg.model.quantity import Quantity, Words

if TYPE_CHECKING:
    from pathlib import Path


def test_a_row_is_a_claim_with_its_evidence(tmp_path: Path) -> None:
    found = table(
        tmp_path,
        "claim_id,text,subject,predicate,object,effect,dose,source,doi,direction,n,level,evidence_dose,"
        "evidence_population\n"
        "1,Low doses help.,ketamine,affects,anxiety,decrease,low,taylor2018,https://doi.org/10.1038/x,"
        "supports,18,2,0.5 mg/kg,social anxiety disorder\n",
    )
    claim, line = one(found, Claim), one(found, EvidenceLine)
    assert claim.label[0].text == "Low doses help."
    assert claim.subject == (f"{BASE}ketamine",)
    assert claim.effect is Effect.DECREASE
    assert claim.dose_level == (DoseLevel.LOW,)
    assert claim.identifier == "1"
    assert line.claim == claim.iri
    assert line.sample_size == 18
    assert line.level is not None
    assert line.level.endswith("OCEBM-2")
    (dose,) = line.dose
    assert isinstance(dose, Quantity)
    assert (dose.value, dose.unit_text, dose.words) == ("0.5", "mg/kg", "0.5 mg/kg")
    assert dose.iri.startswith(f"{line.iri}-dose-")
    assert line.population == (f"{BASE}social-anxiety-disorder",)
    assert one(found, Document).doi == "10.1038/x"


@pytest.mark.parametrize(
    ("words", "effect"),
    [
        ("increased", Effect.INCREASE),
        ("↑", Effect.INCREASE),
        ("Decreased", Effect.DECREASE),
        ("↓", Effect.DECREASE),
        ("no difference", Effect.NO_DIFFERENCE_FOUND),
        ("na", None),
        ("", None),
        ("NA", None),
        ("mixed", Effect.MIXED),
    ],
)
def test_effects_may_be_plain(tmp_path: Path, words: str, effect: Effect | None) -> None:
    found = table(tmp_path, f"subject,object,effect\nA,B,{words}\n")
    assert one(found, Claim).effect is effect


def test_signed_relations_become_affects(tmp_path: Path) -> None:
    claim = one(table(tmp_path, "subject,predicate,object\nA,reduces,B\n"), Claim)
    assert claim.predicate.endswith("ns#affects")
    assert claim.effect is Effect.DECREASE


def test_a_signed_relation_and_an_opposite_effect_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ImportFault, match=r"row 2, column 'effect': 'increase'.*'reduces'"):
        table(tmp_path, "subject,predicate,object,effect\nA,reduces,B,increase\n")


def test_a_duplicate_is_another_assertion_of_the_claim(tmp_path: Path) -> None:
    found = table(
        tmp_path,
        "claim_id,duplicate_of,subject,predicate,object,document,passage,start,end,hedging,dose,"
        "population\n"
        "C1,,A,affects,B,d,A changes B,0,11,categorical,high,\n"
        "C2,C1,A,affects,B,d,A may change B,20,34,possible,large,rats\n",
    )
    claim = one(found, Claim)
    first, second = all_of(found, Assertion)
    assert {first.claim, second.claim} == {claim.iri}
    assert first.dose_level == ()
    assert second.hedging == "possible"
    assert second.dose == (Words(text="large"),)
    assert second.population == (f"{BASE}rats",)
    assert second.identifier == "C2"
    assert second.passages[0].position is not None
    assert second.passages[0].position.start == 20


def test_rows_without_an_id_meet_by_their_meaning(tmp_path: Path) -> None:
    found = table(
        tmp_path,
        "subject,object,effect,source,direction\nA,B,up,s1,supports\nA,B,increase,s2,disputes\n",
    )
    assert len(all_of(found, Claim)) == 1
    assert len(all_of(found, EvidenceLine)) == 2


def test_rows_of_one_id_may_not_disagree(tmp_path: Path) -> None:
    with pytest.raises(ImportFault, match=r"row 3, column 'object': 'C'.*'B' in row 2"):
        table(tmp_path, "claim_id,subject,object\n1,A,B\n1,A,C\n")


def test_claims_may_be_about_claims(tmp_path: Path) -> None:
    found = table(tmp_path, "claim_id,subject,object\n2,dose,claim:1\n1,A,B\n")
    outer = next(c for c in all_of(found, Claim) if c.identifier == "2")
    inner = next(c for c in all_of(found, Claim) if c.identifier == "1")
    assert outer.object == (inner.iri,)


def test_claims_that_contain_each_other_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ImportFault, match="contain each other"):
        table(tmp_path, "claim_id,subject,object\n1,A,claim:2\n2,claim:1,B\n")


def test_an_unknown_claim_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ImportFault, match=r"row 2, column 'claim_id': 'X'.*no row defines"):
        table(tmp_path, "claim_id,source,direction\nX,s,supports\n")


def test_a_verdict_is_an_assessment(tmp_path: Path) -> None:
    found = table(tmp_path, "subject,object,verdict,rationale\nA,B,over-stated,too few\n")
    judged = one(found, Assessment)
    assert judged.verdict == "over-stated"
    assert judged.rationale[0].text == "too few"


def test_importing_twice_gives_the_same(tmp_path: Path) -> None:
    text = (
        "claim_id,subject,object,dose,document,passage,source,direction\n"
        "1,A,B,5 mg,d,words,s,supports\n1,A,B,5 mg,d,other words,s,disputes\n"
    )
    first = table(tmp_path, text)
    known = {entity.iri: entity for entity in first.entities}
    again = table(tmp_path, text, known=known)
    assert {e.iri for e in again.entities} <= set(known)


def test_an_equal_claim_of_the_ledger_keeps_its_name(tmp_path: Path) -> None:
    first = one(table(tmp_path, "text,subject,object\nOld words.,A,B\n"), Claim)
    renamed = first.model_copy(update={"iri": f"{BASE}its-own-name"})
    concepts = [
        Concept.model_validate({"iri": f"{BASE}{n}", "labels": [{"text": n.upper()}]}) for n in "ab"
    ]
    known = {e.iri: e for e in (renamed, *concepts)}
    found = table(tmp_path, "text,subject,object\nNew words.,A,B\n", known=known)
    assert one(found, Claim).iri == renamed.iri


def test_sources_that_are_addresses_keep_them_and_stay_apart(tmp_path: Path) -> None:
    """Long addresses that begin alike, and ids in another script, are different documents."""
    sources = (
        "https://example.org/a/long/path/to/the/product/label?setid=2f7d4d67-10c1-4bf4-a7f2",
        "https://example.org/a/long/path/to/the/product/label?setid=2f7d4d67-10c1-4bf4-b9b9",
        "王 2019",
        "李 2019",
    )
    rows = "".join(f"A,affects,B,supports,{source}\n" for source in sources)
    documents = all_of(
        table(tmp_path, f"subject,predicate,object,direction,source\n{rows}"), Document
    )
    assert len({document.iri for document in documents}) == len(sources)
    assert [document.url for document in documents] == [*sources[:2], None, None]


def test_a_quote_of_a_source_is_of_a_version_of_its_text(tmp_path: Path) -> None:
    found = table(
        tmp_path,
        "subject,predicate,object,direction,source,evidence_quote\nA,affects,B,supports,s,A is B\n",
    )
    (passage,) = one(found, EvidenceLine).passages
    version = one(found, Version)
    assert (passage.source, version.document) == (version.iri, f"{BASE}s")


@pytest.mark.parametrize("mint", ["", "mint = []\n", 'mint = ["population"]\n'])
def test_no_order_of_rows_and_no_mapping_changes_a_name(mint: str, tmp_path: Path) -> None:
    rows = ["A,B,,tablets\n", "tablets,B,,girls\n", "A,women,girls,women\n", "C,B,women,\n"]
    mapping = tmp_path / "m.toml"
    mapping.write_text(f'{mint}[[tables]]\nfile = "t.csv"\n', encoding="utf-8")
    seen = []
    for order in (rows, rows[::-1]):
        text = "subject,object,population,comparator\n" + "".join(order)
        found = table(tmp_path, text, mapping=str(mapping)).entities
        known = {entity.iri: entity for entity in found}
        again = table(tmp_path, text, mapping=str(mapping), known=known).entities
        assert {entity.iri for entity in again} <= set(known)
        seen.append(set(known))
    assert seen[0] == seen[1]
