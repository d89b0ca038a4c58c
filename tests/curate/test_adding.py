"""Adding single entities: by options and by record, in place, with provenance, and safely."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from strategies import HOSTILE

from kg.cli import run
from kg.curate.adding.add import Added, add
from kg.curate.adding.passages import read_spot
from kg.curate.checking import check_ledger
from kg.curate.creating import init_ledger
from kg.curate.formatting import formatted
from kg.errors import EntityError, ImportFault, KGError, LedgerError, ReadError, WriteError
from kg.rdf.codec import decode
from kg.rdf.parse import parse_turtle
from kg.rdf.splice import splices
from kg.store.ledger import open_ledger

if TYPE_CHECKING:
    from kg.model.entity import Entity

ROOT = Path(__file__).parents[2]
DRAFT = """# A draft

Ketamine may reduce anxiety. Some experts say that low doses help adults.

It was first made
in 1962. It was first sold later. It was first sold later.
"""
CLAIM = {"subject": "ketamine", "object": "anxiety", "effect": "decrease", "text": "K cuts A."}


@pytest.fixture(autouse=True)
def _signed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_AGENT", "Ada Lovelace")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1780000000")


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    path = tmp_path / "claims.ttl"
    init_ledger(path, "T", base="https://claims.example/t#")
    for label in ("ketamine", "anxiety", "adults"):
        add(path, "concept", {"labels": label})
    (tmp_path / "draft.md").write_text(DRAFT, encoding="utf-8")
    return path


def entities(path: Path) -> dict[str, Entity]:
    found = decode(parse_turtle(path)).entities
    return {iri.partition("#")[2]: entity for iri, entity in found.items()}


def whole(path: Path) -> dict[str, Entity]:
    """The entities of a ledger that is sound and canonical."""
    assert check_ledger(path) == []
    assert not formatted(path).changed
    return entities(path)


def here(path: Path) -> str:
    return str(path.parent / "draft.md")


CELLS: dict[str, dict[str, str]] = {
    "document": {
        "title": "Trial",
        "doi": "https://doi.org/10.1/x",
        "issued": "12 March 2018",
        "sample_size": "18",
        "study_design": "RCT",
        "verification": "abstract",
        "notice": "retracted 2020-05",
    },
    "concept": {"labels": "esketamine", "broader": "ketamine", "exact_match": "mesh:D1\nwd:Q1"},
    "claim": {**CLAIM, "dose": "0.5 mg/kg; low", "population": "adults", "timepoint": "24 h"},
    "assertion": {"claim": "c", "document": "d", "hedging": "possible", "dose": "low"},
    "evidence": {
        "claim": "c",
        "source": "d",
        "direction": "for",
        "estimate": "-0.40",
        "level": "2",
        "dose": "0.5 mg/kg",
        "quote": "It helped.",
    },
}
RECORDS: dict[str, dict[str, object]] = {
    "document": {
        "title": [{"text": "Trial", "lang": "en"}],
        "doi": "10.1/x",
        "issued": "2018-03-12",
        "sample_size": 18,
        "notices": [{"notice_kind": "retraction", "date": "2020"}],
    },
    "concept": {"labels": ["esketamine"], "broader": ["ketamine"], "exact_match": ["mesh:D1"]},
    "claim": {
        "label": "K cuts A.",
        "subject": ["ketamine"],
        "predicate": "reduces",
        "object": ["https://claims.example/t#anxiety"],
        "claim_type": "causal",
        "dose": ["0.5 mg/kg", {"text": "a little"}, {"minimum": "1", "unit": "unit:MilliGM"}],
        "population": ["adults", {"concept": "adults", "words": "grown-ups"}],
    },
    "assertion": {
        "claim": "c",
        "document": "d",
        "hedging": "possible",
        "passages": [{"source": "d-text", "quote": {"exact": "It may."}}],
    },
    "evidence": {
        "claim": "c",
        "source": "d",
        "direction": "supports",
        "estimate": "-0.40",
        "arms": [{"name": "drug", "n": 9, "events": 2}],
    },
}


def prepared(path: Path, noun: str) -> None:
    """The claim and document that assertions and evidence speak of."""
    if noun in {"assertion", "evidence"}:
        add(path, "claim", {**CLAIM, "id": "c"})
        add(path, "document", {"title": "D", "id": "d", "file": here(path)})


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


def test_the_sentence_at_a_place_becomes_the_passage(ledger: Path) -> None:
    cells = {"subject": "ketamine", "object": "anxiety", "effect": "decrease"}
    done = add(ledger, "claim", {**cells, "from": f"{here(ledger)}:3:5"})
    (said,) = open_ledger(ledger).select().assertions(done.iri)
    (passage,) = said.passages
    assert passage.exact == "Ketamine may reduce anxiety."
    assert DRAFT[passage.start : passage.end] == passage.exact
    assert (said.hedging, said.hedge_cues, passage.section) == ("possible", ("may",), "A draft")
    assert done.notes == ("read as possible (may), attributed to author",)
    whole(ledger)


def test_all_sentences_of_a_line_become_the_passage(ledger: Path) -> None:
    done = add(ledger, "claim", {**CLAIM, "from": f"{here(ledger)}:3"})
    (said,) = open_ledger(ledger).select().assertions(done.iri)
    assert said.passages[0].exact == DRAFT.split("\n")[2]
    assert said.attribution == "unnamed"


def test_a_reference_in_brackets_is_no_attribution(ledger: Path) -> None:
    path = ledger.parent / "cited.md"
    path.write_text(
        "Ketamine blocks it (Krystal et al. 1994).\n\nKrystal et al. found that it blocks.\n",
        encoding="utf-8",
    )
    for line, attribution, hedging in ((1, "author", "categorical"), (3, "named", "reported")):
        done = add(ledger, "claim", {**CLAIM, "from": f"{path}:{line}"})
        found = open_ledger(ledger).select().assertions(done.iri)
        said = next(one for one in found if one.passages[0].start == (0 if line == 1 else 43))
        assert (said.attribution, said.hedging) == (attribution, hedging)


def test_a_quote_may_run_over_a_line_end(ledger: Path) -> None:
    done = add(ledger, "claim", {**CLAIM, "quote": "made in  1962", "document": here(ledger)})
    (said,) = open_ledger(ledger).select().assertions(done.iri)
    assert said.passages[0].exact == "made\nin 1962"


def test_the_document_is_found_again_by_id_path_or_text(ledger: Path) -> None:
    first = add(ledger, "claim", {**CLAIM, "quote": "may reduce", "document": here(ledger)})
    names = [name for name, kind in first.written if kind == "documents"]
    assert names == ["draft"]
    more = {"claim": first.id, "quote": "low doses help", "document": "draft"}
    assert [kind for _, kind in add(ledger, "assertion", more).written] == ["assertions"]
    copy = ledger.parent / "copy.md"
    copy.write_text(DRAFT, encoding="utf-8")
    more = {"claim": first.id, "quote": "help adults", "document": str(copy)}
    assert [kind for _, kind in add(ledger, "assertion", more).written] == ["assertions"]
    (ledger.parent / "draft.md").write_text(f"{DRAFT}More.\n", encoding="utf-8")
    more = {"claim": first.id, "quote": "More.", "document": "draft"}
    assert [kind for _, kind in add(ledger, "assertion", more).written] == [
        "versions",
        "assertions",
    ]
    whole(ledger)


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"quote": "Ketamine might reduce anxiety"}, "nearest is on line 3: 'Ketamine may reduce"),
        ({"quote": "Many experts said low dosages help grown adults"}, "on line 3: 'Some experts"),
        ({"quote": "氯胺酮可能减轻焦虑"}, "nothing there is like it"),
        ({"quote": "first sold later"}, "occurs 2 times .* on lines 6, 6"),
        ({"quote": " "}, "is empty"),
        ({"from": ":1"}, "names no line"),
        ({"from": "HERE:2"}, "no sentence stands there; the nearest is on line 3"),
        ({"from": "HERE:99"}, "the file has 6 lines"),
        ({"from": "HERE:5", "quote": "Ketamine may"}, "does not occur"),
        ({"quote": "may", "carry": "maybe"}, "--carry 'maybe'"),
    ],
)
def test_what_is_not_in_the_document_is_refused(
    ledger: Path, cells: dict[str, str], said: str
) -> None:
    before = ledger.read_bytes()
    given = {key: text.replace("HERE", here(ledger)) for key, text in cells.items()}
    given.setdefault("document" if "from" not in given else "note", here(ledger))
    given.pop("note", "")
    with pytest.raises(ImportFault, match=said):
        add(ledger, "claim", {**CLAIM, **given})
    assert ledger.read_bytes() == before


def test_a_line_tells_equal_quotes_apart(ledger: Path) -> None:
    path = ledger.parent / "twice.txt"
    path.write_text("It helps.\n\nOften it is so.\n\nIt helps.\n", encoding="utf-8")
    done = add(ledger, "claim", {**CLAIM, "from": f"{path}:5", "quote": "It helps."})
    (said,) = open_ledger(ledger).select().assertions(done.iri)
    assert said.passages[0].start == 28


def test_words_that_may_not_be_carried_are_hashed(ledger: Path) -> None:
    cells = {"from": f"{here(ledger)}:3:1", "carry": "hash"}
    done = add(ledger, "claim", {**CLAIM, **cells})
    assert "may reduce" not in ledger.read_text(encoding="utf-8")
    (said,) = open_ledger(ledger).select().assertions(done.iri)
    assert (said.passages[0].exact, len(said.passages[0].sha256 or "")) == (None, 64)
    with pytest.raises(ImportFault, match="--carry quote: draft is kept otherwise"):
        add(ledger, "claim", {**CLAIM, "from": f"{here(ledger)}:3:40", "carry": "quote"})
    bare = {key: text for key, text in CLAIM.items() if key != "text"}
    with pytest.raises(ImportFault, match="--text"):
        add(ledger, "claim", {**bare, "from": f"{here(ledger)}:3:40"})
    whole(ledger)


def test_a_text_that_is_not_at_hand_leaves_the_quote_unchecked(ledger: Path) -> None:
    add(ledger, "document", {"title": "Far away", "id": "far"})
    done = add(ledger, "claim", {**CLAIM, "quote": "as is", "document": "far"})
    assert "not at hand" in done.notes[0]
    whole(ledger)


@pytest.mark.parametrize("text", [text for text in HOSTILE if text.strip()])
def test_hostile_labels(ledger: Path, text: str) -> None:
    done = add(ledger, "concept", record={"labels": [{"text": text, "lang": "en"}]})
    assert done.rewritten == ""
    assert [str(one) for one in getattr(whole(ledger)[done.id], "labels", ())] == [text]


def test_a_file_with_foreign_line_ends_is_written_anew(ledger: Path) -> None:
    ledger.write_bytes(b"\xef\xbb\xbf" + ledger.read_bytes().replace(b"\n", b"\r\n"))
    done = add(ledger, "claim", CLAIM)
    assert "line ends" in done.rewritten
    assert done.id in whole(ledger)


def test_a_comment_at_the_place_is_not_lost(ledger: Path) -> None:
    text = ledger.read_text(encoding="utf-8")
    ledger.write_text(text.replace(":ketamine a", "# mine\n:ketamine a"), encoding="utf-8")
    before = ledger.read_bytes()
    with pytest.raises(WriteError, match="mine"):
        add(ledger, "concept", {"labels": "ketaminf"})
    assert ledger.read_bytes() == before
    assert add(ledger, "claim", CLAIM).rewritten == ""
    assert "# mine\n" in ledger.read_text(encoding="utf-8")


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


def test_a_dry_run_writes_nothing(ledger: Path) -> None:
    before = ledger.read_bytes()
    done = add(ledger, "claim", CLAIM, dry_run=True)
    assert f":{done.id} a kg:Claim ;" in done.text
    assert ledger.read_bytes() == before


def test_what_cannot_be_written_to(ledger: Path, tmp_path: Path) -> None:
    with pytest.raises(ReadError):
        add(tmp_path / "none.ttl", "claim", CLAIM)
    other = tmp_path / "l.nt"
    other.write_text("<a:b> <a:c> <a:d> .\n", encoding="utf-8")
    with pytest.raises(LedgerError, match="only Turtle"):
        add(other, "claim", CLAIM)
    with pytest.raises(LedgerError, match="choose from: document"):
        add(ledger, "clam", CLAIM)
    ledger.chmod(0o444)
    with pytest.raises(WriteError, match="read-only"):
        add(ledger, "claim", CLAIM)
    with pytest.raises(EntityError, match="neither title"):
        add(ledger, "document", {"publisher": "x"})


_TEN: str = """
import sys
from kg.cli import run
codes = [
    run(["-g", sys.argv[1], "add", "concept", "--label", f"{sys.argv[2]} {n}"]) for n in range(10)
]
sys.exit(any(codes))
"""


def test_two_processes_lose_nothing_of_each_other(ledger: Path) -> None:
    both = [
        subprocess.Popen([sys.executable, "-c", _TEN, str(ledger), name], cwd=ROOT)
        for name in ("left", "right")
    ]
    assert [one.wait(timeout=300) for one in both] == [0, 0]
    found = whole(ledger)
    assert {f"{name}-{n}" for name in ("left", "right") for n in range(10)} <= found.keys()


_KILLED: str = """
import os, signal, sys
from pathlib import Path
from kg.curate.adding.add import add
Path.replace = lambda self, target: (
    os.kill(os.getpid(), signal.SIGKILL) if str(target).endswith("claims.ttl") else
    os.replace(self, target)
)
add(sys.argv[1], "concept", {"labels": "never"})
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_a_killed_process_leaves_the_old_ledger(ledger: Path) -> None:
    before = ledger.read_bytes()
    done = subprocess.run([sys.executable, "-c", _KILLED, str(ledger)], cwd=ROOT, check=False)
    assert done.returncode == -signal.SIGKILL
    assert ledger.read_bytes() == before
    assert any(path.name.endswith(".kg-tmp") for path in ledger.parent.iterdir())
    add(ledger, "concept", {"labels": "later"})
    assert not any(path.name.endswith(".kg-tmp") for path in ledger.parent.iterdir())
    assert "later" in whole(ledger)


def test_an_editor_that_knows_no_lock_is_not_overwritten(
    ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def meanwhile(*given: object) -> object:
        ledger.write_bytes(ledger.read_bytes() + b"# typed just now\n")
        return splices(*given)  # type: ignore[arg-type] # as given

    monkeypatch.setattr("kg.curate.ledger_file.splices", meanwhile)
    with pytest.raises(WriteError, match="has changed since it was read"):
        add(ledger, "claim", CLAIM)
    assert ledger.read_bytes().endswith(b"# typed just now\n")


@pytest.mark.skipif(os.geteuid() == 0, reason="root writes everywhere")
def test_a_read_only_folder(ledger: Path) -> None:
    ledger.parent.chmod(0o555)
    try:
        with pytest.raises(WriteError, match="make the folder writable"):
            add(ledger, "claim", CLAIM)
    finally:
        ledger.parent.chmod(0o755)


def test_places_are_read_from_the_right() -> None:
    spot = read_spot("c:/a b/draft.md:12:7")
    assert (spot.path, spot.line, spot.column) == ("c:/a b/draft.md", 12, 7)


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
    for text, said in (("{", "<stdin>:1:2"), ("[]", "no JSON object"), ("\udcff", "not UTF-8")):
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
