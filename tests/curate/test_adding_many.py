"""Many records in one act: all of them or none, and later ones may name earlier ones."""

from __future__ import annotations

import json
from io import BytesIO
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from capture import whole

from kg.cli import run
from kg.curate.adding.add import add_many
from kg.curate.adding.json_records import read_records
from kg.errors import EntityError, KGError, SyntaxFault

if TYPE_CHECKING:
    from pathlib import Path

THREE: tuple[dict[str, object], ...] = (
    {"labels": ["ketamine"]},
    {"labels": ["esketamine"], "broader": ["ketamine"]},
    {"labels": ["nasal esketamine"], "broader": ["esketamine"], "iri": "nasal"},
)


def test_a_list_is_one_act(ledger: Path) -> None:
    done = add_many(ledger, "concept", THREE)
    assert [(one.id, one.new) for one in done.added] == [
        ("ketamine", False),
        ("esketamine", True),
        ("nasal", True),
    ]
    found = whole(ledger)
    acts = {getattr(found[name], "generated_by", "") for name in ("esketamine", "nasal")}
    assert len(acts) == 1
    assert add_many(ledger, "concept", THREE).files == ()


def test_claims_about_claims_of_the_same_act(ledger: Path) -> None:
    records: list[dict[str, object]] = [
        {
            "iri": "first",
            "label": "K cuts A.",
            "subject": ["ketamine"],
            "predicate": "reduces",
            "object": ["anxiety"],
            "claim_type": "causal",
        },
        {
            "label": "Adults modify it.",
            "subject": ["adults"],
            "predicate": "affects",
            "object": ["claim:first"],
            "claim_type": "causal",
        },
        {
            "label": "The same again.",
            "subject": ["ketamine"],
            "predicate": "reduces",
            "object": ["anxiety"],
            "claim_type": "causal",
        },
    ]
    done = add_many(ledger, "claim", records)
    assert [one.new for one in done.added] == [True, True, False]
    assert done.added[2].id == "first"
    assert getattr(whole(ledger)[done.added[1].id], "object", ()) == (done.added[0].iri,)


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        ({"label": "x"}, "record 3: label: no field of Concept"),
        ({"labels": ["y"], "broader": ["zinc"]}, "record 3: no concept .* is named 'zinc'"),
        ({"labels": ["y"], "iri": "esketamine"}, "record 3: esketamine is made before"),
        ({"labels": ["y"], "iri": "anxiety"}, "record 3: anxiety is there already"),
        ({"labels": ["y"], "state": "lost"}, "record 3: state: "),
    ],
)
def test_a_bad_record_is_named_and_nothing_is_written(
    ledger: Path, bad: dict[str, object], said: str
) -> None:
    before = ledger.read_bytes()
    with pytest.raises(KGError, match=said):
        add_many(ledger, "concept", [*THREE[:2], bad])
    assert ledger.read_bytes() == before


def test_conditions_of_one_record_are_not_told_of_the_next(ledger: Path) -> None:
    records: list[dict[str, object]] = [
        {
            "label": f"K {n}",
            "subject": ["ketamine"],
            "predicate": "affects",
            "object": ["anxiety"],
            "dose": [dose],
            "claim_type": "causal",
        }
        for n, dose in enumerate(("a pinch or so", "1 mg"))
    ]
    done = add_many(ledger, "claim", records)
    assert [len(one.notes) for one in done.added] == [1, 0]


@pytest.mark.parametrize(
    ("text", "count", "many"),
    [
        ('{"a": 1}', 1, False),
        ('[{"a": 1}]', 1, True),
        ('[{"a": 1}, {"a": 2}]', 2, True),
        ('{"a": 1}\n\n{"a": 2}\r\n', 2, True),
        ('\ufeff{\n "a": 1\n}\n{"a": 2}', 2, True),
    ],
)
def test_three_ways_to_write_records(text: str, count: int, *, many: bool) -> None:
    found = read_records(text.encode(), "x")
    assert (len(found.records), found.many) == (count, many)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "x:1:1: holds no record"),
        ("[]", "x:1:1: holds no record"),
        ('{"a": 1}\n{"a": }\n', "x:2:7: Expecting value"),
        ('{"a": 1}\n[]', "x: record 2: is no JSON object"),
        ("[1]", "x: record 1: is no JSON object"),
        ("[" * 100_000, "nested too deep"),
        ('{"a": ' + "9" * 5_000 + "}", "x: Exceeds the limit"),
    ],
)
def test_what_is_no_record_is_named(text: str, said: str) -> None:
    with pytest.raises((SyntaxFault, EntityError), match=said):
        read_records(text.encode(), "x")


def test_the_command(
    ledger: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    words = ["-g", str(ledger), "add", "concept"]
    lines = "\n".join(json.dumps(one) for one in THREE)

    def given(text: str) -> None:
        monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=BytesIO(text.encode())))

    given(lines)
    assert run([*words, "--json", "-"]) == 0
    out, err = capsys.readouterr()
    assert out.split() == ["ketamine", "esketamine", "nasal"]
    assert "added esketamine (concepts), nasal (concepts)" in err
    path = ledger.parent / "records.json"
    path.write_text(json.dumps(THREE), encoding="utf-8")
    assert run([*words, "--json", str(path), "--format", "json"]) == 1
    answer = json.loads(capsys.readouterr().out)
    assert (answer["schema"], answer["total"], answer["added"]) == ("kg.add-many/1", 3, 0)
    assert [one["id"] for one in answer["records"]] == ["ketamine", "esketamine", "nasal"]
    given('[{"labels": ["x"]}, {"label": "y"}]')
    assert run([*words, "-"]) == 3
    assert "record 2: label: no field" in capsys.readouterr().err
    assert run([*words, "--json", "-", "--label", "x"]) == 2
    assert run([*words, "--json", str(path.with_name("none"))]) == 3
