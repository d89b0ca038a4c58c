"""Adding single entities: by options and by record, in place, with provenance."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from capture import CELLS, CLAIM, RECORDS, entities, here, prepared, whole
from strategies import HOSTILE

from kg.cli import run
from kg.curate.adding.add import Added, add
from kg.errors import KGError, LedgerError
from kg.store.ledger import open_ledger

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("noun", CELLS)
def test_every_noun_by_options(ledger: Path, noun: str) -> None:
    prepared(ledger, noun)
    done = add(ledger, noun, CELLS[noun])
    assert (done.new, done.rewritten) == (True, "")
    signed(ledger, done, f"add {noun}")


@pytest.mark.parametrize("noun", RECORDS)
def test_every_noun_by_record(ledger: Path, noun: str) -> None:
    prepared(ledger, noun)
    done = add(ledger, noun, record=json.loads(json.dumps(RECORDS[noun])))
    assert (done.new, done.rewritten) == (True, "")
    signed(ledger, done, f"add {noun}")
    again = add(ledger, noun, record=RECORDS[noun])
    assert (again.new, again.id, again.written) == (False, done.id, ())


def signed(path: Path, done: Added, label: str) -> None:
    """The new entity names who made it, when and with what."""
    found = whole(path)
    made = str(getattr(found[done.id], "generated_by", "")).partition("#")[2]
    act = found[made]
    assert [text.text for text in getattr(act, "label", ())] == [label]
    assert getattr(act, "ended", "") == "2026-05-28T20:26:40Z"
    agents = [found[iri.partition("#")[2]] for iri in getattr(act, "agents", ())]
    names = sorted(str(getattr(agent, "label", "?")[0]) for agent in agents)
    assert names[0] == "Ada Lovelace"
    assert names[1].startswith("kg ")


def test_conditions_are_read_as_in_tables(ledger: Path) -> None:
    done = add(ledger, "claim", {**CELLS["claim"], "route": "by mouth"})
    claim = open_ledger(ledger).claim(done.id)
    read = {name: [v.text for v in values] for name, values in claim.qualifiers.items()}
    assert read == {
        "dose": ["low", "0.5 mg/kg"],
        "population": ["adults"],
        "route": ["by mouth"],
        "timepoint": ["24 h"],
    }
    assert done.notes == ("route: 'by mouth' is kept as words",)


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"subject": "ketamin"}, "no concept .* 'ketamin'; did you mean ketamine.*kg add concept"),
        ({"predicate": "treets"}, "no relation is named 'treets'; did you mean treats"),
        ({"effect": "decreese"}, "claim: --effect 'decreese': .* did you mean 'decrease'"),
        ({"subject": ""}, "--subject is missing"),
        ({"object": ""}, "--object: a claim has an object or a value"),
        ({"object": "claim:nobody"}, "no claims of this ledger is named 'nobody'"),
        ({"id": "A b"}, "is no name"),
        ({"id": "anxiety"}, "is there already, one of the concepts"),
        ({"from": "draft.md"}, "names no line"),
        ({"quote": "x"}, "the document is not named"),
        ({"text": "a\x00b"}, r"U\+0000"),
        ({"claim_type": "comparative"}, "a comparative claim has a comparator"),
    ],
)
def test_a_wrong_option_is_named(ledger: Path, cells: dict[str, str], said: str) -> None:
    before = ledger.read_bytes()
    with pytest.raises(KGError, match=said):
        add(ledger, "claim", {**CLAIM, **cells})
    assert ledger.read_bytes() == before


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"doze": ["x"]}, "doze: no field of Claim; did you mean 'dose'"),
        ({"effect": "sideways"}, 'effect: "sideways" is none of increase'),
        ({"subject": []}, "subject: Field required"),
        ({"subject": ["nobody"]}, "no concept of this ledger is named 'nobody'"),
        ({"object": ["https://claims.example/t#gone"]}, "is named 'https://claims.example/t#gone'"),
        ({"claim_type": ["causal"]}, "claim_type: a list, where one value is allowed"),
        ({"type": "Assertion"}, "type: .*stands where Claim should"),
        ({"label": [{"text": " ", "lang": "en"}]}, "label.0.text: .*empty"),
        ({"label": [{"text": "x", "lang": "no tag"}]}, "label.0.lang: .*not a language tag"),
        ({"dose": [{"value": 0.5}]}, "dose.value: 0.5 may not be exact"),
        ({"dose": [{"value": "half"}]}, "dose.value: .*not a decimal number"),
        ({"dose": [{"valu": "1"}]}, "dose: .* has no place here; give Mention, Quantity, Period"),
        ({"dose": [{"type": "Arm", "n": 1}]}, "dose: .* has no place here"),
        ({"refines": ["nobody"]}, "no claims of this ledger is named 'nobody'"),
        ({"generated_by": "nobody"}, "no activities of this ledger is named 'nobody'"),
        ({"negated": "no"}, 'negated: "no" is not true or false'),
        ({"topic": True}, "topic: true is not text or a number"),
        ({"value": {"text": "x", "more": 1}}, "value: .* has no place here"),
    ],
    ids=str,
)
def test_a_wrong_field_of_a_record_is_named(
    ledger: Path, change: dict[str, object], said: str
) -> None:
    before = ledger.read_bytes()
    with pytest.raises(KGError, match=said):
        add(ledger, "claim", record={**RECORDS["claim"], **change})
    assert ledger.read_bytes() == before


def test_a_claim_of_the_same_meaning_is_answered_with_its_id(ledger: Path) -> None:
    done = add(ledger, "claim", {**CLAIM, "dose": "0.50 mg/kg"})
    before = ledger.read_bytes()
    twin = add(ledger, "claim", {**CLAIM, "dose": "0.5 mg/kg", "text": "Otherwise worded."})
    assert (twin.new, twin.id) == (False, done.id)
    assert ledger.read_bytes() == before
    assert add(ledger, "claim", {**CLAIM, "dose": "0.6 mg/kg"}).new


def test_a_passage_of_a_known_claim_becomes_an_assertion_of_it(ledger: Path) -> None:
    first = add(ledger, "claim", CLAIM)
    second = add(ledger, "claim", {**CLAIM, "from": f"{here(ledger)}:3:1"})
    assert (second.new, second.id) == (False, first.id)
    assert [kind for _, kind in second.written] == ["documents", "versions", "assertions"]
    third = add(ledger, "claim", {**CLAIM, "from": f"{here(ledger)}:3:1"})
    assert third.written == ()
    whole(ledger)


def test_twins_of_concepts_and_documents(ledger: Path) -> None:
    assert not add(ledger, "concept", {"labels": "Ketamine"}).new
    done = add(ledger, "document", {"title": "A", "doi": "10.1/AbC"})
    assert add(ledger, "document", {"title": "B", "doi": "10.1/abc"}).id == done.id
    other = add(ledger, "document", {"title": "A"})
    assert other.new
    assert other.id != done.id


@pytest.mark.parametrize("text", [text for text in HOSTILE if text.strip()])
def test_hostile_labels(ledger: Path, text: str) -> None:
    done = add(ledger, "concept", record={"labels": [{"text": text, "lang": "en"}]})
    assert done.rewritten == ""
    assert [str(one) for one in getattr(whole(ledger)[done.id], "labels", ())] == [text]


def test_nobody_adds_without_a_name(
    ledger: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("KG_AGENT")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "none"))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    with pytest.raises(LedgerError, match="give --by NAME"):
        add(ledger, "claim", CLAIM)
    (tmp_path / "none").write_text("[user]\nname = Grace\n", encoding="utf-8")
    add(ledger, "claim", CLAIM)
    assert "agent-grace" in entities(ledger)
    add(ledger, "concept", {"labels": "x"}, by="ketamine")
    assert "agent-ketamine" in whole(ledger)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "soon")
    with pytest.raises(LedgerError, match="SOURCE_DATE_EPOCH"):
        add(ledger, "concept", {"labels": "y"})


def test_the_command(
    ledger: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    words = ["-g", str(ledger), "add", "claim", "--subject", "ketamine", "--object", "anxiety"]
    assert run([*words, "--dose", "0.5 mg/kg", "--dose", "low"]) == 0
    out, err = capsys.readouterr()
    assert out == f"{open_ledger(ledger).select().claims[0].ref.id}\n"
    assert "added" in err
    assert run([*words, "--dose", "low", "--dose", "0.5 mg/kg", "--format", "json"]) == 1
    answer = json.loads(capsys.readouterr().out)
    assert (answer["schema"], answer["added"], answer["entities"]) == ("kg.add/1", False, [])
    assert run([*words, "--dry-run"]) == 0
    assert "kg:Claim" in capsys.readouterr().out
    assert run([*words, "x"]) == 2
    for text, said in (
        ("{", "<stdin>:1:2"),
        ("[]", "holds no record"),
        ("[1]", "record 1: is no JSON object"),
        ("\udcff", "not UTF-8"),
    ):
        data = text.encode("utf-8", "surrogateescape")
        monkeypatch.setattr("sys.stdin", _Stdin(data))
        assert run(["-g", str(ledger), "add", "claim", "-"]) == 3
        assert said in capsys.readouterr().err
    monkeypatch.setattr("sys.stdin", _Stdin(json.dumps(RECORDS["claim"]).encode()))
    assert run(["-g", str(ledger), "add", "claim", "-"]) == 0


class _Stdin:
    def __init__(self, data: bytes) -> None:
        import io

        self.buffer = io.BytesIO(data)
