"""`kg import --read-context`: conditions out of phrases, their words kept, the same twice."""

from __future__ import annotations

import json
from itertools import permutations
from typing import TYPE_CHECKING

import pytest

from kg.cli import run
from kg.curate.importing import import_into, open_for_change
from kg.importers.table import read
from kg.model.claim import Claim
from kg.model.codes import DoseLevel
from kg.model.concept import Concept
from kg.model.evidence import EvidenceLine
from kg.model.quantity import Mention, Quantity, Words
from kg.rdf.imported import Imported, Request

if TYPE_CHECKING:
    from pathlib import Path

BASE = "https://claims.example/test#"
HEADER = "claim_id,subject,comparator,object,effect\n"
ROWS = [
    "1,liarozole 150 mg,placebo group,hunger at 60 min,increase\n",
    "2,fulvestrant + anastrozole,placebo (P),pain scores at 24 h after surgery,decrease\n",
    "3,low molecular weight heparin (LMWH),unfractionated heparin,haemorrhage,decrease\n",
    "4,LMWH,atorvastatin 20 mg,hemorrhages (week 28),decrease\n",
    "5,high-dose erlotinib in patients with rash,placebo,overall survival,increase\n",
    "6,intermittent exercise,continuous exercise,share of patients with HbA1c < 6.5 %,increase\n",
]


def imported(folder: Path, text: str, **asked: object) -> Imported:
    path = folder / "t.csv"
    path.write_text(text, encoding="utf-8")
    asked.setdefault("read_context", True)
    return read(str(path), Request(base=BASE, **asked))  # type: ignore[arg-type] # fields by name


def claims(found: Imported) -> dict[str, Claim]:
    return {e.identifier or "": e for e in found.entities if isinstance(e, Claim)}


def test_off_by_default(tmp_path: Path) -> None:
    found = imported(tmp_path, HEADER + ROWS[0], read_context=False)
    claim = claims(found)["1"]
    assert claim.subject == (f"{BASE}liarozole-150-mg",)
    assert not claim.dose
    assert not found.read_words


def test_a_dose_and_a_time_point(tmp_path: Path) -> None:
    claim = claims(imported(tmp_path, HEADER + ROWS[0]))["1"]
    assert claim.subject == (f"{BASE}liarozole",)
    assert claim.object == (f"{BASE}hunger",)
    (dose,), (time,), (against,) = claim.dose, claim.timepoint, claim.comparator
    assert isinstance(dose, Quantity)
    assert (dose.value, dose.unit_text, dose.words) == ("150", "mg", "150 mg")
    assert isinstance(time, Quantity)
    assert (time.value, time.unit_text, time.words) == ("60", "min", "60 min")
    assert isinstance(against, Mention)
    assert (against.concept, against.words) == (f"{BASE}placebo", "placebo group")


def test_the_words_are_kept(tmp_path: Path) -> None:
    claim = claims(imported(tmp_path, HEADER + ROWS[0]))["1"]
    assert claim.label[0].text == "liarozole 150 mg affects hunger at 60 min (increase)"
    (note,) = claim.notes
    assert note.text == (
        "as written: subject: liarozole 150 mg; object: hunger at 60 min; comparator: placebo group"
    )


def test_the_author_s_sentence_stays(tmp_path: Path) -> None:
    claim = claims(imported(tmp_path, f"text,{HEADER}It works.,{ROWS[0]}"))["1"]
    assert claim.label[0].text == "It works."


def test_one_name_for_spellings_and_short_forms(tmp_path: Path) -> None:
    found = imported(tmp_path, HEADER + ROWS[2] + ROWS[3])
    one, other = claims(found)["3"], claims(found)["4"]
    assert one.subject == other.subject
    assert one.object == other.object
    heparin = next(e for e in found.entities if e.iri == one.subject[0])
    assert isinstance(heparin, Concept)
    assert [name.text for name in heparin.synonyms] == ["LMWH"]
    assert found.notes == (
        "one name: haemorrhage = hemorrhages",
        "one name: low molecular weight heparin = LMWH",
    )


def test_a_short_form_of_two_names_is_that_of_neither(tmp_path: Path) -> None:
    rows = "1,alpha beta gamma (ABG),x,pain,increase\n2,arterial blood gas (ABG),x,pain,increase\n"
    found = imported(tmp_path, HEADER + rows + "3,ABG,x,pain,increase\n")
    assert claims(found)["3"].subject == (f"{BASE}abg",)
    assert not any(e.synonyms for e in found.entities if isinstance(e, Concept))


def test_people_regimens_levels_and_co_interventions(tmp_path: Path) -> None:
    found = claims(imported(tmp_path, HEADER + "".join(ROWS)))
    assert found["5"].population == (f"{BASE}patients-with-rash",)
    assert found["5"].dose_level == (DoseLevel.HIGH,)
    assert found["2"].co_intervention == (f"{BASE}anastrozole",)
    assert found["6"].dose == (Words(text="intermittent"),)
    assert found["6"].object == (f"{BASE}hba1c-6-5",)


def test_what_the_table_states_itself_stands(tmp_path: Path) -> None:
    found = imported(tmp_path, "claim_id,subject,object,dose\n1,liarozole 150 mg,pain,75 mg\n")
    (dose,) = claims(found)["1"].dose
    assert isinstance(dose, Quantity)
    assert dose.value == "75"
    assert not found.read_words


def test_the_conditions_of_evidence(tmp_path: Path) -> None:
    text = (
        "claim_id,subject,object,effect,source,direction,evidence_outcome,evidence_comparator\n"
        "1,ketamine,pain,decrease,s1,supports,pain at week 4,midazolam 0.2 mg/kg\n"
    )
    (line,) = [e for e in imported(tmp_path, text).entities if isinstance(e, EvidenceLine)]
    (time,) = line.timepoint
    assert isinstance(time, Quantity)
    assert (time.value, time.words) == ("4", "week 4")
    assert isinstance(line.comparator[0], Mention)
    assert line.comparator[0].words == "midazolam 0.2 mg/kg"
    assert line.notes[0].text.startswith("as written: evidence_comparator: midazolam")


def test_a_concept_of_the_ledger_is_left_whole(tmp_path: Path) -> None:
    known = Concept(iri=f"{BASE}strong-liarozole", labels=({"text": "liarozole 150 mg"},))
    found = imported(tmp_path, HEADER + ROWS[0], known={known.iri: known})
    claim = claims(found)["1"]
    assert claim.subject == (known.iri,)
    assert not claim.dose


def test_nested_claims_are_no_phrases(tmp_path: Path) -> None:
    rows = "1,ketamine,x,pain,decrease\n2,dose 5 mg,x,claim:1,increase\n"
    found = claims(imported(tmp_path, HEADER + rows))
    assert found["2"].object == (found["1"].iri,)


@pytest.mark.parametrize("order", list(permutations(range(4)))[::5])
def test_the_order_of_rows_makes_no_difference(tmp_path: Path, order: tuple[int, ...]) -> None:
    rows = [
        "a,moderate exercise,x,pain,increase\n",
        "b,moderate exercise programme for 8 weeks,x,pain,increase\n",
        "c,the exercise,x,pain at week 2,increase\n",
        "d,24-month period of moderate exercise,x,pain,increase\n",
    ]

    def meanings(text: str) -> dict[str, tuple[object, ...]]:
        found = claims(imported(tmp_path, text)).values()
        return {
            c.identifier or "": (c.subject, c.object, len(c.dose), len(c.duration)) for c in found
        }

    assert meanings(HEADER + "".join(rows[n] for n in order)) == meanings(HEADER + "".join(rows))


def test_importing_twice_adds_nothing(tmp_path: Path) -> None:
    ledger, table = tmp_path / "a.ttl", tmp_path / "t.csv"
    table.write_text(HEADER + "".join(ROWS), encoding="utf-8")
    assert run(["init", str(ledger)]) == 0
    texts = []
    for _ in range(3):
        opened = open_for_change(ledger)
        asked = Request(base=opened.base, known=opened.entities, read_context=True)
        import_into(opened, read(str(table), asked), "import")
        texts.append(ledger.read_text(encoding="utf-8"))
    assert texts[0] == texts[1] == texts[2]


def test_the_command_says_what_was_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ledger, table = str(tmp_path / "a.ttl"), tmp_path / "t.csv"
    table.write_text(HEADER + "".join(ROWS), encoding="utf-8")
    assert run(["init", ledger]) == 0
    capsys.readouterr()
    command = ["-g", ledger, "import", str(table), "--read-context"]
    assert run([*command, "--show-read", "1"]) == 0
    said = capsys.readouterr().err
    assert "read out of phrases: 3 time points, 2 doses" in said
    assert "read: " in said
    assert "row 2, subject: dose '150 mg'" in said
    assert run([*command, "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)["read"]
    assert found["counts"]["timepoint"] == 3
    assert found["examples"][0]["words"] == "150 mg"


def test_check_suggests_concepts_that_may_be_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ledger = str(tmp_path / "a.ttl")
    assert run(["init", ledger]) == 0
    for label in ("medication adherence", "adherence to medication", "pain"):
        assert run(["-g", ledger, "add", "concept", "--label", label]) == 0
    capsys.readouterr()
    assert run(["-g", ledger, "check", "--suggest"]) == 0
    assert (
        "same concept? adherence-to-medication and medication-adherence: the same words"
        in capsys.readouterr().out
    )
    assert run(["-g", ledger, "check", "--suggest", "--format", "json"]) == 0
    (one,) = json.loads(capsys.readouterr().out)["suggestions"]
    assert (one["a"], one["score"]) == ("adherence-to-medication", 1.0)
    assert run(["-g", ledger, "check"]) == 0
    assert "same concept" not in capsys.readouterr().out
