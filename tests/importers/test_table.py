"""The table format: what rows become, and what is said of rows that become nothing."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, TypeVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.errors import EntityError, ImportFault, KGError, ReadError, SyntaxFault
from kg.importers.table import COLUMNS, read
from kg.model.assertion import Assertion
from kg.model.assessment import Assessment
from kg.model.claim import Claim
from kg.model.codes import DoseLevel, Effect
from kg.model.concept import Concept
from kg.model.document import Document, Version
from kg.model.evidence import EvidenceLine
from kg.model.quantity import Mention, Period, Quantity, Words
from kg.rdf.imported import Imported, Request

if TYPE_CHECKING:
    from pathlib import Path

    from kg.model.entity import Entity

BASE = "https://claims.example/test#"
_E = TypeVar("_E", bound="Entity")
HOSTILE = ['"', "\\", "<>", "#", ";", "{}", "\u202e", "é", "日本語", "'''", "kg:affects", "claim:x"]


def table(folder: Path, text: str, name: str = "t.csv", **asked: object) -> Imported:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return read(str(path), Request(base=BASE, **asked))  # type: ignore[arg-type] # fields by name


def one(found: Imported, kind: type[_E]) -> _E:
    (entity,) = [entity for entity in found.entities if isinstance(entity, kind)]
    return entity


def all_of(found: Imported, kind: type[_E]) -> list[_E]:
    return [entity for entity in found.entities if isinstance(entity, kind)]


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


@pytest.mark.parametrize(
    ("header", "nearest"),
    [("populatoin", "population"), ("dose level", None), ("Efect", "effect"), ("zzz", None)],
)
def test_an_unknown_column_is_refused_by_name(
    tmp_path: Path, header: str, nearest: str | None
) -> None:
    text = f"subject,object,{header}\nA,B,low\n"
    if header == "dose level":  # spaces do not matter
        assert one(table(tmp_path, text), Claim).dose_level == (DoseLevel.LOW,)
        return
    with pytest.raises(ImportFault, match=header) as caught:
        table(tmp_path, text)
    assert "--map" in str(caught.value)
    assert "--ignore-columns" in str(caught.value)
    if nearest:
        assert f"did you mean {nearest!r}" in str(caught.value)


def test_columns_may_be_mapped_and_ignored(tmp_path: Path) -> None:
    text = "Drug,object,comment\nA,B,nothing\n"
    found = table(tmp_path, text, columns={"Drug": "subject"}, ignored=("comment",))
    assert one(found, Claim).subject == (f"{BASE}a",)
    with pytest.raises(ImportFault, match="there is no column 'nope'"):
        table(tmp_path, text, columns={"nope": "subject"}, ignored=("comment",))


def test_missing_columns_state_nothing(tmp_path: Path) -> None:
    claim = one(table(tmp_path, "subject,object\nA,B\n"), Claim)
    assert (claim.effect, claim.negated, claim.dose, claim.population) == (None, None, (), ())


@pytest.mark.parametrize(
    ("line", "column"),
    [
        ("A,B,sideways,,,", "effect"),
        ("A,B,,perhaps,,", "negated"),
        ("A,B,,,twelve,", "start"),
        ("A,B,,,,strongly", "hedging"),
    ],
)
def test_a_bad_cell_is_named(tmp_path: Path, line: str, column: str) -> None:
    header = "subject,object,effect,negated,start,hedging,document,passage\n"
    with pytest.raises(ImportFault, match=rf"t\.csv, row 2, column '{column}'"):
        table(tmp_path, f"{header}{line},d,words\n")


def test_lists_are_parted_by_semicolons(tmp_path: Path) -> None:
    claim = one(table(tmp_path, 'subject,object\n"A; B\\; C",X\n'), Claim)
    assert claim.subject == (f"{BASE}a", f"{BASE}b-c")


@pytest.mark.parametrize(
    ("cell", "low", "high", "times", "regimen"),
    [
        ("0.5 mg/kg", "0.5", "0.5", None, None),
        ("0.1-1 mg/kg", "0.1", "1", None, None),
        ("<= 20 mg", None, "20", None, None),
        ("0.50 mg/kg x6", "0.50", "0.50", 6, None),
        ("1 mg/kg weekly", "1", "1", None, "weekly"),
    ],
)
def test_doses_are_read(
    tmp_path: Path, cell: str, low: str | None, high: str | None, times: int | None, regimen: str
) -> None:
    (dose,) = one(table(tmp_path, f"subject,object,dose\nA,B,{cell}\n"), Claim).dose
    assert isinstance(dose, Quantity)
    lows = dose.value if dose.value is not None else dose.minimum
    highs = dose.value if dose.value is not None else dose.maximum
    assert (lows, highs, dose.times, dose.regimen) == (low, high, times, regimen)
    assert dose.words == cell


def test_each_dose_of_a_list_bears_the_unit_that_they_share(tmp_path: Path) -> None:
    cell = "0.2; 0.5 mg/kg x8"
    doses = one(table(tmp_path, f"subject,object,dose\nA,B,{cell}\n"), Claim).dose
    assert {(d.value, d.unit_text, d.times, d.words) for d in doses if isinstance(d, Quantity)} == {
        ("0.2", "mg/kg", 8, "0.2 mg/kg x8"),
        ("0.5", "mg/kg", 8, "0.5 mg/kg x8"),
    }


def test_two_doses_compared_are_dose_and_comparator(tmp_path: Path) -> None:
    claim = one(table(tmp_path, "subject,object,dose\nA,B,0.5 vs 0.1 mg/kg\n"), Claim)
    (dose,), (other,) = claim.dose, claim.comparator
    assert isinstance(dose, Quantity)
    assert isinstance(other, Quantity)
    assert (dose.value, other.value) == ("0.5", "0.1")
    assert dose.words == other.words == "0.5 vs 0.1 mg/kg"


def test_words_that_no_grammar_reads_stay_words_and_are_listed(tmp_path: Path) -> None:
    found = table(tmp_path, "subject,object,dose,population\nA,B,correct,people aged 18-65\n")
    claim = one(found, Claim)
    assert claim.dose == (Words(text="correct"),)
    assert claim.population == (Words(text="people aged 18-65"),)
    assert [(k.row, k.column, k.words) for k in found.kept_words] == [
        (2, "dose", "correct"),
        (2, "population", "people aged 18-65"),
    ]


def test_higher_is_a_level_and_keeps_its_word(tmp_path: Path) -> None:
    claim = one(table(tmp_path, "subject,object,dose\nA,B,higher\n"), Claim)
    assert claim.dose_level == (DoseLevel.HIGH,)
    assert claim.dose == (Words(text="higher"),)


@pytest.mark.parametrize(
    ("cell", "start", "end"),
    [("1960s", "1960", "1969"), ("1960/1969", "1960", "1969"), ("2001-2003", "2001", "2003")],
)
def test_values_may_be_periods(tmp_path: Path, cell: str, start: str, end: str) -> None:
    value = one(table(tmp_path, f"subject,predicate,value\nA,made_in,{cell}\n"), Claim).value
    assert isinstance(value, Period)
    assert (value.start, value.end, value.words) == (start, end, cell)


def test_words_beside_the_label_make_a_mention(tmp_path: Path) -> None:
    known = Concept.model_validate(
        {"iri": f"{BASE}iv", "labels": [{"text": "intravenous"}], "synonyms": [{"text": "IV"}]}
    )
    text = "subject,object,route\nA,B,IV\n"
    claim = one(table(tmp_path, text, known={known.iri: known}), Claim)
    (route,) = claim.route
    assert isinstance(route, Mention)
    assert (route.concept, route.words) == (known.iri, "IV")


def test_a_comparative_claim_needs_its_comparator(tmp_path: Path) -> None:
    with pytest.raises(ImportFault, match="comparator"):
        table(tmp_path, "subject,object,claim_type\nA,B,comparative\n")


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


def test_other_forms_say_the_same(tmp_path: Path) -> None:
    comma = table(tmp_path, "subject,object,dose\nA,B,5 mg\n").entities
    tab = table(tmp_path, "subject\tobject\tdose\nA\tB\t5 mg\n", "t.tsv").entities
    record = {"subject": "A", "object": "B", "dose": "5 mg", "population": None}
    lines = table(tmp_path, json.dumps(record) + "\n\n", "t.jsonl").entities
    assert set(comma) == set(tab) == set(lines)


@pytest.mark.parametrize(
    ("name", "text", "error"),
    [
        ("t.csv", "", ImportFault),
        ("t.csv", "subject,subject\nA,B\n", ImportFault),
        ("t.csv", "subject,object\nA,B,C\n", ImportFault),
        ("t.csv", 'subject,object\n"A,B\n', SyntaxFault),
        ("t.csv", "subject,object\nA\0,B\n", SyntaxFault),
        ("t.jsonl", "[1]\n", SyntaxFault),
        ("t.jsonl", "{\n", SyntaxFault),
        ("t.jsonl", "[" * 100_000 + "\n", SyntaxFault),
    ],
)
def test_malformed_files_are_told(
    tmp_path: Path, name: str, text: str, error: type[KGError]
) -> None:
    with pytest.raises(error, match=name.replace(".", r"\.")):
        table(tmp_path, text, name)


def test_files_that_are_no_text(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    with pytest.raises(ReadError, match="no such file"):
        read(str(path), Request(base=BASE))
    path.write_bytes(b"subject,object\nA,\xff\xfe\n")
    with pytest.raises(SyntaxFault, match=r"t\.csv:2.*not UTF-8"):
        read(str(path), Request(base=BASE))
    with pytest.raises(ImportFault, match="is a folder"):
        read(str(tmp_path), Request(base=BASE))


def test_a_header_alone_is_an_empty_import(tmp_path: Path) -> None:
    assert table(tmp_path, "subject,object\n").entities == ()


def test_a_large_table(tmp_path: Path) -> None:
    rows = "".join(f"A{n % 50},B{n % 40},{n} mg\n" for n in range(2000))
    assert len(all_of(table(tmp_path, f"subject,object,dose\n{rows}"), Claim)) == 2000


def test_every_column_says_what_it_means() -> None:
    assert all(column.meaning and column.name == name for name, column in COLUMNS.items())


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(
    cells=st.lists(
        st.one_of(st.text(max_size=12), st.sampled_from(HOSTILE)), min_size=4, max_size=4
    )
)
def test_any_text_is_read_or_refused_in_words(tmp_path: Path, cells: list[str]) -> None:
    record = dict(zip(("subject", "object", "dose", "population"), cells, strict=True))
    line = json.dumps(record)
    try:
        found = table(tmp_path, line + "\n", "t.jsonl")
    except (ImportFault, SyntaxFault, EntityError) as error:
        assert "t.jsonl" in str(error)
        return
    for claim in all_of(found, Claim):
        assert claim.iri.startswith(BASE)


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


def test_no_far_fetched_column_is_proposed(tmp_path: Path) -> None:
    with pytest.raises(ImportFault, match="unknown column 'abstract'; say --map"):
        table(tmp_path, "subject,abstract\nA,B\n")


@pytest.mark.parametrize(("mark", "name"), [(";", "semicolons"), ("\t", "tabs")])
def test_another_separator_is_told(tmp_path: Path, mark: str, name: str) -> None:
    with pytest.raises(ImportFault, match=f"parted by {name}; save it with commas"):
        table(tmp_path, f"subject{mark}predicate{mark}object\nA{mark}affects{mark}B\n")


def test_what_a_condition_names_does_not_hang_on_the_order_of_rows(tmp_path: Path) -> None:
    """A name that only a later row makes a concept: importing again finds the same claims."""
    text = (
        "subject,predicate,object,condition\n"
        "A,affects,B,Small-cell Carcinoma Of The Ovary\n"
        "A,affects,Small-cell Carcinoma Of The Ovary,\n"
    )
    first = table(tmp_path, text)
    known = {entity.iri: entity for entity in first.entities}
    again = table(tmp_path, text, known=known)
    assert {entity.iri for entity in again.entities} <= set(known)
    assert first.kept_words == ()


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
